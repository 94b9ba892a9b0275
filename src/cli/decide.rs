//! `retry`, `dismiss` and `forget`: a person's decision on records, kept in the history.

use clap::Args;

use super::output::say;
use super::reasons::{self, failures};
use crate::app::{App, host};
use crate::language::text;
use crate::ledger::{Actor, Decision, LedgerError, Selection, State};
use crate::report::{CommandError, Exit};

/// Options of `retry`.
#[derive(Debug, Args)]
pub(super) struct RetryArguments {
    job: String,
    #[arg(long = "key", value_name = "KEY", required_unless_present = "all")]
    keys: Vec<String>,
    #[arg(long, conflicts_with = "keys")]
    all: bool,
    #[arg(long)]
    resend: bool,
    #[arg(long, requires = "all")]
    dry_run: bool,
}

/// Options of `dismiss`.
#[derive(Debug, Args)]
pub(super) struct DismissArguments {
    job: String,
    #[arg(long = "key", value_name = "KEY", required = true)]
    keys: Vec<String>,
    #[arg(long)]
    reason: String,
}

/// Options of `forget`.
#[derive(Debug, Args)]
pub(super) struct ForgetArguments {
    job: String,
    #[arg(long = "key", value_name = "KEY", required = true)]
    keys: Vec<String>,
    #[arg(long)]
    reason: String,
}

pub(super) async fn retry(options: RetryArguments, app: &App) -> Result<Exit, CommandError> {
    let selection = if options.all {
        Selection::Failed
    } else {
        Selection::Keys(options.keys)
    };
    let decision = Decision::Retry {
        resend: options.resend,
    };
    if options.all {
        show_reasons(app, &options.job).await?;
        if options.dry_run {
            say!("{}", text!("cli-retry-dry"));
            return Ok(Exit::Done);
        }
    }
    let keys = decide(app, &options.job, &selection, &decision).await?;
    say!(
        "{}",
        text!("cli-retry-done", count = keys.len(), job = &options.job)
    );
    Ok(Exit::Done)
}

/// How many records of a job failed for which reasons, of those that a retry of all takes.
async fn show_reasons(app: &App, job: &str) -> Result<(), CommandError> {
    let job = app.job(job)?;
    let context = app.context().await?;
    let mut failures = failures(&context.ledger, &job, false)
        .await
        .map_err(|error| undecided(&error))?;
    failures.retain(|failure| !matches!(failure.state, State::Held | State::Overwritten));
    if !failures.is_empty() {
        reasons::print(failures.iter().map(|failure| (job.name.as_str(), failure)));
        say!("");
    }
    Ok(())
}

pub(super) async fn dismiss(options: DismissArguments, app: &App) -> Result<Exit, CommandError> {
    let selection = Selection::Keys(options.keys);
    let decision = Decision::Dismiss {
        reason: options.reason,
    };
    let keys = decide(app, &options.job, &selection, &decision).await?;
    say!("{}", text!("cli-dismiss-done", count = keys.len()));
    Ok(Exit::Done)
}

pub(super) async fn forget(options: ForgetArguments, app: &App) -> Result<Exit, CommandError> {
    let selection = Selection::Keys(options.keys);
    let decision = Decision::Forget {
        reason: options.reason,
    };
    let keys = decide(app, &options.job, &selection, &decision).await?;
    say!(
        "{}",
        text!("cli-forget-done", count = keys.len(), job = &options.job)
    );
    Ok(Exit::Done)
}

async fn decide(
    app: &App,
    job: &str,
    selection: &Selection,
    decision: &Decision,
) -> Result<Vec<String>, CommandError> {
    let job = app.job(job)?;
    let context = app.context().await?;
    let decided = async {
        let route = context
            .ledger
            .route(&job.ledger_name, &job.account.id)
            .await?;
        context
            .ledger
            .decide(
                route.id,
                selection,
                decision,
                &actor(),
                context.clock.now_ms(),
            )
            .await
    };
    decided.await.map_err(|error| undecided(&error))
}

fn undecided(error: &LedgerError) -> CommandError {
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint: text!("cli-check-state-nothing-decided"),
    }
}

/// Who decides: the user and host of this process.
pub(super) fn actor() -> Actor {
    let user = ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok());
    Actor {
        user: user.unwrap_or_else(|| text!("cli-unknown-user")),
        host: host(),
    }
}
