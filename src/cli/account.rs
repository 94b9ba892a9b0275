//! `account move`: what was delivered at an account counts at another, kept in the history.

use clap::{Args, Subcommand};

use super::decide::actor;
use super::output::say;
use crate::app::App;
use crate::ledger::{Ledger, LedgerError, Moved};
use crate::report::{CommandError, Exit, beijing};

/// What is done with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Keep what was delivered, where only the address or the key of an account changed
    Move(MoveArguments),
}

/// Options of `account move`.
#[derive(Debug, Args)]
pub(super) struct MoveArguments {
    /// The account as it was: its id as `status --json` shows it, or a platform's name
    old: String,
    /// The account as it is now, in jobs.toml: its platform's name, or its id
    new: String,
    /// Why both are the same account
    #[arg(long)]
    reason: String,
}

pub(super) async fn run(command: Command, app: &App) -> Result<Exit, CommandError> {
    let Command::Move(options) = command;
    let new = find(app, &options.new).ok_or_else(|| CommandError::Usage {
        message: format!("jobs.toml has no platform `{}`", options.new),
        hint: format!(
            "change the address or key there first, then name the platform: {}",
            names(app)
        ),
    })?;
    let old = find(app, &options.old).unwrap_or_else(|| options.old.clone());
    if !are_alike(&old, &new) {
        return Err(CommandError::Usage {
            message: format!("`{old}` and `{new}` are different accounts"),
            hint: "only the address or the key may differ: what one account has was never sent to another; nothing was changed"
                .into(),
        });
    }
    let context = app.context().await?;
    let ledger = &context.ledger;
    let (actor, now) = (actor(), context.clock.now_ms());
    let moved = ledger.move_account((&old, &new), &options.reason, &actor, now);
    match moved.await.map_err(|error| unusable(&error))? {
        Moved::Done { jobs } => {
            say!("{jobs} jobs go on at `{new}` where they were at `{old}`");
            Ok(Exit::Done)
        }
        refusal => Err(refused(ledger, &old, &new, refusal).await),
    }
}

/// The id of a configured account, by it or by its platform's name.
fn find(app: &App, word: &str) -> Option<String> {
    let named = app.accounts.get(word);
    let account = named.or_else(|| app.accounts.values().find(|account| account.id == word))?;
    Some(account.id.clone())
}

fn names(app: &App) -> String {
    let names: Vec<&str> = app.accounts.keys().map(String::as_str).collect();
    names.join(", ")
}

/// Whether two ids may be of the same account: not itself, the same kind, and the same user or device at the end.
fn are_alike(old: &str, new: &str) -> bool {
    let ends = |id: &str| {
        let words: Vec<&str> = id.split(' ').collect();
        [words.first(), words.last()].map(|word| word.map(ToString::to_string))
    };
    old != new && ends(old) == ends(new)
}

async fn refused(ledger: &Ledger, old: &str, new: &str, refusal: Moved) -> CommandError {
    match refusal {
        Moved::Leased { job, holder, until } => CommandError::CouldNotWork {
            message: format!(
                "job `{job}` is being run: leased by {holder} until {}",
                beijing(until)
            ),
            hint:
                "nothing was changed; stop the service, or wait for the run to end, and try again"
                    .into(),
        },
        Moved::Occupied { job } => CommandError::Usage {
            message: format!("job `{job}` knows records at `{new}` already"),
            hint: format!(
                "nothing was changed; what `{old}` has stays apart, and `{new}` is sent everything by itself"
            ),
        },
        Moved::Done { .. } | Moved::NothingThere => CommandError::Usage {
            message: format!("no job ever ran at `{old}`"),
            hint: match ledger.accounts().await {
                Ok(accounts) => format!("accounts with deliveries: {}", accounts.join("; ")),
                Err(error) => return unusable(&error),
            },
        },
    }
}

fn unusable(error: &LedgerError) -> CommandError {
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint: "check `url` of [state] in jobs.toml; nothing was changed".into(),
    }
}
