//! A TOML file, read into a tree that knows its places.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{Entry, Item, Node, Place, Problem, Problems};
use crate::language::text;

/// A file as written: its text and its tree.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub path: PathBuf,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// Its tree; what could not be parsed is missing from it.
    pub root: Node,
}

impl Document {
    /// Reads and parses a file.
    ///
    /// # Errors
    /// The problem when the file cannot be read, or is not UTF-8. Mistakes of syntax are not errors here:
    /// they come with the document, all at once.
    pub fn read(path: &Path) -> Result<(Self, Problems), Problems> {
        let mut problems = Problems::of_file(path, "");
        let bytes = std::fs::read(path).map_err(|error| {
            let mut problems = problems.clone();
            let message = text!("config-unreadable", error = error.to_string());
            problems.push(Problem::general(message));
            problems
        })?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::parse(path, &text)),
            Err(error) => {
                let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
                    .iter()
                    .filter(|b| **b == b'\n')
                    .count();
                let message = text!("config-not-utf8", line = line.to_string());
                problems.push(Problem::general(message).hint(text!("config-save-utf8")));
                Err(problems)
            }
        }
    }

    /// Parses a text. The problems are those of syntax; the tree holds what could be read all the same.
    pub fn parse(path: &Path, text: &str) -> (Self, Problems) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut problems = Problems::of_file(path, text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(Place::Nowhere, Place::File);
            let message = text!("config-not-toml", error = error.message());
            problems.push(Problem::at(at, message));
        }
        let root = Node {
            at: Place::File(0..0),
            item: table_item(table.get_ref()),
        };
        let document = Self {
            path: path.to_owned(),
            text: text.into(),
            root,
        };
        (document, problems)
    }
}

fn table_item(table: &DeTable<'_>) -> Item {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            at: Place::File(key.span()),
            value: Node {
                item: item(value.get_ref()),
                at: Place::File(value.span()),
            },
        })
        .collect();
    entries.sort_by_key(|entry| match &entry.at {
        Place::File(span) => span.start,
        _ => 0,
    });
    Item::Table(entries)
}

fn item(value: &DeValue<'_>) -> Item {
    match value {
        DeValue::String(text) => Item::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Item::Integer(number),
            Err(_) => Item::Text(number.as_str().to_owned()),
        },
        DeValue::Float(number) => Item::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => Item::Bool(*value),
        DeValue::Datetime(value) => Item::Datetime(value.to_string()),
        DeValue::Array(values) => Item::Array(
            values
                .iter()
                .map(|value| Node {
                    item: item(value.get_ref()),
                    at: Place::File(value.span()),
                })
                .collect(),
        ),
        DeValue::Table(table) => table_item(table),
    }
}
