//! SQLite.

mod bind;
mod decode;
mod refusal;

use std::str::FromStr;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use secrecy::ExposeSecret;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, Executor, Row, SqlSafeStr, Statement as _};
use tokio::time::timeout;

use super::driver::{CONNECT_LIMIT, Driver, GRACE, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::sql::Dialect;
use refusal::refusal;

/// What each session begins with.
const SESSION: &str = include_str!("../../../sql/sqlite/session.sql");
/// Virtual machine steps between two looks at the time limit.
const STEPS: i32 = 10_000;

/// A SQLite file, opened read-only.
pub(super) struct Sqlite {
    settings: Settings,
    pool: SqlitePool,
}

impl Sqlite {
    /// A pool that connects when it is used.
    pub(super) fn new(settings: Settings) -> Result<Self, SourceError> {
        let options = SqliteConnectOptions::from_str(settings.url.expose_secret())
            .map_err(|_| unusable_url(&settings.name, "write sqlite:// and a path"))?
            .create_if_missing(false)
            .read_only(true)
            // A kept statement holds the columns it was prepared with, and `SELECT *` of a table
            // that was altered has others.
            .statement_cache_capacity(0)
            .busy_timeout(settings.statement_timeout);
        let pool = SqlitePoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(CONNECT_LIMIT)
            .after_connect(|connection, _| {
                Box::pin(async move { connection.execute(SESSION).await.map(|_| ()) })
            })
            .connect_lazy_with(options);
        Ok(Self { settings, pool })
    }

    async fn answer(
        &self,
        connection: &mut SqliteConnection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, sqlx::Error> {
        limit(connection, self.settings.statement_timeout).await?;
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        if wanted == Wanted::Columns {
            return Ok(decode::columns(connection.prepare(sql).await?.columns()).into());
        }
        let arguments = bind::arguments(&statement.args)?;
        let query = sqlx::query_with(sql.clone(), arguments);
        let rows = query.fetch_all(&mut *connection).await?;
        match rows.first() {
            Some(first) => decode::rows(first.columns(), &rows),
            None => decode::rows(connection.prepare(sql).await?.columns(), &rows),
        }
    }
}

#[async_trait]
impl Driver for Sqlite {
    const DIALECT: Dialect = Dialect::Sqlite;

    fn settings(&self) -> &Settings {
        &self.settings
    }

    async fn ask(&self, statement: &Statement<'_>, wanted: Wanted) -> Result<RowSet, SourceError> {
        let Settings {
            name,
            statement_timeout,
            ..
        } = &self.settings;
        let connection = self.pool.acquire().await;
        let mut connection = connection.map_err(|e| SourceError::unconnected(name, &e))?;
        let patience = *statement_timeout + GRACE;
        match timeout(patience, self.answer(&mut connection, statement, wanted)).await {
            Ok(answer) => answer.map_err(|error| refusal(&self.settings, &error)),
            Err(_) => {
                drop(connection.detach());
                Err(SourceError::too_slow(name, patience))
            }
        }
    }
}

/// Lets statements run for `most` from now on; SQLite has no such setting of its own.
async fn limit(connection: &mut SqliteConnection, most: Duration) -> Result<(), sqlx::Error> {
    let deadline = Instant::now() + most;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS, move || Instant::now() < deadline);
    Ok(())
}
