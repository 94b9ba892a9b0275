//! When something runs by itself: cron expressions and intervals. The only place that knows cron.
//!
//! Pure: a schedule, when it last ran, and now, give the next tick. `croner` finds the occurrences of an expression at a
//! fixed offset from UTC; what happens where a zone changes its offset is decided here, once for all expressions:
//! - times that the zone's clock jumps over come at once, when it has jumped;
//! - times that it shows twice come once, but for expressions that run every hour, which go on running.

use std::sync::Arc;
use std::time::Duration;

use crate::language::text;
use chrono::{DateTime, Offset, SubsecRound, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use croner::parser::{CronParser, Seconds};

/// When something runs by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// At the times of an expression.
    Cron(Cron),
    /// Again and again, so long after it last began.
    Every(Duration),
}

/// A cron expression of 5 fields, or of 6, seconds first.
#[derive(Clone, Debug)]
pub struct Cron {
    text: String,
    pattern: Arc<croner::Cron>,
    /// Its hour field lets every hour through, or every so many.
    hourly: bool,
}

impl PartialEq for Cron {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Cron {}

impl Cron {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it, as a part of a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let hour = match fields.len() {
            5 => fields[1],
            6 => fields[2],
            _ => return Err(text!("config-cron-fields")),
        };
        let parser = CronParser::builder().seconds(Seconds::Optional).build();
        let cron = Self {
            text: text.to_owned(),
            pattern: Arc::new(parser.parse(text).map_err(|error| error.to_string())?),
            hourly: hour.starts_with('*'),
        };
        match cron.after(Tz::UTC, DateTime::UNIX_EPOCH) {
            Some(_) => Ok(cron),
            None => Err(text!("config-cron-never")),
        }
    }

    /// The expression as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its first time after `last`.
    fn after(&self, zone: Tz, last: DateTime<Utc>) -> Option<DateTime<Utc>> {
        // Occurrences are whole seconds, and croner would carry a fraction along.
        let (mut from, mut inclusive) = (last.trunc_subsecs(0), false);
        loop {
            let offset = zone.offset_from_utc_datetime(&from.naive_utc()).fix();
            let local = from.with_timezone(&offset);
            let found = self.pattern.find_next_occurrence(&local, inclusive);
            let found = found.ok()?.to_utc();
            let Some(change) = offset_change(zone, from, found) else {
                return Some(found);
            };
            let later = zone.offset_from_utc_datetime(&change.naive_utc()).fix();
            let jump = later.local_minus_utc() - offset.local_minus_utc();
            let jump = TimeDelta::seconds(jump.into());
            if found < change + jump {
                return Some(change);
            }
            let repeated = if self.hourly {
                TimeDelta::zero()
            } else {
                -jump
            };
            (from, inclusive) = (change + repeated.max(TimeDelta::zero()), true);
        }
    }
}

/// The first moment behind `from`, up to `to`, at which the zone's offset is another one.
fn offset_change(zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    let before = offset(from);
    let mut same = from;
    while same < to {
        // Offsets stay for days at least.
        let mut other = to.min(same + TimeDelta::days(1));
        if offset(other) == before {
            same = other;
            continue;
        }
        while other - same > TimeDelta::seconds(1) {
            let middle = same + (other - same) / 2;
            let middle = middle.trunc_subsecs(0).max(same + TimeDelta::seconds(1));
            if offset(middle) == before {
                same = middle;
            } else {
                other = middle;
            }
        }
        return Some(other);
    }
    None
}

impl Schedule {
    fn after(&self, zone: Tz, last: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Cron(cron) => cron.after(zone, last),
            Self::Every(every) => last.checked_add_signed(TimeDelta::from_std(*every).ok()?),
        }
    }
}

/// When something runs next that last began at `last`; what is not later than `now` is due at once. However many ticks
/// were missed, there is one to make up for them. A clock that was set back by less than the time between two ticks
/// repeats none; set back further, it begins anew from where it stands, so that nothing rests for long.
/// `None`: never again.
pub fn next_tick(
    schedule: &Schedule,
    zone: Tz,
    last: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let next = schedule.after(zone, last)?;
    if last - now >= next - last {
        return schedule.after(zone, now);
    }
    Some(next)
}

/// A time without a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The tick before it.
    pub from: DateTime<Utc>,
    /// How long it is.
    pub length: Duration,
}

/// The longest pause that begins between `from` and `to`; the first of several that are as long. Without another tick it has
/// no end.
pub fn longest_pause(
    schedule: &Schedule,
    zone: Tz,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Pause {
    let pause = |from: DateTime<Utc>| {
        let next = schedule.after(zone, from);
        let length = next.map_or(Duration::MAX, |next| {
            (next - from).to_std().unwrap_or_default()
        });
        (Pause { from, length }, next)
    };
    let (mut longest, mut next) = pause(schedule.after(zone, from).unwrap_or(from));
    if matches!(schedule, Schedule::Every(_)) {
        return longest;
    }
    while let Some(tick) = next.filter(|tick| *tick < to) {
        let one;
        (one, next) = pause(tick);
        if one.length > longest.length {
            longest = one;
        }
    }
    longest
}
