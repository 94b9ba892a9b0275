//! Text as it is sent: trimmed, whole, and never made from what has no plain text.

use std::borrow::Cow;

use super::error::ValueError;
use crate::source::{Value, misread};

/// Characters that nobody sees: control characters, blanks that are no ASCII, joiners, marks of direction and order.
pub(super) fn is_invisible(character: char) -> bool {
    match character {
        ' ' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => {
            true
        }
        '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff9}'..='\u{fffb}' => true,
        _ => character.is_control() || character.is_whitespace(),
    }
}

/// A text without blanks and invisible characters at both ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c == ' ' || is_invisible(c))
}

/// Whether a value counts as NULL: it is, or it is blank text, or no bytes at all.
pub(super) fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => trimmed(text).is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::List(values) => values.iter().all(is_missing),
        _ => false,
    }
}

/// The text of a value, trimmed.
///
/// # Errors
/// Bytes, lists, times with a zone (which zone would be meant?), numbers that are none or lost digits, damaged text, text whose bytes
/// were taken for another charset's.
pub(super) fn text_of(value: &Value) -> Result<Cow<'_, str>, ValueError> {
    if let Some(type_name) = value.lost_digits() {
        return Err(ValueError::LostDigits(type_name));
    }
    let text = match value {
        Value::List(_) => return Err(ValueError::ListOfValues),
        Value::Null | Value::Bytes(_) => return Err(ValueError::NoText(value.kind())),
        Value::Instant(_) => return Err(ValueError::ZonedText),
        Value::Float(number) if !number.is_finite() => return Err(ValueError::NotFinite),
        Value::Real(number) if !number.is_finite() => return Err(ValueError::NotFinite),
        Value::Decimal(digits) if !digits.bytes().any(|b| b.is_ascii_digit()) => {
            return Err(ValueError::NotFinite);
        }
        Value::Text(text) => match misread(text) {
            None => Cow::Borrowed(trimmed(text)),
            Some(meant) => return Err(ValueError::Misread(meant)),
        },
        _ => value.text_form().ok_or(ValueError::NoText(value.kind()))?,
    };
    if text.contains(['\u{fffd}', '\u{fffe}', '\u{ffff}']) || text.contains(REPLACED) {
        return Err(ValueError::Damaged);
    }
    Ok(text)
}

/// What U+FFFD becomes where its UTF-8 is taken for GBK.
const REPLACED: &str = "锟斤拷";
