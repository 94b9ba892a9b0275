//! Where changes could be seen, by what a table has; the best way first.

use super::toml::{list, quoted};
use super::words::{is_among, names};
use crate::source::{Holds, Outline, OutlineColumn, Value};

/// A way to see changes.
#[derive(Debug)]
pub(super) struct Way {
    /// Why it may be right, and what it does not see.
    pub(super) why: String,
    /// Its lines below `[[changes]]`.
    pub(super) lines: Vec<String>,
}

/// The time of last change, by its name; one with an index first.
pub(super) fn updated(outline: &Outline) -> Option<&OutlineColumn> {
    let fits = |column: &&OutlineColumn| {
        is_among("@updated", &column.name)
            && matches!(column.holds, Holds::Time | Holds::Text | Holds::Whole)
    };
    let mut columns: Vec<&OutlineColumn> = outline.columns.iter().filter(fits).collect();
    columns.sort_by_key(|column| !column.indexed);
    columns.first().copied()
}

/// The flag of what was sent, by its name.
pub(super) fn flag(outline: &Outline) -> Option<&OutlineColumn> {
    let mut columns = outline.columns.iter();
    columns.find(|column| {
        is_among("@flag", &column.name) && matches!(column.holds, Holds::Text | Holds::Whole)
    })
}

/// The ways that a table allows; `key` are its key's columns as written, `sample` some values of the time of last change.
pub(super) fn ways(outline: &Outline, key: &[String], sample: &[Value]) -> Vec<Way> {
    let table = format!("table  = {}", quoted(&outline.table));
    let key_line = match key {
        [] => "# key  = \"..\"".to_owned(),
        key => format!("key    = {}", list(key)),
    };
    let way = |kind: &str, why: String, own: Vec<String>| Way {
        why,
        lines: [
            vec![format!("kind   = {kind:?}"), table.clone()],
            own,
            vec![key_line.clone()],
        ]
        .concat(),
    };
    let mut ways = Vec::new();
    if let Some(column) = updated(outline) {
        let cursor = format!("cursor = {}", quoted(&column.written));
        let mut own = vec![cursor];
        own.extend(unit(column, sample));
        let indexed = if column.indexed {
            ""
        } else {
            "; no index begins with it"
        };
        let why = format!(
            "`{}` looks like the time of last change. Does every change of a row set it{indexed}?",
            column.name
        );
        ways.push(way("updated", why, own));
    }
    if let Some(column) = flag(outline) {
        let values = "due = \"0\", delivered = \"1\"";
        let flag = format!(
            "flag   = {{ column = {}, {values} }}",
            quoted(&column.written)
        );
        let why = format!(
            "`{}` looks like a flag of what was sent. Is 0 not yet sent, and 1 sent? It is written back through `writer_url`.",
            column.name
        );
        ways.push(way("flag", why, vec![flag]));
    }
    let log = log(outline).map(|id| {
        let why = format!(
            "`{}` grows with each row. Are rows only added, and never changed?",
            id.name
        );
        way(
            "log",
            why,
            vec![format!("cursor = {}", quoted(&id.written))],
        )
    });
    ways.extend(log);
    let why = "all rows are read and compared: finds every change, and deletions, at the cost of reading the table.";
    let nightly = "schedule = \"0 2 * * *\"".to_owned();
    ways.push(way(
        "scan",
        why.to_owned(),
        if ways.is_empty() {
            Vec::new()
        } else {
            vec![nightly]
        },
    ));
    // A table that is called a log is one, unless a time or a flag says more.
    let is_log = names("", "@log")
        .iter()
        .any(|part| outline.table.to_lowercase().contains(part));
    let only_grows = ways.first().is_some_and(|way| way.lines[0].contains("log"));
    if only_grows && !is_log {
        ways.rotate_left(1);
    }
    ways
}

/// The id that the database draws for each new row, where it is the whole key.
fn log(outline: &Outline) -> Option<&OutlineColumn> {
    match outline.key()[..] {
        [id] if id.drawn && id.holds == Holds::Whole => Some(id),
        _ => None,
    }
}

/// The unit of a time that is a whole number.
fn unit(column: &OutlineColumn, sample: &[Value]) -> Option<String> {
    if column.holds != Holds::Whole {
        return None;
    }
    let unit = epoch(sample).unwrap_or("s");
    Some(format!("unit   = {unit:?}"))
}

/// Whether numbers are seconds or milliseconds since 1970, by their size.
pub(super) fn epoch(sample: &[Value]) -> Option<&'static str> {
    let numbers = sample.iter().filter_map(|value| match value {
        Value::Int(number) => Some(*number),
        _ => None,
    });
    match numbers.max()? {
        100_000_000..100_000_000_000 => Some("s"),
        100_000_000_000.. => Some("ms"),
        _ => None,
    }
}
