//! A shift: passes of a job one after another, under one lease.
//!
//! The service runs a job often, mostly to find that nothing changed. A shift keeps between passes what is dear to get: the
//! lease, the route, the streams' positions. It gives the lease back every 20 seconds all the same, and takes it
//! again for the next pass: so whoever else has work to do on the job gets in between, and what a person decided
//! meanwhile (a rewind, a pause) is seen.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::{debug, info, warn};

use super::intake::Inlet;
use super::pause::standing_pause;
use super::report::RunReport;
use super::run_once::{Run, Stop};
use super::standing::Standing;
use super::tenure::{Tenure, acquire};
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{Acquired, LedgerError};

/// How long a lease is kept at most over several passes; no longer than a third of its life.
const KEPT: Duration = Duration::from_secs(20);

/// How often it is noted at the least that a job ran, when nothing happened.
const NOTED: Duration = Duration::from_secs(60);

/// What one pass is to do.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    /// Work on at most so many keys; `None`: all that are due.
    pub limit: Option<u64>,
    /// Read these streams, by their place in the mapping; `None`: all.
    pub streams: Option<Vec<usize>>,
    /// The ledger is known to hold nothing that is due: it is asked only when a stream brings something.
    pub nothing_due: bool,
}

/// A job at work, pass after pass.
pub struct Shift {
    job: Arc<Job>,
    context: Context,
    /// Its route, once it was seen.
    route: Option<i64>,
    held: Option<Held>,
    /// What stopped steps of it that were not tried since, or failed again.
    standing: Standing,
    /// When the end of a pass was last noted in the ledger, with what error.
    noted: Option<(Instant, Option<String>)>,
    /// What last stood in the way, and when that was logged.
    told: Option<(Instant, String)>,
}

/// What is kept between passes.
struct Held {
    route: i64,
    tenure: Arc<Tenure>,
    since: Instant,
    inlet: Option<Inlet>,
}

impl Shift {
    /// A shift that has not begun to work.
    pub fn new(job: Arc<Job>, context: Context) -> Self {
        Self {
            job,
            context,
            route: None,
            held: None,
            standing: Standing::default(),
            noted: None,
            told: None,
        }
    }

    /// One pass until nothing is due. The report says what happened; a pass never fails otherwise.
    pub async fn pass(&mut self, pass: &Pass) -> RunReport {
        let started = Instant::now();
        let mut report = match self.held().await {
            Ok(held) => self.work(held, pass).await,
            Err(report) => *report,
        };
        report.took(started.elapsed());
        self.log(&report);
        report
    }

    /// The job.
    pub(super) fn job(&self) -> &Job {
        &self.job
    }

    /// What it works with.
    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// The job's route in the ledger, once it has worked.
    pub fn route(&self) -> Option<i64> {
        self.route
    }

    /// Until when the lease is kept, if it is held.
    pub fn kept_until(&self) -> Option<Instant> {
        self.held.as_ref().map(|held| held.since + self.keeps())
    }

    fn keeps(&self) -> Duration {
        KEPT.min(self.job.lease_life / 3)
    }

    /// Gives the lease back.
    pub async fn rest(&mut self) {
        if let Some(held) = self.held.take() {
            let lease = held.tenure.lease().await;
            if let Err(error) = self.context.ledger.release(&lease).await {
                warn!(job = self.job.name, %error, "the lease could not be given back; it runs out by itself");
            }
        }
    }

    /// What the last pass kept, or a new lease; the report instead, when the job is paused or somebody else works on it.
    async fn held(&mut self) -> Result<Held, Box<RunReport>> {
        if let Some(held) = self.held.take() {
            return Ok(held);
        }
        let mut report = RunReport::of(&self.job.name);
        match self.open(&mut report).await {
            Ok(Some(held)) => {
                self.route = Some(held.route);
                return Ok(held);
            }
            Ok(None) => {}
            Err(error) => {
                report.add_error(&error.to_string());
                self.unwritten(&report, &error);
            }
        }
        Err(Box::new(report))
    }

    async fn open(&self, report: &mut RunReport) -> Result<Option<Held>, LedgerError> {
        let (job, context) = (&self.job, &self.context);
        let ledger = &context.ledger;
        if let Some(reason) = standing_pause(job, context).await? {
            report.paused = Some(reason);
            return Ok(None);
        }
        let route = ledger.route(&job.ledger_name, &job.account.id).await?;
        if route.is_new {
            info!(
                job = job.name,
                account = job.account.id,
                "first run at this account: it starts with no deliveries"
            );
        }
        match acquire(job, context, route.id).await? {
            Acquired::Granted(lease) => Ok(Some(Held {
                route: route.id,
                tenure: Arc::new(Tenure::new(ledger.clone(), lease, job.lease_life)),
                since: Instant::now(),
                inlet: None,
            })),
            Acquired::Held { holder, until, .. } => {
                let until = crate::time::beijing(until);
                report.skipped = Some(text!("pipeline-leased", holder = holder, until = until));
                Ok(None)
            }
        }
    }

    /// Works with what is held, and keeps it where the next pass may go on with it.
    async fn work(&mut self, mut held: Held, pass: &Pass) -> RunReport {
        let began = self.context.clock.now_ms();
        let (job, context) = (&self.job, &self.context);
        let mut run = Run::new(job, context, held.route, held.tenure.clone(), pass.limit);
        let ended = read_and_send(&mut run, &mut held.inlet, pass).await;
        let mut report = run.close(ended).await;
        self.standing.after(&self.job, pass, &report);
        let error = self.standing.error();
        let noted = async {
            if pass.limit.is_none() && !self.context.stop.is_cancelled() {
                self.note_read(held.route, pass, &report, began).await?;
            }
            self.note(held.route, &report, error.as_deref()).await
        };
        match noted.await {
            Ok(true) => {
                self.noted = Some((Instant::now(), error));
                self.context.troubles.job_written(&self.job.name);
            }
            Ok(false) => {}
            Err(error) => {
                warn!(job = self.job.name, %error, "the run's end could not be noted");
                report.add_error(&error.to_string());
                self.unwritten(&report, &error);
            }
        }
        let keep = report.error.is_none() && held.since.elapsed() < self.keeps();
        self.held = Some(held);
        if !keep {
            self.rest().await;
        }
        report
    }

    /// The ledger failed, so that what stopped the job cannot be written there.
    fn unwritten(&mut self, report: &RunReport, error: &LedgerError) {
        let troubles = &self.context.troubles;
        troubles.state_failed(error.to_string());
        troubles.job_stopped(&self.job.name, report.error.clone().unwrap_or_default());
        self.noted = None;
    }

    /// Notes that the pass ended, where something happened or it was not noted for a while; whether it did.
    async fn note(
        &self,
        route: i64,
        report: &RunReport,
        error: Option<&str>,
    ) -> Result<bool, LedgerError> {
        let known = self.noted.as_ref().is_some_and(|(at, noted)| {
            at.elapsed() < NOTED && noted.as_deref() == error && report.seen + report.requests == 0
        });
        if !known {
            let now = self.context.clock.now_ms();
            self.context.ledger.run_ended(route, now, error).await?;
        }
        Ok(!known)
    }

    /// One line for a pass in which something happened; what goes on standing in the way is told once a minute.
    fn log(&mut self, report: &RunReport) {
        let leased = report.skipped.as_ref().map(|_| "leased");
        let (error, warning) = (report.error.as_deref(), report.warning.as_deref());
        let trouble = [error, report.paused.as_deref(), leased, warning];
        let trouble = trouble.into_iter().flatten().next().map(str::to_owned);
        let told = self.told.as_ref().map(|(_, trouble)| trouble) == trouble.as_ref()
            && self
                .told
                .as_ref()
                .is_none_or(|(at, _)| at.elapsed() < NOTED);
        if told && report.seen + report.requests == 0 {
            debug!(
                job = report.job,
                elapsed_ms = report.elapsed_ms,
                "nothing new"
            );
            return;
        }
        self.told = trouble.map(|trouble| (Instant::now(), trouble));
        info!(
            job = report.job,
            seen = report.seen,
            delivered = report.delivered,
            unchanged = report.unchanged,
            rejected = report.rejected,
            waiting = report.waiting,
            requests = report.requests,
            elapsed_ms = report.elapsed_ms,
            paused = report.paused,
            skipped = report.skipped,
            error,
            warning,
            "run ended"
        );
    }
}

/// Reads the streams from where the last pass left them, or from where the ledger says that they stand.
async fn read_and_send(
    run: &mut Run<'_>,
    kept: &mut Option<Inlet>,
    pass: &Pass,
) -> Result<(), Stop> {
    let mut inlet = match kept.take() {
        Some(inlet) => inlet,
        None => Inlet::open(run).await?,
    };
    inlet.begin_pass(pass.streams.as_deref());
    let drained = run.drain(&mut inlet, pass.nothing_due).await;
    let drained = run.land_all(drained).await;
    if !matches!(drained, Err(Stop::LeaseLost | Stop::Ledger(_))) {
        run.write_back(&inlet).await;
    }
    drained?;
    *kept = Some(inlet);
    Ok(())
}
