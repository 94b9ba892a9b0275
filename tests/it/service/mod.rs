//! The service: what runs when, and how it ends.

mod databases;
mod outages;
mod process;
mod running;
mod schedule;
mod streams;
mod ticks;
mod wake;

use running::{Running, arrives, stays_away, until};
