//! `new`: a first mapping, drafted from a table.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::fields::unknown;
use super::output::say;
use crate::app::{App, source_settings};
use crate::document::nearest;
use crate::draft::{Draft, draft};
use crate::language::text;
use crate::platform::field::Target;
use crate::platform::{TargetLookup, target};
use crate::report::{CommandError, Exit};
use crate::source::{self, Outline, SourceError};
use crate::sql::identifier_parts;

/// Options of `new`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    target: String,
    #[arg(long, value_name = "SOURCE")]
    source: String,
    #[arg(long, value_name = "TABLE")]
    table: String,
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let TargetLookup::Known(target) = target(&options.target) else {
        return Err(unknown(&options.target));
    };
    let draft = drafted(&options, target, app).await?;
    match &options.output {
        Some(path) => write(path, &draft.text)?,
        None => say!("{}", draft.text.trim_end()),
    }
    let open = match draft.open.as_slice() {
        [] => text!("cli-new-closed"),
        open => text!("cli-new-open", fields = open.join(", ")),
    };
    let drafted = text!(
        "cli-new-drafted",
        found = draft.found.len(),
        all = target.fields.len(),
        open = open,
    );
    let hint = text!("cli-new-drafted-hint", config = config_of(app));
    eprintln!("{drafted}\n{}", text!("cli-hint", hint = hint));
    Ok(Exit::Done)
}

async fn drafted(
    options: &Arguments,
    target: &'static Target,
    app: &App,
) -> Result<Draft, CommandError> {
    let sources = &app.config.sources;
    let Some(config) = sources.get(&options.source) else {
        let near = nearest(&options.source, sources.keys().map(String::as_str));
        return Err(usage(
            text!("cli-new-no-source", name = &options.source),
            match near {
                Some(near) => text!("cli-did-you-mean", near = near),
                None => text!(
                    "cli-new-no-source-hint",
                    name = &options.source,
                    config = config_of(app)
                ),
            },
        ));
    };
    let table = &options.table;
    if identifier_parts(table, config.dialect).is_none_or(|parts| parts.len() > 2) {
        return Err(usage(
            text!("cli-new-no-table-name", table = table),
            text!("cli-new-no-table-name-hint"),
        ));
    }
    let failed = |error: SourceError| CommandError::CouldNotWork {
        message: text!(
            "cli-new-source-failed",
            name = &config.name,
            error = error.to_string()
        ),
        hint: text!("cli-new-source-failed-hint"),
    };
    let source = source::connect(source_settings(config)).map_err(failed)?;
    let outline = Outline::read(source.as_ref(), config.dialect, table)
        .await
        .map_err(failed)?;
    let Some(outline) = outline else {
        return Err(usage(
            text!("cli-new-no-table", name = &config.name, table = table),
            text!("cli-new-no-table-hint"),
        ));
    };
    let context = app.draft_context(config, target.kind());
    draft(source.as_ref(), target, &outline, &context)
        .await
        .map_err(failed)
}

/// The path of the configuration.
fn config_of(app: &App) -> String {
    app.config.path.display().to_string()
}

/// Writes a new file, never over another one.
fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    let file = std::fs::File::create_new(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| {
            usage(
                text!(
                    "cli-new-unwritten",
                    path = path.display().to_string(),
                    error = error.to_string()
                ),
                text!("cli-new-unwritten-hint"),
            )
        })
}

fn usage(message: String, hint: String) -> CommandError {
    CommandError::Usage { message, hint }
}
