//! One job: waits for its next tick, a wake-up or due records, and makes a pass. A job never overlaps itself: what
//! happens during a pass leads to one more behind it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tokio::sync::{Notify, watch};
use tracing::{debug, info, warn};

use super::breaker::{Breaker, Leave};
use super::poller::Snapshot;
use super::retry_pass::{Ended, RetryPass, Tried};
use super::timetable::Timetable;
use crate::ledger::{Pause, Scope};
use crate::pipeline::{Context, Job, Pass, RunReport, Shift, held_up};
use crate::schedule::Schedule;
use crate::time::beijing;

/// How many records try a platform that has failed again and again.
const PROBE: u64 = 10;
/// While a backfill works on the job, the lease is kept for so long after a pass: changes less than this apart are handled under one lease.
const BESIDE_BACKFILL: Duration = Duration::from_millis(30);
/// A next run that is at least so far away is worth a line of the log.
const FAR: TimeDelta = TimeDelta::seconds(60);

/// What a job's loop works with.
#[derive(Clone)]
pub(super) struct JobSetup {
    pub(super) job: Arc<Job>,
    pub(super) context: Context,
    pub(super) schedule: Option<Schedule>,
    pub(super) zone: Tz,
    /// Notified when the job is to run now.
    pub(super) wake: Arc<Notify>,
    pub(super) snapshots: watch::Receiver<Option<Snapshot>>,
    pub(super) breaker: Arc<Breaker>,
}

/// A job in the service.
pub(super) struct JobLoop {
    setup: JobSetup,
    shift: Shift,
    timetable: Timetable,
    /// It was notified that the job is to run now.
    woken: bool,
    /// What the last pass could not do, and when it is tried again.
    retry: Option<RetryPass>,
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

impl JobLoop {
    pub(super) fn new(setup: JobSetup) -> Self {
        let schedules = &setup.job.mapping.schedules;
        Self {
            shift: Shift::new(setup.job.clone(), setup.context.clone()),
            timetable: Timetable::new(setup.zone, setup.schedule.clone(), schedules, &[]),
            woken: false,
            retry: None,
            ended: None,
            rests: None,
            setup,
        }
    }

    /// Works until the service stops, and gives the lease back.
    pub(super) async fn run(mut self) {
        self.remember().await;
        let stop = self.setup.context.stop.clone();
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
        let schedules = &self.setup.job.mapping.schedules;
        if schedules.iter().all(Option::is_none) {
            return;
        }
        match self.shift.last_read().await {
            Ok(read) => {
                let time = |ms: Option<i64>| ms.and_then(DateTime::from_timestamp_millis);
                let read: Vec<_> = read.into_iter().map(time).collect();
                let JobSetup { zone, schedule, .. } = &self.setup;
                self.timetable = Timetable::new(*zone, schedule.clone(), schedules, &read);
            }
            Err(error) => {
                warn!(job = self.setup.job.name, %error, "when its streams were last read is not known")
            }
        }
    }

    fn next(&mut self) -> Next {
        let now = self.setup.context.clock.now();
        self.timetable.by_clock(now);
        let snapshot = self.setup.snapshots.borrow_and_update().clone();
        let pauses = snapshot
            .as_ref()
            .map_or(&[][..], |snapshot| &snapshot.pauses);
        if let Some(pause) = held_up(&self.setup.job, pauses) {
            let reason = format!("paused: {}", pause.reason);
            self.rest_for(reason);
            return Next::Wait(None);
        }
        let mut streams = self.timetable.due(now, self.woken);
        let mut next = self.timetable.next(now);
        if let Some(retry) = self.retry.clone() {
            if retry.is_due(now) {
                streams.extend(&retry.streams);
                streams.sort_unstable();
                streams.dedup();
            } else {
                let rests =
                    |stream: &usize| retry.rests && (retry.work || retry.streams.contains(stream));
                let (resting, awake) = streams.into_iter().partition(rests);
                streams = awake;
                self.put_off(&resting, now);
                next = self.timetable.next(now).into_iter().chain([retry.at]).min();
            }
        }
        // Whether what failed works again is seen only by asking, also where nothing is due any more.
        let asks = self.retry.as_ref();
        let asks = asks.is_some_and(|retry| retry.work && retry.is_due(now));
        let due = asks || self.due(snapshot.as_ref(), now);
        if streams.is_empty() && !due {
            return Next::Wait(next);
        }
        let limit = match self.setup.breaker.leave(now.timestamp_millis()) {
            Leave::Work => None,
            Leave::Probe => Some(PROBE),
            Leave::Wait(until) => return Next::Wait(DateTime::from_timestamp_millis(until)),
        };
        let pass = Pass {
            limit,
            streams: Some(streams.clone()),
            nothing_due: snapshot.is_some() && !due,
        };
        Next::Pass(streams, pass)
    }

    /// Whether the ledger held due keys of the job when it was last asked, and that was after the last pass.
    fn due(&self, snapshot: Option<&Snapshot>, now: DateTime<Utc>) -> bool {
        let (Some(snapshot), Some(route)) = (snapshot, self.shift.route()) else {
            return false;
        };
        let rests = self.retry.as_ref();
        let rests = rests.is_some_and(|retry| retry.work && !retry.is_due(now));
        !rests
            && snapshot.due.contains(&route)
            && self.ended.is_none_or(|ended| ended < snapshot.at)
    }

    /// Until when the lease is kept between two passes; for a short while only where a backfill works on the job.
    fn kept_until(&self) -> Option<Instant> {
        let kept = self.shift.kept_until()?;
        let snapshot = self.setup.snapshots.borrow();
        let backfilled = snapshot.as_ref().zip(self.shift.route());
        let backfilled =
            backfilled.is_some_and(|(snapshot, route)| snapshot.backfilled.contains(&route));
        let upon = self
            .ended
            .filter(|_| backfilled)
            .map(|ended| ended + BESIDE_BACKFILL);
        Some(upon.map_or(kept, |upon| kept.min(upon)))
    }

    /// Streams whose time it is rest until what failed is tried again, and are read then.
    fn put_off(&mut self, streams: &[usize], now: DateTime<Utc>) {
        if streams.is_empty() {
            return;
        }
        self.woken = false;
        self.timetable.done(streams, now);
        if let Some(retry) = &mut self.retry {
            retry.streams.extend(streams);
            retry.streams.sort_unstable();
            retry.streams.dedup();
        }
    }

    async fn pass(&mut self, streams: Vec<usize>, pass: Pass) {
        self.rests = None;
        self.woken = false;
        let began = self.setup.context.clock.now();
        let report = self.shift.pass(&pass).await;
        self.ended = Some(Instant::now());
        self.tell_breaker(&report).await;
        self.timetable.done(&streams, began);
        let now = self.setup.context.clock.now();
        let partly = pass
            .limit
            .is_some_and(|limit| report.requests > 0 || report.seen >= limit);
        let ended = match partly {
            _ if report.could_not_work() => Ended::Failed,
            true => Ended::Partly,
            false => Ended::Whole,
        };
        let tried = Tried::of(&self.setup.job, &streams, &report);
        self.retry = RetryPass::after(self.retry.take(), tried, ended, now);
        self.say_next(now);
    }

    /// What the pass says about the platform, for all its jobs.
    async fn tell_breaker(&self, report: &RunReport) {
        let JobSetup {
            job,
            context,
            breaker,
            ..
        } = &self.setup;
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

    /// Waits until then, for a wake-up, or for something of the ledger; gives the lease back in time.
    async fn wait(&mut self, until: Option<DateTime<Utc>>) {
        let kept = self.kept_until();
        let JobSetup {
            context,
            wake,
            snapshots,
            ..
        } = &mut self.setup;
        tokio::select! {
            biased;
            () = context.stop.cancelled() => {}
            () = wake.notified() => self.woken = true,
            () = async { match until {
                Some(until) => context.clock.wait(until).await,
                None => std::future::pending().await,
            } } => {}
            changed = snapshots.changed() => if changed.is_err() {
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
            info!(job = self.setup.job.name, "{reason}");
            self.rests = Some(reason);
        }
    }

    fn say_next(&self, now: DateTime<Utc>) {
        let job = &self.setup.job.name;
        let ticks = self.timetable.next(now).into_iter();
        match ticks.chain(self.retry.as_ref().map(|retry| retry.at)).min() {
            Some(next) if next - now >= FAR => {
                info!(job, at = beijing(next.timestamp_millis()), "next run")
            }
            Some(next) => debug!(job, at = beijing(next.timestamp_millis()), "next run"),
            None => debug!(job, "next run when it is woken"),
        }
    }
}
