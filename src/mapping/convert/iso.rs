//! ISO times as databases write them in text: nothing else passes without `parse`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mapping) enum Stamp {
    /// A day.
    Day(NaiveDate),
    /// A time without a zone.
    Local(NaiveDateTime),
    /// A time with a zone.
    Zoned(DateTime<Utc>),
}

/// Reads `yyyy-MM-dd`, or that with `HH:mm[:ss[.f]]` behind a blank or `T`, and `Z` or an offset behind that.
pub(in crate::mapping) fn iso(text: &str) -> Option<Stamp> {
    let mut rest = Reader(text.as_bytes());
    let year = rest.digits(4)?;
    rest.take(b"-")?;
    let month = rest.digits(2)?;
    rest.take(b"-")?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, rest.digits(2)?)?;
    if rest.0.is_empty() {
        return Some(Stamp::Day(day));
    }
    rest.take(b" T")?;
    let local = NaiveDateTime::new(day, rest.time()?);
    if rest.0.is_empty() {
        return Some(Stamp::Local(local));
    }
    let offset = rest.offset()?;
    let time = offset.from_local_datetime(&local).single()?;
    rest.0.is_empty().then(|| Stamp::Zoned(time.to_utc()))
}

/// Reads `HH:mm[:ss[.f]]`.
pub(in crate::mapping) fn iso_time(text: &str) -> Option<NaiveTime> {
    let mut rest = Reader(text.as_bytes());
    let time = rest.time()?;
    rest.0.is_empty().then_some(time)
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// One of these bytes.
    fn take(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        any.contains(first).then_some(())?;
        self.0 = rest;
        Some(*first)
    }

    /// Exactly `count` digits, as a number.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let mut number = 0;
        for _ in 0..count {
            number = number * 10 + u32::from(self.take(b"0123456789")? - b'0');
        }
        Some(number)
    }

    fn time(&mut self) -> Option<NaiveTime> {
        let hour = self.digits(2)?;
        self.take(b":")?;
        let minute = self.digits(2)?;
        let mut second = 0;
        let mut nanos = 0;
        if self.take(b":").is_some() {
            second = self.digits(2)?;
            if self.take(b".").is_some() {
                nanos = self.fraction()?;
            }
        }
        NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)
    }

    /// At least one digit; those behind the ninth are cut.
    fn fraction(&mut self) -> Option<u32> {
        let mut nanos = self.digits(1)? * 100_000_000;
        let mut step = 10_000_000;
        while let Some(digit) = self.digits(1) {
            nanos += digit * step;
            step /= 10;
        }
        Some(nanos)
    }

    /// `Z`, `+08`, `+0800` or `+08:00`.
    fn offset(&mut self) -> Option<FixedOffset> {
        let sign = match self.take(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return FixedOffset::east_opt(0),
        };
        let hours = self.digits(2)?;
        let minutes = if self.0.is_empty() {
            0
        } else {
            let _ = self.take(b":");
            self.digits(2)?
        };
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        FixedOffset::east_opt(sign * seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_forms_are_read_and_nothing_else() {
        for (text, read) in [
            ("2026-03-01", Some("Day(2026-03-01)")),
            ("2026-03-01 08:30", Some("Local(2026-03-01T08:30:00)")),
            (
                "2026-03-01T08:30:05.1234567891",
                Some("Local(2026-03-01T08:30:05.123456789)"),
            ),
            ("2026-03-01T08:30:05Z", Some("Zoned(2026-03-01T08:30:05Z)")),
            (
                "2026-03-01 08:30:05+08",
                Some("Zoned(2026-03-01T00:30:05Z)"),
            ),
            (
                "2026-03-01 08:30:05.5-0530",
                Some("Zoned(2026-03-01T14:00:05.500Z)"),
            ),
            (
                "2026-03-01 08:30+08:00",
                Some("Zoned(2026-03-01T00:30:00Z)"),
            ),
            ("2026-3-1 8:30", None),
            ("2026/03/01 08:30", None),
            ("2026-02-30 08:30", None),
            ("2026-03-01 24:00", None),
            ("2026-03-01 23:59:60", None),
            ("2026-03-01 08:30:", None),
            ("2026-03-01 08:30 PM", None),
            ("2026-03-01 08:30:05.", None),
            ("2026-03-01 08:30:05+8", None),
            ("20260301083000", None),
            ("", None),
        ] {
            let debug = iso(text).map(|stamp| format!("{stamp:?}"));
            assert_eq!(debug.as_deref(), read, "{text}");
        }
    }
}
