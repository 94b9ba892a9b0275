//! What the ledger can answer instead.

use sqlx::migrate::MigrateError;
use thiserror::Error;

/// Why the ledger could not do what was asked. Nothing of it was done.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The database cannot be reached, or failed.
    #[error("the state database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// Its tables could not be made or brought up to date.
    #[error(
        "the state tables could not be set up: {0}; `shangbao init --print` shows their statements for a DBA"
    )]
    Migration(MigrateError),
    /// Making them was cut off, and the database (MySQL) cannot undo that by itself.
    #[error(
        "making the state tables was cut off at migration {version}, and the database cannot undo that: while nothing \
         else runs, DROP what `shangbao init --print` shows of it, DELETE FROM shangbao_migrations WHERE version = \
         {version}, and run `shangbao init`"
    )]
    HalfMade {
        /// The migration.
        version: i64,
    },
    /// The URL names no database that can hold the state.
    #[error("`{scheme}` is no state database; use sqlite://, postgres:// or mysql://")]
    Scheme {
        /// What stood before the colon.
        scheme: String,
    },
    /// The SQLite file cannot be opened or made.
    #[error(
        "the state file `{path}` cannot be opened or made: make its folder, and let this user write there"
    )]
    Folder {
        /// The file, as the URL names it.
        path: String,
    },
    /// A key that cannot be kept.
    #[error(
        "a record key {problem}, so the page it came with was not taken in; choose another key column in the mapping"
    )]
    Key {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A row of the state tables that no version of this program wrote.
    #[error(
        "the state tables hold {column} = `{value}`, which this program does not know; do not edit them by hand"
    )]
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
