//! What the mapping format has and this version does not: the one list of it.

use crate::document::{Place, Problem};

/// The problem of `[gone] fields`.
pub(super) fn gone_fields(at: &Place) -> Problem {
    not_yet(at, "`[gone]`: `fields`")
}

fn not_yet(at: &Place, what: &str) -> Problem {
    Problem::at(at.clone(), format!("{what} is not supported yet"))
}
