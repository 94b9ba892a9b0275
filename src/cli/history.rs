//! `history`: all that happened to one record.

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::{print_json, table};
use crate::app::App;
use crate::ledger::{Event, History, Ledger, LedgerError, Present, State};
use crate::pipeline::Job;
use crate::platform::UNIT_SEPARATOR;
use crate::platform::field::Kind;
use crate::report::{CommandError, Exit, beijing};

/// Options of `history`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The job
    job: String,
    /// The key, in the site's words; a composite one as a JSON list: '["7","2"]'
    #[arg(required_unless_present = "record", conflicts_with = "record")]
    key: Option<String>,
    /// The record, in the platform's words: a permit's id, or `project/id_code` of a worker
    #[arg(long, value_name = "R")]
    record: Option<String>,
    /// Print it as JSON
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
        hint: "check `url` of [state] in jobs.toml".into(),
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
    let history = ledger.history(route.id, key).await?;
    let known = history.now.is_some() || !history.events.is_empty();
    Ok(known
        .then(|| story(job, key, history))
        .into_iter()
        .collect())
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

/// An identity as a record has it: its fields in their order, an identity card's check digit in capitals.
fn identity(job: &Job, text: &str) -> Result<String, CommandError> {
    let target = job.mapping.target;
    let names = target.identity;
    if !target.is_tied() {
        return Err(CommandError::Usage {
            message: format!(
                "records of {} are remembered by their keys only, as no other record depends on them",
                target.name
            ),
            hint: format!("ask by key: shangbao history {} KEY", job.name),
        });
    }
    let parts: Vec<&str> = text.splitn(names.len(), '/').map(str::trim).collect();
    if parts.len() != names.len() || parts.iter().any(|part| part.is_empty()) {
        return Err(CommandError::Usage {
            message: format!("`{text}` does not name a record of {}", target.name),
            hint: format!("write it as {}", names.join("/")),
        });
    }
    let part = |(name, part): (&&str, &str)| {
        let mut kinds = target.fields.iter().filter(|field| field.name == *name);
        match kinds.next().map(|field| &field.kind) {
            Some(Kind::IdentityNumber) => part.replace('x', "X"),
            _ => part.to_owned(),
        }
    };
    let parts: Vec<String> = std::iter::zip(names, parts).map(part).collect();
    Ok(parts.join(UNIT_SEPARATOR))
}

fn unknown(job: &Job, options: &Arguments) -> CommandError {
    let name = &job.name;
    match &options.record {
        Some(record) => CommandError::Usage {
            message: format!(
                "no request of job `{name}` ever carried the record `{record}` of {}",
                job.mapping.target.name
            ),
            hint: format!(
                "it may have failed before it was sent: look for its key by `shangbao failures {name}`, or ask by key: \
                 shangbao history {name} KEY"
            ),
        },
        None => CommandError::Usage {
            message: format!(
                "job `{name}` has never seen the key `{}`",
                options.key.as_deref().unwrap_or_default()
            ),
            hint: format!(
                "keys are those of `[rows] key`. `shangbao preview {name} --key KEY` shows whether it has a row, \
                 `shangbao retry {name} --key KEY` has it sent"
            ),
        },
    }
}

fn story(job: &Job, key: &str, history: History) -> Story {
    Story {
        job: job.name.clone(),
        key: key.to_owned(),
        state: history.now.as_ref().map(|now| now.state.word()),
        next: outlook(&job.name, key, history.now.as_ref()),
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
        message: event.message,
        next_at: event.next_at.map(beijing),
        records: request.map(|request| request.records),
        reference: request.and_then(|request| request.reference.clone()),
        body_sha256: request.and_then(|request| request.body.clone()),
        answered_at: request.and_then(|request| request.answered_at.map(beijing)),
        by_user,
        by_host,
    }
}

/// How the record stands, and what happens next.
fn outlook(job: &str, key: &str, now: Option<&Present>) -> String {
    let Some(now) = now else {
        return "not known (any more): it had no row and was never delivered, or it was delivered so long ago that \
                `keep` of [state] let it go; it is taken in again when it changes"
            .to_owned();
    };
    let because = match (&now.code, &now.message) {
        (Some(code), Some(message)) => format!(" ({code}: {message})"),
        _ => String::new(),
    };
    let retry = format!("shangbao retry {job} --key '{key}'");
    let dismiss = format!("shangbao dismiss {job} --key '{key}' --reason \"..\"");
    let since = beijing(now.since);
    match now.state {
        State::Waiting => waiting(now, &because),
        State::Delivered => {
            let upload = now.upload.as_ref().map(|upload| format!(" by {upload}"));
            format!(
                "delivered since {since}{}: sent again when its content changes",
                upload.unwrap_or_default()
            )
        }
        State::Held => match now.again_at {
            Some(at) => format!(
                "held since {since}{because}: tried again from {} on",
                beijing(at)
            ),
            None => format!("held since {since}{because}: it goes as soon as that is there"),
        },
        State::Gone if !now.failure => {
            format!("gone since {since}: it has no row any more, and that is in order")
        }
        State::Gone => format!(
            "gone since {since}: it was delivered and has no row any more; have it put right there, then: {dismiss}"
        ),
        State::Rejected => format!(
            "rejected since {since}{because}: a changed row is sent by itself; else correct the cause, then: {retry}"
        ),
        State::Expired => {
            format!("expired since {since}{because}: nothing can send it any more; {dismiss}")
        }
        State::Dismissed => {
            format!("dismissed since {since}: sent when its row changes, or by: {retry}")
        }
    }
}

fn waiting(now: &Present, because: &str) -> String {
    let since = beijing(now.since);
    let Some(due) = now.due_at else {
        return format!("waiting since {since}{because}");
    };
    let why = match now.flight_until {
        Some(until) if until >= due => ", when the request that is open must be dead",
        _ => "",
    };
    format!(
        "waiting since {since}{because}: it is sent by the first run from {} on{why}",
        beijing(due)
    )
}

fn show(story: &Story) {
    let rows: Vec<Vec<String>> = story
        .events
        .iter()
        .map(|line| vec![line.at.clone(), line.what.clone(), detail(line)])
        .collect();
    say!("{} {}", story.job, story.key);
    table::print(&["time", "what", ""], &rows);
    say!("now: {}\n", story.next);
}

/// What a person is told of a line.
fn detail(line: &Line) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(line.stream.iter().map(|stream| format!("in {stream}")));
    if let Some(records) = line.records {
        parts.push(format!("{records} records in the request"));
        parts.extend(line.reference.clone());
        match &line.answered_at {
            Some(at) => parts.push(format!("answered {at}")),
            None => parts.push("the answer is not known".to_owned()),
        }
    }
    parts.extend(line.field.iter().map(|field| format!("field {field}")));
    parts.extend(line.code.clone());
    parts.extend(line.message.clone());
    parts.extend(line.next_at.iter().map(|at| format!("next try {at}")));
    parts.extend(
        line.by_user
            .iter()
            .zip(&line.by_host)
            .map(|(user, host)| format!("by {user} at {host}")),
    );
    parts.extend(line.body_sha256.iter().map(|hash| format!("body {hash}")));
    parts.join("; ")
}
