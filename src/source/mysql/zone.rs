//! The zone of a session, in which TIMESTAMP columns are shown.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of a session.
#[derive(Clone, Copy, Debug)]
pub(super) enum SessionZone {
    /// The source's zone, as far as its distance from UTC shows.
    Source(Tz),
    /// Another one, known by its distance only.
    Fixed(FixedOffset),
}

impl SessionZone {
    /// The zone that is `seconds` east of UTC now.
    pub(super) fn new(source: Tz, seconds: i32) -> Self {
        let here = source
            .offset_from_utc_datetime(&Utc::now().naive_utc())
            .fix();
        match FixedOffset::east_opt(seconds) {
            Some(other) if other != here => Self::Fixed(other),
            _ => Self::Source(source),
        }
    }

    /// When the session's clock shows `time`; the earlier moment where it shows it twice.
    pub(super) fn instant(self, time: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Source(zone) => Some(zone.from_local_datetime(&time).earliest()?.to_utc()),
            Self::Fixed(offset) => Some(offset.from_local_datetime(&time).earliest()?.to_utc()),
        }
    }

    /// What the session's clock shows at a moment.
    pub(super) fn shown(self, at: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Source(zone) => at.with_timezone(&zone).naive_local(),
            Self::Fixed(offset) => at.with_timezone(&offset).naive_local(),
        }
    }
}
