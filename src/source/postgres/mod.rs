//! PostgreSQL.

mod bind;
mod decode;
mod numeric;
mod refusal;
mod write;

use std::str::FromStr;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr, Statement as _};
use tokio::time::timeout;

use super::driver::{CONNECT_LIMIT, Driver, GRACE, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::sql::{Dialect, fill};
use refusal::refusal;

/// What each session begins with.
const SESSION: &str = include_str!("../../../sql/postgres/session.sql");

/// A PostgreSQL database, read-only.
pub(super) struct Postgres {
    settings: Settings,
    pool: PgPool,
}

impl Postgres {
    /// A pool that connects when it is used.
    pub(super) fn new(settings: Settings) -> Result<Self, SourceError> {
        let options = PgConnectOptions::from_str(settings.url.expose_secret()).map_err(|_| {
            unusable_url(&settings.name, "write postgres://user@host:port/database")
        })?;
        let session = fill(
            SESSION,
            &[
                ("timezone", settings.timezone.name()),
                (
                    "timeout",
                    &settings.statement_timeout.as_millis().to_string(),
                ),
            ],
        );
        let pool = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(CONNECT_LIMIT)
            .after_connect(move |connection, _| {
                let session = AssertSqlSafe(session.clone());
                Box::pin(async move { connection.execute(session).await.map(|_| ()) })
            })
            .connect_lazy_with(options);
        Ok(Self { settings, pool })
    }

    async fn answer(
        &self,
        connection: &mut PgConnection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        let prepared = connection.prepare(sql).await.map_err(failed)?;
        if wanted == Wanted::Columns {
            return Ok(decode::columns(prepared.columns()).into());
        }
        let arguments = bind::arguments(&prepared, &statement.args, self.settings.timezone)?;
        let rows = prepared
            .query_with(arguments)
            .fetch_all(&mut *connection)
            .await;
        decode::rows(prepared.columns(), &rows.map_err(failed)?).map_err(failed)
    }
}

#[async_trait]
impl Driver for Postgres {
    const DIALECT: Dialect = Dialect::Postgres;

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
        let answer = timeout(patience, self.answer(&mut connection, statement, wanted)).await;
        let answer = answer.unwrap_or_else(|_| Err(SourceError::too_slow(name, patience)));
        if let Err(SourceError::Unreachable { .. }) = &answer {
            drop(connection.detach());
        }
        answer
    }
}
