//! Times: read without guessing, moved to the platform's zone, written in a field's format. Never rounded, never altered.

use std::fmt::Write as _;

use chrono::format::{Fixed, Item, Numeric, Parsed, StrftimeItems};
use chrono::{
    DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike,
};
use chrono_tz::Tz;

use super::iso::{Stamp, iso};
use crate::mapping::error::ValueError;
use crate::mapping::text::text_of;
use crate::source::{TimeUnit, Value, epoch};

/// The zones of a job's times.
#[derive(Clone, Copy, Debug)]
pub(in crate::mapping) struct Zones {
    /// Of the source's times without one.
    pub(in crate::mapping) source: Tz,
    /// The platform's.
    pub(in crate::mapping) platform: Tz,
}

/// How times that are no ISO text are written in a column.
#[derive(Clone, Debug)]
pub(in crate::mapping) enum Parse {
    /// A number since 1970-01-01 UTC.
    Epoch(TimeUnit),
    /// Text of this form.
    Form(TimeFormat),
}

/// A format in `strftime` letters, taken apart once.
#[derive(Clone, Debug)]
pub(in crate::mapping) struct TimeFormat {
    text: String,
    items: Vec<Item<'static>>,
    clock: bool,
}

/// A point in time in the platform's zone, or only a day.
#[derive(Clone, Copy, Debug)]
pub(in crate::mapping) enum Timestamp {
    /// A day; no time of day is known.
    Day(NaiveDate),
    /// A point in time.
    At(DateTime<Tz>),
}

impl TimeFormat {
    /// Takes a format apart; `None` when it is none.
    pub(in crate::mapping) fn new(text: &str) -> Option<Self> {
        let items = StrftimeItems::new(text).parse_to_owned().ok()?;
        let clock = items.iter().any(needs_clock);
        Some(Self {
            text: text.to_owned(),
            items,
            clock,
        })
    }

    /// Whether it writes a time of day.
    pub(in crate::mapping) fn has_clock(&self) -> bool {
        self.clock
    }

    /// Writes a moment.
    ///
    /// # Errors
    /// A day where a time of day is needed.
    pub(in crate::mapping) fn write(&self, moment: Timestamp) -> Result<String, ValueError> {
        let mut out = String::with_capacity(20);
        let written = match moment {
            Timestamp::At(time) => write!(out, "{}", time.format_with_items(self.items.iter())),
            Timestamp::Day(_) if self.clock => return Err(ValueError::DayOnly),
            Timestamp::Day(day) => write!(out, "{}", day.format_with_items(self.items.iter())),
        };
        written.map_err(|_| ValueError::DayOnly)?;
        Ok(out)
    }

    /// Whether a text is what this format writes, to the letter.
    pub(in crate::mapping) fn is_exact(&self, text: &str) -> bool {
        let zones = Zones {
            source: Tz::UTC,
            platform: Tz::UTC,
        };
        self.read(text, zones)
            .and_then(|moment| self.write(moment))
            .is_ok_and(|written| written == text)
    }

    /// Whether what this format writes can be read back as a moment, and whether with its time of day.
    pub(in crate::mapping) fn reads_back(&self) -> Option<bool> {
        let sample = Tz::UTC
            .with_ymd_and_hms(2026, 11, 23, 14, 35, 46)
            .single()?;
        let text = self.write(Timestamp::At(sample)).ok()?;
        match parsed(&text, &self.items)? {
            Stamp::Day(_) => Some(false),
            Stamp::Local(_) | Stamp::Zoned(_) => Some(true),
        }
    }

    fn read(&self, text: &str, zones: Zones) -> Result<Timestamp, ValueError> {
        let stamp =
            parsed(text, &self.items).ok_or_else(|| ValueError::TimeParse(self.text.clone()))?;
        of_stamp(stamp, zones)
    }
}

/// Reads a value as a moment in the platform's zone. A value that the database types as a time is taken as it is, whatever `parse` says.
///
/// # Errors
/// Everything that is no time for certain.
pub(in crate::mapping) fn moment(
    value: &Value,
    parse: Option<&Parse>,
    zones: Zones,
) -> Result<Timestamp, ValueError> {
    let stamp = match (value, parse) {
        (Value::Date(day), _) => Stamp::Day(*day),
        (Value::DateTime(time), _) => Stamp::Local(*time),
        (Value::Instant(time), _) => Stamp::Zoned(*time),
        (Value::Text(_), None) => iso(&text_of(value)?).ok_or(ValueError::TimeText)?,
        (Value::Int(_) | Value::Decimal(_) | Value::Float(_) | Value::Real(_), None) => {
            return Err(ValueError::TimeNumber);
        }
        (Value::Text(_) | Value::Int(_) | Value::Decimal(_), Some(Parse::Form(form))) => {
            return form.read(&text_of(value)?, zones);
        }
        (
            Value::Text(_) | Value::Int(_) | Value::Decimal(_) | Value::Float(_) | Value::Real(_),
            Some(Parse::Epoch(unit)),
        ) => of_epoch(value, *unit)?,
        _ => return Err(ValueError::NoTime(value.kind())),
    };
    of_stamp(stamp, zones)
}

fn of_epoch(value: &Value, unit: TimeUnit) -> Result<Stamp, ValueError> {
    let text = Value::Text(text_of(value)?.into_owned());
    let name = match unit {
        TimeUnit::Seconds => "s",
        TimeUnit::Milliseconds => "ms",
    };
    epoch(&text, unit)
        .map(Stamp::Zoned)
        .ok_or_else(|| ValueError::TimeParse(name.to_owned()))
}

/// The years are checked before a zone is applied: at the ends of what a date can hold, that would overflow.
fn of_stamp(stamp: Stamp, zones: Zones) -> Result<Timestamp, ValueError> {
    let time = match stamp {
        Stamp::Day(day) => return in_years(day.year()).map(|()| Timestamp::Day(day)),
        Stamp::Local(time) => {
            in_years(time.year())?;
            match zones.source.from_local_datetime(&time) {
                LocalResult::Single(time) => time.with_timezone(&zones.platform),
                LocalResult::None => return Err(ValueError::Skipped(zones.source.name())),
                LocalResult::Ambiguous(..) => return Err(ValueError::Twice(zones.source.name())),
            }
        }
        Stamp::Zoned(time) => {
            in_years(time.year())?;
            time.with_timezone(&zones.platform)
        }
    };
    in_years(time.year())?;
    Ok(Timestamp::At(time))
}

fn in_years(year: i32) -> Result<(), ValueError> {
    (1000..=9999)
        .contains(&year)
        .then_some(())
        .ok_or(ValueError::Years)
}

/// A text read by a format; `None` when it does not follow it, or the format says too little.
fn parsed(text: &str, items: &[Item<'static>]) -> Option<Stamp> {
    let mut parsed = Parsed::new();
    chrono::format::parse(&mut parsed, text, items.iter()).ok()?;
    if parsed.offset().is_some() || parsed.timestamp().is_some() {
        if parsed.offset().is_none() {
            parsed.set_offset(0).ok()?;
        }
        return Some(Stamp::Zoned(parsed.to_datetime().ok()?.to_utc()));
    }
    let day = parsed.to_naive_date().ok()?;
    if parsed.hour_div_12().is_none() && parsed.hour_mod_12().is_none() && parsed.minute().is_none()
    {
        return Some(Stamp::Day(day));
    }
    let time: NaiveTime = parsed.to_naive_time().ok()?;
    // chrono reads second 60 as a leap second; no site's clock has one.
    (time.nanosecond() < 1_000_000_000).then(|| Stamp::Local(NaiveDateTime::new(day, time)))
}

fn needs_clock(item: &Item<'_>) -> bool {
    match item {
        Item::Numeric(numeric, _) => matches!(
            numeric,
            Numeric::Hour
                | Numeric::Hour12
                | Numeric::Minute
                | Numeric::Second
                | Numeric::Nanosecond
                | Numeric::Timestamp
        ),
        Item::Fixed(fixed) => !matches!(
            fixed,
            Fixed::ShortMonthName
                | Fixed::LongMonthName
                | Fixed::ShortWeekdayName
                | Fixed::LongWeekdayName
        ),
        _ => false,
    }
}
