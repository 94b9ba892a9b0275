//! Texts written in a mapping that are sent as they are: `value`, `param`, `default`, `otherwise`, the right side of `codes`.

use super::moment::TimeFormat;
use super::reading::{Bounds, is_plain_decimal};
use super::text::trimmed;
use crate::document::{Place, Problem, nearest};
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
    let wrong = |message: &str| Problem::at(at.clone(), format!("`{option}` {message}"));
    let text = trimmed(text);
    if text.is_empty() {
        return Err(wrong("is blank").hint("leave it out: no value is the same as blank"));
    }
    let sound = match kind {
        Kind::Text | Kind::File => true,
        Kind::Code(codes) => {
            if codes.iter().all(|code| code.code != text) {
                return Err(no_code(codes, text, wrong("is none of the target's codes")));
            }
            true
        }
        Kind::YesNo { yes, no } => {
            if text != *yes && text != *no {
                return Err(wrong("is neither yes nor no in the platform's digits")
                    .hint(format!("\"{yes}\" is yes, \"{no}\" is no")));
            }
            true
        }
        Kind::Time(format) => {
            let exact = TimeFormat::new(format).is_some_and(|format| format.is_exact(text));
            if !exact {
                return Err(wrong("is not a time as the field wants it").hint(*format));
            }
            true
        }
        Kind::List => return list(text).ok_or_else(|| wrong("is an empty list")),
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
        return Err(wrong(
            "is not plain decimal degrees within the field's bounds",
        ));
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

fn no_code(codes: &[Code], text: &str, problem: Problem) -> Problem {
    match nearest(text, codes.iter().map(|code| code.code)) {
        Some(near) => {
            let name = codes.iter().find(|code| code.code == near);
            let name = name.map_or("", |code| code.name);
            problem.hint(format!("did you mean \"{near}\" ({name})?"))
        }
        None => {
            let all: Vec<String> = codes
                .iter()
                .map(|code| format!("{} {}", code.code, code.name))
                .collect();
            problem.hint(format!("codes: {}", all.join(", ")))
        }
    }
}
