//! `status`: how far every job is.

mod account;

use clap::Args;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::language::{Values, spoken, text};
use crate::ledger::LedgerError;
use crate::report::{CommandError, Exit};
use crate::status::{BackfillStatus, JobStatus, PlatformStatus, Status, gather};

/// How many gaps of a stream a person is shown.
const GAPS: usize = 5;

/// Options of `status`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long)]
    account: bool,
    #[arg(long, requires = "account", conflicts_with = "json")]
    csv: bool,
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let context = app.context().await?;
    let failed = |error: LedgerError| CommandError::CouldNotWork {
        message: error.to_string(),
        hint: text!("cli-check-state"),
    };
    if options.account {
        let sheet = account::sheet(app, &context).await.map_err(failed)?;
        if options.json {
            print_json(&sheet)?;
        } else if options.csv {
            account::show_csv(&sheet);
        } else {
            account::show(&sheet);
        }
    } else {
        if let Err(error) = context.ledger.try_to_write().await {
            context.troubles.state_failed(error.to_string());
        }
        let status = retold(gather(app, &context).await.map_err(failed)?);
        if options.json {
            print_json(&status)?;
        } else {
            show(&status);
        }
    }
    for (job, reason) in &app.blocked {
        eprintln!(
            "{}",
            text!("cli-status-blocked", job = job, reason = reason)
        );
    }
    Ok(Exit::Done)
}

/// The columns of a person's view.
fn heading() -> [String; 11] {
    [
        text!("cli-column-job"),
        text!("cli-column-delivered"),
        text!("cli-column-waiting"),
        text!("cli-column-rejected"),
        text!("cli-column-expired"),
        text!("cli-column-held"),
        text!("cli-column-gone"),
        text!("cli-column-dismissed"),
        text!("cli-column-last-run"),
        text!("cli-column-stream"),
        text!("cli-column-read-up-to"),
    ]
}

/// What was noted, in the language of this command.
fn retold(mut status: Status) -> Status {
    let jobs = status.jobs.iter_mut();
    let of_jobs = jobs.flat_map(|job| [&mut job.error, &mut job.paused]);
    let platforms = status.platforms.iter_mut();
    let of_platforms = platforms.map(|platform| &mut platform.reason);
    for noted in of_jobs.chain(of_platforms).flatten() {
        *noted = spoken().retell(noted);
    }
    status
}

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
                .map_or_else(|| text!("cli-status-never"), |at| at.to_string()),
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
    table::print(&heading(), &rows);
    for notice in &status.notices {
        say!("{notice}");
    }
    status.jobs.iter().for_each(show_troubles);
    for job in &status.jobs {
        show_gaps(job);
        show_backfills(job);
    }
    status.platforms.iter().for_each(show_platform);
}

/// What is not well with a job.
fn show_troubles(job: &JobStatus) {
    if job.counts.unexpanded > 0 {
        let (job, count) = (&job.job, job.counts.unexpanded);
        say!(
            "{}",
            text!("cli-status-unexpanded", job = job, count = count)
        );
    }
    if let Some(error) = &job.error {
        say!(
            "{}",
            text!("cli-status-stopped", job = &job.job, error = error)
        );
    }
    if job.counts.overwritten > 0 {
        let count = job.counts.overwritten;
        let line = text!("cli-status-overwritten", job = &job.job, count = count);
        say!("{line}");
    }
    if let Some(reason) = &job.paused {
        say!(
            "{}",
            text!("cli-status-paused", job = &job.job, reason = reason)
        );
    }
}

/// Uploads that wait for their turn, why a platform is paused, and a clock that is off.
fn show_platform(platform: &PlatformStatus) {
    let name = &platform.name;
    if let Some(end) = &platform.queue_end {
        let queue = text!(
            "cli-status-queue",
            platform = name,
            count = platform.queue,
            end = end.to_string(),
        );
        say!("{queue}");
    }
    if let Some(reason) = platform.reason.as_ref().filter(|_| platform.paused) {
        say!(
            "{}",
            text!(
                "cli-status-platform-paused",
                platform = name,
                reason = reason
            )
        );
    }
    if let Some(ahead) = platform.clock_offset_s.filter(|ahead| ahead.abs() > 60) {
        say!(
            "{}",
            text!(
                "cli-status-clock",
                platform = name,
                seconds = ahead.to_string()
            )
        );
    }
}

fn show_backfills(job: &JobStatus) {
    for backfill in &job.backfills {
        say!("{}", backfill_line(&job.job, backfill));
    }
}

fn backfill_line(job: &str, backfill: &BackfillStatus) -> String {
    let again = if backfill.resend { " --resend" } else { "" };
    let mut values = Values::new();
    values.set("job", job);
    values.set("range", format!("{}{again}", backfill.range));
    values.set("state", table::state(backfill.state));
    values.set("passed", backfill.passed);
    values.set("started", backfill.started.to_string());
    values.set("by", &backfill.by);
    values.set("seen", backfill.seen.to_string());
    let Some(total) = backfill.total else {
        return spoken().tell("cli-status-backfill", &values);
    };
    values.set("total", total);
    spoken().tell("cli-status-backfill-of", &values)
}

fn show_gaps(job: &JobStatus) {
    for stream in &job.streams {
        for gap in stream.gaps.iter().take(GAPS) {
            let gap = &gap.text;
            say!(
                "{}",
                text!(
                    "cli-status-gap",
                    job = &job.job,
                    stream = &stream.table,
                    gap = gap
                )
            );
        }
        if let more @ 1.. = stream.gaps.len().saturating_sub(GAPS) {
            let stream = &stream.table;
            say!(
                "{}",
                text!(
                    "cli-status-more-gaps",
                    job = &job.job,
                    stream = stream,
                    count = more
                )
            );
        }
    }
}
