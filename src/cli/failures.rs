//! `failures`: what did not arrive, and why.

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::reasons::{self, failures};
use super::{print_json, table};
use crate::app::App;
use crate::language::text;
use crate::ledger::Failure;
use crate::report::{CommandError, Exit};
use crate::time::beijing;

/// Options of `failures`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    jobs: Vec<String>,
    #[arg(long)]
    waiting: bool,
    #[arg(long)]
    each: bool,
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
    let mut found = Vec::new();
    for job in app.select(&options.jobs)? {
        let failures = failures(&context.ledger, &job, options.waiting).await;
        let failures = failures.map_err(|error| CommandError::CouldNotWork {
            message: error.to_string(),
            hint: text!("cli-check-state"),
        })?;
        found.extend(
            failures
                .into_iter()
                .map(|failure| (job.name.clone(), failure)),
        );
    }
    if options.json {
        let shown = found.into_iter().map(|(job, failure)| of(&job, failure));
        print_json(&shown.collect::<Vec<Shown>>())?;
    } else if found.is_empty() {
        say!("{}", text!("cli-failures-none"));
    } else {
        if options.each {
            let shown = found.into_iter().map(|(job, failure)| of(&job, failure));
            show(&shown.collect::<Vec<Shown>>());
        } else {
            reasons::print(found.iter().map(|(job, failure)| (job.as_str(), failure)));
        }
        say!("\n{}", text!("cli-failures-next"));
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
    let rows: Vec<Vec<String>> = failures
        .iter()
        .map(|failure| {
            vec![
                failure.job.clone(),
                failure.key.clone(),
                table::state(failure.state),
                failure.code.clone().unwrap_or_default(),
                failure.since.clone(),
                failure.message.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let heading = [
        text!("cli-column-job"),
        text!("cli-column-key"),
        text!("cli-column-state"),
        text!("cli-column-code"),
        text!("cli-column-since"),
        text!("cli-column-reason"),
    ];
    table::print(&heading, &rows);
}
