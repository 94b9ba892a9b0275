//! Text as it is sent: trimmed, whole, and never made from what has no plain text.

use std::borrow::Cow;

use super::refusal::Refusal;
use crate::source::Value;

/// A text without ASCII and full-width blanks at both ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\u{3000}')
}

/// Whether a value counts as NULL: it is, or it is blank text, or no bytes at all.
pub(super) fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => trimmed(text).is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        _ => false,
    }
}

/// The text of a value, trimmed.
///
/// # Errors
/// Bytes, times with a zone (which zone would be meant?), numbers that are none, damaged text.
pub(super) fn text_of(value: &Value) -> Result<Cow<'_, str>, Refusal> {
    let text = match value {
        Value::Null | Value::Bytes(_) => return Err(Refusal::NoText(value.kind())),
        Value::Instant(_) => return Err(Refusal::ZonedText),
        Value::Float(number) if !number.is_finite() => return Err(Refusal::NotFinite),
        Value::Decimal(digits) if !digits.bytes().any(|b| b.is_ascii_digit()) => {
            return Err(Refusal::NotFinite);
        }
        Value::Text(text) => Cow::Borrowed(trimmed(text)),
        _ => value.text_form().ok_or(Refusal::NoText(value.kind()))?,
    };
    if text.contains('\u{fffd}') {
        return Err(Refusal::Damaged);
    }
    Ok(text)
}
