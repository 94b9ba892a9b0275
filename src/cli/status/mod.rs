//! `status`: how far every job is.

mod account;

use clap::Args;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::ledger::LedgerError;
use crate::report::{CommandError, Exit};
use crate::status::{JobStatus, PlatformStatus, Status, gather};

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
            job.counts.delivered,
            job.counts.waiting,
            job.counts.rejected,
            job.counts.expired,
            job.counts.held,
            job.counts.gone,
            job.counts.dismissed,
        ];
        let mut row: Vec<String> = vec![job.job.clone()];
        row.extend(numbers.iter().map(u64::to_string));
        row.push(
            job.last_run
                .map_or_else(|| "never".into(), |at| at.to_string()),
        );
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
        show_backfills(job);
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

fn show_backfills(job: &JobStatus) {
    for backfill in &job.backfills {
        let of = backfill
            .total
            .map_or_else(String::new, |total| format!(" of {total}"));
        let again = if backfill.resend { " --resend" } else { "" };
        say!(
            "{}: backfill {}{again}: {}, {}{of} passed, begun at {} by {}, last seen at {}",
            job.job,
            backfill.range,
            backfill.state,
            backfill.passed,
            backfill.started,
            backfill.by,
            backfill.seen
        );
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
