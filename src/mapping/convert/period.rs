//! Periods of two days.

use chrono::NaiveDate;

use crate::mapping::error::ValueError;
use crate::mapping::text::trimmed;

/// A period as it is sent: `yyyy-MM-dd:yyyy-MM-dd`, or `yyyy-MM-dd:` where its end is open.
pub(in crate::mapping) fn period(text: &str) -> Result<String, ValueError> {
    let (first, last) = text.split_once(':').ok_or(ValueError::NoPeriod)?;
    let (first, last) = (trimmed(first), trimmed(last));
    let begins = day(first).ok_or(ValueError::NoPeriod)?;
    if last.is_empty() {
        return Ok(format!("{first}:"));
    }
    let ends = day(last).ok_or(ValueError::NoPeriod)?;
    if ends < begins {
        return Err(ValueError::EndsFirst);
    }
    Ok(format!("{first}:{last}"))
}

/// A day written `yyyy-MM-dd`, with all its digits.
fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (day.format("%Y-%m-%d").to_string() == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(period("2017-05-02:2017-05-01"), Err(ValueError::EndsFirst));
        for text in [
            "",
            ":",
            "2017-05-02",
            ":2017-05-02",
            "2017-5-2:",
            "2017-02-30:",
            "2017-05-02:x",
        ] {
            assert_eq!(period(text), Err(ValueError::NoPeriod), "{text}");
        }
    }
}
