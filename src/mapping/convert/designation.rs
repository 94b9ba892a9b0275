//! What records are told apart by: identifiers and names. Two of them that look the same are the same.

use super::id_number::identity_number;
use crate::mapping::error::ValueError;
use crate::mapping::text::is_invisible;
use crate::platform::field::{Content, Field, Kind};

/// A field's value as it is sent: of an identifier, full-width letters and digits become half-width.
///
/// # Errors
/// An identifier or a name with a character inside that nobody sees; an identifier that a spreadsheet has rounded.
pub(in crate::mapping) fn designated(field: &Field, text: String) -> Result<String, ValueError> {
    if field.content == Content::Prose {
        return Ok(text);
    }
    if let Some(invisible) = text.chars().find(|character| is_invisible(*character)) {
        return Err(ValueError::Invisible(u32::from(invisible)));
    }
    if field.content == Content::Name {
        return Ok(text);
    }
    let text: String = text.chars().map(half_width).collect();
    if text.split(',').any(is_rounded) {
        return Err(ValueError::Rounded);
    }
    Ok(match field.kind {
        Kind::IdentityNumber => identity_number(&text),
        _ => text,
    })
}

fn half_width(character: char) -> char {
    match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        _ => character,
    }
}

/// Whether a text is a number as spreadsheets and databases show large ones: `1.10105E+17`.
fn is_rounded(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let is_number = whole.len() == 1 && digits(whole) && digits(fraction);
    let signed = power.strip_prefix('+').is_some_and(digits);
    is_number && (signed || (digits(power) && number.contains('.')))
}
