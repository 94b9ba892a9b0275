//! What a source can answer instead of rows.

use thiserror::Error;

/// Why a source gave no rows. Messages hold names and the database's words, never a value of a row.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SourceError {
    /// A value broke the statement: it costs only the record it belongs to.
    #[error("{message}")]
    Value {
        /// The database's message, values masked.
        message: String,
    },
    /// The statement was refused: it costs only its job.
    #[error("{message} ({code})")]
    Sql {
        /// SQLSTATE, or the database's own number.
        code: String,
        /// The database's message, values masked.
        message: String,
    },
    /// A column whose type has no reading here.
    #[error(
        "column `{column}` has type {type_name}, which cannot be read; cast it to text in the mapping's SQL"
    )]
    Unreadable {
        /// The column.
        column: String,
        /// Its type, as the database names it.
        type_name: String,
    },
    /// No connection, or no answer in time.
    #[error("{message}")]
    Unreachable {
        /// What happened, without the URL's password.
        message: String,
    },
}
