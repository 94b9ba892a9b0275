//! `rewind` and `skip-gap`: a person's decision on streams, kept in the history.

use clap::Args;

use super::decide::actor;
use super::moment::time;
use super::output::say;
use crate::app::App;
use crate::document::nearest;
use crate::language::text;
use crate::pipeline::{Job, Undecided, rewind as set_back, skip_gap as give_up};
use crate::report::{CommandError, Exit};
use crate::source::{Begin, Stream};

/// Options of `rewind`.
#[derive(Debug, Args)]
pub(super) struct RewindArguments {
    job: String,
    #[arg(long, value_name = "TABLE")]
    stream: Option<String>,
    #[arg(long, value_name = "ID|TIME|start", value_parser = place, allow_hyphen_values = true)]
    to: Begin,
    #[arg(long)]
    reason: String,
}

/// Options of `skip-gap`.
#[derive(Debug, Args)]
pub(super) struct SkipGapArguments {
    job: String,
    #[arg(long, value_name = "TABLE")]
    stream: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    id: i128,
    #[arg(long)]
    reason: String,
}

pub(super) async fn rewind(options: RewindArguments, app: &App) -> Result<Exit, CommandError> {
    let job = app.job(&options.job)?;
    let stream = stream(&job, options.stream.as_deref())?;
    let context = app.context().await?;
    let (to, reason) = (&options.to, &options.reason);
    let done = set_back(&job, &context, stream, to, reason, &actor()).await;
    let done = done.map_err(|error| failed(&options.job, &error))?;
    let done = text!(
        "cli-rewind-done",
        stream = &stream.name,
        done = done,
        job = &options.job,
    );
    say!("{done}");
    Ok(Exit::Done)
}

pub(super) async fn skip_gap(options: SkipGapArguments, app: &App) -> Result<Exit, CommandError> {
    let job = app.job(&options.job)?;
    let stream = stream(&job, options.stream.as_deref())?;
    let context = app.context().await?;
    let (id, reason) = (options.id, &options.reason);
    let done = give_up(&job, &context, stream, id, reason, &actor()).await;
    let done = done.map_err(|error| failed(&options.job, &error))?;
    say!(
        "{}",
        text!("cli-rewind-gap-done", stream = &stream.name, done = done)
    );
    Ok(Exit::Done)
}

/// The stream of this name, or the only one.
fn stream<'a>(job: &'a Job, name: Option<&str>) -> Result<&'a Stream, CommandError> {
    let streams = &job.mapping.streams;
    let known: Vec<&str> = streams.iter().map(|stream| stream.name.as_str()).collect();
    let names = || text!("cli-rewind-streams", names = known.join(", "));
    match (name, streams.as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => Err(CommandError::Usage {
            message: text!("cli-rewind-several", job = &job.name),
            hint: names(),
        }),
        (Some(name), _) => {
            let found = streams.iter().find(|stream| stream.name == name);
            found.ok_or_else(|| CommandError::Usage {
                message: text!("cli-rewind-no-stream", job = &job.name, name = name),
                hint: match nearest(name, known.iter().copied()) {
                    Some(near) => text!("cli-did-you-mean", near = near),
                    None => names(),
                },
            })
        }
    }
}

/// Reads `start`, an id, or a time.
fn place(text: &str) -> Result<Begin, String> {
    if text == "start" {
        return Ok(Begin::All);
    }
    if let Ok(id) = text.parse() {
        return Ok(Begin::Id(id));
    }
    time(text)
        .map(Begin::Time)
        .ok_or_else(|| text!("cli-rewind-place-unread"))
}

fn failed(job: &str, error: &Undecided) -> CommandError {
    let hint = match error {
        Undecided::Impossible(_) => {
            return CommandError::Usage {
                message: error.to_string(),
                hint: text!("cli-rewind-impossible-hint"),
            };
        }
        Undecided::Leased { .. } => text!("cli-rewind-leased-hint", job = job),
        Undecided::Source(_) | Undecided::Unread(_) => text!("cli-rewind-source-hint"),
        Undecided::Ledger(_) => text!("cli-check-state-nothing-changed"),
    };
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint,
    }
}
