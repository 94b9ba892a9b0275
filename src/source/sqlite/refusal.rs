//! What SQLite's errors mean.

use crate::source::{Settings, SourceError};

/// Busy, locked, no memory, interrupted, I/O error, damaged, full, cannot open, no database: nothing is said about the
/// statement.
const UNREACHABLE: [i32; 9] = [5, 6, 7, 9, 10, 11, 13, 14, 26];
/// Too big, datatype mismatch.
const VALUE: [i32; 2] = [18, 20];
/// SQLite reports what a function finds wrong with its argument only by these words.
const VALUE_WORDS: [&str; 6] = [
    "integer overflow",
    "malformed JSON",
    "JSON cannot hold BLOB",
    "bad JSON path",
    "JSON path error",
    "too big",
];
const INTERRUPTED: i32 = 9;

/// Sorts an error into the classes of [`crate::source::ChangeSource`].
pub(super) fn refusal(settings: &Settings, error: &sqlx::Error) -> SourceError {
    let sqlx::Error::Database(refused) = error else {
        return SourceError::outside(&settings.name, error);
    };
    let code = refused.code().unwrap_or_default();
    let primary = code.parse::<i32>().unwrap_or_default() & 0xff;
    let message = refused.message();
    if primary == INTERRUPTED {
        return SourceError::too_slow(&settings.name, settings.statement_timeout);
    }
    if UNREACHABLE.contains(&primary) {
        return SourceError::unreachable(&settings.name, message);
    }
    if VALUE.contains(&primary) || VALUE_WORDS.iter().any(|words| message.contains(words)) {
        return SourceError::value(message);
    }
    SourceError::Sql {
        code: code.into_owned(),
        message: message.to_owned(),
    }
}
