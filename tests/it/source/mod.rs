//! Sources: rows by keys, values without loss, change streams; one suite on all three databases.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where something unexpected happens"
)]

mod beginnings;
mod charsets;
pub(crate) mod flags;
mod keys;
mod logs;
mod looks;
mod native;
pub(crate) mod poolers;
mod ranges;
mod reaching;
mod refusals;
mod rulers;
mod scans;
mod sessions;
pub(crate) mod site;
mod timed;
mod values;
pub(crate) mod walking;
mod writers;
