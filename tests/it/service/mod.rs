//! The service: what runs when, and how it ends.

mod clock;
mod databases;
mod hosts;
mod outages;
mod process;
mod rests;
mod running;
mod schedule;
mod state;
mod streams;
mod terms;
mod ticks;
mod two;
mod wake;

use running::stays_away;
pub(crate) use running::{Running, arrives, until};
