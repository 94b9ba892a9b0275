//! The connections of a source: as many statements at once as it may have, and the others wait for their turn.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Database, Pool};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::{Settings, SourceError};

/// The longest wait for a server to let us in.
pub(super) const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// How much longer than the database's own limit a statement is waited for.
const GRACE: Duration = Duration::from_secs(2);

/// How long a statement is waited for, and a turn behind other statements.
pub(super) fn patience(settings: &Settings) -> Duration {
    settings.statement_timeout + GRACE
}

/// A pool, and a queue before it: the pool would count the wait for a busy connection as time to connect.
pub(super) struct Connections<DB: Database> {
    pool: Pool<DB>,
    turns: Semaphore,
}

impl<DB: Database> Connections<DB> {
    /// As many turns as the pool has connections.
    pub(super) fn new(pool: Pool<DB>, settings: &Settings) -> Self {
        let turns = settings.max_connections.max(1) as usize;
        Self {
            pool,
            turns: Semaphore::new(turns),
        }
    }

    /// A connection, once it is our turn.
    ///
    /// # Errors
    /// [`SourceError::Unreachable`] when the others are busy for too long, or the server does not let us in.
    pub(super) async fn lend(&self, settings: &Settings) -> Result<Loan<'_, DB>, SourceError> {
        let patience = patience(settings);
        let Ok(Ok(turn)) = timeout(patience, self.turns.acquire()).await else {
            return Err(SourceError::busy(settings, patience));
        };
        match self.pool.acquire().await {
            Ok(connection) => Ok(Loan {
                connection: Some(connection),
                _turn: turn,
            }),
            Err(error) => Err(SourceError::unconnected(&settings.name, &error)),
        }
    }
}

/// A connection on loan. One that is dropped before it was given back is closed: what its session still
/// does, or has set for its next statement, is not known then.
pub(super) struct Loan<'a, DB: Database> {
    connection: Option<PoolConnection<DB>>,
    _turn: SemaphorePermit<'a>,
}

impl<DB: Database> Loan<'_, DB> {
    /// The connection.
    pub(super) fn connection(&mut self) -> &mut DB::Connection {
        match &mut self.connection {
            Some(connection) => connection,
            None => unreachable!("the connection is taken only where the loan ends"),
        }
    }

    /// Lets the next one have it.
    pub(super) fn give_back(mut self) {
        self.connection = None;
    }
}

impl<DB: Database> Drop for Loan<'_, DB> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            drop(connection.detach());
        }
    }
}
