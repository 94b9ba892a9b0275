//! What the ledger can answer instead.

use thiserror::Error;

/// Why the ledger could not do what was asked.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The database cannot be reached, or failed.
    #[error("the state database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// Its tables could not be made or brought up to date.
    #[error("the state tables could not be set up: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The URL names no database that can hold the state.
    #[error("`{scheme}` is no state database; use sqlite://, postgres:// or mysql://")]
    Scheme {
        /// What stood before the colon.
        scheme: String,
    },
}
