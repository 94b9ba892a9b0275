//! The commands, one file each.

#![expect(clippy::print_stderr, reason = "commands answer on the terminal")]

mod account;
mod audit;
mod backfill;
mod backup;
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
    Backup(backup::Arguments),
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
        Command::Run(options) => on(app()?, async |app| run::run(options, app).await).await,
        Command::Backfill(options) => {
            on(app()?, async |app| backfill::run(options, app).await).await
        }
        Command::Backup(options) => on(app()?, async |app| backup::run(options, app).await).await,
        Command::Check(options) => on(app()?, async |app| check::run(options, app).await).await,
        Command::Preview(options) => on(app()?, async |app| preview::run(options, app).await).await,
        Command::Status(options) => on(app()?, async |app| status::run(options, app).await).await,
        Command::Failures(options) => {
            on(app()?, async |app| failures::run(options, app).await).await
        }
        Command::History(options) => on(app()?, async |app| history::run(options, app).await).await,
        Command::Audit(options) => on(app()?, async |app| audit::run(options, app).await).await,
        Command::Retry(options) => on(app()?, async |app| decide::retry(options, app).await).await,
        Command::Dismiss(options) => {
            on(app()?, async |app| decide::dismiss(options, app).await).await
        }
        Command::Forget(options) => {
            on(app()?, async |app| decide::forget(options, app).await).await
        }
        Command::Account(command) => on(app()?, async |app| account::run(command, app).await).await,
        Command::Pause(options) => on(app()?, async |app| pauses::pause(options, app).await).await,
        Command::Resume(options) => {
            on(app()?, async |app| pauses::resume(options, app).await).await
        }
        Command::Rewind(options) => {
            on(app()?, async |app| rewind::rewind(options, app).await).await
        }
        Command::SkipGap(options) => {
            on(app()?, async |app| rewind::skip_gap(options, app).await).await
        }
        Command::Fields(options) => fields::run(options),
        Command::New(options) => on(app()?, async |app| new::run(options, app).await).await,
        Command::Dictionaries(options) => {
            on(app()?, async |app| dictionaries::run(options, app).await).await
        }
        Command::Sign(options) => on(app()?, async |app| sign::run(options, app).await).await,
        Command::Init(options) => on(app()?, async |app| init::run(options, app).await).await,
        Command::Changes(options) => changes::run(options),
        Command::Schema(options) => schema::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Sandbox(options) => sandbox::run(options).await,
        Command::Demo(options) => demo::run(options).await,
    }
}

/// Does what needs a configuration, and closes the state behind it.
async fn on(
    app: App,
    command: impl AsyncFnOnce(&Arc<App>) -> Result<Exit, CommandError>,
) -> Result<Exit, CommandError> {
    let app = Arc::new(app);
    let done = command(&app).await;
    app.close().await;
    done
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
