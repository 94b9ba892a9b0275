//! `audit`: every key of a range of times, and what became of it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, Utc};
use clap::Args;
use serde::Serialize;

use super::moment::moment;
use super::noted::Noted;
use super::output::say;
use super::table::state;
use super::{csv, print_json, table};
use crate::app::App;
use crate::language::text;
use crate::pipeline::{AuditSums, Audited, Job, Unaudited, audit};
use crate::report::{CommandError, Exit};
use crate::time::beijing;

/// How many keys that did not arrive are listed on the terminal; the CSV file has all.
const LISTED: usize = 1000;

/// Options of `audit`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    job: String,
    #[arg(long, value_name = "TIME", value_parser = moment)]
    from: NaiveDateTime,
    #[arg(long, value_name = "TIME", value_parser = moment)]
    to: NaiveDateTime,
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    job: String,
    #[serde(flatten)]
    sums: AuditSums,
    /// At most 1000 of them.
    missing: Vec<Missing>,
}

/// A key that is neither delivered nor in order without.
#[derive(Debug, Serialize)]
struct Missing {
    key: String,
    at: Option<String>,
    state: &'static str,
    code: Option<String>,
    message: Option<String>,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    if options.from >= options.to {
        return Err(CommandError::Usage {
            message: text!("cli-audit-range"),
            hint: text!("cli-audit-range-hint"),
        });
    }
    let job = app.job(&options.job)?;
    let context = app.context().await?;
    let mut sheet = options.csv.clone().map(Sheet::create).transpose()?;
    let mut missing = Vec::new();
    let mut noted = Noted::default();
    let mut tell = |mut audited: Audited| {
        audited.message = noted.retell(audited.message);
        if let Some(sheet) = &mut sheet {
            sheet.write(&audited);
        }
        if !audited.is_well && missing.len() < LISTED {
            missing.push(Missing::of(audited));
        }
    };
    let sums = audit(&job, &context, (options.from, options.to), &mut tell).await;
    let sums = sums.map_err(|error| failed(&job, &error))?;
    if let Some(sheet) = sheet {
        sheet.finish()?;
    }
    let answer = Answer {
        job: job.name.clone(),
        sums,
        missing,
    };
    if options.json {
        print_json(&answer)?;
    } else {
        show(&job, &answer);
    }
    Ok(match sums.unwell {
        0 => Exit::Done,
        _ => Exit::RecordsFailed,
    })
}

impl Missing {
    fn of(audited: Audited) -> Self {
        Self {
            key: audited.key,
            at: audited.at.map(shown),
            state: audited.state,
            code: audited.code,
            message: audited.message,
        }
    }
}

fn shown(at: DateTime<Utc>) -> String {
    beijing(at.timestamp_millis())
}

fn show(job: &Job, answer: &Answer) {
    let sums = &answer.sums;
    if !answer.missing.is_empty() {
        let rows: Vec<Vec<String>> = answer.missing.iter().map(row).collect();
        let heading = [
            text!("cli-column-key"),
            text!("cli-column-changed"),
            text!("cli-column-state"),
            text!("cli-column-code"),
            text!("cli-column-reason"),
        ];
        table::print(&heading, &rows);
        if sums.unwell > rows.len() as u64 {
            let more = sums.unwell - rows.len() as u64;
            say!("{}", text!("cli-audit-more", count = more));
        }
        say!("");
    }
    say!("{}", summed(&answer.job, sums));
    for stream in &job.mapping.streams {
        if stream.time_column().is_none() {
            say!("{}", text!("cli-audit-timeless", stream = &stream.name));
        }
    }
    if sums.unread > 0 {
        say!("{}", text!("cli-audit-unread", job = &job.name));
    }
    if sums.unknown > 0 {
        say!("{}", text!("cli-audit-unknown", job = &job.name));
    }
}

fn summed(job: &str, sums: &AuditSums) -> String {
    text!(
        "cli-audit-sums",
        job = job,
        keys = sums.keys,
        delivered = sums.delivered,
        ignored = sums.ignored,
        waiting = sums.waiting,
        rejected = sums.rejected,
        expired = sums.expired,
        held = sums.held,
        gone = sums.gone,
        dismissed = sums.dismissed,
        overwritten = sums.overwritten,
        unexpanded = sums.unexpanded,
        unread = sums.unread,
        unknown = sums.unknown,
    )
}

fn row(missing: &Missing) -> Vec<String> {
    vec![
        missing.key.clone(),
        missing.at.clone().unwrap_or_default(),
        state(missing.state),
        missing.code.clone().unwrap_or_default(),
        missing.message.clone().unwrap_or_default(),
    ]
}

fn failed(job: &Job, error: &Unaudited) -> CommandError {
    let message = text!("cli-of-job", job = &job.name, message = error.to_string());
    match error {
        Unaudited::NoTimes => CommandError::Usage {
            message,
            hint: text!("cli-audit-no-times-hint", job = &job.name),
        },
        Unaudited::Source { .. } | Unaudited::Unread(_) => CommandError::CouldNotWork {
            message,
            hint: text!("cli-audit-source-hint"),
        },
        Unaudited::Ledger(_) => CommandError::CouldNotWork {
            message,
            hint: text!("cli-check-state"),
        },
    }
}

/// A CSV file (RFC 4180), with the mark by which spreadsheets know UTF-8.
struct Sheet {
    path: PathBuf,
    out: BufWriter<File>,
    /// What went wrong first.
    error: Option<std::io::Error>,
}

impl Sheet {
    fn create(path: PathBuf) -> Result<Self, CommandError> {
        let file = File::create(&path).map_err(|error| unwritten(&path, &error))?;
        let mut sheet = Self {
            out: BufWriter::new(file),
            path,
            error: None,
        };
        let key = format!("{}key", csv::MARK);
        sheet.line(&[&key, "time", "state", "upload", "code", "message"]);
        Ok(sheet)
    }

    fn write(&mut self, audited: &Audited) {
        let time = audited.at.map(shown);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cells = [
            audited.key.clone(),
            text(&time),
            audited.state.to_owned(),
            text(&audited.upload),
            text(&audited.code),
            text(&audited.message),
        ];
        self.line(&cells.each_ref().map(String::as_str));
    }

    fn line(&mut self, cells: &[&str]) {
        let written = self.out.write_all(csv::line(cells).as_bytes());
        self.error = self.error.take().or(written.err());
    }

    fn finish(mut self) -> Result<(), CommandError> {
        let flushed = self.out.flush().err();
        match self.error.or(flushed) {
            None => Ok(()),
            Some(error) => Err(unwritten(&self.path, &error)),
        }
    }
}

fn unwritten(path: &std::path::Path, error: &std::io::Error) -> CommandError {
    CommandError::CouldNotWork {
        message: text!(
            "cli-audit-unwritten",
            path = path.display().to_string(),
            error = error.to_string()
        ),
        hint: text!("cli-audit-unwritten-hint"),
    }
}
