//! One job: waits for its next tick, a wake-up or due records, and makes a pass. A job never overlaps itself: what
//! happens during a pass leads to one more behind it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tokio::sync::{Notify, watch};
use tracing::{debug, info, warn};

use super::again::{Again, Ended, Tried};
use super::breaker::{Breaker, Leave};
use super::pulse::Beat;
use super::timetable::Timetable;
use crate::ledger::{Pause, Scope};
use crate::pipeline::{Context, Job, Pass, RunReport, Shift, held_up};
use crate::report::beijing;
use crate::schedule::Schedule;

/// How many records try a platform that has failed again and again.
const PROBE: u64 = 10;
/// Changes that come sooner after each other than this come one upon the other.
const UPON: Duration = Duration::from_millis(30);
/// A next run that is at least so far away is worth a line of the log.
const FAR: TimeDelta = TimeDelta::seconds(60);

/// What a lane works with.
#[derive(Clone)]
pub(super) struct Post {
    pub(super) job: Arc<Job>,
    pub(super) context: Context,
    pub(super) schedule: Option<Schedule>,
    pub(super) zone: Tz,
    /// Rings when the job is to run now.
    pub(super) bell: Arc<Notify>,
    pub(super) pulse: watch::Receiver<Option<Beat>>,
    pub(super) breaker: Arc<Breaker>,
}

/// A job's place in the service.
pub(super) struct Lane {
    post: Post,
    shift: Shift,
    timetable: Timetable,
    /// The bell rang.
    woken: bool,
    /// What the last pass could not do, and when it is tried again.
    again: Option<Again>,
    /// When the last pass ended.
    ended: Option<Instant>,
    /// Why it rests, as last said.
    rests: Option<String>,
}

/// What is to be done next.
enum Next {
    Pass(Vec<usize>, Pass),
    Wait(Option<DateTime<Utc>>),
}

impl Lane {
    pub(super) fn new(post: Post) -> Self {
        let schedules = &post.job.mapping.schedules;
        Self {
            shift: Shift::new(post.job.clone(), post.context.clone()),
            timetable: Timetable::new(post.zone, post.schedule.clone(), schedules, &[]),
            woken: false,
            again: None,
            ended: None,
            rests: None,
            post,
        }
    }

    /// Works until the service stops, and gives the lease back.
    pub(super) async fn run(mut self) {
        self.remember().await;
        let stop = self.post.context.stop.clone();
        while !stop.is_cancelled() {
            match self.next() {
                Next::Pass(streams, pass) => self.pass(streams, pass).await,
                Next::Wait(until) => self.wait(until).await,
            }
        }
        self.shift.rest().await;
    }

    /// When the streams with a schedule of their own were last read. Where that cannot be said they are read once more.
    async fn remember(&mut self) {
        let schedules = &self.post.job.mapping.schedules;
        if schedules.iter().all(Option::is_none) {
            return;
        }
        match self.shift.last_read().await {
            Ok(read) => {
                let time = |ms: Option<i64>| ms.and_then(DateTime::from_timestamp_millis);
                let read: Vec<_> = read.into_iter().map(time).collect();
                let Post { zone, schedule, .. } = &self.post;
                self.timetable = Timetable::new(*zone, schedule.clone(), schedules, &read);
            }
            Err(error) => {
                warn!(job = self.post.job.name, %error, "when its streams were last read is not known")
            }
        }
    }

    fn next(&mut self) -> Next {
        let now = self.post.context.clock.now();
        self.timetable.by_clock(now);
        let beat = self.post.pulse.borrow_and_update().clone();
        let pauses = beat.as_ref().map_or(&[][..], |beat| &beat.pauses);
        if let Some(pause) = held_up(&self.post.job, pauses) {
            let reason = format!("paused: {}", pause.reason);
            self.rest_for(reason);
            return Next::Wait(None);
        }
        let mut streams = self.timetable.due(now, self.woken);
        let mut next = self.timetable.next(now);
        if let Some(again) = self.again.clone() {
            if again.is_due(now) {
                streams.extend(&again.streams);
                streams.sort_unstable();
                streams.dedup();
            } else {
                let rests =
                    |stream: &usize| again.rests && (again.work || again.streams.contains(stream));
                let (resting, awake) = streams.into_iter().partition(rests);
                streams = awake;
                self.put_off(&resting, now);
                next = self.timetable.next(now).into_iter().chain([again.at]).min();
            }
        }
        // Whether what failed works again is seen only by asking, also where nothing is due any more.
        let asks = self.again.as_ref();
        let asks = asks.is_some_and(|again| again.work && again.is_due(now));
        let due = asks || self.due(beat.as_ref(), now);
        if streams.is_empty() && !due {
            return Next::Wait(next);
        }
        let limit = match self.post.breaker.leave(now.timestamp_millis()) {
            Leave::Work => None,
            Leave::Probe => Some(PROBE),
            Leave::Wait(until) => return Next::Wait(DateTime::from_timestamp_millis(until)),
        };
        let pass = Pass {
            limit,
            streams: Some(streams.clone()),
            nothing_due: beat.is_some() && !due,
        };
        Next::Pass(streams, pass)
    }

    /// Whether the ledger held due keys of the job when it was last asked, and that was after the last pass.
    fn due(&self, beat: Option<&Beat>, now: DateTime<Utc>) -> bool {
        let (Some(beat), Some(route)) = (beat, self.shift.route()) else {
            return false;
        };
        let rests = self.again.as_ref();
        let rests = rests.is_some_and(|again| again.work && !again.is_due(now));
        !rests && beat.due.contains(&route) && self.ended.is_none_or(|ended| ended < beat.at)
    }

    /// Until when the lease is kept between two passes. Where a backfill works on the job, only while changes come one upon
    /// the other.
    fn kept_until(&self) -> Option<Instant> {
        let kept = self.shift.kept_until()?;
        let beat = self.post.pulse.borrow();
        let backfilled = beat.as_ref().zip(self.shift.route());
        let backfilled = backfilled.is_some_and(|(beat, route)| beat.backfilled.contains(&route));
        let upon = self.ended.filter(|_| backfilled).map(|ended| ended + UPON);
        Some(upon.map_or(kept, |upon| kept.min(upon)))
    }

    /// Streams whose time it is rest until what failed is tried again, and are read then.
    fn put_off(&mut self, streams: &[usize], now: DateTime<Utc>) {
        if streams.is_empty() {
            return;
        }
        self.woken = false;
        self.timetable.done(streams, now);
        if let Some(again) = &mut self.again {
            again.streams.extend(streams);
            again.streams.sort_unstable();
            again.streams.dedup();
        }
    }

    async fn pass(&mut self, streams: Vec<usize>, pass: Pass) {
        self.rests = None;
        self.woken = false;
        let began = self.post.context.clock.now();
        let report = self.shift.pass(&pass).await;
        self.ended = Some(Instant::now());
        self.tell_breaker(&report).await;
        self.timetable.done(&streams, began);
        let now = self.post.context.clock.now();
        let partly = pass
            .limit
            .is_some_and(|limit| report.requests > 0 || report.seen >= limit);
        let ended = match partly {
            _ if report.could_not_work() => Ended::Failed,
            true => Ended::Partly,
            false => Ended::Whole,
        };
        let tried = Tried::of(&self.post.job, &streams, &report);
        self.again = Again::after(self.again.take(), tried, ended, now);
        self.say_next(now);
    }

    /// What the pass says about the platform, for all its jobs.
    async fn tell_breaker(&self, report: &RunReport) {
        let Post {
            job,
            context,
            breaker,
            ..
        } = &self.post;
        let now = context.clock.now_ms();
        let noted = if report.outage && report.delivered == 0 {
            let Some(until) = breaker.failed(now) else {
                return;
            };
            let reason = report.error.clone().unwrap_or_default();
            warn!(
                platform = job.account.name,
                reason,
                until = beijing(until),
                "the platform fails again and again: left alone for a while"
            );
            let pause = Pause {
                scope: Scope::Platform,
                name: job.account.id.clone(),
                reason,
                since: now,
                by: None,
                configuration: None,
                until: Some(until),
            };
            context.ledger.pause(&pause).await
        } else if report.requests == 0 {
            breaker.untried();
            return;
        } else if breaker.answered() {
            info!(platform = job.account.name, "the platform works again");
            context.ledger.outage_over(&job.account.id).await
        } else {
            return;
        };
        if let Err(error) = noted {
            warn!(%error, "`status` does not show it: the state database could not be written");
        }
    }

    /// Waits until then, for the bell, or for something of the ledger; gives the lease back in time.
    async fn wait(&mut self, until: Option<DateTime<Utc>>) {
        let kept = self.kept_until();
        let Post {
            context,
            bell,
            pulse,
            ..
        } = &mut self.post;
        tokio::select! {
            biased;
            () = context.stop.cancelled() => {}
            () = bell.notified() => self.woken = true,
            () = async { match until {
                Some(until) => context.clock.wait(until).await,
                None => std::future::pending().await,
            } } => {}
            changed = pulse.changed() => if changed.is_err() {
                // The service is at its end.
                context.stop.cancelled().await;
            },
            () = async { match kept {
                Some(kept) => tokio::time::sleep_until(kept.into()).await,
                None => std::future::pending().await,
            } } => self.shift.rest().await,
        }
    }

    /// Says once why the job rests.
    fn rest_for(&mut self, reason: String) {
        if self.rests.as_ref() != Some(&reason) {
            info!(job = self.post.job.name, "{reason}");
            self.rests = Some(reason);
        }
    }

    fn say_next(&self, now: DateTime<Utc>) {
        let job = &self.post.job.name;
        let ticks = self.timetable.next(now).into_iter();
        match ticks.chain(self.again.as_ref().map(|again| again.at)).min() {
            Some(next) if next - now >= FAR => {
                info!(job, at = beijing(next.timestamp_millis()), "next run")
            }
            Some(next) => debug!(job, at = beijing(next.timestamp_millis()), "next run"),
            None => debug!(job, "next run when it is woken"),
        }
    }
}
