//! `rewind` and `skip-gap`: a person's decision on streams, kept in the history.

use clap::Args;

use super::decide::actor;
use super::moment::time;
use super::output::say;
use crate::app::App;
use crate::document::nearest;
use crate::pipeline::{Job, Undecided, rewind as set_back, skip_gap as give_up};
use crate::report::{CommandError, Exit};
use crate::source::{Begin, Stream};

/// Options of `rewind`.
#[derive(Debug, Args)]
pub(super) struct RewindArguments {
    /// The job
    job: String,
    /// The stream, as `status` calls it; may be left out where the job has one
    #[arg(long, value_name = "TABLE")]
    stream: Option<String>,
    /// Read again what lies behind this id, or what was changed from this time on (in the source's zone), or all
    #[arg(long, value_name = "ID|TIME|start", value_parser = place, allow_hyphen_values = true)]
    to: Begin,
    /// Why
    #[arg(long)]
    reason: String,
}

/// Options of `skip-gap`.
#[derive(Debug, Args)]
pub(super) struct SkipGapArguments {
    /// The job
    job: String,
    /// The stream, as `status` calls it; may be left out where the job has one
    #[arg(long, value_name = "TABLE")]
    stream: Option<String>,
    /// An id that is waited for; all that are missing next to it are given up with it
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    id: i128,
    /// Why
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
    say!(
        "stream {}: {done}; what is read again is sent where its content differs. It goes on with the next run, or now: \
         shangbao run --once {}",
        stream.name,
        options.job
    );
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
        "stream {}: {done}; should rows with these ids come all the same, they are not read",
        stream.name
    );
    Ok(Exit::Done)
}

/// The stream of this name, or the only one.
fn stream<'a>(job: &'a Job, name: Option<&str>) -> Result<&'a Stream, CommandError> {
    let streams = &job.mapping.streams;
    let known: Vec<&str> = streams.iter().map(|stream| stream.name.as_str()).collect();
    let names = || format!("streams of the job: {}", known.join(", "));
    match (name, streams.as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => Err(CommandError::Usage {
            message: format!(
                "job `{}` has several streams; name one by --stream",
                job.name
            ),
            hint: names(),
        }),
        (Some(name), _) => {
            let found = streams.iter().find(|stream| stream.name == name);
            found.ok_or_else(|| CommandError::Usage {
                message: format!("job `{}` has no stream `{name}`", job.name),
                hint: match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
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
        .ok_or_else(|| "write an id, a time such as \"2026-03-01 08:00\", or start".to_owned())
}

fn failed(job: &str, error: &Undecided) -> CommandError {
    let hint = match error {
        Undecided::Impossible(_) => {
            return CommandError::Usage {
                message: error.to_string(),
                hint: "see `shangbao status`; nothing was changed".into(),
            };
        }
        Undecided::Leased { .. } => format!(
            "nothing was changed; wait for the run to end, or let the service rest: \
             shangbao pause {job} --reason \"..\", and `resume` afterwards"
        ),
        Undecided::Source(_) | Undecided::Unread(_) => {
            "nothing was changed; look whether the stream can be read: shangbao check".into()
        }
        Undecided::Ledger(_) => "check `url` of [state] in jobs.toml; nothing was changed".into(),
    };
    CommandError::CouldNotWork {
        message: error.to_string(),
        hint,
    }
}
