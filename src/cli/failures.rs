//! `failures`: what did not arrive, and why.

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::ledger::Failure;
use crate::report::{CommandError, Exit, beijing};

/// Options of `failures`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only these jobs
    jobs: Vec<String>,
    /// Also those that are tried again by themselves
    #[arg(long)]
    waiting: bool,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Shown {
    job: String,
    key: String,
    state: &'static str,
    field: Option<String>,
    code: Option<String>,
    message: Option<String>,
    attempts: u32,
    next_at: Option<String>,
    since: String,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let context = app.context().await?;
    let mut shown = Vec::new();
    for job in app.select(&options.jobs)? {
        let found = async {
            match context
                .ledger
                .find_route(&job.ledger_name, &job.account.id)
                .await?
            {
                Some(route) => context.ledger.failures(route.id, options.waiting).await,
                None => Ok(Vec::new()),
            }
        };
        let failures = found.await.map_err(|error| CommandError::CouldNotWork {
            message: error.to_string(),
            hint: "check `url` of [state] in jobs.toml".into(),
        })?;
        shown.extend(failures.into_iter().map(|failure| of(&job.name, failure)));
    }
    if options.json {
        print_json(&shown)?;
    } else {
        show(&shown);
    }
    Ok(Exit::Done)
}

fn of(job: &str, failure: Failure) -> Shown {
    Shown {
        job: job.to_owned(),
        key: failure.key,
        state: failure.state.word(),
        field: failure.field,
        code: failure.code,
        message: failure.message,
        attempts: failure.attempts,
        next_at: failure.next_at.map(beijing),
        since: beijing(failure.since),
    }
}

fn show(failures: &[Shown]) {
    if failures.is_empty() {
        say!("nothing failed");
        return;
    }
    let rows: Vec<Vec<String>> = failures
        .iter()
        .map(|failure| {
            vec![
                failure.job.clone(),
                failure.key.clone(),
                failure.state.to_owned(),
                failure.code.clone().unwrap_or_default(),
                failure.since.clone(),
                failure.message.clone().unwrap_or_default(),
            ]
        })
        .collect();
    table::print(&["job", "key", "state", "code", "since", "reason"], &rows);
    say!("\nafter correcting the cause: shangbao retry JOB --key KEY   (or --all)");
}
