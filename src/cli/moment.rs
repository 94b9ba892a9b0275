//! Times as they are typed.

use chrono::{NaiveDate, NaiveDateTime};

use crate::language::text;

/// A day, or a day and a time of it.
pub(super) fn time(text: &str) -> Option<NaiveDateTime> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(NaiveDateTime::from);
    let forms = [
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
    ];
    let time = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok();
    day.ok().or_else(|| forms.iter().find_map(time))
}

/// The same, as an option takes it.
pub(super) fn moment(text: &str) -> Result<NaiveDateTime, String> {
    time(text).ok_or_else(|| text!("cli-time-unread"))
}
