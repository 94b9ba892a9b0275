//! `pause` and `resume`: a person's decision on platforms and jobs.

use clap::Args;

use super::decide::actor;
use super::output::say;
use crate::app::App;
use crate::document::nearest;
use crate::ledger::{LedgerError, Pause, Scope};
use crate::report::{CommandError, Exit};

/// Options of `pause`.
#[derive(Debug, Args)]
pub(super) struct PauseArguments {
    /// A platform or a job, by its name in the configuration
    name: String,
    /// Why
    #[arg(long)]
    reason: String,
}

/// Options of `resume`.
#[derive(Debug, Args)]
pub(super) struct ResumeArguments {
    /// A platform or a job, by its name in the configuration
    name: String,
    /// Why
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
    say!(
        "paused; its records stay waiting. To go on: shangbao resume {} --reason \"..\"",
        options.name
    );
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
        true => say!("goes on with the next run, or now: shangbao run --once"),
        false => say!("`{}` was not paused", options.name),
    }
    Ok(Exit::Done)
}

fn failed(error: LedgerError) -> CommandError {
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint: "check `url` of [state] in jobs.toml; nothing was changed".into(),
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
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("platforms and jobs: {}", known.join(", ")),
    };
    Err(CommandError::Usage {
        message: format!("there is no platform or job `{name}`"),
        hint,
    })
}
