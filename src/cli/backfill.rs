//! `backfill`: a range of records, looked at once more.

use std::num::NonZeroU32;
use std::str::FromStr as _;
use std::sync::Arc;

use chrono::NaiveDateTime;
use clap::Args;

use super::decide::actor;
use super::moment::moment;
use super::output::say;
use super::progress::Shown;
use super::run::{answer, exit_of, stop_on_signal};
use super::{print_json, table};
use crate::app::App;
use crate::language::text;
use crate::pipeline::{BackfillRequest, Context, Job, Range, Survey, Undecided, backfill, survey};
use crate::report::{CommandError, Exit};

/// Options of `backfill`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("range").required(true).args(["from", "keys", "all"]))]
pub(super) struct Arguments {
    job: String,
    #[arg(long, value_name = "TIME", value_parser = moment, requires = "to")]
    from: Option<NaiveDateTime>,
    #[arg(long, value_name = "TIME", value_parser = moment, requires = "from")]
    to: Option<NaiveDateTime>,
    #[arg(long, value_name = "KEY,KEY..")]
    keys: Option<String>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    resend: bool,
    #[arg(long, value_name = "N", value_parser = NonZeroU32::from_str)]
    rate: Option<NonZeroU32>,
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let job = app.job(&options.job)?;
    let request = BackfillRequest {
        range: range(&options, &job)?,
        resend: options.resend,
        rate: options.rate.map(NonZeroU32::get),
    };
    let context = app.context().await?;
    if let Range::Times { .. } = request.range {
        say_left_out(&job);
    }
    if options.dry_run {
        return look(&job, &context, &request.range, options.json).await;
    }
    stop_on_signal(context.stop.clone());
    let shown = Shown::new(&job.name);
    let tell = |at| shown.tell(at);
    let done = backfill(&job, &context, &request, &actor(), &tell).await;
    shown.end();
    let report = done.map_err(|error| failed(&error))?;
    let mut reports = [report];
    answer(&mut reports, options.json)?;
    if reports[0].could_not_work() {
        let again = if request.resend { " --resend" } else { "" };
        let range = format!("{}{again}", request.range);
        let go_on = text!("cli-backfill-go-on", job = &job.name, range = range);
        eprintln!("{}", text!("cli-hint", hint = go_on));
    }
    Ok(exit_of(&reports))
}

/// Counts the keys of a range and shows some.
async fn look(
    job: &Arc<Job>,
    context: &Context,
    range: &Range,
    json: bool,
) -> Result<Exit, CommandError> {
    let found: Survey = survey(job, context, range)
        .await
        .map_err(|error| failed(&error))?;
    if json {
        print_json(&found)?;
        return Ok(Exit::Done);
    }
    let known: u64 = found.known.values().sum();
    let survey = text!(
        "cli-backfill-survey",
        job = &job.name,
        keys = found.keys,
        new = found.keys.saturating_sub(known),
    );
    say!("{survey}");
    let rows: Vec<Vec<String>> = found
        .known
        .iter()
        .map(|(state, count)| vec![table::state(state), count.to_string()])
        .collect();
    if !rows.is_empty() {
        table::print(
            &[text!("cli-column-state"), text!("cli-column-keys")],
            &rows,
        );
    }
    if !found.samples.is_empty() {
        say!(
            "{}",
            text!("cli-backfill-samples", keys = found.samples.join(", "))
        );
    }
    Ok(Exit::Done)
}

/// Streams that a range of times cannot speak of.
fn say_left_out(job: &Job) {
    let streams = job.mapping.streams.iter();
    for stream in streams.filter(|stream| stream.time_column().is_none()) {
        eprintln!("{}", text!("cli-backfill-left-out", stream = &stream.name));
    }
}

/// The range that was asked for; one of them is given.
fn range(options: &Arguments, job: &Job) -> Result<Range, CommandError> {
    Ok(match (options.from.zip(options.to), &options.keys) {
        (Some((from, to)), _) => Range::Times { from, to },
        (_, Some(keys)) => Range::Keys(keys_of(keys, job)?),
        _ => Range::All,
    })
}

/// The keys of a list. Those of several columns are JSON lists of texts, as `failures` shows them.
fn keys_of(text: &str, job: &Job) -> Result<Vec<String>, CommandError> {
    let unreadable = |hint: String| CommandError::Usage {
        message: text!("cli-backfill-keys-unread"),
        hint,
    };
    if job.mapping.key.len() > 1 {
        let lists: Result<Vec<Vec<String>>, _> = serde_json::from_str(&format!("[{text}]"));
        let lists = lists.map_err(|_| {
            let columns = job.mapping.key.join(", ");
            unreadable(text!(
                "cli-backfill-keys-lists",
                job = &job.name,
                columns = columns
            ))
        })?;
        let key = |parts: Vec<String>| serde_json::Value::from(parts).to_string();
        return Ok(lists.into_iter().map(key).collect());
    }
    let keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
    let keys: Vec<String> = keys.map(str::to_owned).collect();
    if keys.is_empty() {
        return Err(unreadable(text!("cli-backfill-keys-plain")));
    }
    Ok(keys)
}

fn failed(error: &Undecided) -> CommandError {
    let message = error.to_string();
    match error {
        Undecided::Impossible(_) => CommandError::Usage {
            message,
            hint: text!("cli-backfill-impossible-hint"),
        },
        Undecided::Ledger(_) => CommandError::CouldNotWork {
            message,
            hint: text!("cli-check-state-nothing-sent"),
        },
        _ => CommandError::CouldNotWork {
            message,
            hint: text!("cli-backfill-failed-hint"),
        },
    }
}
