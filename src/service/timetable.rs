//! Which of a job's streams are to be read when.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::schedule::{Cron, Schedule, next_tick};

/// The ticks of a job, and of those of its streams that have a schedule of their own.
pub(super) struct Timetable {
    zone: Tz,
    job: Timed,
    /// For each stream its own ticks; `None`: those of the job.
    streams: Vec<Option<Timed>>,
}

/// Something with a schedule, and when it last ran.
struct Timed {
    /// `None`: it runs once to begin with, and then only when it is woken.
    schedule: Option<Schedule>,
    /// When it last began; `None`: it is due.
    last: Option<DateTime<Utc>>,
}

/// A clock that runs backwards by no more than this was only corrected: no tick comes twice for that.
const CORRECTED: TimeDelta = TimeDelta::seconds(5);

impl Timed {
    /// A run in the future was one before the clock was put back: it counts as one of now.
    fn by_clock(&mut self, now: DateTime<Utc>) {
        if self.last.is_some_and(|last| last > now + CORRECTED) {
            self.last = Some(now);
        }
    }

    /// Its next tick: `now` or before when it is due.
    fn next(&self, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let Some(last) = self.last else {
            return Some(now);
        };
        next_tick(self.schedule.as_ref()?, zone, last, now)
    }

    fn is_due(&self, zone: Tz, now: DateTime<Utc>) -> bool {
        self.next(zone, now).is_some_and(|next| next <= now)
    }
}

impl Timetable {
    /// The job is due at once; a stream with a schedule of its own when it missed a tick since it was last read.
    pub(super) fn new(
        zone: Tz,
        schedule: Option<Schedule>,
        streams: &[Option<Cron>],
        last_read: &[Option<DateTime<Utc>>],
    ) -> Self {
        let own = |(index, cron): (usize, &Option<Cron>)| {
            cron.as_ref().map(|cron| Timed {
                schedule: Some(Schedule::Cron(cron.clone())),
                last: last_read.get(index).copied().flatten(),
            })
        };
        Self {
            zone,
            job: Timed {
                schedule,
                last: None,
            },
            streams: streams.iter().enumerate().map(own).collect(),
        }
    }

    /// Goes by the clock as it is now, where it was put back.
    pub(super) fn by_clock(&mut self, now: DateTime<Utc>) {
        self.job.by_clock(now);
        self.streams
            .iter_mut()
            .flatten()
            .for_each(|own| own.by_clock(now));
    }

    /// The next tick of any stream.
    pub(super) fn next(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let of_stream =
            |own: &Option<Timed>| own.as_ref().unwrap_or(&self.job).next(self.zone, now);
        self.streams.iter().filter_map(of_stream).min()
    }

    /// The streams to be read now; where the job was `woken`, also those that follow its schedule.
    pub(super) fn due(&self, now: DateTime<Utc>, woken: bool) -> Vec<usize> {
        let due = |own: &Option<Timed>| match own {
            Some(own) => own.is_due(self.zone, now),
            None => woken || self.job.is_due(self.zone, now),
        };
        let streams = self.streams.iter().enumerate();
        streams
            .filter(|(_, own)| due(own))
            .map(|(index, _)| index)
            .collect()
    }

    /// Notes that a pass began at `began` and read these streams.
    pub(super) fn done(&mut self, streams: &[usize], began: DateTime<Utc>) {
        for index in streams {
            let timed = self.streams[*index].as_mut().unwrap_or(&mut self.job);
            timed.last = Some(began);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn nightly() -> [Option<Cron>; 2] {
        [None, Some(Cron::parse("0 2 * * *").unwrap())]
    }

    #[test]
    fn a_streams_own_schedule_is_its_own() {
        let minute = Schedule::Every(Duration::from_secs(60));
        let start = at("2026-03-01T00:00:00Z");
        let mut table = Timetable::new(Tz::UTC, Some(minute), &nightly(), &[None, None]);
        assert_eq!(table.due(start, false), [0, 1], "it was never read");
        table.done(&[0, 1], start);
        assert_eq!(table.next(start), Some(at("2026-03-01T00:01:00Z")));
        assert_eq!(table.due(at("2026-03-01T00:01:00Z"), false), [0]);
        assert_eq!(table.due(start, true), [0], "a wake-up is for the others");
        let near = at("2026-03-01T01:59:30Z");
        table.done(&[0], near);
        assert_eq!(table.next(near), Some(at("2026-03-01T02:00:00Z")));
        assert_eq!(table.due(at("2026-03-01T02:00:00Z"), false), [1]);
    }

    #[test]
    fn a_clock_that_was_put_back_holds_nothing_up_for_longer_than_an_interval() {
        let minute = Schedule::Every(Duration::from_secs(60));
        let start = at("2026-03-31T09:00:00Z");
        for back in [20, 7200, 30 * 86_400] {
            let mut table =
                Timetable::new(Tz::UTC, Some(minute.clone()), &nightly(), &[None, None]);
            table.done(&[0, 1], start);
            let now = start - TimeDelta::seconds(back);
            table.by_clock(now);
            assert_eq!(
                table.next(now),
                Some(now + TimeDelta::seconds(60)),
                "{back}"
            );
            let later = now + TimeDelta::seconds(60);
            table.by_clock(later);
            assert_eq!(table.due(later, false), [0], "{back}");
        }
    }

    #[test]
    fn a_night_that_was_missed_is_made_up_for_at_the_start() {
        let read = |text| [None, Some(at(text))];
        let now = at("2026-03-05T09:00:00Z");
        for (read, due) in [
            (read("2026-03-04T02:00:00Z"), vec![0, 1]),
            (read("2026-03-05T02:00:01Z"), vec![0]),
        ] {
            let mut table = Timetable::new(Tz::UTC, None, &nightly(), &read);
            assert_eq!(table.due(now, false), due);
            table.done(&[0, 1], now);
            assert_eq!(table.due(at("2026-03-05T10:00:00Z"), false), [0; 0]);
            assert_eq!(table.next(now), Some(at("2026-03-06T02:00:00Z")));
        }
    }
}
