//! `[[example]]`: a row and what it must become. Runs in `shangbao check`, and documents the mapping.

use super::columns::position;
use super::fields::unknown;
use super::iso::{Stamp, iso, iso_time};
use super::{Lookups, Mapping, Rejection};
use crate::document::{Entry, Fields, Item, Node, Place, Problem};
use crate::language::text;
use crate::platform::Record;
use crate::platform::field::Target;
use crate::source::{Column, Value};

/// An example.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// What it shows.
    pub(super) name: String,
    /// The row; a column left out is NULL.
    pub(super) row: Vec<(String, Value)>,
    wanted: Wanted,
}

/// What an example's row must become.
#[derive(Clone, Debug)]
enum Wanted {
    /// A record with at least these fields, as they are sent.
    Fields(Vec<(&'static str, String)>),
    /// A rejection that names this field.
    Rejected(&'static str),
}

/// Reads every example. What could not be read is missing, and noted.
pub(super) fn examples(
    target: &'static Target,
    nodes: &[Node],
    problems: &mut Vec<Problem>,
) -> Vec<Example> {
    let read = |node| example(target, node, problems);
    nodes.iter().filter_map(read).collect()
}

impl Example {
    /// Why the example fails under `mapping`; `None` when it holds.
    pub(super) fn failure(&self, mapping: &Mapping) -> Option<String> {
        let (columns, row) = self.result(mapping);
        let bound = match mapping.bind(&columns) {
            Ok(bound) => bound,
            Err(problems) => {
                let first = problems.first()?;
                let column = text!("mapping-column", name = &first.column);
                return Some(first.lack.said(&column));
            }
        };
        match (bound.apply(&row, &Lookups::default()), &self.wanted) {
            (Ok(record), Wanted::Fields(wanted)) => {
                let wrong = wanted.iter().filter_map(|(field, text)| {
                    let sent = held(&record, field);
                    (sent != Some(text.as_str())).then(|| differs(field, sent, text))
                });
                let wrong: Vec<String> = wrong.collect();
                (!wrong.is_empty()).then(|| wrong.join("; "))
            }
            (Ok(_), Wanted::Rejected(field)) => {
                Some(text!("mapping-example-became", field = *field))
            }
            (Err(rejection), Wanted::Rejected(field))
                if rejection.fields.iter().any(|wrong| wrong.field == *field) =>
            {
                None
            }
            (Err(rejection), _) => {
                let wrong = rejection.fields.iter();
                let wrong = wrong.map(|wrong| format!("`{}`: {}", wrong.field, wrong.message));
                let wrong: Vec<String> = wrong.collect();
                Some(text!("mapping-example-rejected", wrong = wrong.join("; ")))
            }
        }
    }

    /// What the example's row becomes; `None` when the mapping does not fit its columns.
    pub(super) fn record(&self, mapping: &Mapping) -> Option<Result<Record, Rejection>> {
        let (columns, row) = self.result(mapping);
        Some(
            mapping
                .bind(&columns)
                .ok()?
                .apply(&row, &Lookups::default()),
        )
    }

    /// The example as a result of one row: its own columns, and as NULL those the mapping uses besides.
    fn result(&self, mapping: &Mapping) -> (Vec<Column>, Vec<Value>) {
        let column = |name: &str| Column {
            name: name.to_owned(),
            type_name: String::new(),
            readable: true,
        };
        let mut columns: Vec<Column> = self.row.iter().map(|(name, _)| column(name)).collect();
        let mut row: Vec<Value> = self.row.iter().map(|(_, value)| value.clone()).collect();
        let used = mapping.plans.columns.names();
        for name in used.chain(mapping.key.iter().map(String::as_str)) {
            if position(name, &columns).is_err() {
                columns.push(column(name));
                row.push(Value::Null);
            }
        }
        (columns, row)
    }
}

/// What a field is sent as; of a photo or an attachment, which is not read here, what its column holds.
fn held<'a>(record: &'a Record, field: &str) -> Option<&'a str> {
    match record.wanted.iter().find(|(name, _)| *name == field) {
        Some((_, wanted)) => std::str::from_utf8(wanted.origin.content()).ok(),
        None => record.field(field),
    }
}

/// What an example's field is, and should have been.
fn differs(field: &str, sent: Option<&str>, wanted: &str) -> String {
    match sent {
        Some(sent) => text!(
            "mapping-example-differs",
            field = field,
            sent = sent,
            wanted = wanted
        ),
        None => text!("mapping-example-lacks", field = field, wanted = wanted),
    }
}

fn example(target: &'static Target, node: &Node, problems: &mut Vec<Problem>) -> Option<Example> {
    let mut options = Fields::of(node, "`[[example]]`", problems)?;
    options.require("name");
    options.require("row");
    let name = options.text("name");
    let row = options.table("row");
    let expect = options.table("expect");
    let reject = options.text("reject");
    if node.get("expect").is_some() == node.get("reject").is_some() {
        let problem = Problem::at(options.at(), text!("mapping-example-either"));
        options.problem(problem);
    }
    let row = row.map(|(entries, _)| values(entries, options.problems()));
    let wanted = match (expect, reject) {
        (Some((entries, _)), _) => {
            expected(target, entries, options.problems()).map(Wanted::Fields)
        }
        (None, Some((field, at))) => {
            known(target, field, at, options.problems()).map(Wanted::Rejected)
        }
        (None, None) => None,
    };
    options.finish();
    Some(Example {
        name: name?.0.to_owned(),
        row: row?,
        wanted: wanted?,
    })
}

fn values(entries: &[Entry], problems: &mut Vec<Problem>) -> Vec<(String, Value)> {
    let mut row = Vec::with_capacity(entries.len());
    for entry in entries {
        match value(&entry.value.item) {
            Some(value) => row.push((entry.key.clone(), value)),
            None => {
                let message = text!("mapping-example-row", kind = entry.value.item.kind());
                problems.push(Problem::at(entry.value.at.clone(), message));
            }
        }
    }
    row
}

fn value(item: &Item) -> Option<Value> {
    Some(match item {
        Item::Text(text) => Value::Text(text.clone()),
        Item::Integer(number) => Value::Int(i128::from(*number)),
        Item::Float(number) => Value::Float(*number),
        Item::Bool(value) => Value::Bool(*value),
        Item::Datetime(text) => match iso(text) {
            Some(Stamp::Day(day)) => Value::Date(day),
            Some(Stamp::Local(time)) => Value::DateTime(time),
            Some(Stamp::Zoned(time)) => Value::Instant(time),
            None => Value::Time(iso_time(text)?),
        },
        Item::Array(nodes) => {
            let values = nodes.iter().map(|node| value(&node.item));
            Value::List(values.collect::<Option<_>>()?)
        }
        Item::Table(_) => return None,
    })
}

fn expected(
    target: &'static Target,
    entries: &[Entry],
    problems: &mut Vec<Problem>,
) -> Option<Vec<(&'static str, String)>> {
    let mut list = Vec::with_capacity(entries.len());
    for entry in entries {
        let field = known(target, &entry.key, &entry.at, problems);
        let Item::Text(text) = &entry.value.item else {
            let message = text!("mapping-example-text", kind = entry.value.item.kind());
            problems.push(Problem::at(entry.value.at.clone(), message));
            continue;
        };
        list.extend(field.map(|field| (field, text.clone())));
    }
    (list.len() == entries.len()).then_some(list)
}

fn known(
    target: &'static Target,
    field: &str,
    at: &Place,
    problems: &mut Vec<Problem>,
) -> Option<&'static str> {
    if let Some(field) = target.field(field) {
        return Some(field.name);
    }
    let problem = unknown(target, field, at);
    problems.push(Problem {
        message: format!("`[[example]]`: {}", problem.message),
        ..problem
    });
    None
}
