//! The commands, one file each.

#![expect(clippy::print_stderr, reason = "commands answer on the terminal")]

mod account;
mod audit;
mod backfill;
mod changes;
mod check;
mod completions;
mod decide;
mod demo;
mod dictionaries;
mod failures;
mod fields;
mod history;
mod init;
mod moment;
mod new;
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

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use output::say;

use crate::app::App;
use crate::clock::Clock;
use crate::language::{Language, speak, text};
use crate::report::{CommandError, Exit};

/// Reports a site's records to the authorities.
#[derive(Debug, Parser)]
#[command(name = "shangbao", version, about, max_term_width = 100)]
struct Arguments {
    /// The configuration
    #[arg(long, global = true, default_value = "jobs.toml", value_name = "FILE")]
    config: PathBuf,
    /// How log lines are written, on standard error
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    /// The language of answers and errors; else that of the locale
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
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
    /// The service: run every job at its times; with --once, one pass until nothing is due
    Run(run::Arguments),
    /// Look at a range of records once more, and send those that differ from what the platform has
    Backfill(backfill::Arguments),
    /// Check configuration, mappings with their examples, columns in the live database, and the platform login
    Check(check::Arguments),
    /// Show the exact payload of some records, unsent
    Preview(preview::Arguments),
    /// Show how far every job is
    Status(status::Arguments),
    /// List what did not arrive, and why
    Failures(failures::Arguments),
    /// Show all that happened to one record
    History(history::Arguments),
    /// Show what became of every key that was changed in a range of times
    Audit(audit::Arguments),
    /// Read, map and send records again
    Retry(decide::RetryArguments),
    /// Decide that records need not be sent
    Dismiss(decide::DismissArguments),
    /// Decide that records count as never delivered
    Forget(decide::ForgetArguments),
    /// Go on at an account of another address or key
    #[command(subcommand)]
    Account(account::Command),
    /// Pause a platform or a job
    Pause(pauses::PauseArguments),
    /// Let a paused platform or job go on
    Resume(pauses::ResumeArguments),
    /// Read a change stream again from an id or a time on
    Rewind(rewind::RewindArguments),
    /// Wait no longer for missing ids of a change log
    SkipGap(rewind::SkipGapArguments),
    /// The fields of a target: required, codes, formats
    Fields(fields::Arguments),
    /// Draft a first mapping from a table
    New(new::Arguments),
    /// The construction platform's lists of codes
    Dictionaries(dictionaries::Arguments),
    /// How the signature of a call to the construction platform comes about
    Sign(sign::Arguments),
    /// Make the state tables, or print the statements that do
    Init(init::Arguments),
    /// Print the statements of a change log and its triggers, for a DBA to apply
    Changes(changes::Arguments),
    /// Print the JSON Schema of jobs.toml or of mappings, for editors
    Schema(schema::Arguments),
    /// Print what a shell needs to complete commands and options
    Completions(completions::Arguments),
    /// The platforms' stand-in, for trying things out
    Sandbox(sandbox::Arguments),
    /// A sample site, the sandbox and every job, from nothing
    Demo(demo::Arguments),
}

/// Reads the command line and does what it says.
pub async fn main() -> Exit {
    let arguments = Arguments::parse();
    speak(match arguments.lang {
        Some(Lang::En) => Language::English,
        Some(Lang::Zh) => Language::Chinese,
        None => Language::of_locale(),
    });
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
