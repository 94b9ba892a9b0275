//! What the ledger can answer instead.

use sqlx::migrate::MigrateError;
use thiserror::Error;

use crate::language::text;

/// Why the ledger could not do what was asked. Nothing of it was done.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The database cannot be reached, or failed.
    #[error("{}", text!("ledger-failed", error = .0.to_string()))]
    Database(#[from] sqlx::Error),
    /// Its server cannot be reached, or lets us not in.
    #[error("{}", text!("ledger-unreached", reason = .reason.as_str()))]
    Unreached {
        /// Why, with the remedy.
        reason: String,
    },
    /// A pooler lends the server's sessions by the transaction.
    #[error("{}", text!("ledger-pooler"))]
    Pooler,
    /// Its tables could not be made or brought up to date.
    #[error("{}", text!("ledger-no-tables", error = .0.to_string()))]
    Migration(MigrateError),
    /// Making them was cut off, and the database (MySQL) cannot undo that by itself.
    #[error("{}", text!("ledger-half-made", version = .version.to_string()))]
    HalfMade {
        /// The migration.
        version: i64,
    },
    /// The URL names no database that can hold the state.
    #[error("{}", text!("ledger-scheme", scheme = .scheme.as_str()))]
    Scheme {
        /// What stood before the colon.
        scheme: String,
    },
    /// The SQLite file cannot be opened or made.
    #[error("{}", text!("ledger-no-file", path = .path.as_str()))]
    Folder {
        /// The file, as the URL names it.
        path: String,
    },
    /// A key that is too long to be kept.
    #[error("{}", text!("ledger-key-long"))]
    LongKey,
    /// A key with U+0000, which PostgreSQL does not keep.
    #[error("{}", text!("ledger-key-nul"))]
    KeyWithNul,
    /// A row of the state tables that no version of this program wrote.
    #[error("{}", text!("ledger-unknown", column = *.column, value = .value.as_str()))]
    Unknown {
        /// The column.
        column: &'static str,
        /// Its value: one of our own words, never a record's.
        value: String,
    },
}

impl From<MigrateError> for LedgerError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Dirty(version) => Self::HalfMade { version },
            other => Self::Migration(other),
        }
    }
}
