//! `[[example]]` as it is written.

use super::fields::unknown;
use crate::document::{Entry, Fields, Item, Node, Place, Problem};
use crate::language::text;
use crate::mapping::convert::iso::{Stamp, iso, iso_time};
use crate::mapping::plan::{Example, Expected};
use crate::platform::field::Target;
use crate::source::Value;

/// Reads every example. What could not be read is missing, and noted.
pub(super) fn examples(
    target: &'static Target,
    nodes: &[Node],
    problems: &mut Vec<Problem>,
) -> Vec<Example> {
    let read = |node| example(target, node, problems);
    nodes.iter().filter_map(read).collect()
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
            expected(target, entries, options.problems()).map(Expected::Fields)
        }
        (None, Some((field, at))) => {
            known(target, field, at, options.problems()).map(Expected::Rejected)
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
