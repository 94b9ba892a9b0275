//! A database behind its connections: as many statements at once as it may have, and the others wait for their turn.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use sqlx::{Connection, Database};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use tracing::warn;

use super::statement::Statement;
use super::{RowSet, Settings, SourceError};
use crate::database::{Reach, Unreached, reach};
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
/// outside, in `streams` and `reader`.
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

    /// Prepares a statement, binds its arguments, runs it and decodes its rows as they come, within its bounds. The errors are those
    /// of a source.
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

/// The longest wait for a server to let us in.
pub(super) const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// How much longer than the database's own limit a statement is waited for.
const GRACE: Duration = Duration::from_secs(2);
/// A connection that nobody used for so long is closed at the next look.
const IDLE: Duration = Duration::from_secs(600);
/// No connection is used for longer than this: a server may have become another one behind the same name.
const LIFE: Duration = Duration::from_secs(1800);

/// How long a statement is waited for, and a turn behind other statements.
pub(super) fn patience(settings: &Settings) -> Duration {
    settings.statement_timeout + GRACE
}

type Options<DB> = <<DB as Database>::Connection as Connection>::Options;

/// Connections that rest, and a queue for those that may be made.
///
/// sqlx's own pool would keep a refusal for itself until the time to connect is over, and then say no more than that.
pub(super) struct Connections<DB: Database> {
    /// How a connection is made.
    options: Options<DB>,
    /// Whether the log says that connections are not encrypted. Each is tried with TLS: the fault may pass.
    is_told: AtomicBool,
    resting: Mutex<Vec<Resting<DB>>>,
    turns: Semaphore,
}

struct Resting<DB: Database> {
    connection: DB::Connection,
    made: Instant,
    since: Instant,
}

impl<DB: Database> Connections<DB>
where
    Options<DB>: Reach,
{
    /// As many turns as the settings allow connections.
    pub(super) fn new(options: Options<DB>, settings: &Settings) -> Self {
        let turns = settings.max_connections.max(1) as usize;
        Self {
            options,
            is_told: AtomicBool::new(false),
            resting: Mutex::default(),
            turns: Semaphore::new(turns),
        }
    }

    /// The connection that rested last, if one does; those too old are closed.
    fn rested(&self) -> Option<Resting<DB>> {
        let mut resting = self.resting.lock().ok()?;
        resting.retain(|one| one.since.elapsed() < IDLE && one.made.elapsed() < LIFE);
        resting.pop()
    }

    /// A new connection.
    async fn connect(&self, settings: &Settings) -> Result<DB::Connection, SourceError> {
        let reached = reach(&self.options, CONNECT_LIMIT).await;
        let (connection, unencrypted) = reached.map_err(|unreached| {
            SourceError::unreached(&settings.name, &unreached.reason(&self.options.place()))
        })?;
        match unencrypted {
            Some(why) if !self.is_told.swap(true, Ordering::Relaxed) => {
                warn!(source = settings.name, %why, "TLS with the database fails, and nothing demands it: connected without TLS");
            }
            Some(_) => {}
            None => self.is_told.store(false, Ordering::Relaxed),
        }
        Ok(connection)
    }
}

/// A connection, once it is our turn, in which `driver` has begun.
///
/// # Errors
/// [`SourceError::Unreachable`] when the others are busy for too long, or the server does not let us in.
pub(super) async fn lend<D: Driver>(driver: &D) -> Result<Loan<'_, D::Database>, SourceError>
where
    Options<D::Database>: Reach,
{
    let (settings, connections) = (driver.settings(), driver.connections());
    let patience = patience(settings);
    let Ok(Ok(turn)) = timeout(patience, connections.turns.acquire()).await else {
        return Err(SourceError::busy(settings, patience));
    };
    let loan = |connection, made| Loan {
        connection: Some(connection),
        made,
        connections,
        _turn: turn,
    };
    if let Some(mut rested) = connections.rested() {
        let begun = timeout(CONNECT_LIMIT, driver.begin(&mut rested.connection)).await;
        if matches!(begun, Ok(Ok(()))) {
            return Ok(loan(rested.connection, rested.made));
        }
        // The server was restarted or the network gone: so are the others.
        if let Ok(mut resting) = connections.resting.lock() {
            resting.clear();
        }
    }
    let mut connection = connections.connect(settings).await?;
    let begin = async {
        driver.prepare(&mut connection).await?;
        driver.begin(&mut connection).await
    };
    match timeout(CONNECT_LIMIT, begin).await {
        Ok(Ok(())) => Ok(loan(connection, Instant::now())),
        Ok(Err(error)) => Err(SourceError::unconnected(&settings.name, &error)),
        Err(_) => {
            let reason = Unreached::Slow.reason(&connections.options.place());
            Err(SourceError::unreached(&settings.name, &reason))
        }
    }
}

/// A connection on loan. One that is dropped before it was given back is closed: what its session still
/// does, or has set for its next statement, is not known then.
pub(super) struct Loan<'a, DB: Database> {
    connection: Option<DB::Connection>,
    made: Instant,
    connections: &'a Connections<DB>,
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
        if let (Some(connection), Ok(mut resting)) =
            (self.connection.take(), self.connections.resting.lock())
        {
            resting.push(Resting {
                connection,
                made: self.made,
                since: Instant::now(),
            });
        }
    }
}
