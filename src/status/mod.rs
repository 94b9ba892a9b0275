//! How far every job is, and how every platform stands: what `status` and the status page show.

mod backfill;
mod queue;
mod stream;

use serde::Serialize;

use crate::app::App;
use crate::language::text;
use crate::ledger::{Counts, LedgerError, Pause, Scope};
use crate::pipeline::{Context, Job};
use crate::time::{Timestamp, beijing};
pub use backfill::BackfillStatus;
use queue::queue;
pub use stream::{GapStatus, StreamStatus, Writer};

/// The jobs and the platforms of a configuration.
#[derive(Debug, Serialize)]
pub struct Status {
    /// The jobs that can run, in the order of the file.
    pub jobs: Vec<JobStatus>,
    /// The platforms, by name.
    pub platforms: Vec<PlatformStatus>,
    /// What concerns the state and the hosts: why the state cannot be written, whose clock was put back.
    pub notices: Vec<String>,
}

/// How far a job is.
#[derive(Debug, Serialize)]
pub struct JobStatus {
    /// Its name.
    pub job: String,
    /// Where it reports to.
    pub account: String,
    /// Its change streams.
    pub streams: Vec<StreamStatus>,
    /// Its backfills that have not ended.
    pub backfills: Vec<BackfillStatus>,
    /// How many keys are in each state.
    #[serde(flatten)]
    pub counts: Counts,
    /// When a run of it last ended.
    pub last_run: Option<Timestamp>,
    /// What stopped that run.
    pub error: Option<String>,
    /// Why it is paused.
    pub paused: Option<String>,
}

/// How a platform stands.
#[derive(Debug, Serialize)]
pub struct PlatformStatus {
    /// Its name in the configuration.
    pub name: String,
    /// Whether nothing is sent to it.
    pub paused: bool,
    /// Why, and until when, where that ends by itself.
    pub reason: Option<String>,
    /// How many uploads wait for their turn.
    pub queue: u64,
    /// When the last of them goes out, if none fails and none comes.
    pub queue_end: Option<Timestamp>,
    /// How many seconds its clock was ahead of this host's when it was last heard of.
    pub clock_offset_s: Option<i64>,
}

/// How everything stands now.
///
/// # Errors
/// When the ledger cannot be read.
pub async fn gather(app: &App, context: &Context) -> Result<Status, LedgerError> {
    let pauses = context.ledger.pauses().await?;
    let mut jobs = Vec::new();
    for job in &app.jobs {
        jobs.push(of_job(job, context, &pauses).await?);
    }
    let waiting: Vec<u64> = jobs
        .iter()
        .map(|job: &JobStatus| job.counts.waiting)
        .collect();
    let mut platforms = Vec::new();
    for account in app.accounts.values() {
        let queue = queue(app, context, account, &waiting).await?;
        let pause = pauses
            .iter()
            .find(|pause| pause.scope == Scope::Platform && pause.name == account.id);
        platforms.push(PlatformStatus {
            name: account.name.clone(),
            paused: pause.is_some(),
            reason: pause.map(why),
            queue: queue.length,
            queue_end: queue.end.map(Timestamp),
            clock_offset_s: context.ledger.clock_offset(&account.id).await?,
        });
    }
    let notices = notices(context).await?;
    Ok(Status {
        jobs,
        platforms,
        notices,
    })
}

/// How long it is shown that a clock was put back (ms).
const SHOWN: i64 = 24 * 3600 * 1000;

/// What concerns the state and the hosts.
async fn notices(context: &Context) -> Result<Vec<String>, LedgerError> {
    let unwritten = context.troubles.of_state();
    let mut notices: Vec<String> = unwritten
        .map(|reason| text!("status-state-unwritten", reason = reason))
        .into_iter()
        .collect();
    let since = context.clock.now_ms() - SHOWN;
    for back in context.ledger.set_back_since(since).await? {
        notices.push(text!(
            "status-clock-back",
            host = back.host.as_str(),
            seconds = (back.by / 1000).to_string(),
            at = beijing(back.at),
        ));
    }
    Ok(notices)
}

/// Why a platform is paused, and until when, where that ends by itself.
fn why(pause: &Pause) -> String {
    match pause.until {
        Some(until) => text!(
            "status-tried-again",
            reason = pause.reason.as_str(),
            at = beijing(until),
        ),
        None => pause.reason.clone(),
    }
}

async fn of_job(job: &Job, context: &Context, pauses: &[Pause]) -> Result<JobStatus, LedgerError> {
    let ledger = &context.ledger;
    let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
    let (counts, positions, backfills) = match &route {
        Some(route) => (
            ledger.counts(route.id).await?,
            ledger.positions(route.id).await?,
            ledger.backfills(route.id).await?,
        ),
        None => (Counts::default(), Vec::new(), Vec::new()),
    };
    let now = context.clock.now_ms();
    let streams = job.mapping.streams.iter().map(|stream| {
        let stored = positions.iter().find(|stored| stored.stream == stream.name);
        StreamStatus::of(stream, job.dialect, stored, route.as_ref(), now)
    });
    let backfills = backfills.into_iter();
    let paused = pauses.iter().find(|pause| {
        pause.scope == Scope::Job && (pause.name == job.name || pause.name == job.ledger_name)
    });
    Ok(JobStatus {
        job: job.name.clone(),
        account: job.account.id.clone(),
        streams: streams.collect(),
        backfills: backfills
            .map(|backfill| BackfillStatus::of(backfill, now))
            .collect(),
        counts,
        last_run: route
            .as_ref()
            .and_then(|route| route.last_run)
            .map(Timestamp),
        error: context
            .troubles
            .of_job(&job.name)
            .or_else(|| route.and_then(|route| route.error)),
        paused: paused.map(|pause| pause.reason.clone()),
    })
}
