//! Command lines that cannot be read: clap's errors, in the language of the process.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error, FromArgMatches};
use std::error::Error as _;
use std::ffi::OsString;

use crate::language::{Language, spoken, text};
use crate::report::Exit;

/// Reads a command line. What is wrong with it, or what it asks of itself (`--help`), is said; then it ends with this.
pub(super) fn read<T: FromArgMatches>(
    mut command: Command,
    words: impl Iterator<Item = OsString>,
) -> Result<T, Exit> {
    let matches = command.try_get_matches_from_mut(words);
    let read = matches.and_then(|matches| T::from_arg_matches(&matches));
    read.map_err(|error| {
        let own = match spoken().language {
            Language::English => None,
            Language::Chinese => said(&error),
        };
        match own {
            Some(text) => eprint!("{text}"),
            // A terminal that is gone is no reason to fail differently.
            None => drop(error.print()),
        }
        match error.use_stderr() {
            true => Exit::Configuration,
            false => Exit::Done,
        }
    })
}

/// All that is said of an error; `None` for a kind that our commands do not have, and for a help.
fn said(error: &Error) -> Option<String> {
    let mut text = text!("cli-error", message = wrong(error)?);
    if let Some(values) = list(error, ContextKind::ValidValue) {
        let values = text!("cli-usage-values", values = values.join(", "));
        text += &format!("\n  {values}");
    }
    let tips = tips(error);
    if !tips.is_empty() {
        text += "\n";
    }
    for tip in tips {
        text += &format!("\n  {}", text!("cli-usage-tip", tip = tip));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage: ");
        text += &format!("\n\n{}{usage}", text!("cli-help-usage"));
    }
    Some(format!("{text}\n\n{}\n", text!("cli-usage-more")))
}

/// What is wrong.
fn wrong(error: &Error) -> Option<String> {
    let argument = || one(error, ContextKind::InvalidArg);
    let value = || one(error, ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            text!("cli-usage-unknown-argument", argument = argument()?)
        }
        ErrorKind::InvalidSubcommand => {
            let command = one(error, ContextKind::InvalidSubcommand)?;
            text!("cli-usage-unknown-command", command = command)
        }
        ErrorKind::InvalidValue if value()?.is_empty() => {
            text!("cli-usage-no-value", argument = argument()?)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match error.source() {
            None => text!(
                "cli-usage-invalid",
                value = value()?,
                argument = argument()?
            ),
            Some(reason) => text!(
                "cli-usage-invalid-because",
                value = value()?,
                argument = argument()?,
                reason = reason.to_string(),
            ),
        },
        ErrorKind::TooManyValues => {
            text!(
                "cli-usage-surplus",
                value = value()?,
                argument = argument()?
            )
        }
        ErrorKind::MissingRequiredArgument => {
            text!("cli-usage-missing") + &lines(&list(error, ContextKind::InvalidArg)?)
        }
        ErrorKind::ArgumentConflict => conflict(error, &argument()?)?,
        ErrorKind::InvalidUtf8 => text!("cli-usage-not-utf8"),
        _ => return None,
    })
}

fn conflict(error: &Error, argument: &str) -> Option<String> {
    let others = list(error, ContextKind::PriorArg)?;
    Some(match others.as_slice() {
        [other] if other == argument => text!("cli-usage-twice", argument = argument),
        [other] => text!("cli-usage-conflict", argument = argument, other = other),
        others => text!("cli-usage-conflicts", argument = argument) + &lines(others),
    })
}

/// What may have been meant.
fn tips(error: &Error) -> Vec<String> {
    let names = |kind| {
        let names = list(error, kind)?;
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        Some((quoted.join(", "), names.len()))
    };
    let mut tips = Vec::new();
    match names(ContextKind::SuggestedSubcommand) {
        Some((names, 1)) => tips.push(text!("cli-usage-similar-command", names = names)),
        Some((names, _)) => tips.push(text!("cli-usage-similar-commands", names = names)),
        None => {}
    }
    if let Some((names, _)) = names(ContextKind::SuggestedArg) {
        tips.push(text!("cli-usage-similar-argument", names = names));
    }
    if let Some((names, _)) = names(ContextKind::SuggestedValue) {
        tips.push(text!("cli-usage-similar-value", names = names));
    }
    if let Some(ContextValue::StyledStrs(sentences)) = error.get(ContextKind::Suggested) {
        tips.extend(sentences.iter().map(|sentence| tip(&sentence.to_string())));
    }
    tips
}

/// A tip that clap has only as a sentence.
fn tip(sentence: &str) -> String {
    let as_value = sentence.split_once("use '-- ");
    let exists = sentence.strip_prefix('\'');
    if let Some(value) = as_value.and_then(|(_, rest)| rest.strip_suffix('\'')) {
        text!("cli-usage-as-value", value = value)
    } else if let Some(command) = exists.and_then(|rest| rest.strip_suffix("' exists")) {
        text!("cli-usage-exists", command = command)
    } else {
        sentence.to_owned()
    }
}

fn lines(names: &[String]) -> String {
    names.iter().map(|name| format!("\n  {name}")).collect()
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    list(error, kind)?.into_iter().next()
}

fn list(error: &Error, kind: ContextKind) -> Option<Vec<String>> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(vec![text.clone()]),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;

    /// What clap says of a line, and what we do.
    fn both(line: &str) -> (String, String) {
        let words = std::iter::once("shangbao").chain(line.split_whitespace());
        let error = help::command().try_get_matches_from(words).unwrap_err();
        let own = said(&error).unwrap_or_else(|| panic!("nothing is said of {line:?}"));
        (error.to_string(), own)
    }

    #[test]
    fn in_english_the_words_are_claps_own() {
        for line in [
            "run --onc",
            "run --once=1",
            "sttus",
            "re",
            "history",
            "dismiss work_ticket",
            "backfill work_ticket",
            "backfill work_ticket --all --keys 1",
            "backfill work_ticket --all --keys 1 --from 2026-03-01 --to 2026-03-02",
            "history work_ticket 1 --record 2",
            "backfill work_ticket --from yesterday",
            "backfill work_ticket --all --rate 0",
            "status --lang fr",
            "status --log-format yaml",
            "status --json --json",
            "status more",
            "failures -x",
            "--json status",
            "run --limit",
            "account mov",
            "changes",
        ] {
            let (clap, own) = both(line);
            assert_eq!(own, clap, "{line}");
        }
    }
}
