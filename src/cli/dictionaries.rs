//! `dictionaries`: the construction platform's lists of codes.

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::document::nearest;
use crate::language::text;
use crate::pipeline::{Account, dictionary};
use crate::platform::cwr::dictionary::DICTIONARIES;
use crate::platform::{DictionaryEntry, SkippedEntry};
use crate::report::{CommandError, Exit};
use crate::time::beijing;

/// Options of `dictionaries`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    platform: Option<String>,
    #[arg(long)]
    refresh: bool,
    #[arg(long)]
    json: bool,
}

/// A dictionary as shown.
#[derive(Serialize)]
struct Shown {
    platform: String,
    dictionary: &'static str,
    title: &'static str,
    fetched_at: String,
    entries: Vec<DictionaryEntry>,
    /// What the platform's list holds besides, and is left out.
    skipped: Vec<String>,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let accounts = match &options.platform {
        Some(name) => vec![account(app, name)?],
        None => app
            .accounts
            .values()
            .map(AsRef::as_ref)
            .filter(has_some)
            .collect(),
    };
    let context = app.context().await?;
    let now = context.clock.now_ms();
    let mut shown = Vec::new();
    for account in accounts {
        for known in DICTIONARIES {
            let found =
                dictionary(account, &context.ledger, known.name, now, options.refresh).await;
            let kept = found.map_err(|missing| CommandError::CouldNotWork {
                message: text!(
                    "cli-dictionaries-missing",
                    dictionary = known.name,
                    platform = &account.name,
                    reason = missing.message(),
                ),
                hint: text!("cli-dictionaries-missing-hint"),
            })?;
            shown.push(Shown {
                platform: account.name.clone(),
                dictionary: known.name,
                title: known.title,
                fetched_at: beijing(kept.fetched_at),
                entries: kept.listed.entries,
                skipped: kept.listed.skipped.iter().map(SkippedEntry::said).collect(),
            });
        }
    }
    if options.json {
        print_json(&shown)?;
    } else {
        shown.iter().for_each(show);
    }
    Ok(Exit::Done)
}

fn has_some(account: &&Account) -> bool {
    account.cwr.is_some()
}

/// The account of this name, whose platform has dictionaries and signs its calls.
pub(super) fn account<'a>(app: &'a App, name: &str) -> Result<&'a Account, CommandError> {
    let known = || app.accounts.values().map(AsRef::as_ref).filter(has_some);
    if let Some(account) = known().find(|account| account.name == name) {
        return Ok(account);
    }
    let names: Vec<&str> = known().map(|account| account.name.as_str()).collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => text!("cli-did-you-mean", near = near),
        None if names.is_empty() => text!("cli-dictionaries-none"),
        None => text!("cli-dictionaries-known", names = names.join(", ")),
    };
    Err(CommandError::Usage {
        message: text!("cli-dictionaries-no-platform", name = name),
        hint,
    })
}

fn show(shown: &Shown) {
    let heading = text!(
        "cli-dictionaries-fetched",
        platform = &shown.platform,
        dictionary = shown.dictionary,
        title = shown.title,
        time = &shown.fetched_at,
    );
    say!("{heading}");
    let rows: Vec<Vec<String>> = shown
        .entries
        .iter()
        .map(|entry| {
            let mark = entry.is_default.then(|| text!("cli-dictionaries-default"));
            vec![
                entry.code.clone(),
                entry.name.clone(),
                mark.unwrap_or_default(),
            ]
        })
        .collect();
    let heading = [
        text!("cli-column-code"),
        text!("cli-column-name"),
        String::new(),
    ];
    table::print(&heading, &rows);
    for note in &shown.skipped {
        say!("{}", text!("cli-dictionaries-note", note = note));
    }
    say!("");
}
