//! Sources: rows by keys, values without loss, change streams; one suite on all three databases.

mod keys;
mod logs;
mod looks;
mod native;
mod refusals;
mod sessions;
mod site;
mod values;
mod walking;
