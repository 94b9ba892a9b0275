//! A transaction of the ledger.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, Executor};

use super::{Ledger, LedgerError};

/// A transaction on a connection of its own. One that is dropped before it was committed or rolled back closes its
/// connection instead of giving it back to the pool: SQLite rolls back by itself where the disk is full, so
/// that nobody can tell what a connection is in the middle of whose transaction failed.
pub(super) struct Transaction {
    connection: PoolConnection<Any>,
    has_ended: bool,
}

impl Ledger {
    /// Begins a transaction that will write.
    pub(super) async fn begin(&self) -> Result<Transaction, LedgerError> {
        let mut transaction = Transaction {
            connection: self.pool.acquire().await?,
            has_ended: false,
        };
        transaction.connection.execute(self.sql.begin).await?;
        Ok(transaction)
    }
}

impl Transaction {
    /// Makes what was written last.
    pub(super) async fn commit(self) -> Result<(), LedgerError> {
        self.end("COMMIT").await
    }

    /// Undoes what was written.
    pub(super) async fn rollback(self) -> Result<(), LedgerError> {
        self.end("ROLLBACK").await
    }

    async fn end(mut self, statement: &'static str) -> Result<(), LedgerError> {
        self.connection.execute(statement).await?;
        self.has_ended = true;
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.connection
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.has_ended {
            self.connection.close_on_drop();
        }
    }
}
