//! Sources: rows by keys, values without loss, change streams; one suite on all three databases.

mod keys;
mod refusals;
mod sessions;
mod site;
mod streams;
mod values;
