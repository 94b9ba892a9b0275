//! Lists of people, cards and departments: what a column holds becomes texts joined by the target's comma.

use serde_json::Value as Json;

use super::refusal::Refusal;
use super::text::{is_missing, text_of, trimmed};
use crate::source::Value;

/// What people separate the parts of a list by.
const SEPARATORS: [char; 13] = [
    ',', '，', '、', ';', '；', '|', '｜', '､', '﹑', '﹔', '\n', '\r', '\t',
];
/// What else stands between two names of people: in the name of a department it is part of it.
const BETWEEN_NAMES: [char; 4] = ['/', '／', '\\', '＼'];

/// The list that a value holds: an array of the database, a JSON list, a text that is split, or one text. `None` where nothing is in it.
///
/// # Errors
/// A part that is no text, or that is more than one.
pub(super) fn list(value: &Value, split: &[String]) -> Result<Option<String>, Refusal> {
    if let Value::List(values) = value {
        return of_values(values);
    }
    let text = text_of(value)?;
    if let Some(values) = json(&text) {
        return of_values(&values?);
    }
    let mut parts = vec![text.as_ref()];
    for separator in split {
        let cut = parts.iter().flat_map(|part| part.split(separator.as_str()));
        parts = cut.collect();
    }
    let parts = parts.into_iter().map(trimmed);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    for part in &parts {
        one(part, !split.is_empty())?;
    }
    Ok((!parts.is_empty()).then(|| parts.join(",")))
}

/// The values of a list that says itself where its parts end: of what separates parts elsewhere only the target's comma matters.
fn of_values(values: &[Value]) -> Result<Option<String>, Refusal> {
    let mut parts = Vec::with_capacity(values.len());
    for value in values.iter().filter(|value| !is_missing(value)) {
        let part = match value {
            Value::List(_) => return Err(Refusal::Nested),
            value => text_of(value)?.into_owned(),
        };
        if part.contains(',') {
            return Err(Refusal::PartComma);
        }
        parts.push(part);
    }
    Ok((!parts.is_empty()).then(|| parts.join(",")))
}

/// The values of a JSON list; `None` for a text that is none.
fn json(text: &str) -> Option<Result<Vec<Value>, Refusal>> {
    if !text.starts_with('[') {
        return None;
    }
    let values: Vec<Json> = serde_json::from_str(text).ok()?;
    let value = |value: Json| match value {
        Json::Null => Ok(Value::Null),
        Json::String(text) => Ok(Value::Text(text)),
        Json::Number(number) => match number.as_i128() {
            Some(whole) => Ok(Value::Int(whole)),
            None => number.as_f64().map(Value::Float).ok_or(Refusal::Nested),
        },
        Json::Bool(_) | Json::Array(_) | Json::Object(_) => Err(Refusal::Nested),
    };
    Some(values.into_iter().map(value).collect())
}

/// Refuses a part that is more than one, or a piece of a list that was written in brackets.
fn one(part: &str, is_split: bool) -> Result<(), Refusal> {
    let between = |sign: &char| BETWEEN_NAMES.contains(sign) && part.split(*sign).all(is_name);
    let sign = part
        .chars()
        .find(|sign| SEPARATORS.contains(sign) || between(sign));
    if let Some(sign) = sign {
        return Err(match is_split {
            true => Refusal::PartSeparator(sign),
            false => Refusal::Separator(sign),
        });
    }
    let quoted = part.len() > 1 && part.starts_with('"') && part.ends_with('"');
    if quoted || part.contains(['[', ']', '{', '}']) {
        return Err(Refusal::Bracket);
    }
    Ok(())
}

/// Whether a text may be the name of a Chinese person.
fn is_name(text: &str) -> bool {
    let is_hanzi =
        |character: char| matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let text = trimmed(text);
    (2..=4).contains(&text.chars().count()) && text.chars().all(is_hanzi)
}
