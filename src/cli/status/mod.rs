//! `status`: how far every job is.

mod account;
mod queue;
mod stream;

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::ledger::{Counts, LedgerError, Pause, Scope};
use crate::pipeline::{Context, Job};
use crate::report::{CommandError, Exit, beijing};
use queue::queue;
use stream::StreamStatus;

/// How many gaps of a stream a person is shown.
const GAPS: usize = 5;

/// Options of `status`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What each account has of each target, for the acceptance test: five records of every interface
    #[arg(long)]
    account: bool,
    /// Print the status as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Status {
    jobs: Vec<JobStatus>,
    platforms: Vec<PlatformStatus>,
}

#[derive(Debug, Serialize)]
struct JobStatus {
    job: String,
    account: String,
    streams: Vec<StreamStatus>,
    delivered: u64,
    waiting: u64,
    rejected: u64,
    expired: u64,
    held: u64,
    gone: u64,
    dismissed: u64,
    last_run: Option<String>,
    error: Option<String>,
    paused: Option<String>,
}

#[derive(Debug, Serialize)]
struct PlatformStatus {
    name: String,
    paused: bool,
    reason: Option<String>,
    /// How many uploads wait for their turn.
    queue: u64,
    queue_end: Option<String>,
    clock_offset_s: Option<i64>,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let context = app.context().await?;
    let failed = |error: LedgerError| CommandError::CouldNotWork {
        message: error.to_string(),
        hint: "check `url` of [state] in jobs.toml".into(),
    };
    if options.account {
        let sheet = account::sheet(app, &context).await.map_err(failed)?;
        if options.json {
            print_json(&sheet)?;
        } else {
            account::show(&sheet);
        }
    } else {
        let status = gather(app, &context).await.map_err(failed)?;
        if options.json {
            print_json(&status)?;
        } else {
            show(&status);
        }
    }
    for (job, reason) in &app.blocked {
        eprintln!("job `{job}` is not started: {reason}; run `shangbao check`");
    }
    Ok(Exit::Done)
}

async fn gather(app: &App, context: &Context) -> Result<Status, LedgerError> {
    let pauses = context.ledger.pauses().await?;
    let mut jobs = Vec::new();
    for job in &app.jobs {
        jobs.push(of_job(job, context, &pauses).await?);
    }
    let waiting: Vec<u64> = jobs.iter().map(|job: &JobStatus| job.waiting).collect();
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
            queue_end: queue.end.map(beijing),
            clock_offset_s: context.ledger.clock_offset(&account.id).await?,
        });
    }
    Ok(Status { jobs, platforms })
}

/// Why a platform is paused, and until when, where that ends by itself.
fn why(pause: &Pause) -> String {
    match pause.until {
        Some(until) => format!(
            "{}; tried again by itself at {}",
            pause.reason,
            beijing(until)
        ),
        None => pause.reason.clone(),
    }
}

async fn of_job(job: &Job, context: &Context, pauses: &[Pause]) -> Result<JobStatus, LedgerError> {
    let ledger = &context.ledger;
    let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
    let (counts, positions) = match &route {
        Some(route) => (
            ledger.counts(route.id).await?,
            ledger.positions(route.id).await?,
        ),
        None => (Counts::default(), Vec::new()),
    };
    let now = context.clock.now_ms();
    let streams = job.mapping.streams.iter().map(|stream| {
        let stored = positions.iter().find(|stored| stored.stream == stream.name);
        StreamStatus::of(stream, job.dialect, stored, route.as_ref(), now)
    });
    let paused = pauses.iter().find(|pause| {
        pause.scope == Scope::Job && (pause.name == job.name || pause.name == job.ledger_name)
    });
    Ok(JobStatus {
        job: job.name.clone(),
        account: job.account.id.clone(),
        streams: streams.collect(),
        delivered: counts.delivered,
        waiting: counts.waiting,
        rejected: counts.rejected,
        expired: counts.expired,
        held: counts.held,
        gone: counts.gone,
        dismissed: counts.dismissed,
        last_run: route.as_ref().and_then(|route| route.last_run).map(beijing),
        error: route.and_then(|route| route.error),
        paused: paused.map(|pause| pause.reason.clone()),
    })
}

/// The columns of a person's view.
const HEADING: [&str; 11] = [
    "job",
    "delivered",
    "waiting",
    "rejected",
    "expired",
    "held",
    "gone",
    "dismissed",
    "last run",
    "stream",
    "read up to",
];

fn show(status: &Status) {
    let mut rows = Vec::new();
    for job in &status.jobs {
        let numbers = [
            job.delivered,
            job.waiting,
            job.rejected,
            job.expired,
            job.held,
            job.gone,
            job.dismissed,
        ];
        let mut row: Vec<String> = vec![job.job.clone()];
        row.extend(numbers.iter().map(u64::to_string));
        row.push(job.last_run.clone().unwrap_or_else(|| "never".into()));
        for (i, stream) in job.streams.iter().enumerate() {
            let mut line = if i == 0 {
                row.clone()
            } else {
                vec![String::new(); row.len()]
            };
            line.push(stream.table.clone());
            line.push(stream.watermark.clone().unwrap_or_else(|| "-".into()));
            rows.push(line);
        }
    }
    table::print(&HEADING, &rows);
    for job in &status.jobs {
        if let Some(error) = &job.error {
            say!("{}: the last run was stopped: {error}", job.job);
        }
        if let Some(reason) = &job.paused {
            say!("{}: paused: {reason}", job.job);
        }
    }
    for job in &status.jobs {
        show_gaps(job);
    }
    status.platforms.iter().for_each(show_platform);
}

/// Uploads that wait for their turn, why a platform is paused, and a clock that is off.
fn show_platform(platform: &PlatformStatus) {
    let name = &platform.name;
    if let Some(end) = &platform.queue_end {
        let length = platform.queue;
        say!("platform {name}: {length} uploads wait for their turn; the last goes out at {end}");
    }
    if let Some(reason) = platform.reason.as_ref().filter(|_| platform.paused) {
        say!("platform {name}: paused: {reason}");
    }
    if let Some(ahead) = platform.clock_offset_s.filter(|ahead| ahead.abs() > 60) {
        say!("platform {name}: its clock was {ahead} s ahead of this host's: set the host's clock");
    }
}

fn show_gaps(job: &JobStatus) {
    for stream in &job.streams {
        for gap in stream.gaps.iter().take(GAPS) {
            say!("{}: stream {}: {}", job.job, stream.table, gap.text);
        }
        if let more @ 1.. = stream.gaps.len().saturating_sub(GAPS) {
            say!("{}: stream {}: and {more} more gaps", job.job, stream.table);
        }
    }
}
