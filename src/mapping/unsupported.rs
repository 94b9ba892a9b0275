//! What the mapping format has and this version does not: the one list of it.

use crate::document::{Entry, Node, Place, Problem};

/// Options of a field.
const FIELD_OPTIONS: &[&str] = &["fact"];

/// The problem of a field that uses an option of the list.
pub(super) fn field_option(field: &str, node: &Node) -> Option<Problem> {
    let used = |entry: &&Entry| FIELD_OPTIONS.contains(&entry.key.as_str());
    let entry = node.entries().iter().find(used)?;
    Some(not_yet(
        &entry.at,
        &format!("field `{field}`: `{}`", entry.key),
    ))
}

/// The problem of `[gone] fields`.
pub(super) fn gone_fields(at: &Place) -> Problem {
    not_yet(at, "`[gone]`: `fields`")
}

fn not_yet(at: &Place, what: &str) -> Problem {
    Problem::at(at.clone(), format!("{what} is not supported yet"))
}
