//! The zone of a session, in which TIMESTAMP columns are shown.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

/// The zone of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionZone {
    /// One of the tz database.
    Named(Tz),
    /// Another one, which has the same distance from UTC all year.
    Fixed(FixedOffset),
}

/// How far a session's zone was from UTC at a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Seconds since 1970.
    pub(super) at: i64,
    /// Seconds east of UTC.
    pub(super) east: i32,
}

impl SessionZone {
    /// The zone a server calls `name` and shows so. `SYSTEM` is no name: it is the source's zone where that shows the
    /// same, or else, where it has a summer, any that does.
    pub(super) fn new(source: Tz, name: &str, shown: &[Shown]) -> Self {
        let fits = |zone: &Tz| shown.iter().all(|shown| shown.is_in(*zone));
        let known = name.parse().ok().into_iter().chain([source]);
        let east = shown.first().map_or(0, |shown| shown.east);
        let steady = shown.iter().all(|shown| shown.east == east);
        let others = TZ_VARIANTS.iter().copied().filter(|_| !steady);
        match known.chain(others).find(fits) {
            Some(zone) => Self::Named(zone),
            None => FixedOffset::east_opt(east).map_or(Self::Named(source), Self::Fixed),
        }
    }

    /// When the session's clock shows `time`; the earlier moment where it shows it twice.
    pub(super) fn instant(self, time: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Named(zone) => Some(zone.from_local_datetime(&time).earliest()?.to_utc()),
            Self::Fixed(offset) => Some(offset.from_local_datetime(&time).earliest()?.to_utc()),
        }
    }

    /// What the session's clock shows at a moment.
    pub(super) fn shown(self, at: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Named(zone) => at.with_timezone(&zone).naive_local(),
            Self::Fixed(offset) => at.with_timezone(&offset).naive_local(),
        }
    }
}

impl Shown {
    fn is_in(self, zone: Tz) -> bool {
        DateTime::from_timestamp(self.at, 0).is_some_and(|at| {
            let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
            offset.local_minus_utc() == self.east
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America, Asia, Europe};

    /// What a server in `zone` shows over a year.
    fn shown(zone: Tz) -> Vec<Shown> {
        let days = [0, 91, 182, 273].map(|days| 1_772_323_200 - days * 86_400);
        let of = |at| Shown {
            at,
            east: zone
                .offset_from_utc_datetime(&DateTime::from_timestamp(at, 0).unwrap().naive_utc())
                .fix()
                .local_minus_utc(),
        };
        days.map(of).to_vec()
    }

    #[test]
    fn summer_and_winter_are_told_apart() {
        let july: NaiveDateTime = "2025-07-01T12:00:00".parse().unwrap();
        let january: NaiveDateTime = "2026-01-01T12:00:00".parse().unwrap();
        for (name, server) in [
            ("SYSTEM", Europe::Berlin),
            ("America/New_York", America::New_York),
            ("SYSTEM", Asia::Shanghai),
            ("SYSTEM", Asia::Tokyo),
            ("+09:00", Asia::Tokyo),
        ] {
            let zone = SessionZone::new(Asia::Shanghai, name, &shown(server));
            for time in [july, january] {
                let at = server.from_local_datetime(&time).unwrap().to_utc();
                assert_eq!(zone.instant(time), Some(at), "{name} {server}");
                assert_eq!(zone.shown(at), time, "{name} {server}");
            }
        }
    }

    #[test]
    fn a_name_counts_only_where_the_server_shows_it() {
        let zone = SessionZone::new(Asia::Shanghai, "Asia/Tokyo", &shown(Asia::Shanghai));
        assert_eq!(zone, SessionZone::Named(Asia::Shanghai));
    }
}
