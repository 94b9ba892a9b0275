//! PostgreSQL.

mod bind;
mod decode;
mod listen;
mod numeric;
mod refusal;
mod write;

use std::str::FromStr;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr, Statement as _};

use super::connections::{CONNECT_LIMIT, Connections};
use super::driver::{Access, Driver, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::language::text;
use crate::sql::{Dialect, fill};
use refusal::refusal;

pub use listen::listen;

/// What each session begins with.
const SESSION: &str = include_str!("../../../sql/postgres/session.sql");
/// What a session that writes has besides.
const WRITER: &str = include_str!("../../../sql/postgres/writer.sql");

/// A PostgreSQL database.
pub(super) struct Postgres {
    settings: Settings,
    connections: Connections<sqlx::Postgres>,
}

impl Postgres {
    /// A pool that connects when it is used.
    pub(super) fn new(settings: Settings, access: Access) -> Result<Self, SourceError> {
        let options = PgConnectOptions::from_str(settings.url.expose_secret())
            .map_err(|_| unusable_url(&settings.name, &text!("source-postgres-url")))?;
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
                Box::pin(async move {
                    connection.execute(session).await?;
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
impl Driver for Postgres {
    const DIALECT: Dialect = Dialect::Postgres;

    type Database = sqlx::Postgres;

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn connections(&self) -> &Connections<sqlx::Postgres> {
        &self.connections
    }

    async fn answer(
        &self,
        connection: &mut PgConnection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let charset = self.settings.charset;
        charset.check(statement)?;
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
        decode::rows(prepared.columns(), &rows.map_err(failed)?, charset).map_err(failed)
    }

    async fn run(
        &self,
        connection: &mut PgConnection,
        sql: &'static str,
    ) -> Result<(), SourceError> {
        let done = connection.execute(sql).await;
        done.map(|_| ())
            .map_err(|error| refusal(&self.settings, &error))
    }
}
