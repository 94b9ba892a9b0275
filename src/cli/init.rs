//! `init`: makes the state tables, or prints the statements that do.

use clap::Args;

use super::output::say;
use crate::app::App;
use crate::language::text;
use crate::ledger::Ledger;
use crate::report::{CommandError, Exit};
use crate::sql::Dialect;

/// Options of `init`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long)]
    print: bool,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    if options.print {
        let dialect = Dialect::of_url(app.config.state.url.expose()).unwrap_or(Dialect::Sqlite);
        say!("{}", Ledger::migrations(dialect));
    } else {
        app.context().await?;
        say!("{}", text!("cli-init-done"));
    }
    Ok(Exit::Done)
}
