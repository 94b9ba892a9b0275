//! Times as columns hold them: days, times without and with a zone, numbers since 1970, text.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::{TimeUnit, Value};

/// How a time column is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    /// The zone of times that carry none.
    pub(super) zone: Tz,
    /// The unit of a time column that holds numbers.
    pub(super) unit: Option<TimeUnit>,
}

impl Calendar {
    /// When a value is; `None` for what is no time.
    pub(super) fn instant(self, value: &Value) -> Option<DateTime<Utc>> {
        match value {
            Value::Instant(time) => Some(*time),
            Value::DateTime(time) => self.in_zone(*time),
            Value::Date(day) => self.in_zone(day.and_time(NaiveTime::MIN)),
            Value::Int(_) | Value::Decimal(_) | Value::Float(_) | Value::Real(_) => {
                epoch(value, self.unit?)
            }
            Value::Text(text) if self.unit.is_some() && is_number(text) => epoch(value, self.unit?),
            Value::Text(text) => match DateTime::parse_from_rfc3339(text) {
                Ok(time) => Some(time.to_utc()),
                Err(_) => self.in_zone(Written::read(text)?.time),
            },
            _ => None,
        }
    }

    /// A moment in the form that `sample` has, never later than it; `None` when `sample` is no time.
    pub(super) fn like(self, sample: &Value, at: DateTime<Utc>) -> Option<Value> {
        let local = || at.with_timezone(&self.zone).naive_local();
        Some(match sample {
            Value::Instant(_) => Value::Instant(at),
            Value::DateTime(_) => Value::DateTime(local()),
            Value::Date(_) => Value::Date(local().date()),
            Value::Int(_) | Value::Decimal(_) | Value::Float(_) | Value::Real(_) => {
                Value::Int(since_1970(self.unit?, at).into())
            }
            Value::Text(text) if self.unit.is_some() && is_number(text) => {
                Value::Text(since_1970(self.unit?, at).to_string())
            }
            Value::Text(text) => {
                let written = Written::read(text)?;
                let time = match DateTime::parse_from_rfc3339(text) {
                    Ok(time) => at.with_timezone(time.offset()).naive_local(),
                    Err(_) => local(),
                };
                Value::Text(written.write(text, time))
            }
            _ => return None,
        })
    }

    /// A time of the site's zone, in the form that `sample` has.
    pub(super) fn local(self, sample: &Value, time: NaiveDateTime) -> Option<Value> {
        self.like(sample, self.in_zone(time)?)
    }

    /// When a time of the site's zone is; `None` for one that its clocks leave out.
    pub(super) fn in_zone(self, time: NaiveDateTime) -> Option<DateTime<Utc>> {
        Some(self.zone.from_local_datetime(&time).earliest()?.to_utc())
    }
}

fn since_1970(unit: TimeUnit, at: DateTime<Utc>) -> i64 {
    match unit {
        TimeUnit::Seconds => at.timestamp(),
        TimeUnit::Milliseconds => at.timestamp_millis(),
    }
}

/// When so many seconds or milliseconds since 1970 are, whatever type their column has; a fraction is read down to nanoseconds, and
/// what follows these is cut. `None` for what is no plain number, or lost digits.
pub fn epoch(value: &Value, unit: TimeUnit) -> Option<DateTime<Utc>> {
    if value.lost_digits().is_some() {
        return None;
    }
    let text = value.text_form()?;
    let text = text.trim();
    if !is_number(text) {
        return None;
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let places = match unit {
        TimeUnit::Seconds => 9,
        TimeUnit::Milliseconds => 6,
    };
    let fraction: String = fraction
        .chars()
        .chain("000000000".chars())
        .take(places)
        .collect();
    let nanos: i128 = format!("{whole}{fraction}").parse().ok()?;
    let nanos = if negative { -nanos } else { nanos };
    let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).ok()?;
    let rest = u32::try_from(nanos.rem_euclid(1_000_000_000)).ok()?;
    DateTime::from_timestamp(seconds, rest)
}

/// Whether a text is a plain decimal number.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    }
}

/// A whole number, whatever type its column has.
pub(super) fn whole(value: &Value) -> Option<Value> {
    let text = match value {
        Value::Int(_) => return Some(value.clone()),
        Value::Decimal(_) => value.text_form()?,
        _ => return None,
    };
    text.parse().ok().map(Value::Int)
}

/// A time written as text in an order that is time's: `2026-03-01`, `2026/03/01 08:30`, `2026-03-01T08:30:00.5Z`.
struct Written {
    time: NaiveDateTime,
    /// How many bytes of the text say it: 10, 16 or 19.
    length: usize,
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| -> Option<u32> {
            let digits = text.get(from..to)?;
            digits
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| digits.parse().ok())?
        };
        let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|b| wanted.contains(b));
        if !(is(4, b"-/.") && bytes.get(7) == bytes.get(4)) {
            return None;
        }
        let year = i32::try_from(number(0, 4)?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
        let (mut length, mut second) = (10, 0);
        let (mut hour, mut minute) = (0, 0);
        if bytes.len() > 10 {
            if !(is(10, b" T") && is(13, b":")) {
                return None;
            }
            (hour, minute, length) = (number(11, 13)?, number(14, 16)?, 16);
        }
        if is(16, b":") {
            (second, length) = (number(17, 19)?, 19);
        }
        let time = day.and_hms_opt(hour, minute, second)?;
        Some(Self { time, length })
    }

    /// Another time with the separators of `text`, cut to what it says: text order puts it no later than that time.
    fn write(&self, text: &str, time: NaiveDateTime) -> String {
        let mut out = time.format("%Y-%m-%d %H:%M:%S").to_string();
        out.truncate(self.length);
        out.char_indices()
            .map(|(at, written)| match written {
                '-' | ' ' => text[at..].chars().next().unwrap_or(written),
                _ => written,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const CHINA: Calendar = Calendar {
        zone: chrono_tz::Asia::Shanghai,
        unit: Some(TimeUnit::Milliseconds),
    };

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn an_earlier_time_keeps_the_form_of_a_time() {
        let earlier = |calendar: Calendar, value: &Value| {
            calendar.like(value, calendar.instant(value)? - Duration::from_secs(600))
        };
        let cases = [
            (text("2026-03-01 00:05:07.123"), text("2026-02-28 23:55:07")),
            (text("2026/03/01 00:05"), text("2026/02/28 23:55")),
            (text("2026-03-01T00:05:07Z"), text("2026-02-28T23:55:07")),
            (
                text("2026-03-01T00:05:07+09:00"),
                text("2026-02-28T23:55:07"),
            ),
            (text("2026-03-01"), text("2026-02-28")),
            (Value::Int(1_000_000), Value::Int(400_000)),
            (Value::Decimal("1000000.00".into()), Value::Int(400_000)),
            (Value::Float(1_000_000.5), Value::Int(400_000)),
            (text("1000000.25"), text("400000")),
        ];
        for (value, before) in cases {
            assert_eq!(earlier(CHINA, &value), Some(before), "{value:?}");
        }
        for no_time in [
            text("1.3.2026"),
            text("March"),
            text("2026-03-01x"),
            Value::Bool(true),
        ] {
            assert_eq!(earlier(CHINA, &no_time), None, "{no_time:?}");
        }
        let no_unit = Calendar {
            unit: None,
            ..CHINA
        };
        assert_eq!(earlier(no_unit, &Value::Int(1)), None);
    }

    #[test]
    fn seconds_and_milliseconds_are_read_with_their_fraction() {
        let read = |value: &Value, unit| {
            epoch(value, unit).map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
        };
        let half = Some("2026-03-01T00:00:00.500Z".to_owned());
        for value in [
            Value::Float(1_772_323_200.5),
            Value::Decimal("1772323200.5000".into()),
            text(" 1772323200.5"),
        ] {
            assert_eq!(read(&value, TimeUnit::Seconds), half, "{value:?}");
        }
        for value in [
            Value::Float(1_772_323_200_500.0),
            Value::Int(1_772_323_200_500),
            text("1772323200500.000"),
        ] {
            assert_eq!(read(&value, TimeUnit::Milliseconds), half, "{value:?}");
        }
        let before = read(&text("-0.5"), TimeUnit::Seconds);
        assert_eq!(before.as_deref(), Some("1969-12-31T23:59:59.500Z"));
        for no_time in [
            Value::Real(1_772_323_200.0),
            Value::Float(f64::NAN),
            text("1.7e9"),
            text("1,772"),
            text("1."),
            text(""),
        ] {
            assert_eq!(read(&no_time, TimeUnit::Seconds), None, "{no_time:?}");
        }
    }

    #[test]
    fn a_day_begins_in_the_sites_zone() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let start = day.and_time(NaiveTime::MIN);
        let at = "2026-02-28T16:00:00Z".parse::<DateTime<Utc>>().unwrap();
        let cases = [
            (Value::Instant(Utc::now()), Value::Instant(at)),
            (
                Value::DateTime(Utc::now().naive_utc()),
                Value::DateTime(start),
            ),
            (Value::Date(Utc::now().date_naive()), Value::Date(day)),
            (Value::Int(0), Value::Int(at.timestamp_millis().into())),
            (text("2026-03-09 10:00:00"), text("2026-03-01 00:00:00")),
            (text("2026-03-09T10:00:00Z"), text("2026-02-28T16:00:00")),
        ];
        for (sample, expected) in cases {
            assert_eq!(CHINA.local(&sample, start), Some(expected), "{sample:?}");
        }
    }
}
