//! Whole flows: rows of a real database, through the pipeline, to the sandbox.

mod faults;
mod life;
mod outage;
