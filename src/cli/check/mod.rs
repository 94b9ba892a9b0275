//! `check`: configuration, mappings with their examples, columns in the live database, the platform login.

mod platforms;
mod streams;
mod trial;
mod window;

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::print_json;
use crate::app::App;
use crate::pipeline::{Context, Job};
use crate::report::{CommandError, Exit};
use crate::source::SourceError;

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long)]
    offline: bool,
    #[arg(long)]
    json: bool,
}

/// What was found of one job or platform.
#[derive(Debug, Default, Serialize)]
struct Finding {
    name: String,
    /// What is in order.
    fine: Vec<String>,
    /// What a person should know.
    notes: Vec<String>,
    /// What is wrong with the configuration or a mapping.
    wrong: Vec<String>,
    /// What could not be reached.
    unreachable: Vec<String>,
}

impl Finding {
    /// Something could not be asked.
    fn failed(&mut self, what: &str, error: SourceError) {
        let text = format!("{what}: {error}");
        match error {
            SourceError::Unreachable { .. } => self.unreachable.push(text),
            _ => self.wrong.push(text),
        }
    }
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let mut findings: Vec<Finding> = Vec::new();
    let context = match options.offline {
        true => None,
        false => Some(app.context().await),
    };
    for job in &app.jobs {
        let mut finding = offline(job);
        window::look(app, job, &mut finding);
        if let Some(context) = &context {
            online(job, context.as_ref().ok(), &mut finding).await;
        }
        findings.push(finding);
    }
    if let Some(context) = &context {
        findings.extend(platforms::look(app).await);
        findings.push(state(app, context).await);
    }
    if options.json {
        print_json(&findings)?;
    } else {
        findings.iter().for_each(show);
    }
    for problems in &app.problems {
        eprint!("error: {problems}");
    }
    for (job, reason) in &app.blocked {
        eprintln!(
            "hint: job `{job}` is not started: {reason}; correct the file and run `shangbao check` again"
        );
    }
    let configuration = if app.problems.is_empty() && app.blocked.is_empty() {
        Exit::Done
    } else {
        Exit::Configuration
    };
    Ok(findings.iter().map(exit_of).fold(configuration, Exit::and))
}

fn exit_of(finding: &Finding) -> Exit {
    match (finding.wrong.is_empty(), finding.unreachable.is_empty()) {
        (false, _) => Exit::Configuration,
        (true, false) => Exit::CouldNotWork,
        (true, true) => Exit::Done,
    }
}

fn show(finding: &Finding) {
    say!("{}", finding.name);
    let lists = [
        ("ok", &finding.fine),
        ("note", &finding.notes),
        ("WRONG", &finding.wrong),
        ("NO ANSWER", &finding.unreachable),
    ];
    for (mark, lines) in lists {
        for line in lines {
            say!("  {mark:<9} {line}");
        }
    }
}

/// The mapping's examples, and what is the same for every record.
fn offline(job: &Job) -> Finding {
    let mapping = &job.mapping;
    let mut finding = Finding {
        name: format!("job {} -> {}", job.name, mapping.target.name),
        ..Finding::default()
    };
    let failed = mapping.failed_examples();
    for (name, reason) in &failed {
        finding.wrong.push(format!("example `{name}`: {reason}"));
    }
    if failed.is_empty() {
        finding.fine.push(format!(
            "mapping compiles; examples that pass: {}",
            mapping.example_records().len()
        ));
    }
    for (field, value) in mapping.constants() {
        finding
            .notes
            .push(format!("`{field}` is {value:?} for every record"));
    }
    finding
}

/// What the source says to the mapping and its streams.
async fn online(job: &Job, context: Option<&Context>, finding: &mut Finding) {
    columns(job, finding).await;
    streams::look(job, finding).await;
    if let (Some(context), true, true) = (
        context,
        finding.wrong.is_empty(),
        finding.unreachable.is_empty(),
    ) {
        trial::look(job, context, finding).await;
    }
}

/// Whether the SQL runs, and returns the columns the mapping uses.
async fn columns(job: &Job, finding: &mut Finding) {
    match job.source.describe(&job.mapping.rows).await {
        Ok(columns) => {
            let unknown = job.mapping.unknown_example_columns(&columns);
            finding
                .wrong
                .extend(unknown.into_iter().map(|(example, column)| {
                    format!(
                        "example `{example}` has a column `{column}` that the SQL does not return"
                    )
                }));
            match job.mapping.bind(&columns) {
                Ok(_) => finding.fine.push(format!(
                    "the SQL returns {} columns, among them all that are used",
                    columns.len()
                )),
                Err(problems) => finding
                    .wrong
                    .extend(problems.iter().map(ToString::to_string)),
            }
        }
        Err(error) => finding.failed("the mapping's SQL", error),
    }
}

/// Whether the state database works, and which jobs are new there.
async fn state(app: &App, context: &Result<Context, CommandError>) -> Finding {
    let mut finding = Finding {
        name: "state".into(),
        ..Finding::default()
    };
    let context = match context {
        Ok(context) => context,
        Err(error) => {
            finding.unreachable.push(error.message());
            return finding;
        }
    };
    finding.fine.push("the state database works".into());
    for job in &app.jobs {
        match context
            .ledger
            .find_route(&job.ledger_name, &job.account.id)
            .await
        {
            Ok(Some(_)) => {}
            Ok(None) => finding.notes.push(format!(
                "job {} never ran at {}: it starts with no deliveries",
                job.name, job.account.id
            )),
            Err(error) => finding.unreachable.push(error.to_string()),
        }
    }
    finding
}
