//! Texts written in a mapping that are sent as they are: `value`, `param`, `default`, `otherwise`, the right side of `codes`.

use crate::document::{Place, Problem};
use crate::language::text;
use crate::mapping::convert::degrees::{Bounds, is_plain_decimal};
use crate::mapping::convert::id_number::identity_number;
use crate::mapping::convert::period::period;
use crate::mapping::convert::time::TimeFormat;
use crate::mapping::text::trimmed;
use crate::platform::field::{Code, Kind};

/// The text, when the field may hold it.
///
/// # Errors
/// The problem at the text's place.
pub(super) fn checked(
    kind: &Kind,
    option: &str,
    text: &str,
    at: &Place,
) -> Result<String, Problem> {
    let wrong = |message: String| Problem::at(at.clone(), format!("`{option}`: {message}"));
    let text = trimmed(text);
    if text.is_empty() {
        let problem = wrong(text!("mapping-blank-value"));
        return Err(problem.hint(text!("mapping-leave-option")));
    }
    let sound = match kind {
        Kind::Text | Kind::File | Kind::Photo | Kind::Dictionary(_) => true,
        Kind::IdentityNumber => return Ok(identity_number(text)),
        Kind::Period => {
            let place = format!("`{option}`");
            return period(text).map_err(|error| Problem::at(at.clone(), error.said(&place)));
        }
        Kind::Code(codes) => {
            if codes.iter().all(|code| code.code != text) {
                return Err(no_code(codes, text, wrong(text!("mapping-not-a-code"))));
            }
            true
        }
        Kind::YesNo { yes, no } => {
            if text != *yes && text != *no {
                let hint = text!("mapping-yes-no-digits", yes = *yes, no = *no);
                return Err(wrong(text!("mapping-not-yes-no")).hint(hint));
            }
            true
        }
        Kind::Time(format) => {
            let exact = TimeFormat::new(format).is_some_and(|format| format.is_exact(text));
            if !exact {
                return Err(wrong(text!("mapping-not-exact-time")).hint(*format));
            }
            true
        }
        Kind::List => return list(text).ok_or_else(|| wrong(text!("mapping-empty-list"))),
        Kind::Degrees { min, max } => {
            let bounds = Bounds {
                min: *min,
                max: *max,
            };
            is_plain_decimal(text)
                && text
                    .parse()
                    .is_ok_and(|number| bounds.check(number).is_ok())
        }
    };
    if !sound {
        return Err(wrong(text!("mapping-not-degrees")));
    }
    Ok(text.to_owned())
}

/// A list as its author wrote it, parts trimmed and blanks dropped.
fn list(text: &str) -> Option<String> {
    let parts: Vec<&str> = text
        .split(',')
        .map(trimmed)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(","))
}

/// Names the codes that may be meant: the same number with its leading zero, or a name with this text in it; else all of them.
fn no_code(codes: &[Code], text: &str, problem: Problem) -> Problem {
    let number = |code: &str| code.trim_start_matches('0').to_owned();
    let is_near = |code: &&Code| number(code.code) == number(text) || code.name.contains(text);
    let shown = |code: &Code| format!("\"{}\" {}", code.code, code.name);
    let near = codes.iter().filter(is_near).map(shown);
    let either = |one, other| text!("config-either", one = one, other = other);
    problem.hint(match near.reduce(either) {
        Some(near) => text!("mapping-codes-near", codes = near),
        None => {
            let all: Vec<String> = codes.iter().map(shown).collect();
            text!("mapping-codes-are", codes = all.join(", "))
        }
    })
}
