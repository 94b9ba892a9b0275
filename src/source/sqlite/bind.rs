//! Arguments of SQLite statements.

use sqlx::Arguments;
use sqlx::sqlite::SqliteArguments;

use crate::source::statement::{Arg, fraction, number_or_text};

/// The arguments as SQLite takes them. A cursor that is a number is bound as one; keys of streams
/// are compared by their text.
pub(super) fn arguments(args: &[Arg<'_>]) -> Result<SqliteArguments, sqlx::Error> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        if let Arg::Like(0, text) = arg
            && let Some(number) = fraction(text)
        {
            bound.add(number).map_err(sqlx::Error::Encode)?;
            continue;
        }
        let arg = match *arg {
            Arg::Like(0, text) => number_or_text(text),
            Arg::Like(_, text) => Arg::Text(text),
            other => other,
        };
        match arg {
            Arg::Integer(number) => bound.add(number),
            Arg::Text(text) | Arg::Like(_, text) => bound.add(text.to_owned()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}
