//! SQLite.

mod bind;
mod decode;
mod refusal;

use std::str::FromStr;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use futures_util::TryStreamExt;
use secrecy::ExposeSecret;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Executor, Row, SqlSafeStr, Statement as _};

use super::bounds::Meter;
use super::driver::Connections;
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
/// How a writer begins its turn.
const BEGIN: &str = include_str!("../../../sql/sqlite/begin.sql");
/// Virtual machine steps between two looks at the time limit.
const STEPS: i32 = 10_000;

/// A SQLite file, opened read-only.
pub(super) struct Sqlite {
    settings: Settings,
    connections: Connections<sqlx::Sqlite>,
    access: Access,
}

impl Sqlite {
    /// Connects when it is used.
    pub(super) fn new(settings: Settings, access: Access) -> Result<Self, SourceError> {
        let options = SqliteConnectOptions::from_str(settings.url.expose_secret())
            .map_err(|_| unusable_url(&settings.name, &text!("source-sqlite-url")))?
            .create_if_missing(false)
            .read_only(access == Access::Read)
            // A kept statement holds the columns it was prepared with, and `SELECT *` of a table
            // that was altered has others.
            .statement_cache_capacity(0)
            .busy_timeout(settings.statement_timeout);
        Ok(Self {
            connections: Connections::new(options, &settings),
            access,
            settings,
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
        _: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let charset = self.settings.charset;
        charset.check(statement)?;
        let limited = limit(connection, self.settings.statement_timeout).await;
        limited.map_err(failed)?;
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        let arguments = bind::arguments(&statement.args).map_err(failed)?;
        let query = sqlx::query_with(sql.clone(), arguments);
        let mut first = None;
        let (mut found, mut meter) = (Vec::new(), Meter::within(statement.bounds));
        let mut rows = query.fetch(&mut *connection);
        while let Some(row) = rows.try_next().await.map_err(failed)? {
            let plan = first.get_or_insert_with(|| decode::Plan::of(row.columns(), charset));
            meter.admit(plan.bytes(&row).map_err(failed)?)?;
            found.push(plan.row(&row).map_err(failed)?);
        }
        drop(rows);
        let plan = match first {
            Some(plan) => plan,
            None => {
                let prepared = connection.prepare(sql).await.map_err(failed)?;
                decode::Plan::of(prepared.columns(), charset)
            }
        };
        Ok(RowSet {
            rows: found,
            ..plan.empty()
        })
    }

    async fn prepare(&self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        connection.execute(SESSION).await?;
        if self.access == Access::Write {
            connection.execute(WRITER).await?;
        }
        Ok(())
    }

    async fn begin(&self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        if self.access == Access::Write {
            connection.execute(BEGIN).await?;
        }
        Ok(())
    }

    async fn end(&self, connection: &mut SqliteConnection) -> Result<(), SourceError> {
        if self.access == Access::Write {
            let ended = connection.execute("COMMIT").await;
            ended.map_err(|error| refusal(&self.settings, &error))?;
        }
        Ok(())
    }
}

/// Lets statements run for `most` from now on; SQLite has no such setting of its own.
async fn limit(connection: &mut SqliteConnection, most: Duration) -> Result<(), sqlx::Error> {
    let deadline = Instant::now() + most;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS, move || Instant::now() < deadline);
    Ok(())
}
