//! `run`: the service; `run --once`: one pass of the jobs until nothing is due.

use std::str::FromStr as _;
use std::sync::Arc;

use clap::Args;
use tokio_util::sync::CancellationToken;

use super::output::say;
use super::{print_json, table};
use crate::app::{App, host};
use crate::language::{spoken, text};
use crate::ledger::LedgerError;
use crate::pipeline::{Context, Job, Orders, RunReport, prune, run_jobs, show_host};
use crate::report::{CommandError, Exit};
use crate::service;
use crate::web;

/// In how many steps, of a thousand rows each, a pass drops what is old.
const STEPS: u32 = 20;

/// Options of `run`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long)]
    once: bool,
    jobs: Vec<String>,
    #[arg(long, value_name = "N", requires = "once", value_parser = u64::from_str)]
    limit: Option<u64>,
    #[arg(long, requires = "once")]
    json: bool,
    #[arg(long, requires = "once")]
    all_streams: bool,
}

impl Arguments {
    /// Whether this is the service, whose log lines are its only answer.
    pub(super) fn is_service(&self) -> bool {
        !self.once
    }
}

pub(super) async fn run(options: Arguments, app: &Arc<App>) -> Result<Exit, CommandError> {
    let jobs = app.select(&options.jobs)?;
    let context = app.context().await?;
    stop_on_signal(context.stop.clone());
    if options.is_service() {
        return serve(app, &options.jobs, &jobs, &context).await;
    }
    show_host(&jobs, &context, &host())
        .await
        .map_err(|error| state_failed(&error))?;
    let orders = Orders {
        limit: options.limit,
        all_streams: options.all_streams,
    };
    let mut reports = run_jobs(&jobs, &context, orders).await;
    prune(&jobs, &context, app.config.state.keep, STEPS).await;
    answer(&mut reports, options.json)?;
    let blocked = show_blocked(app, &options.jobs);
    Ok(exit_of(&reports).and(blocked))
}

/// The service. A job that cannot be started is said and left out.
async fn serve(
    app: &Arc<App>,
    asked: &[String],
    jobs: &[Arc<Job>],
    context: &Context,
) -> Result<Exit, CommandError> {
    show_blocked(app, asked);
    if jobs.is_empty() {
        return Err(CommandError::Usage {
            message: text!("cli-run-no-job"),
            hint: text!("cli-run-no-job-hint"),
        });
    }
    let _page = web::start(app.clone(), context.clone());
    let served = service::serve(app, jobs, context).await;
    served.map_err(|error| state_failed(&error))?;
    Ok(Exit::Done)
}

/// The state does not work.
fn state_failed(error: &LedgerError) -> CommandError {
    let hint = match error {
        LedgerError::Damaged { .. } => text!("config-app-state-damaged"),
        LedgerError::Lost { .. } | LedgerError::Rescued { .. } => text!("config-app-state-lost"),
        _ => text!("cli-check-state"),
    };
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint,
    }
}

/// How a command ends that ran these.
pub(super) fn exit_of(reports: &[RunReport]) -> Exit {
    reports.iter().fold(Exit::Done, |exit, report| {
        let failed = if report.left_something() {
            Exit::RecordsFailed
        } else {
            Exit::Done
        };
        let stopped = if report.could_not_work() {
            Exit::CouldNotWork
        } else {
            Exit::Done
        };
        exit.and(failed).and(stopped)
    })
}

/// Shows the problems of jobs that were to run and were not started.
fn show_blocked(app: &App, asked: &[String]) -> Exit {
    let blocked: Vec<&String> = app
        .blocked
        .keys()
        .filter(|name| {
            asked.is_empty()
                || asked
                    .iter()
                    .any(|asked| asked == *name || name.split('@').next() == Some(asked))
        })
        .collect();
    if blocked.is_empty() && app.problems.is_empty() {
        return Exit::Done;
    }
    for problems in &app.problems {
        eprint!("{}", text!("cli-error", message = problems.to_string()));
    }
    for name in blocked {
        let hint = text!("cli-run-blocked-hint", job = name);
        eprintln!("{}", text!("cli-hint", hint = hint));
    }
    Exit::Configuration
}

/// The columns of run reports.
fn heading() -> [String; 12] {
    [
        text!("cli-column-job"),
        text!("cli-column-seen"),
        text!("cli-column-delivered"),
        text!("cli-column-unchanged"),
        text!("cli-column-ignored"),
        text!("cli-column-rejected"),
        text!("cli-column-expired"),
        text!("cli-column-held"),
        text!("cli-column-gone"),
        text!("cli-column-waiting"),
        text!("cli-column-requests"),
        text!("cli-column-ms"),
    ]
}

/// Answers with run reports; what others noted is said in the language of this command.
pub(super) fn answer(reports: &mut [RunReport], json: bool) -> Result<(), CommandError> {
    let noted = reports
        .iter_mut()
        .flat_map(|report| [&mut report.paused, &mut report.skipped]);
    for text in noted.flatten() {
        *text = spoken().retell(text);
    }
    if json {
        return print_json(&reports);
    }
    print_reports(reports);
    Ok(())
}

/// Prints run reports for a person.
pub(super) fn print_reports(reports: &[RunReport]) {
    let rows: Vec<Vec<String>> = reports
        .iter()
        .map(|report| {
            let numbers = [
                report.seen,
                report.delivered,
                report.unchanged,
                report.ignored,
                report.rejected,
                report.expired,
                report.held,
                report.gone,
                report.waiting,
                report.requests,
                report.elapsed_ms,
            ];
            let cells = numbers.iter().map(u64::to_string);
            std::iter::once(report.job.clone()).chain(cells).collect()
        })
        .collect();
    table::print(&heading(), &rows);
    reports.iter().for_each(print_trouble);
}

fn print_trouble(report: &RunReport) {
    let job = &report.job;
    if let Some(reason) = &report.paused {
        say!("{}", text!("cli-run-paused", job = job, reason = reason));
    }
    if let Some(reason) = &report.skipped {
        say!("{}", text!("cli-run-skipped", job = job, reason = reason));
    }
    if let Some(error) = &report.error {
        say!("{}", text!("cli-run-stopped", job = job, error = error));
    }
    if let Some(warning) = &report.warning {
        say!("{job}: {warning}");
    }
    if report.rejected + report.expired + report.held + report.gone_failures > 0 {
        say!("{}", text!("cli-run-failed", job = job));
    }
}

/// The first Ctrl-C or SIGTERM lets what is in flight land; the second ends at once.
pub(super) fn stop_on_signal(stop: CancellationToken) {
    let first = signal();
    tokio::spawn(async move {
        first.await;
        eprintln!("{}", text!("cli-run-stopping"));
        stop.cancel();
        signal().await;
        std::process::exit(130);
    });
}

/// The next Ctrl-C or SIGTERM, heard from this call on.
#[cfg(unix)]
pub(super) fn signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let heard = signal(SignalKind::terminate())
        .and_then(|terminate| Ok((terminate, signal(SignalKind::interrupt())?)));
    async move {
        match heard {
            Ok((mut terminate, mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            }
            Err(_) => drop(tokio::signal::ctrl_c().await),
        }
    }
}

/// The next Ctrl-C.
#[cfg(not(unix))]
pub(super) async fn signal() {
    drop(tokio::signal::ctrl_c().await);
}
