//! What tests stand on: real databases, each test with one of its own.

mod database;
mod site;

pub(crate) use database::{Database, each_dialect};
pub(crate) use site::{Bed, assert_adds_up, expire_lease, permit};
