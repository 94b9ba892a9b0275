//! Whole flows of the construction platform's five targets.

mod absent;
mod facts;
mod faults;
mod life;
mod order;
mod projects;
mod refusals;
mod shared;
mod superiors;

use std::time::Duration;

use crate::bed::Building;

/// Lets the platform's and our clock go on.
fn wait(bed: &Building, minutes: u64) {
    bed.clock.advance(Duration::from_secs(60 * minutes));
}
