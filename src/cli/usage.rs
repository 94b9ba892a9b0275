//! Command lines that cannot be read: what clap found, by its kind and its values, in our own words.

use std::error::Error as _;
use std::ffi::OsString;
use std::net::AddrParseError;
use std::num::{IntErrorKind, ParseIntError};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error, FromArgMatches};

use crate::language::text;
use crate::report::Exit;

/// Reads a command line. What is wrong with it, or what it asks of itself (`--help`), is said; then it ends with this.
pub(super) fn read<T: FromArgMatches>(
    mut command: Command,
    words: impl Iterator<Item = OsString>,
) -> Result<T, Exit> {
    let words: Vec<OsString> = words.collect();
    let matches = command.try_get_matches_from_mut(&words);
    let read = matches.and_then(|matches| T::from_arg_matches(&matches));
    read.map_err(|error| {
        match said(&error, &command, &words) {
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
fn said(error: &Error, command: &Command, words: &[OsString]) -> Option<String> {
    let asked = asked(command, words);
    let mut text = text!("cli-error", message = wrong(error)?);
    if let Some(values) = list(error, ContextKind::ValidValue) {
        let values = text!("cli-usage-values", values = values.join(", "));
        text += &format!("\n  {values}");
    }
    if let Some(tip) = tip(error, asked) {
        text += &format!("\n\n  {}", text!("cli-usage-tip", tip = tip));
    }
    let usage = asked.clone().help_template("{usage}").render_help();
    let usage = usage.to_string();
    text += &format!("\n\n{}{}", text!("cli-help-usage"), usage.trim_end());
    Some(format!("{text}\n\n{}\n", text!("cli-usage-more")))
}

/// The subcommand that a line means, as far as its words name one.
fn asked<'a>(command: &'a Command, words: &[OsString]) -> &'a Command {
    words
        .iter()
        .fold(command, |at, word| at.find_subcommand(word).unwrap_or(at))
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
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match reason(error) {
            None => text!(
                "cli-usage-invalid",
                value = value()?,
                argument = argument()?
            ),
            Some(reason) => text!(
                "cli-usage-invalid-because",
                value = value()?,
                argument = argument()?,
                reason = reason,
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

/// Why a value cannot be taken. What our own readers of values say is a text already.
fn reason(error: &Error) -> Option<String> {
    let source = error.source()?;
    if let Some(number) = source.downcast_ref::<ParseIntError>() {
        return Some(match number.kind() {
            IntErrorKind::PosOverflow => text!("cli-usage-too-large"),
            IntErrorKind::NegOverflow | IntErrorKind::Zero => text!("cli-usage-too-small"),
            _ => text!("cli-usage-not-whole"),
        });
    }
    if source.is::<AddrParseError>() {
        return Some(text!("cli-usage-not-address"));
    }
    Some(source.to_string())
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
fn tip(error: &Error, asked: &Command) -> Option<String> {
    let near = |kind| {
        let names = list(error, kind)?;
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        Some((quoted.join(", "), names.len()))
    };
    match near(ContextKind::SuggestedSubcommand) {
        Some((names, 1)) => return Some(text!("cli-usage-similar-command", names = names)),
        Some((names, _)) => return Some(text!("cli-usage-similar-commands", names = names)),
        None => {}
    }
    if let Some((names, _)) = near(ContextKind::SuggestedArg) {
        return Some(text!("cli-usage-similar-argument", names = names));
    }
    if let Some((names, _)) = near(ContextKind::SuggestedValue) {
        return Some(text!("cli-usage-similar-value", names = names));
    }
    if error.kind() == ErrorKind::UnknownArgument {
        return misplaced(&one(error, ContextKind::InvalidArg)?, asked);
    }
    None
}

/// What an option may be that stands where there is none: one of the subcommand that follows it, or a value.
fn misplaced(argument: &str, asked: &Command) -> Option<String> {
    let long = argument.strip_prefix("--");
    let mut own = asked.get_arguments();
    if own.any(|own| long.is_some() && own.get_long() == long) {
        let command = asked.get_bin_name().unwrap_or(asked.get_name());
        return Some(text!(
            "cli-usage-exists",
            command = format!("{command} {argument}")
        ));
    }
    let may_be_value = argument.starts_with('-') && asked.get_positionals().next().is_some();
    may_be_value.then(|| text!("cli-usage-as-value", value = argument))
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

    /// What is said of a line.
    fn told(line: &str) -> String {
        let words = std::iter::once("shangbao").chain(line.split_whitespace());
        let words: Vec<OsString> = words.map(OsString::from).collect();
        let mut command = help::command();
        let error = command.try_get_matches_from_mut(&words).unwrap_err();
        let told = said(&error, &command, &words);
        told.unwrap_or_else(|| panic!("nothing is said of {line:?}"))
    }

    /// What is wrong with a line, and the tip, where there is one.
    fn found(line: &str) -> String {
        let told = told(line);
        let found = told.split("\n\nUsage: ").next().unwrap_or_default();
        found
            .trim_start_matches("error: ")
            .replace("\n\n  tip:", " |")
    }

    #[test]
    fn what_is_wrong_is_said_with_what_may_be_meant_and_the_commands_usage() {
        insta::assert_snapshot!(told("run --onc"), @r#"
        error: unexpected argument '--onc' found

          tip: a similar argument exists: '--once'

        Usage: shangbao run [OPTIONS] [JOBS]...

        For more information, try '--help'.
        "#);
    }

    #[test]
    fn each_mistake_is_named() {
        insta::assert_snapshot!(found("run --once=1"), @"unexpected value '1' for '--once' found; no more were expected");
        insta::assert_snapshot!(found("sttus"), @"unrecognized subcommand 'sttus' | a similar subcommand exists: 'status'");
        insta::assert_snapshot!(found("re"), @"unrecognized subcommand 're' | some similar subcommands exist: 'preview', 'resume', 'rewind', 'retry'");
        insta::assert_snapshot!(found("history"), @r#"
        the following required arguments were not provided:
          <JOB>
          <KEY>
        "#);
        insta::assert_snapshot!(found("backfill work_ticket"), @r#"
        the following required arguments were not provided:
          <--from <TIME>|--keys <KEY,KEY..>|--all>
        "#);
        insta::assert_snapshot!(found("backfill work_ticket --all --keys 1"), @"the argument '--all' cannot be used with '--keys <KEY,KEY..>'");
        insta::assert_snapshot!(found("backfill work_ticket --all --keys 1 --from 2026-03-01 --to 2026-03-02"), @r#"
        the argument '--all' cannot be used with:
          --keys <KEY,KEY..>
          --from <TIME>
        "#);
        insta::assert_snapshot!(found("history work_ticket 1 --record 2"), @"the argument '[KEY]' cannot be used with '--record <R>'");
        insta::assert_snapshot!(found("backfill work_ticket --from yesterday"), @r#"invalid value 'yesterday' for '--from <TIME>': write a day or a time, such as "2026-03-01 08:00""#);
        insta::assert_snapshot!(found("backfill work_ticket --all --rate 0"), @"invalid value '0' for '--rate <N>': the number is too small");
        insta::assert_snapshot!(found("backfill work_ticket --all --rate -1"), @"unexpected argument '-1' found | to pass '-1' as a value, use '-- -1'");
        insta::assert_snapshot!(found("backfill work_ticket --all --rate 5000000000"), @"invalid value '5000000000' for '--rate <N>': the number is too large");
        insta::assert_snapshot!(found("sandbox --seed x"), @"invalid value 'x' for '--seed <SEED>': write a whole number");
        insta::assert_snapshot!(found("sandbox --listen here"), @"invalid value 'here' for '--listen <ADDRESS>': write an address with its port, such as 127.0.0.1:8701");
        insta::assert_snapshot!(found("status --lang fr"), @r#"
        invalid value 'fr' for '--lang <LANGUAGE>'
          [possible values: en, zh]
        "#);
        insta::assert_snapshot!(found("status --log-format yaml"), @r#"
        invalid value 'yaml' for '--log-format <LOG_FORMAT>'
          [possible values: text, json]
        "#);
        insta::assert_snapshot!(found("status --json --json"), @"the argument '--json' cannot be used multiple times");
        insta::assert_snapshot!(found("status more"), @"unexpected argument 'more' found");
        insta::assert_snapshot!(found("history work_ticket -5"), @"unexpected argument '-5' found | to pass '-5' as a value, use '-- -5'");
        insta::assert_snapshot!(found("--json status"), @"unexpected argument '--json' found | 'shangbao status --json' exists");
        insta::assert_snapshot!(found("run --limit"), @"a value is required for '--limit <N>' but none was supplied");
        insta::assert_snapshot!(found("account mov"), @"unrecognized subcommand 'mov' | a similar subcommand exists: 'move'");
        insta::assert_snapshot!(found("changes"), @r#"
        the following required arguments were not provided:
          --dialect <DIALECT>
          --key <COLUMN>
          <TABLE>
        "#);
    }
}
