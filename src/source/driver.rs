//! What a database's driver does, and the source that is made of it.

use async_trait::async_trait;
use tokio::time::timeout;

use super::connections::{Connections, lend, patience};
use super::statement::{Statement, batches, parts};
use super::walk::Walk;
use super::{Begin, Bounds, ChangeSource, Key, Page, Position, Query, RowSet, Settings};
use super::{SourceError, Stream};
use crate::database::Reach;
use crate::sql::Dialect;

/// What a source's connections are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Reading; the session refuses to write.
    Read,
    /// Writing flags back.
    Write,
}

/// What a statement is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Its columns and rows.
    Rows,
    /// The same, with rows that are not committed yet, where the database can show them (MySQL and MariaDB).
    Uncommitted,
}

/// A database behind its connections. One implementation a dialect; what is the same for all stands
/// outside, in [`Walk`] and below.
#[async_trait]
pub(super) trait Driver: Send + Sync {
    /// The SQL it speaks.
    const DIALECT: Dialect;

    /// The driver below.
    type Database: sqlx::Database<Connection: sqlx::Connection<Options: Reach>>;

    /// How it is reached.
    fn settings(&self) -> &Settings;

    /// Its connections.
    fn connections(&self) -> &Connections<Self::Database>;

    /// Prepares a statement, binds its arguments, runs it and decodes its rows as they come, within its bounds. The errors are those of [`ChangeSource`].
    async fn answer(
        &self,
        connection: &mut <Self::Database as sqlx::Database>::Connection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, SourceError>;

    /// What a new connection is told, once. Nothing here may outlive the connection.
    async fn prepare(
        &self,
        connection: &mut <Self::Database as sqlx::Database>::Connection,
    ) -> Result<(), sqlx::Error>;

    /// Begins a turn on a connection, that of a writer with a transaction; fails where the connection is no more.
    async fn begin(
        &self,
        connection: &mut <Self::Database as sqlx::Database>::Connection,
    ) -> Result<(), sqlx::Error>;

    /// Ends the turn, and keeps what it wrote. Whoever uses the connection next finds it as it was.
    async fn end(
        &self,
        connection: &mut <Self::Database as sqlx::Database>::Connection,
    ) -> Result<(), SourceError>;

    /// What a connection does, within the time that the settings give a statement.
    async fn in_time<T: Send>(
        &self,
        work: impl Future<Output = Result<T, SourceError>> + Send,
    ) -> Result<T, SourceError> {
        let settings = self.settings();
        let patience = patience(settings);
        let done = timeout(patience, work).await;
        done.unwrap_or_else(|_| Err(SourceError::too_slow(&settings.name, patience)))
    }

    /// The answer to a statement, on any connection.
    async fn ask(&self, statement: &Statement<'_>, wanted: Wanted) -> Result<RowSet, SourceError>
    where
        Self: Sized,
    {
        let mut loan = lend(self).await?;
        let answer = self.answer(loan.connection(), statement, wanted);
        let answer = self.in_time(answer).await;
        match &answer {
            Err(SourceError::Unreachable { .. }) => {}
            Err(error) if error.is_broken_off() => {}
            // Its next statement might still see what is not committed.
            Err(_) if wanted == Wanted::Uncommitted => {}
            // The answer is had; a connection whose turn does not end is closed.
            _ => {
                if self.in_time(self.end(loan.connection())).await.is_ok() {
                    loan.give_back();
                }
            }
        }
        answer
    }
}

#[async_trait]
impl<D: Driver> ChangeSource for D {
    async fn begin(&self, stream: &Stream, begin: &Begin) -> Result<Position, SourceError> {
        Walk {
            driver: self,
            stream,
        }
        .begin(begin)
        .await
    }

    async fn page(
        &self,
        stream: &Stream,
        position: &Position,
        limit: u32,
    ) -> Result<Page, SourceError> {
        Walk {
            driver: self,
            stream,
        }
        .page(position, limit)
        .await
    }

    async fn rows(
        &self,
        query: &Query,
        keys: &[Key],
        bounds: Bounds,
    ) -> Result<RowSet, SourceError> {
        if keys.is_empty() {
            let statement = Statement {
                bounds,
                ..Statement::keyless(query, D::DIALECT)?
            };
            return self.ask(&statement, Wanted::Rows).await;
        }
        let keys = parts(query, keys)?;
        let mut all = RowSet::default();
        for batch in batches(query, D::DIALECT, &keys) {
            let statement = Statement {
                bounds,
                ..Statement::keyed(query, D::DIALECT, &batch)?
            };
            let found = self.ask(&statement, Wanted::Rows).await?;
            all.columns = found.columns;
            all.rows.extend(found.rows);
        }
        Ok(all)
    }
}
