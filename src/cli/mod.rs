//! The commands, one file each.

#![expect(clippy::print_stderr, reason = "commands answer on the terminal")]

mod account;
mod audit;
mod backfill;
mod changes;
mod check;
mod completions;
mod csv;
mod decide;
mod demo;
mod dictionaries;
mod failures;
mod fields;
mod help;
mod history;
mod init;
mod moment;
mod new;
mod noted;
mod output;
mod pauses;
mod preview;
mod progress;
mod reasons;
mod rewind;
mod run;
mod sandbox;
mod schema;
mod sign;
mod status;
mod table;
mod usage;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use output::say;

use crate::app::App;
use crate::clock::Clock;
use crate::language::{Language, speak, text};
use crate::report::{CommandError, Exit};

/// The command line. Its helps are `help.ftl`'s.
#[derive(Debug, Parser)]
#[command(name = "shangbao", version, max_term_width = 100)]
struct Arguments {
    #[arg(long, global = true, default_value = "jobs.toml", value_name = "FILE")]
    config: PathBuf,
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    // Looked up before the line is read, so that its helps and mistakes are in that language, too.
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lang {
    En,
    #[value(alias = "zh-CN")]
    Zh,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Arguments),
    Backfill(backfill::Arguments),
    Check(check::Arguments),
    Preview(preview::Arguments),
    Status(status::Arguments),
    Failures(failures::Arguments),
    History(history::Arguments),
    Audit(audit::Arguments),
    Retry(decide::RetryArguments),
    Dismiss(decide::DismissArguments),
    Forget(decide::ForgetArguments),
    #[command(subcommand)]
    Account(account::Command),
    Pause(pauses::PauseArguments),
    Resume(pauses::ResumeArguments),
    Rewind(rewind::RewindArguments),
    SkipGap(rewind::SkipGapArguments),
    Fields(fields::Arguments),
    New(new::Arguments),
    Dictionaries(dictionaries::Arguments),
    Sign(sign::Arguments),
    Init(init::Arguments),
    Changes(changes::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Sandbox(sandbox::Arguments),
    Demo(demo::Arguments),
}

/// Reads the command line and does what it says.
pub async fn main() -> Exit {
    speak(language(std::env::args_os()));
    let arguments: Arguments = match usage::read(help::command(), std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(exit) => return exit,
    };
    let service = matches!(&arguments.command, Command::Run(options) if options.is_service());
    log_to_stderr(
        arguments.log_format,
        if service {
            "shangbao=info,warn"
        } else {
            "warn"
        },
    );
    match dispatch(arguments).await {
        Ok(exit) => exit,
        Err(error) => {
            eprintln!("{error}");
            error.exit()
        }
    }
}

/// The language that a command line asks for, which must be known before anything is said of it; else that of the locale.
fn language(words: impl Iterator<Item = OsString>) -> Language {
    let words = words.map(|word| word.to_string_lossy().into_owned());
    let mut words = words.take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let tag = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = tag.and_then(|tag| Language::of_tag(&tag)) {
            return language;
        }
    }
    Language::of_locale()
}

async fn dispatch(arguments: Arguments) -> Result<Exit, CommandError> {
    let app = || App::load(&arguments.config, Clock::System);
    match arguments.command {
        Command::Run(options) => run::run(options, &Arc::new(app()?)).await,
        Command::Backfill(options) => backfill::run(options, &app()?).await,
        Command::Check(options) => check::run(options, &app()?).await,
        Command::Preview(options) => preview::run(options, &app()?).await,
        Command::Status(options) => status::run(options, &app()?).await,
        Command::Failures(options) => failures::run(options, &app()?).await,
        Command::History(options) => history::run(options, &app()?).await,
        Command::Audit(options) => audit::run(options, &app()?).await,
        Command::Retry(options) => decide::retry(options, &app()?).await,
        Command::Dismiss(options) => decide::dismiss(options, &app()?).await,
        Command::Forget(options) => decide::forget(options, &app()?).await,
        Command::Account(command) => account::run(command, &app()?).await,
        Command::Pause(options) => pauses::pause(options, &app()?).await,
        Command::Resume(options) => pauses::resume(options, &app()?).await,
        Command::Rewind(options) => rewind::rewind(options, &app()?).await,
        Command::SkipGap(options) => rewind::skip_gap(options, &app()?).await,
        Command::Fields(options) => fields::run(options),
        Command::New(options) => new::run(options, &app()?).await,
        Command::Dictionaries(options) => dictionaries::run(options, &app()?).await,
        Command::Sign(options) => sign::run(options, &app()?).await,
        Command::Init(options) => init::run(options, &app()?).await,
        Command::Changes(options) => changes::run(options),
        Command::Schema(options) => schema::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Sandbox(options) => sandbox::run(options).await,
        Command::Demo(options) => demo::run(options).await,
    }
}

/// Log lines go to standard error; `RUST_LOG` chooses which, else `default` does.
fn log_to_stderr(format: LogFormat, default: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(default));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
}

/// Prints a value as JSON.
fn print_json<T: serde::Serialize>(value: &T) -> Result<(), CommandError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| CommandError::CouldNotWork {
        message: text!("cli-no-json", error = error.to_string()),
        hint: text!("cli-no-json-hint"),
    })?;
    say!("{text}");
    Ok(())
}
