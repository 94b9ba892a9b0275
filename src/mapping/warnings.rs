//! What looks wrong about a record's values, and is sent all the same. No message holds a value.

use super::convert::degrees::EAST;
use super::convert::id_number::doubt;
use super::rules::Values;
use crate::language::text;
use crate::platform::Warning;
use crate::platform::field::{Advice, Field, Kind};
use crate::source::is_utf8_in_gbk;

/// What people put between the names of a list, besides the target's comma.
const SEPARATORS: &[char] = &['，', '；', ';', '、', '|', '\n', '\t'];
/// Where China lies, from its southern to its northern end, in whole degrees.
const NORTH: std::ops::RangeInclusive<f64> = 3.0..=54.0;
/// The fewest digits of a telephone's number.
const FEWEST_DIGITS: usize = 7;

impl Values<'_> {
    /// What looks wrong about a field's value.
    pub(super) fn warnings(&self, field: &'static Field, value: &str) -> Vec<Warning> {
        let several = matches!(field.kind, Kind::List).then(|| several(value));
        let advised = field.advice.iter().map(|advice| self.doubt(*advice, value));
        let misread = is_utf8_in_gbk(value).then(|| text!("mapping-utf8-in-gbk"));
        let messages = [several, Some(misread)].into_iter().flatten();
        let messages = messages.chain(advised).flatten();
        let warnings = messages.map(|message| Warning {
            field: field.name,
            message,
        });
        warnings.collect()
    }

    fn doubt(&self, advice: Advice, value: &str) -> Option<String> {
        match advice {
            Advice::Length(wanted) => {
                let length = value.chars().count();
                (length != wanted).then(|| {
                    text!(
                        "mapping-length",
                        length = length.to_string(),
                        wanted = wanted.to_string()
                    )
                })
            }
            Advice::IdentityNumber => doubt(value),
            Advice::Mobile => (!is_mobile(value)).then(|| text!("mapping-no-mobile")),
            Advice::Telephone => (!is_telephone(value)).then(|| text!("mapping-no-telephone")),
            Advice::By { field, allowed } => {
                let code = self.of(field)?;
                let (_, listed) = allowed.iter().find(|(value, _)| *value == code)?;
                let listed: Vec<&str> = listed.iter().map(|listed| listed.code).collect();
                (!listed.contains(&value)).then(|| {
                    text!(
                        "mapping-unlisted-for",
                        other = field,
                        code = code,
                        listed = listed.join(", ")
                    )
                })
            }
            Advice::ClearsWith(other) => {
                let alone = self.of(other).is_none();
                alone.then(|| text!("mapping-clears-with", other = other))
            }
            Advice::NotBefore(other) => {
                // Both are written in the same format, the greatest unit first.
                let first = self.of(other)?;
                (value < first).then(|| text!("mapping-before", other = other))
            }
            Advice::Place { latitude: other } => {
                misplaced(value.parse().ok()?, self.of(other)?.parse().ok()?, other)
            }
        }
    }
}

/// A list of one that looks as if it were several.
fn several(value: &str) -> Option<String> {
    let separator = value.chars().find(|c| SEPARATORS.contains(c))?;
    let separator = separator.escape_debug().to_string();
    Some(text!("mapping-unsplit", separator = separator))
}

fn misplaced(longitude: f64, latitude: f64, other: &str) -> Option<String> {
    if longitude == 0.0 && latitude == 0.0 {
        Some(text!("mapping-place-zero", other = other))
    } else if EAST.contains(&longitude) && NORTH.contains(&latitude) {
        None
    } else if EAST.contains(&latitude) && NORTH.contains(&longitude) {
        Some(text!("mapping-place-exchanged", other = other))
    } else {
        Some(text!("mapping-place-abroad", other = other))
    }
}

/// A mobile number, with or without the country's code, blanks and dashes.
fn is_mobile(value: &str) -> bool {
    let number: String = value.chars().filter(|c| !" -".contains(*c)).collect();
    let number = number.strip_prefix("+86").unwrap_or(&number).as_bytes();
    let [b'1', b'3'..=b'9', rest @ ..] = number else {
        return false;
    };
    rest.len() == 9 && rest.iter().all(u8::is_ascii_digit)
}

/// A number of a telephone: enough digits, and not one and the same.
fn is_telephone(value: &str) -> bool {
    let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).collect();
    digits.len() >= FEWEST_DIGITS && digits.iter().any(|digit| Some(digit) != digits.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_telephones() {
        for number in ["19844112314", "+86 138-0013-8000", "138 0013 8000"] {
            assert!(is_mobile(number) && is_telephone(number), "{number}");
        }
        for number in [
            "",
            "无",
            "12844112314",
            "1984411231",
            "198441123145",
            "1984411231x",
        ] {
            assert!(!is_mobile(number), "{number}");
        }
        for number in ["0755-82463270", "82463270转8001", "400-800-8000"] {
            assert!(is_telephone(number) && !is_mobile(number), "{number}");
        }
        for number in ["", "无", "0", "123456", "00000000000"] {
            assert!(!is_telephone(number), "{number}");
        }
    }

    #[test]
    fn places_outside_china_are_told_from_exchanged_ones() {
        for (longitude, latitude, at_home) in [
            (120.18, 36.04, true),
            (73.5, 39.5, true),
            (113.3, 3.9, true),
            (0.0, 0.0, false),
            (36.04, 120.18, false),
            (120.18, 0.0, false),
            (-120.18, 36.04, false),
        ] {
            assert_eq!(misplaced(longitude, latitude, "lat").is_none(), at_home);
        }
        assert_ne!(misplaced(39.0, 76.0, "lat"), misplaced(39.0, 66.0, "lat"));
    }
}
