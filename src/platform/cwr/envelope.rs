//! The body of an upload: one record, or the fields that records share and a list of the others.

use crate::platform::Record;
use crate::platform::field::{Form, Target};
use crate::platform::json::{members, quote, size};

/// Whether these records can travel in one call.
pub(super) fn fits(target: &Target, batch: &[&Record]) -> bool {
    match (target.form, batch) {
        (Form::Single, [_]) => true,
        (Form::List { shared, .. }, [first, ..]) => shared
            .iter()
            .all(|field| batch.iter().all(|it| it.field(field) == first.field(field))),
        _ => false,
    }
}

/// Writes the body of a call with these records.
pub(super) fn write(target: &Target, batch: &[&Record]) -> String {
    let sizes = batch.iter().flat_map(|record| record.members().map(size));
    let mut out = String::with_capacity(64 + sizes.sum::<usize>());
    let (shared, list) = match target.form {
        Form::List { shared, name } => (shared, Some(name)),
        _ => (&[][..], None),
    };
    let is_shared = |(field, _): &(&str, &str)| list.is_none() || shared.contains(field);
    out.push('{');
    if let Some(first) = batch.first() {
        members(&mut out, first.members().filter(is_shared));
    }
    if let Some(name) = list {
        out.push(',');
        quote(&mut out, name);
        out.push_str(":[");
        for (i, record) in batch.iter().enumerate() {
            out.push_str(if i == 0 { "{" } else { ",{" });
            members(&mut out, record.members().filter(|it| !is_shared(it)));
            out.push('}');
        }
        out.push(']');
    }
    out.push('}');
    out
}
