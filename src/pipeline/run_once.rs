//! One pass of a job until nothing is due: the story.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use thiserror::Error;
use tokio::task::JoinSet;
use tracing::{info, warn};

use super::deliver::Item;
use super::intake::Inlet;
use super::pause::standing_pause;
use super::report::{RunReport, Tally};
use super::tenure::Tenure;
use super::upload::{Ended, Upload};
use super::{Context, Job};
use crate::ledger::{Acquired, LedgerError};
use crate::source::SourceError;

/// How many keys are taken in, looked up and mapped at a time.
pub(super) const PAGE: u32 = 1000;

/// How many pages are read and mapped ahead of the one that is sent.
const AHEAD: usize = 2;

/// Why a run ends before everything due is done. What was not sent stays waiting.
#[derive(Debug, Error)]
pub(super) enum Stop {
    /// The source gave no rows.
    #[error("{what}: {error}")]
    Source { what: String, error: SourceError },
    /// A change stream cannot be read. The job's others go on.
    #[error("{0}")]
    Stream(String),
    /// The mapping does not fit the columns the SQL returns.
    #[error("{0}")]
    Columns(String),
    /// The state database failed.
    #[error("{0}")]
    Ledger(#[from] LedgerError),
    /// Somebody else took the lease over.
    #[error("the lease was lost to another process; what was in flight is sent again")]
    LeaseLost,
    /// The platform cannot be reached, or asks to wait.
    #[error("{0}")]
    Outage(String),
    /// The platform is paused until a person acts.
    #[error("{0}")]
    Paused(String),
}

/// A run: one pass of a job.
pub(super) struct Run<'a> {
    pub(super) job: &'a Arc<Job>,
    pub(super) context: &'a Context,
    pub(super) route: i64,
    pub(super) tenure: Arc<Tenure>,
    pub(super) report: RunReport,
    /// Keys in hand: read, or in flight. They are not picked again before they are settled.
    pub(super) in_hand: HashSet<String>,
    /// Keys that failed and wait for another time: they are not tried twice in a run.
    pub(super) tried: HashSet<String>,
    /// Where the walk through the due keys stands.
    pub(super) behind: Option<(i64, String)>,
    flights: JoinSet<Ended>,
    left: u64,
}

/// Runs a job once: takes in what changed, sends what is due, settles what was answered, until nothing is due.
///
/// At most `limit` keys are worked on. The report says what happened; a run never fails otherwise.
pub async fn run_once(job: &Arc<Job>, context: &Context, limit: Option<u64>) -> RunReport {
    let started = Instant::now();
    let mut report = match Run::open(job, context, limit).await {
        Ok(mut run) => {
            let ended = run.drain().await;
            run.close(ended).await
        }
        Err(report) => *report,
    };
    report.took(started.elapsed());
    info!(
        job = report.job,
        seen = report.seen,
        delivered = report.delivered,
        unchanged = report.unchanged,
        rejected = report.rejected,
        waiting = report.waiting,
        requests = report.requests,
        elapsed_ms = report.elapsed_ms,
        error = report.error,
        "run ended"
    );
    report
}

impl<'a> Run<'a> {
    /// Takes the lease; the report instead, when the job is paused or somebody else works on it.
    async fn open(
        job: &'a Arc<Job>,
        context: &'a Context,
        limit: Option<u64>,
    ) -> Result<Self, Box<RunReport>> {
        let mut report = RunReport::of(&job.name);
        let ledger = &context.ledger;
        let opened = async {
            if let Some(reason) = standing_pause(job, context).await? {
                return Ok(Err(reason));
            }
            let route = ledger.route(&job.ledger_name, &job.account.id).await?;
            if route.is_new {
                info!(
                    job = job.name,
                    account = job.account.id,
                    "first run at this account: it starts with no deliveries"
                );
            }
            let ttl = Tenure::ttl(job.account.longest_upload());
            let lease = ledger.acquire(route.id, &context.holder, ttl).await?;
            Ok::<_, LedgerError>(Ok((route.id, ttl, lease)))
        };
        match opened.await {
            Ok(Ok((route, ttl, Acquired::Granted(lease)))) => Ok(Self {
                job,
                context,
                route,
                tenure: Arc::new(Tenure::new(ledger.clone(), lease, ttl)),
                report,
                in_hand: HashSet::new(),
                tried: HashSet::new(),
                behind: None,
                flights: JoinSet::new(),
                left: limit.unwrap_or(u64::MAX),
            }),
            Ok(Ok((_, _, Acquired::Held { holder, until }))) => {
                let until = crate::report::beijing(until);
                report.skipped = Some(format!("leased by {holder} until {until}"));
                Err(Box::new(report))
            }
            Ok(Err(reason)) => {
                report.paused = Some(reason);
                Err(Box::new(report))
            }
            Err(error) => {
                report.error = Some(error.to_string());
                Err(Box::new(report))
            }
        }
    }

    /// Reads, maps and sends until nothing is due. The next page is read and mapped while the last is uploading.
    async fn drain(&mut self) -> Result<(), Stop> {
        let mut inlet = Inlet::open(self).await?;
        let mut ahead = VecDeque::new();
        let mut worked = false;
        while !self.context.stop.is_cancelled() {
            self.tenure.cover(self.job.account.longest_upload()).await?;
            let taken = self.left > 0 && inlet.next_pages(self).await?;
            let due = self.next_due(self.left).await?;
            self.left -= due.len() as u64;
            worked |= taken || !due.is_empty();
            let next = self.look_ahead(due).await?;
            let enough = next.is_none() || ahead.len() >= AHEAD;
            ahead.extend(next);
            if !enough {
                continue;
            }
            if let Some(looked) = ahead.pop_front() {
                let items = self.looked(looked).await?;
                for batch in self.cut(items) {
                    self.launch(batch).await?;
                }
            } else if !taken && !self.land().await? {
                // The walk through the due keys is at its end: once more from the start, until that finds nothing.
                if !worked {
                    break;
                }
                (worked, self.behind) = (false, None);
            }
        }
        Ok(())
    }

    /// What reading a stream gave; `None`, and a line of the report, where the stream could not be read: it stops alone.
    pub(super) fn stream_read<T>(&mut self, read: Result<T, Stop>) -> Result<Option<T>, Stop> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(Stop::Stream(error)) => {
                self.report.add_error(&error);
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// Sends a batch on its way, as soon as fewer than the platform's `concurrency` are in flight.
    async fn launch(&mut self, batch: Vec<Item>) -> Result<(), Stop> {
        while self.flights.len() >= self.job.account.concurrency {
            self.land().await?;
        }
        let upload = Upload::new(self);
        self.flights.spawn(upload.fly(batch));
        Ok(())
    }

    /// Waits for one flight to end; whether there was one.
    async fn land(&mut self) -> Result<bool, Stop> {
        let Some(joined) = self.flights.join_next().await else {
            return Ok(false);
        };
        match joined {
            Ok(ended) => self.note(ended).map(|()| true),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    fn note(&mut self, ended: Ended) -> Result<(), Stop> {
        self.report.requests += ended.requests;
        for (key, tally) in ended.tallies {
            self.report.count(tally, 1);
            self.in_hand.remove(&key);
            if tally == Tally::Waiting {
                self.tried.insert(key);
            }
        }
        ended.stop.map_or(Ok(()), Err)
    }

    /// Lets what is in flight land, gives the lease back and writes the report.
    async fn close(mut self, mut ended: Result<(), Stop>) -> RunReport {
        loop {
            match self.land().await {
                Ok(true) => {}
                Ok(false) => break,
                Err(stop) => ended = ended.and(Err(stop)),
            }
        }
        if let Err(stop) = ended {
            self.count_left_waiting().await;
            match stop {
                Stop::Paused(reason) => self.report.paused = Some(reason),
                stop => self.report.add_error(&stop.to_string()),
            }
        }
        let ledger = &self.context.ledger;
        let (now, error) = (self.context.clock.now_ms(), self.report.error.as_deref());
        let noted = ledger.run_ended(self.route, now, error).await;
        let released = ledger.release(&self.tenure.lease().await).await;
        if let Err(error) = noted.and(released) {
            warn!(job = self.job.name, %error, "the run's end could not be noted");
            self.report.add_error(&error.to_string());
        }
        self.report
    }

    /// Counts what is due and was not worked on, after a run that was stopped.
    async fn count_left_waiting(&mut self) {
        let now = self.context.clock.now_ms();
        let mut behind: Option<(i64, String)> = None;
        loop {
            let after = behind.as_ref().map(|(at, key)| (*at, key.as_str()));
            let Ok(due) = self.context.ledger.due(self.route, after, now, PAGE).await else {
                return;
            };
            let Some(last) = due.last() else { return };
            behind = Some((last.due_at, last.key.clone()));
            let left = due.iter().filter(|due| !self.tried.contains(&due.key));
            self.report.count(Tally::Waiting, left.count() as u64);
        }
    }
}
