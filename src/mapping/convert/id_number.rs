//! Identity card numbers and periods: texts with a form of their own.

use chrono::NaiveDate;

use super::refusal::Refusal;
use super::text::trimmed;
use crate::language::text;

/// Weights of the first 17 digits (GB 11643).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check digit for each remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

/// An identity card's number as it is sent: its check digit in upper case. Other texts stay as they are.
pub(super) fn identity_number(text: &str) -> String {
    match text.strip_suffix('x') {
        Some(digits) if is_digits(digits, 17) => format!("{digits}X"),
        _ => text.to_owned(),
    }
}

/// What looks wrong about an identity card's number.
pub(super) fn doubt(number: &str) -> Option<String> {
    let bytes = number.as_bytes();
    let Some((digits, check)) = number.get(..17).zip(bytes.get(17)) else {
        return Some(text!("mapping-identity-length"));
    };
    if bytes.len() != 18 || !is_digits(digits, 17) {
        return Some(text!("mapping-identity-length"));
    }
    let digits = digits.bytes().map(|digit| u32::from(digit - b'0'));
    let sum: u32 = digits
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let right = CHECKS.get((sum % 11) as usize) == Some(check);
    (!right).then(|| text!("mapping-identity-check"))
}

/// A period as it is sent: `yyyy-MM-dd:yyyy-MM-dd`, or `yyyy-MM-dd:` where its end is open.
pub(super) fn period(text: &str) -> Result<String, Refusal> {
    let (first, last) = text.split_once(':').ok_or(Refusal::NoPeriod)?;
    let (first, last) = (trimmed(first), trimmed(last));
    let begins = day(first).ok_or(Refusal::NoPeriod)?;
    if last.is_empty() {
        return Ok(format!("{first}:"));
    }
    let ends = day(last).ok_or(Refusal::NoPeriod)?;
    if ends < begins {
        return Err(Refusal::EndsFirst);
    }
    Ok(format!("{first}:{last}"))
}

/// A day written `yyyy-MM-dd`, with all its digits.
fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (day.format("%Y-%m-%d").to_string() == text).then_some(day)
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_digit_is_upper_case_and_other_papers_stay() {
        for (text, sent) in [
            ("11010519491231002x", "11010519491231002X"),
            ("11010519491231002X", "11010519491231002X"),
            ("110105194912310021", "110105194912310021"),
            ("e12345678x", "e12345678x"),
            ("x", "x"),
        ] {
            assert_eq!(identity_number(text), sent);
        }
    }

    #[test]
    fn a_check_digit_is_checked() {
        assert_eq!(doubt("11010519491231002X"), None);
        assert_eq!(doubt("440524188001010014"), None);
        assert!(doubt("440524188001010015").is_some_and(|doubt| doubt.contains("check digit")));
        for text in [
            "",
            "44052418800101001",
            "4405241880010100145",
            "E12345678",
            "四四〇五二四",
        ] {
            assert!(
                doubt(text).is_some_and(|doubt| doubt.contains("18")),
                "{text}"
            );
        }
    }

    #[test]
    fn a_period_has_two_days_or_an_open_end() {
        for (text, sent) in [
            ("2017-05-02:2017-12-31", "2017-05-02:2017-12-31"),
            ("2017-05-02: 2017-12-31", "2017-05-02:2017-12-31"),
            ("2017-05-02:", "2017-05-02:"),
            ("2017-05-02:2017-05-02", "2017-05-02:2017-05-02"),
        ] {
            assert_eq!(period(text).ok().as_deref(), Some(sent));
        }
        assert_eq!(period("2017-05-02:2017-05-01"), Err(Refusal::EndsFirst));
        for text in [
            "",
            ":",
            "2017-05-02",
            ":2017-05-02",
            "2017-5-2:",
            "2017-02-30:",
            "2017-05-02:x",
        ] {
            assert_eq!(period(text), Err(Refusal::NoPeriod), "{text}");
        }
    }
}
