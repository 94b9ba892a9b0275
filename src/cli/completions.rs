//! `completions`: what a shell needs to complete commands, options and their values.

use clap::Args;
use clap_complete::Shell;

use super::output::say;
use crate::report::{CommandError, Exit};

/// Options of `completions`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(options: &Arguments) -> Result<Exit, CommandError> {
    let mut script = Vec::new();
    let mut command = super::help::command();
    clap_complete::generate(options.shell, &mut command, "shangbao", &mut script);
    say!("{}", String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}
