//! `history`: all that happened to one record.

mod next_step;

use clap::Args;
use serde::Serialize;

use next_step::next_step;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::language::{spoken, text};
use crate::ledger::{Event, History, Ledger, LedgerError, State, UnexpandedView};
use crate::pipeline::Job;
use crate::report::{CommandError, Exit};
use crate::time::beijing;

/// Options of `history`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    job: String,
    #[arg(required_unless_present = "record", conflicts_with = "record")]
    key: Option<String>,
    #[arg(long, value_name = "R")]
    record: Option<String>,
    #[arg(long)]
    json: bool,
}

/// All that happened to a key.
#[derive(Debug, Serialize)]
struct Story {
    job: String,
    key: String,
    state: Option<&'static str>,
    next: String,
    events: Vec<Line>,
}

#[derive(Debug, Default, Serialize)]
struct Line {
    at: String,
    what: String,
    stream: Option<String>,
    field: Option<String>,
    code: Option<String>,
    message: Option<String>,
    next_at: Option<String>,
    records: Option<u64>,
    reference: Option<String>,
    body_sha256: Option<String>,
    answered_at: Option<String>,
    by_user: Option<String>,
    by_host: Option<String>,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let job = app.job(&options.job)?;
    let context = app.context().await?;
    let stories = match (&options.key, &options.record) {
        (_, Some(record)) => {
            let record = identity(&job, record)?;
            of_record(&context.ledger, &job, &record).await
        }
        (key, None) => {
            let key = key.as_deref().unwrap_or_default();
            of_key(&context.ledger, &job, key).await
        }
    };
    let stories = stories.map_err(|error| CommandError::CouldNotWork {
        message: error.to_string(),
        hint: text!("cli-check-state"),
    })?;
    if stories.is_empty() {
        return Err(unknown(&job, &options));
    }
    if options.json {
        print_json(&stories)?;
    } else {
        stories.iter().for_each(show);
    }
    Ok(Exit::Done)
}

async fn of_key(ledger: &Ledger, job: &Job, key: &str) -> Result<Vec<Story>, LedgerError> {
    let account = &job.account.id;
    let Some(route) = ledger.find_route(&job.ledger_name, account).await? else {
        return Ok(Vec::new());
    };
    let mut stories = Vec::new();
    let history = ledger.history(route.id, key).await?;
    if history.now.is_some() || !history.events.is_empty() {
        stories.push(story(job, key, history));
    }
    let changes = ledger.unexpanded(route.id, u32::MAX).await?;
    let of_key = changes.iter().filter(|change| change.key == key);
    stories.extend(of_key.map(|change| story_of_change(job, change)));
    Ok(stories)
}

/// The story of a change whose record is not known.
fn story_of_change(job: &Job, change: &UnexpandedView) -> Story {
    let next = text!(
        "cli-outlook-unexpanded",
        since = beijing(change.since),
        message = spoken().retell(&change.message),
        job = &job.name,
        key = &change.key,
    );
    Story {
        job: job.name.clone(),
        key: change.key.clone(),
        state: Some(State::Unexpanded.word()),
        next,
        events: Vec::new(),
    }
}

async fn of_record(ledger: &Ledger, job: &Job, record: &str) -> Result<Vec<Story>, LedgerError> {
    let account = &job.account.id;
    let Some(route) = ledger.find_route(&job.ledger_name, account).await? else {
        return Ok(Vec::new());
    };
    let record = ledger.record(job.mapping.target.name, record);
    let mut stories = Vec::new();
    for key in ledger.keys_of_record(route.id, &record).await? {
        stories.extend(of_key(ledger, job, &key).await?);
    }
    Ok(stories)
}

/// An identity as a record has it.
fn identity(job: &Job, text: &str) -> Result<String, CommandError> {
    let target = job.mapping.target;
    target.identity_of(text).ok_or_else(|| CommandError::Usage {
        message: text!(
            "cli-history-no-record-name",
            record = text,
            target = target.name
        ),
        hint: text!(
            "cli-history-no-record-name-hint",
            form = target.identity.join("/")
        ),
    })
}

fn unknown(job: &Job, options: &Arguments) -> CommandError {
    let name = &job.name;
    match &options.record {
        Some(record) => CommandError::Usage {
            message: text!(
                "cli-history-no-record",
                job = name,
                record = record,
                target = job.mapping.target.name,
            ),
            hint: text!("cli-history-no-record-hint", job = name),
        },
        None => CommandError::Usage {
            message: text!(
                "cli-history-no-key",
                job = name,
                key = options.key.as_deref().unwrap_or_default(),
            ),
            hint: text!("cli-history-no-key-hint", job = name),
        },
    }
}

fn story(job: &Job, key: &str, history: History) -> Story {
    Story {
        job: job.name.clone(),
        key: key.to_owned(),
        state: history.now.as_ref().map(|now| now.state.word()),
        next: next_step(&job.name, key, history.now.as_ref()),
        events: history.events.into_iter().map(line).collect(),
    }
}

fn line(event: Event) -> Line {
    let is_sighting = matches!(event.what.as_str(), "seen" | "changed");
    let (stream, field) = match is_sighting {
        true => (event.subject, None),
        false => (None, event.subject),
    };
    let (by_user, by_host) = event.by.map(|by| (by.user, by.host)).unzip();
    let request = event.request.as_ref();
    Line {
        at: beijing(event.at),
        what: event.what,
        stream,
        field,
        code: event.code,
        message: event.message.map(|message| spoken().retell(&message)),
        next_at: event.next_at.map(beijing),
        records: request.map(|request| request.records),
        reference: request.and_then(|request| request.reference.clone()),
        body_sha256: request.and_then(|request| request.body.clone()),
        answered_at: request.and_then(|request| request.answered_at.map(beijing)),
        by_user,
        by_host,
    }
}

fn show(story: &Story) {
    let rows: Vec<Vec<String>> = story
        .events
        .iter()
        .map(|line| vec![line.at.clone(), table::event(&line.what), detail(line)])
        .collect();
    say!("{} {}", story.job, story.key);
    let heading = [
        text!("cli-column-time"),
        text!("cli-column-what"),
        String::new(),
    ];
    table::print(&heading, &rows);
    say!("{}\n", text!("cli-history-now", outlook = &story.next));
}

/// What a person is told of a line.
fn detail(line: &Line) -> String {
    let mut parts: Vec<String> = Vec::new();
    let stream = line.stream.iter();
    parts.extend(stream.map(|stream| text!("cli-history-stream", stream = stream)));
    if let Some(records) = line.records {
        parts.push(text!("cli-history-records", count = records));
        parts.extend(line.reference.clone());
        match &line.answered_at {
            Some(at) => parts.push(text!("cli-history-answered", at = at)),
            None => parts.push(text!("cli-history-unanswered")),
        }
    }
    let field = line.field.iter();
    parts.extend(field.map(|field| text!("cli-history-field", field = field)));
    parts.extend(line.code.clone());
    parts.extend(line.message.clone());
    let next = line.next_at.iter();
    parts.extend(next.map(|at| text!("cli-history-next", at = at)));
    let by = line.by_user.iter().zip(&line.by_host);
    parts.extend(by.map(|(user, host)| text!("cli-history-by", user = user, host = host)));
    let body = line.body_sha256.iter();
    parts.extend(body.map(|hash| text!("cli-history-body", hash = hash)));
    parts.join("; ")
}
