//! The statements of `sql/<dialect>/`, by name.

/// The statements of one dialect.
#[derive(Debug)]
pub(super) struct Statements {}
