//! TOML with places, and problems as they are shown.
//!
//! What a person wrote is read into [`Node`]s that know where they stand, so that a check made much
//! later can still point at a line. [`Fields`] reads a table and gathers every problem on the way.

mod excerpt;
mod fields;
mod node;
mod parse;
mod problem;
pub mod quantity;
mod suggest;

pub use fields::Fields;
pub use node::{Entry, Item, Node, Place};
pub use parse::Document;
pub use problem::{Problem, Problems};
pub use suggest::nearest;
