//! Replies as data: JSON and sentences in which marks (`$failed`) stand for values.

use serde_json::{Map, Value};

/// Fills a template that is JSON.
///
/// A text that is one mark becomes the mark's value; a field whose mark has no value is left out. Marks within a
/// longer text are written into it. Two fields have a meaning of their own: what stands in `$text` becomes a text
/// that holds its JSON, and the fields of `$fields`' value join those of the object.
pub(super) fn fill(template: &str, value: &dyn Fn(&str) -> Option<Value>) -> Value {
    let template: Value = serde_json::from_str(template).unwrap_or_default();
    filled(template, value).unwrap_or_default()
}

fn filled(template: Value, value: &dyn Fn(&str) -> Option<Value>) -> Option<Value> {
    Some(match template {
        Value::String(text) => match text.strip_prefix('$') {
            Some(name) if mark(name) == name => return value(name),
            _ => write(&text, value).into(),
        },
        Value::Array(list) => list
            .into_iter()
            .filter_map(|item| filled(item, value))
            .collect(),
        Value::Object(mut fields) => match fields.remove("$text") {
            Some(inner) => filled(inner, value)?.to_string().into(),
            None => object(fields, value).into(),
        },
        other => other,
    })
}

fn object(fields: Map<String, Value>, value: &dyn Fn(&str) -> Option<Value>) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, template) in fields {
        if name == "$fields" {
            if let Some(Value::Object(fields)) = value("fields") {
                object.extend(fields);
            }
        } else if let Some(value) = filled(template, value) {
            object.insert(name, value);
        }
    }
    object
}

/// Writes the marks of a sentence into it; one without a value is nothing.
pub(super) fn write(sentence: &str, value: &dyn Fn(&str) -> Option<Value>) -> String {
    let mut pieces = sentence.split('$');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    // Cut at the marks first: an id could look like one.
    for piece in pieces {
        let name = mark(piece);
        match value(name) {
            Some(Value::String(value)) => text.push_str(&value),
            Some(value) => text.push_str(&value.to_string()),
            None => {}
        }
        text.push_str(&piece[name.len()..]);
    }
    text
}

/// The mark that a text begins with: a sign, or a word of small letters.
fn mark(text: &str) -> &str {
    let letters = text.find(|c: char| !c.is_ascii_lowercase());
    match text.as_bytes().first() {
        Some(b'+' | b'-') => &text[..1],
        _ => &text[..letters.unwrap_or(text.len())],
    }
}
