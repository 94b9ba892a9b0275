//! What the mapping format has and this version does not: the one list of it.

use crate::document::{Entry, Node, Place, Problem};
use crate::platform::field::{Form, Target};

/// Options of a field.
const FIELD_OPTIONS: &[&str] = &["photo", "content"];

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

/// The problem of a target that cannot be uploaded yet.
pub(super) fn target(target: &Target, at: &Place) -> Option<Problem> {
    let message = || format!("target `{}` is not uploaded by this version", target.name);
    (target.form == Form::Multipart).then(|| Problem::at(at.clone(), message()))
}

fn not_yet(at: &Place, what: &str) -> Problem {
    Problem::at(at.clone(), format!("{what} is not supported yet"))
}
