//! Values that both platforms write the same way.

use chrono::{NaiveDateTime, Timelike};

/// A real time in exactly this format. chrono is kinder: it takes `9:05` for `09:05`, so what it read must be
/// the same text when written back; and it takes a second 60, as a nanosecond beyond the billion.
pub(super) fn is_time(value: &str, format: &str) -> bool {
    NaiveDateTime::parse_from_str(value, format).is_ok_and(|time| {
        time.nanosecond() < 1_000_000_000 && time.format(format).to_string() == value
    })
}

/// Plain decimal text of the world; neither `1e2` nor `NaN`.
pub(super) fn is_degrees(value: &str, most: f64) -> bool {
    let plain = value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    plain
        && value
            .parse::<f64>()
            .is_ok_and(|degrees| degrees.abs() <= most)
}
