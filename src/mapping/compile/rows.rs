//! `[rows]`: the SQL that reads rows by `:keys`, and the columns of its result that hold the key.

use super::identifier::column_name;
use super::statement::Statement;
use crate::document::{Document, Fields, Node, Place, Problem};
use crate::language::text;
use crate::mapping::Context;
use crate::source::{Query, Stream};
use crate::sql::{Dialect, fill};

/// The rows of a mapping.
#[derive(Debug)]
pub(super) struct Rows {
    /// The SQL.
    pub(super) query: Query,
    /// The columns of its result that hold the key.
    pub(super) key: Vec<String>,
}

/// Reads `[rows]`; without it, whole rows of the first stream's table. `None` with problems noted.
pub(super) fn rows(
    document: &Document,
    node: Option<&Node>,
    streams: &[Stream],
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Option<Rows> {
    match node {
        Some(node) => own(document, node, context, problems),
        None => whole(streams, context, problems),
    }
}

fn own(
    document: &Document,
    node: &Node,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Option<Rows> {
    let mut options = Fields::of(node, "`[rows]`", problems)?;
    options.require("key");
    let key = options.texts("key").and_then(|(names, at)| {
        let names: Vec<String> = names.into_iter().map(|(name, _)| name.to_owned()).collect();
        if names.is_empty() || names.iter().any(|name| name.trim().is_empty()) {
            let message = text!("mapping-rows-key");
            options.problem(Problem::at(at.clone(), message));
            return None;
        }
        Some(names)
    });
    let written = written(document, node, &mut options);
    let key_columns = key.as_ref().map_or(1, Vec::len);
    let query = written.map(|(option, text, at)| {
        let statement = Statement {
            document,
            option,
            at,
            text,
            key_columns,
        };
        statement.query(context, options.problems())
    });
    options.finish();
    Some(Rows {
        query: query?,
        key: key?,
    })
}

/// The SQL as written: the option it stands in, its text, the option's place. `None` with a problem noted.
fn written<'a>(
    document: &Document,
    node: &Node,
    options: &mut Fields<'a>,
) -> Option<(&'static str, String, &'a Place)> {
    let (sql, file) = (options.text("sql"), options.text("file"));
    match (sql, file) {
        (Some((text, at)), None) => Some(("sql", text.to_owned(), at)),
        (None, Some((name, at))) => match read(document, name) {
            Ok(text) => Some(("file", text, at)),
            Err(message) => {
                options.problem(Problem::at(at.clone(), message));
                None
            }
        },
        (Some(_), Some((_, at))) => {
            let message = text!("mapping-exclude", first = "sql", second = "file");
            let message = format!("`[rows]`: {message}");
            options.problem(Problem::at(at.clone(), message));
            None
        }
        // A value of the wrong kind is a problem already, and reads as absent.
        (None, None) if node.get("sql").is_some() || node.get("file").is_some() => None,
        (None, None) => {
            let problem = Problem::at(options.at(), text!("mapping-rows-lack-sql"));
            options.problem(problem.hint(text!("mapping-rows-lack-sql-hint")));
            None
        }
    }
}

/// The SQL of a file beside the mapping.
fn read(document: &Document, name: &str) -> Result<String, String> {
    let folder = document.path.parent().unwrap_or(std::path::Path::new(""));
    let bytes = std::fs::read(folder.join(name))
        .map_err(|error| text!("mapping-file-unreadable", error = error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| text!("mapping-file-not-utf8"))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

fn whole(streams: &[Stream], context: &Context, problems: &mut Vec<Problem>) -> Option<Rows> {
    let of_records = |stream: &&Stream| stream.expand.is_none() && !stream.is_query();
    let Some(stream) = streams.iter().find(of_records) else {
        // A stream that is missing or could not be read is a problem of its own, and may have been the one.
        if problems.is_empty() {
            problems.push(Problem::at(Place::File(0..0), text!("mapping-needs-rows")));
        }
        return None;
    };
    let names = stream.key.join(", ");
    let key = match stream.key.len() {
        1 => names,
        _ => format!("({names})"),
    };
    let statement = match context.dialect {
        Dialect::Postgres => include_str!("../../../sql/postgres/whole_rows.sql"),
        Dialect::MySql => include_str!("../../../sql/mysql/whole_rows.sql"),
        Dialect::Sqlite => include_str!("../../../sql/sqlite/whole_rows.sql"),
    };
    let text = fill(
        statement.trim_end(),
        &[("table", &stream.table), ("key", &key)],
    );
    let names = stream.key.iter();
    Some(Rows {
        query: Query {
            text,
            params: Vec::new(),
            key_columns: stream.key.len(),
        },
        key: names
            .map(|name| column_name(name, context.dialect))
            .collect(),
    })
}
