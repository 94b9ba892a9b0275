//! What a source can answer instead of rows.

use std::time::Duration;

use thiserror::Error;

use super::Settings;
use super::mask::mask;
use crate::language::text;

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
    /// The statement gives more rows than its keys can have: it is broken off.
    #[error("{}", text!("source-too-many", rows = .rows.to_string(), keys = .keys.to_string()))]
    TooMany {
        /// Most rows.
        rows: usize,
        /// How many keys it asked for.
        keys: usize,
    },
    /// The statement gives more bytes than are read at a time: it is broken off.
    #[error("{}", text!("source-too-large", mebibytes = .mebibytes.to_string(), keys = .keys.to_string()))]
    TooLarge {
        /// Most bytes, in MiB.
        mebibytes: usize,
        /// How many keys it asked for.
        keys: usize,
    },
    /// A column whose type has no reading here.
    #[error("{}", text!("source-unreadable", column = .column.as_str(), type = .type_name.as_str()))]
    Unreadable {
        /// The column.
        column: String,
        /// Its type, as the database names it.
        type_name: String,
    },
    /// A log whose table began anew: it would give out ids again that have been read.
    #[error("{message}")]
    WentBack {
        /// What was seen.
        message: String,
    },
    /// No connection, or no answer in time.
    #[error("{message}")]
    Unreachable {
        /// What happened, without the URL's password.
        message: String,
    },
}

impl SourceError {
    /// Whether the database was not there for the statement, or the stream cannot go on: no key of it can be to blame.
    pub fn is_of_no_key(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::WentBack { .. })
    }

    /// Whether the answer was broken off, so that its connection still carries the rest.
    pub(super) fn is_broken_off(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::TooLarge { .. })
    }

    /// A connection could not be had; whatever the reason, another attempt may find it gone.
    pub(super) fn unconnected(source: &str, error: &sqlx::Error) -> Self {
        let reason = match error {
            sqlx::Error::Database(refusal) => refusal.message().to_owned(),
            other => other.to_string(),
        };
        Self::unreached(source, &reason)
    }

    /// The database cannot be reached, and why.
    pub(super) fn unreached(source: &str, reason: &str) -> Self {
        Self::Unreachable {
            message: text!("source-of", source = source, reason = reason),
        }
    }

    /// A failure that is not the database's word on the statement.
    pub(super) fn outside(source: &str, error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Decode(_)
            | sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Encode(_)
            | sqlx::Error::TypeNotFound { .. }
            | sqlx::Error::ColumnIndexOutOfBounds { .. } => Self::Sql {
                code: "decode".to_owned(),
                message: mask(&error.to_string()),
            },
            other => Self::unconnected(source, other),
        }
    }

    /// All connections were busy for too long.
    pub(super) fn busy(settings: &Settings, limit: Duration) -> Self {
        Self::Unreachable {
            message: text!(
                "source-busy",
                source = settings.name.as_str(),
                connections = settings.max_connections.to_string(),
                seconds = limit.as_secs_f64().to_string(),
            ),
        }
    }

    /// The statement took too long.
    pub(super) fn too_slow(source: &str, limit: Duration) -> Self {
        Self::Unreachable {
            message: text!(
                "source-too-slow",
                source = source,
                seconds = limit.as_secs_f64().to_string(),
            ),
        }
    }

    /// The database is not there for the statement, in its own words.
    pub(super) fn unreachable(source: &str, message: &str) -> Self {
        Self::unreached(source, &mask(message))
    }

    /// A value broke the statement.
    pub(super) fn value(message: &str) -> Self {
        Self::Value {
            message: mask(message),
        }
    }
}
