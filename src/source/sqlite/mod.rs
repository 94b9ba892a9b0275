//! SQLite.

mod bind;
mod decode;
mod refusal;

use std::str::FromStr;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use secrecy::ExposeSecret;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, Executor, Row, SqlSafeStr, Statement as _};

use super::connections::{CONNECT_LIMIT, Connections};
use super::driver::{Access, Driver, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::language::text;
use crate::sql::Dialect;
use refusal::refusal;

/// What each session begins with.
const SESSION: &str = include_str!("../../../sql/sqlite/session.sql");
/// What a session that writes has besides.
const WRITER: &str = include_str!("../../../sql/sqlite/writer.sql");
/// Virtual machine steps between two looks at the time limit.
const STEPS: i32 = 10_000;

/// A SQLite file, opened read-only.
pub(super) struct Sqlite {
    settings: Settings,
    connections: Connections<sqlx::Sqlite>,
}

impl Sqlite {
    /// A pool that connects when it is used.
    pub(super) fn new(settings: Settings, access: Access) -> Result<Self, SourceError> {
        let options = SqliteConnectOptions::from_str(settings.url.expose_secret())
            .map_err(|_| unusable_url(&settings.name, &text!("source-sqlite-url")))?
            .create_if_missing(false)
            .read_only(access == Access::Read)
            // A kept statement holds the columns it was prepared with, and `SELECT *` of a table
            // that was altered has others.
            .statement_cache_capacity(0)
            .busy_timeout(settings.statement_timeout);
        let pool = SqlitePoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(CONNECT_LIMIT)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    connection.execute(SESSION).await?;
                    if access == Access::Write {
                        connection.execute(WRITER).await?;
                    }
                    Ok(())
                })
            })
            .connect_lazy_with(options);
        let connections = Connections::new(pool, &settings);
        Ok(Self {
            settings,
            connections,
        })
    }
}

#[async_trait]
impl Driver for Sqlite {
    const DIALECT: Dialect = Dialect::Sqlite;

    type Database = sqlx::Sqlite;

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn connections(&self) -> &Connections<sqlx::Sqlite> {
        &self.connections
    }

    async fn answer(
        &self,
        connection: &mut SqliteConnection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let charset = self.settings.charset;
        charset.check(statement)?;
        let limited = limit(connection, self.settings.statement_timeout).await;
        limited.map_err(failed)?;
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        if wanted == Wanted::Columns {
            let prepared = connection.prepare(sql).await.map_err(failed)?;
            return Ok(decode::columns(prepared.columns()).into());
        }
        let arguments = bind::arguments(&statement.args).map_err(failed)?;
        let query = sqlx::query_with(sql.clone(), arguments);
        let rows = query.fetch_all(&mut *connection).await.map_err(failed)?;
        let decoded = match rows.first() {
            Some(first) => decode::rows(first.columns(), &rows, charset),
            None => {
                let prepared = connection.prepare(sql).await.map_err(failed)?;
                decode::rows(prepared.columns(), &rows, charset)
            }
        };
        decoded.map_err(failed)
    }

    async fn run(
        &self,
        connection: &mut SqliteConnection,
        sql: &'static str,
    ) -> Result<(), SourceError> {
        let done = connection.execute(sql).await;
        done.map(|_| ())
            .map_err(|error| refusal(&self.settings, &error))
    }
}

/// Lets statements run for `most` from now on; SQLite has no such setting of its own.
async fn limit(connection: &mut SqliteConnection, most: Duration) -> Result<(), sqlx::Error> {
    let deadline = Instant::now() + most;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS, move || Instant::now() < deadline);
    Ok(())
}
