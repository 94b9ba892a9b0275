//! `backup`: a copy of the state while the service goes on.

use std::path::PathBuf;

use clap::Args;

use super::output::say;
use crate::app::App;
use crate::language::text;
use crate::report::{CommandError, Exit};

/// Options of `backup`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let (file, name) = (&options.file, options.file.display().to_string());
    if file.exists() {
        return Err(CommandError::Usage {
            message: text!("cli-backup-there", file = name),
            hint: text!("cli-backup-there-hint"),
        });
    }
    let context = app.context().await?;
    let backed_up = context.ledger.back_up(file).await;
    match backed_up.map_err(|error| CommandError::CouldNotWork {
        message: error.to_string(),
        hint: text!("cli-backup-failed-hint", file = &name),
    })? {
        true => {
            say!("{}", text!("cli-backup-done", file = name));
            Ok(Exit::Done)
        }
        false => Err(CommandError::Usage {
            message: text!("cli-backup-server"),
            hint: text!("cli-backup-server-hint"),
        }),
    }
}
