//! `account move`: what was delivered at an account counts at another, kept in the history.

use clap::{Args, Subcommand};

use super::decide::actor;
use super::output::say;
use crate::app::App;
use crate::language::{spoken, text};
use crate::ledger::{Ledger, LedgerError, Moved};
use crate::report::{CommandError, Exit};
use crate::time::beijing;

/// What is done with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Move(MoveArguments),
}

/// Options of `account move`.
#[derive(Debug, Args)]
pub(super) struct MoveArguments {
    old: String,
    new: String,
    #[arg(long)]
    reason: String,
}

pub(super) async fn run(command: Command, app: &App) -> Result<Exit, CommandError> {
    let Command::Move(options) = command;
    let new = find(app, &options.new).ok_or_else(|| CommandError::Usage {
        message: text!("cli-account-no-platform", name = &options.new),
        hint: text!("cli-account-no-platform-hint", names = names(app)),
    })?;
    let old = find(app, &options.old).unwrap_or_else(|| options.old.clone());
    if !are_alike(&old, &new) {
        return Err(CommandError::Usage {
            message: text!("cli-account-different", old = old, new = new),
            hint: text!("cli-account-different-hint"),
        });
    }
    let context = app.context().await?;
    let ledger = &context.ledger;
    let (actor, now) = (actor(), context.clock.now_ms());
    let moved = ledger.move_account((&old, &new), &options.reason, &actor, now);
    match moved.await.map_err(|error| unusable(&error))? {
        Moved::Done { jobs } => {
            say!(
                "{}",
                text!("cli-account-moved", jobs = jobs, new = new, old = old)
            );
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
            message: text!(
                "cli-account-leased",
                job = job,
                holder = spoken().retell(&holder),
                until = beijing(until)
            ),
            hint: text!("cli-account-leased-hint"),
        },
        Moved::Occupied { job } => CommandError::Usage {
            message: text!("cli-account-occupied", job = job, new = new),
            hint: text!("cli-account-occupied-hint", old = old, new = new),
        },
        Moved::Done { .. } | Moved::NothingThere => CommandError::Usage {
            message: text!("cli-account-never-ran", old = old),
            hint: match ledger.accounts().await {
                Ok(accounts) => text!("cli-account-known", names = accounts.join("; ")),
                Err(error) => return unusable(&error),
            },
        },
    }
}

fn unusable(error: &LedgerError) -> CommandError {
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint: text!("cli-check-state-nothing-changed"),
    }
}
