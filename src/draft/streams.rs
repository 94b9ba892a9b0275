//! Where changes could be seen, by what a table has; the best way first.

use super::quote::{list, quoted};
use super::words::{is_among, names};
use crate::language::text;
use crate::source::{Holds, Outline, OutlineColumn, Value};

/// A way to see changes.
#[derive(Debug)]
pub(super) struct Way {
    /// Why it may be right, and what it does not see.
    pub(super) why: String,
    /// Its lines below `[[changes]]`.
    pub(super) lines: Vec<String>,
    /// Whether it stands beside the way before it, and not in its place.
    pub(super) beside: bool,
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

/// Each night at two.
const NIGHTLY: &str = "schedule = \"0 2 * * *\"";

/// What is read, and by which key.
struct Table<'a> {
    outline: &'a Outline,
    /// The key's columns, as written.
    key: &'a [String],
}

impl Table<'_> {
    fn way(&self, kind: &str, why: String, own: Vec<String>) -> Way {
        let mut lines = vec![
            format!("kind   = {kind:?}"),
            format!("table  = {}", quoted(&self.outline.table)),
        ];
        lines.extend(own);
        lines.push(match self.key {
            [] => "# key  = \"..\"".to_owned(),
            key => format!("key    = {}", list(key)),
        });
        Way {
            why,
            lines,
            beside: false,
        }
    }

    fn by_time(&self, sample: &[Value]) -> Option<Way> {
        let column = updated(self.outline)?;
        let mut own = vec![format!("cursor = {}", quoted(&column.written))];
        own.extend(unit(column, sample));
        let why = match column.indexed {
            true => text!("draft-by-time", column = &column.name),
            false => text!("draft-by-time-unindexed", column = &column.name),
        };
        Some(self.way("updated", why, own))
    }

    fn by_flag(&self) -> Option<Way> {
        let column = flag(self.outline)?;
        let name = quoted(&column.written);
        let flag = format!("flag   = {{ column = {name}, due = \"0\", delivered = \"1\" }}");
        let why = text!("draft-by-flag", column = &column.name);
        Some(self.way("flag", why, vec![flag]))
    }

    fn by_id(&self) -> Option<Way> {
        let id = log(self.outline)?;
        let why = text!("draft-by-id", column = &id.name);
        let cursor = format!("cursor = {}", quoted(&id.written));
        Some(self.way("log", why, vec![cursor]))
    }

    fn by_comparing(&self, is_first: bool) -> Way {
        let own = match is_first {
            true => Vec::new(),
            false => vec![NIGHTLY.to_owned()],
        };
        self.way("scan", text!("draft-by-comparing"), own)
    }

    /// A net below a time of last change, which a clock, an import or a late commit may have wrong.
    fn nightly(&self) -> Way {
        Way {
            beside: true,
            ..self.way("scan", text!("draft-nightly"), vec![NIGHTLY.to_owned()])
        }
    }
}

/// The ways that a table allows; `key` are its key's columns as written, `sample` some values of the time of last change.
pub(super) fn ways(outline: &Outline, key: &[String], sample: &[Value]) -> Vec<Way> {
    let table = Table { outline, key };
    let mut ways: Vec<Way> = table.by_time(sample).into_iter().collect();
    let is_timed = !ways.is_empty();
    ways.extend(is_timed.then(|| table.nightly()));
    ways.extend(table.by_flag());
    // A growing id says nothing of changes, unless the table is called a log.
    let name = outline.table.to_lowercase();
    let is_log = names("", "@log").iter().any(|part| name.contains(part));
    if ways.is_empty() && !is_log {
        ways.push(table.by_comparing(true));
        ways.extend(table.by_id());
    } else {
        ways.extend(table.by_id());
        if !is_timed {
            ways.push(table.by_comparing(ways.is_empty()));
        }
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
