//! Whole flows: rows of a real database, through the pipeline, to the sandbox.

mod accounts;
mod attachments;
mod cwr;
mod depends;
mod farewell;
mod faults;
mod flags;
mod hostile;
mod let_be;
mod life;
mod nulls;
mod outage;
mod plant;
mod restored;
mod retention;
mod rewind;
mod scans;
mod shared;
mod stopped;
mod streams;
mod unkept;
mod values;
mod write_back;
