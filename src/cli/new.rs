//! `new`: a first mapping, drafted from a table.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::fields::unknown;
use super::output::say;
use crate::app::{App, source_settings};
use crate::document::nearest;
use crate::draft::{Draft, draft};
use crate::platform::field::Target;
use crate::platform::{TargetLookup, target};
use crate::report::{CommandError, Exit};
use crate::source::{self, Outline, SourceError};
use crate::sql::identifier_parts;

/// Options of `new`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The target, such as hazchem.work_ticket; `shangbao fields` lists them
    target: String,
    /// The source of jobs.toml that has the table
    #[arg(long, value_name = "SOURCE")]
    source: String,
    /// The table or view, as name or schema.name
    #[arg(long, value_name = "TABLE")]
    table: String,
    /// Write the mapping to this new file, instead of to the terminal
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
        [] => "nothing is open".to_owned(),
        open => format!("open: {}", open.join(", ")),
    };
    eprintln!(
        "{} of {} fields found, all of them guesses; {open}\n\
         hint: look at every line, name the file in a job of {}, and run `shangbao check`; nothing was sent",
        draft.found.len(),
        target.fields.len(),
        app.config.path.display()
    );
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
            format!("there is no usable source `{}`", options.source),
            match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "add [sources.{}] to {}, and run `shangbao check`",
                    options.source,
                    app.config.path.display()
                ),
            },
        ));
    };
    let table = &options.table;
    if identifier_parts(table, config.dialect).is_none_or(|parts| parts.len() > 2) {
        let hint =
            "write it as in a statement: name, schema.name, quoted where the database needs it";
        return Err(usage(
            format!("`{table}` is not a table's name"),
            hint.to_owned(),
        ));
    }
    let failed = |error: SourceError| CommandError::CouldNotWork {
        message: format!("source `{}`: {error}", config.name),
        hint: "look at its `url` and at what its account may read; nothing was written".to_owned(),
    };
    let source = source::connect(source_settings(config)).map_err(failed)?;
    let outline = Outline::read(source.as_ref(), config.dialect, table)
        .await
        .map_err(failed)?;
    let Some(outline) = outline else {
        return Err(usage(
            format!(
                "source `{}` shows no table `{table}` to this account",
                config.name
            ),
            "look at the name and its schema, and GRANT SELECT on it; nothing was written"
                .to_owned(),
        ));
    };
    let context = app.draft_context(config, target.kind());
    draft(source.as_ref(), target, &outline, &context)
        .await
        .map_err(failed)
}

/// Writes a new file, never over another one.
fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    let file = std::fs::File::create_new(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| {
            usage(
                format!("`{}` was not written: {error}", path.display()),
                "name a file that is not there yet, in a folder that is".to_owned(),
            )
        })
}

fn usage(message: String, hint: String) -> CommandError {
    CommandError::Usage { message, hint }
}
