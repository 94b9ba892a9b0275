//! `schema`: JSON Schemas of the files that people write, for editors.

use clap::{Args, ValueEnum};

use super::print_json;
use crate::report::{CommandError, Exit};
use crate::schema;

/// Options of `schema`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_enum)]
    file: Kind,
}

/// The files that people write.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Jobs,
    Mapping,
}

pub(super) fn run(options: &Arguments) -> Result<Exit, CommandError> {
    print_json(&match options.file {
        Kind::Jobs => schema::jobs(),
        Kind::Mapping => schema::mapping(),
    })?;
    Ok(Exit::Done)
}
