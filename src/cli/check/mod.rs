//! `check`: configuration, mappings with their examples, columns in the live database, the platform login.

mod platforms;
mod sources;
mod streams;
mod trial;
mod window;

use clap::Args;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::output::say;
use super::print_json;
use crate::app::App;
use crate::language::text;
use crate::ledger::{Exposure, exposures};
use crate::pipeline::{Context, Job};
use crate::report::{CommandError, Exit};
use crate::source::{Bounds, SourceError};

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    jobs: Vec<String>,
    #[arg(long)]
    offline: bool,
    #[arg(long)]
    json: bool,
}

/// What was found of one job or platform.
#[derive(Debug, Default, Serialize)]
struct Finding {
    name: String,
    /// The name as it is shown.
    #[serde(skip)]
    title: String,
    /// What is in order.
    fine: Vec<String>,
    /// What a person should know.
    notes: Vec<String>,
    /// What is wrong with the configuration or a mapping.
    wrong: Vec<String>,
    /// What would stop a run, or one of its streams: the database refuses it, or does not give what the mapping uses.
    stops: Vec<String>,
    /// What could not be reached.
    unreachable: Vec<String>,
    /// Some of the records that were tried would be refused.
    #[serde(skip)]
    refuses: bool,
}

impl Finding {
    /// Something could not be asked.
    fn failed(&mut self, what: &str, error: SourceError) {
        let text = text!("cli-check-failed", what = what, error = error.to_string());
        match error {
            SourceError::Unreachable { .. } => self.unreachable.push(text),
            _ => self.stops.push(text),
        }
    }
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let mut findings: Vec<Finding> = Vec::new();
    let state_url = app.config.state.url.expose();
    let exposed = exposures(state_url);
    let context = match options.offline {
        true => None,
        false => Some(app.context().await),
    };
    for job in &app.select(&options.jobs)? {
        let mut finding = offline(job);
        window::look(app, job, &mut finding);
        if let Some(context) = &context {
            online(app, job, context.as_ref().ok(), &mut finding).await;
        }
        findings.push(finding);
    }
    if let Some(context) = &context {
        findings.extend(sources::look(app, &app.select(&options.jobs)?).await);
        findings.extend(platforms::look(app).await);
        let mut state = state(app, context).await;
        let still = exposures(state_url);
        let lines = exposed
            .iter()
            .map(|exposure| exposed_line(exposure, &still));
        state.notes.extend(lines);
        findings.push(state);
    }
    if options.json {
        print_json(&findings)?;
    } else {
        findings.iter().for_each(show);
    }
    let configuration = configuration(app, &options.jobs);
    Ok(findings.iter().map(exit_of).fold(configuration, Exit::and))
}

/// That others could do more with the state than they should; whether that was mended when it was opened.
fn exposed_line(exposure: &Exposure, still: &[Exposure]) -> String {
    let is_mended = !still.contains(exposure);
    match exposure {
        Exposure::File(path, mode) => {
            let mode = format!("{mode:o}");
            match is_mended {
                true => text!("cli-check-state-mended", path = path, mode = mode),
                false => text!("cli-check-state-open", path = path, mode = mode),
            }
        }
        Exposure::Folder(path, mode) => {
            let mode = format!("{mode:o}");
            text!("cli-check-state-folder", path = path, mode = mode)
        }
    }
}

/// Shows the problems of the configuration and its mappings, where they are in the way of the jobs that were asked for.
fn configuration(app: &App, jobs: &[String]) -> Exit {
    let asked = |job: &str| {
        let named = |name: &String| job == name || job.split('@').next() == Some(name);
        jobs.is_empty() || jobs.iter().any(named)
    };
    let blocked = app.blocked.iter().filter(|(job, _)| asked(job));
    let blocked: Vec<_> = blocked.collect();
    if blocked.is_empty() && (app.problems.is_empty() || !jobs.is_empty()) {
        return Exit::Done;
    }
    for problems in &app.problems {
        eprint!("{}", text!("cli-error", message = problems.to_string()));
    }
    for (job, reason) in blocked {
        let (job, reason) = (job.as_str(), reason.as_str());
        let hint = text!("cli-check-blocked", job = job, reason = reason);
        eprintln!("{}", text!("cli-hint", hint = hint));
    }
    Exit::Configuration
}

/// The exit code of a run that finds the same.
fn exit_of(finding: &Finding) -> Exit {
    if !finding.wrong.is_empty() {
        Exit::Configuration
    } else if !(finding.stops.is_empty() && finding.unreachable.is_empty()) {
        Exit::CouldNotWork
    } else if finding.refuses {
        Exit::RecordsFailed
    } else {
        Exit::Done
    }
}

fn show(finding: &Finding) {
    say!("{}", finding.title);
    let lists = [
        (text!("cli-check-mark-fine"), &finding.fine),
        (text!("cli-check-mark-note"), &finding.notes),
        (text!("cli-check-mark-wrong"), &finding.wrong),
        (text!("cli-check-mark-stops"), &finding.stops),
        (text!("cli-check-mark-unreachable"), &finding.unreachable),
    ];
    let widest = lists.iter().map(|(mark, _)| mark.width()).max();
    for (mark, lines) in &lists {
        let blanks = " ".repeat(widest.unwrap_or(0) - mark.width());
        for line in lines.iter() {
            say!("  {mark}{blanks} {line}");
        }
    }
}

/// The mapping's examples, and what is the same for every record.
fn offline(job: &Job) -> Finding {
    let mapping = &job.mapping;
    let target = mapping.target.name;
    let mut finding = Finding {
        name: format!("job {} -> {target}", job.name),
        title: text!(
            "cli-check-title-job",
            job = job.name.as_str(),
            target = target
        ),
        ..Finding::default()
    };
    let failed = mapping.failed_examples();
    for (name, reason) in &failed {
        let fails = text!(
            "cli-check-example-fails",
            example = name.as_str(),
            reason = reason.as_str()
        );
        finding.wrong.push(fails);
    }
    if failed.is_empty() {
        let count = mapping.example_records().len().to_string();
        finding
            .fine
            .push(text!("cli-check-compiles", count = count));
    }
    for (field, other) in mapping.never_clearing() {
        let note = text!("cli-check-never-clears", field = field, other = other);
        finding.notes.push(note);
    }
    for (field, value) in mapping.constants() {
        let value = format!("{value:?}");
        let note = text!("cli-check-constant", field = field, value = value);
        finding.notes.push(note);
    }
    finding
}

/// What the source says to the mapping and its streams.
async fn online(app: &App, job: &Job, context: Option<&Context>, finding: &mut Finding) {
    columns(job, finding).await;
    streams::look(app, job, finding).await;
    let is_clear = finding.wrong.is_empty() && finding.stops.is_empty();
    if let Some(context) = context
        && is_clear
        && finding.unreachable.is_empty()
    {
        trial::look(job, context, finding).await;
    }
}

/// Whether the SQL runs without a key, so that every right it needs is there, and returns the columns the mapping uses.
async fn columns(job: &Job, finding: &mut Finding) {
    match job.source.rows(&job.mapping.rows, &[], Bounds::OWN).await {
        Ok(rows) => {
            let columns = rows.columns;
            let unknown = job.mapping.unknown_example_columns(&columns);
            finding
                .wrong
                .extend(unknown.into_iter().map(|(example, column)| {
                    text!(
                        "cli-check-example-column",
                        example = example,
                        column = column
                    )
                }));
            match job.mapping.bind(&columns) {
                Ok(_) => {
                    let count = columns.len().to_string();
                    finding.fine.push(text!("cli-check-columns", count = count));
                }
                Err(problems) => finding
                    .stops
                    .extend(problems.iter().map(ToString::to_string)),
            }
        }
        Err(error) => finding.failed(&text!("cli-check-sql"), error),
    }
}

/// Whether the state database works, and which jobs are new there.
async fn state(app: &App, context: &Result<Context, CommandError>) -> Finding {
    let mut finding = Finding {
        name: "state".into(),
        title: text!("cli-check-title-state"),
        ..Finding::default()
    };
    let context = match context {
        Ok(context) => context,
        Err(error) => {
            finding.unreachable.push(error.message());
            return finding;
        }
    };
    finding.fine.push(text!("cli-check-state-works"));
    for job in &app.jobs {
        match context
            .ledger
            .find_route(&job.ledger_name, &job.account.id)
            .await
        {
            Ok(Some(_)) => {}
            Ok(None) => finding.notes.push(text!(
                "cli-check-never-ran",
                job = job.name.as_str(),
                account = job.account.id.as_str(),
            )),
            Err(error) => finding.unreachable.push(error.to_string()),
        }
    }
    finding
}
