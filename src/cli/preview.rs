//! `preview`: the exact payload of some records, unsent.

use std::str::FromStr as _;

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::output::say;
use super::print_json;
use crate::app::App;
use crate::language::text;
use crate::pipeline::{PreviewedRecord, Previewing, Refusal, preview};
use crate::platform::field::{Kind, Target};
use crate::report::{CommandError, Exit};

/// Options of `preview`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    job: String,
    #[arg(long = "key", value_name = "KEY")]
    keys: Vec<String>,
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = u32::from_str)]
    limit: u32,
    #[arg(long, conflicts_with_all = ["keys"])]
    examples: bool,
    #[arg(long)]
    json: bool,
}

/// A record as shown.
#[derive(Serialize)]
struct Shown {
    key: String,
    /// Why there is no record, in one word, as `failures` has it.
    code: Option<&'static str>,
    /// The same in full: a field, if it is about one, and what is wrong.
    rejected: Vec<(Option<&'static str>, String)>,
    warnings: Vec<(&'static str, String)>,
    ignored: bool,
}

/// A preview as shown.
#[derive(Serialize)]
struct Answer {
    records: Vec<Shown>,
    /// In the order in which they would go out.
    requests: Vec<Request>,
}

/// A request as shown.
#[derive(Serialize)]
struct Request {
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Value,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let job = app.job(&options.job)?;
    let previewing = if options.examples {
        examples(&job)
    } else {
        let context = app.context().await?;
        preview(&job, &context, &options.keys, options.limit)
            .await
            .map_err(|message| CommandError::CouldNotWork {
                message: text!("cli-of-job", job = &job.name, message = message),
                hint: text!("cli-preview-failed-hint"),
            })?
    };
    let rejected = previewing
        .records
        .iter()
        .any(|record| matches!(record.record, Some(Err(_))));
    let mut answer = answer(previewing);
    for request in &mut answer.requests {
        shorten(&mut request.body, job.mapping.target);
    }
    if options.json {
        print_json(&answer)?;
    } else {
        show(&answer);
    }
    Ok(if rejected {
        Exit::RecordsFailed
    } else {
        Exit::Done
    })
}

/// The mapping's examples as records.
fn examples(job: &crate::pipeline::Job) -> Previewing {
    let records = job
        .mapping
        .example_records()
        .into_iter()
        .map(|(name, record)| PreviewedRecord {
            key: name,
            record: Some(record.map_err(Refusal::from)),
        })
        .collect();
    Previewing::of(job, records)
}

fn answer(previewing: Previewing) -> Answer {
    let records = previewing.records.into_iter().map(|previewed| {
        let mut shown = Shown {
            key: previewed.key,
            code: None,
            rejected: Vec::new(),
            warnings: Vec::new(),
            ignored: previewed.record.is_none(),
        };
        match previewed.record {
            Some(Ok(record)) => {
                let warnings = record.warnings.into_iter();
                shown.warnings = warnings.map(|w| (w.field, w.message)).collect();
            }
            Some(Err(refusal)) => {
                shown.code = Some(refusal.code);
                shown.rejected = refusal.reasons;
            }
            None => {}
        }
        shown
    });
    let requests = previewing.requests.into_iter().map(|request| Request {
        url: request.url,
        headers: request.headers,
        body: serde_json::from_str(&request.body).unwrap_or(Value::String(request.body)),
    });
    Answer {
        records: records.collect(),
        requests: requests.collect(),
    }
}

fn show(answer: &Answer) {
    for record in &answer.records {
        for (field, message) in &record.rejected {
            let key = &record.key;
            let said = match field {
                Some(field) => text!(
                    "cli-preview-rejected",
                    key = key,
                    field = *field,
                    message = message
                ),
                None => text!("cli-preview-refused", key = key, message = message),
            };
            say!("{said}");
        }
        for (field, message) in &record.warnings {
            let key = &record.key;
            say!(
                "{}",
                text!(
                    "cli-preview-note",
                    key = key,
                    field = *field,
                    message = message
                )
            );
        }
        if record.ignored {
            say!("{}", text!("cli-preview-no-row", key = &record.key));
        }
    }
    if answer.records.is_empty() {
        say!("{}", text!("cli-preview-nothing"));
    }
    for (at, request) in answer.requests.iter().enumerate() {
        let apart = if at == 0 { "" } else { "\n" };
        say!("{apart}POST {}", request.url);
        for (name, value) in &request.headers {
            say!("{name}: {value}");
        }
        match &request.body {
            Value::String(text) => say!("\n{text}"),
            body => say!("\n{body:#}"),
        }
    }
}

/// Shows of each photo how it begins and how large it is.
fn shorten(body: &mut Value, target: &Target) {
    match body {
        Value::Array(list) => list.iter_mut().for_each(|item| shorten(item, target)),
        Value::Object(object) => {
            for (name, value) in object {
                let is_photo = target
                    .field(name)
                    .is_some_and(|field| field.kind == Kind::Photo);
                match value {
                    Value::String(text) if is_photo => *text = shortened(text),
                    value => shorten(value, target),
                }
            }
        }
        _ => {}
    }
}

/// `/9j/4AAQ... (31 204 bytes)`; the bytes are those of the photo.
fn shortened(base64: &str) -> String {
    if base64.is_empty() {
        return text!("cli-preview-not-read");
    }
    let padding = base64
        .bytes()
        .rev()
        .take_while(|byte| *byte == b'=')
        .count();
    let digits = (base64.len() / 4 * 3 - padding).to_string();
    let mut size = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            size.push(' ');
        }
        size.push(digit);
    }
    let beginning: String = base64.chars().take(8).collect();
    text!("cli-preview-photo", beginning = beginning, size = size)
}
