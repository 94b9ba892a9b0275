//! `pause` and `resume`: a person's decision on platforms and jobs.

use clap::Args;

use super::decide::actor;
use super::output::say;
use crate::app::App;
use crate::document::nearest;
use crate::language::text;
use crate::ledger::{LedgerError, Pause, Scope};
use crate::report::{CommandError, Exit};

/// Options of `pause`.
#[derive(Debug, Args)]
pub(super) struct PauseArguments {
    name: String,
    #[arg(long)]
    reason: String,
}

/// Options of `resume`.
#[derive(Debug, Args)]
pub(super) struct ResumeArguments {
    name: String,
    #[arg(long)]
    reason: String,
}

pub(super) async fn pause(options: PauseArguments, app: &App) -> Result<Exit, CommandError> {
    let (scope, name) = named(app, &options.name)?;
    let context = app.context().await?;
    let actor = actor();
    let pause = Pause {
        scope,
        name,
        reason: options.reason,
        since: context.clock.now_ms(),
        by: Some(format!("{}@{}", actor.user, actor.host)),
        configuration: None,
        until: None,
    };
    context.ledger.pause(&pause).await.map_err(failed)?;
    say!("{}", text!("cli-pauses-paused", name = &options.name));
    Ok(Exit::Done)
}

pub(super) async fn resume(options: ResumeArguments, app: &App) -> Result<Exit, CommandError> {
    let (scope, name) = named(app, &options.name)?;
    let context = app.context().await?;
    let now = context.clock.now_ms();
    let was = context
        .ledger
        .resume(scope, &name, &options.reason, &actor(), now)
        .await
        .map_err(failed)?;
    match was {
        true => say!("{}", text!("cli-pauses-resumed")),
        false => say!("{}", text!("cli-pauses-not-paused", name = &options.name)),
    }
    Ok(Exit::Done)
}

fn failed(error: LedgerError) -> CommandError {
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint: text!("cli-check-state-nothing-changed"),
    }
}

/// The platform or job of this name, as the ledger knows it.
fn named(app: &App, name: &str) -> Result<(Scope, String), CommandError> {
    if let Some(account) = app.accounts.get(name) {
        return Ok((Scope::Platform, account.id.clone()));
    }
    if app
        .jobs
        .iter()
        .any(|job| job.name == name || job.ledger_name == name)
        || app.blocked.contains_key(name)
    {
        return Ok((Scope::Job, name.to_owned()));
    }
    let known = app
        .accounts
        .keys()
        .chain(app.blocked.keys())
        .map(String::as_str);
    let known: Vec<&str> = known
        .chain(app.jobs.iter().map(|job| job.name.as_str()))
        .collect();
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => text!("cli-did-you-mean", near = near),
        None => text!("cli-pauses-known", names = known.join(", ")),
    };
    Err(CommandError::Usage {
        message: text!("cli-pauses-no-name", name = name),
        hint,
    })
}
