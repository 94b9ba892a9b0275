//! Whole flows: rows of a real database, through the pipeline, to the sandbox.

mod accounts;
mod faults;
mod life;
mod outage;
mod rewind;
mod scans;
mod stopped;
mod streams;
mod values;
