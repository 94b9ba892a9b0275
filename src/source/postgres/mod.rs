//! PostgreSQL.

mod bind;
mod decode;
mod listen;
mod numeric;
mod refusal;
mod write;

use std::str::FromStr;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use secrecy::ExposeSecret;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Executor, SqlSafeStr, Statement as _};

use super::bounds::Meter;
use super::driver::Connections;
use super::driver::{Access, Driver, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::language::text;
use crate::sql::{Dialect, fill};
use refusal::refusal;

pub use listen::{cannot_listen, listen};

/// How a reader begins its turn.
const SESSION: &str = include_str!("../../../sql/postgres/session.sql");
/// How a writer does.
const WRITER: &str = include_str!("../../../sql/postgres/writer.sql");

/// A PostgreSQL database, or a pooler in front of one: every turn is a transaction, of which nothing stays in the session.
pub(super) struct Postgres {
    settings: Settings,
    connections: Connections<sqlx::Postgres>,
    begin: String,
}

impl Postgres {
    /// Connects when it is used.
    pub(super) fn new(settings: Settings, access: Access) -> Result<Self, SourceError> {
        let options = options(&settings)
            .map_err(|_| unusable_url(&settings.name, &text!("source-postgres-url")))?;
        let begin = match access {
            Access::Read => SESSION,
            Access::Write => WRITER,
        };
        let timeout = settings.statement_timeout.as_millis().to_string();
        let parts = [
            ("timezone", settings.timezone.name()),
            ("timeout", timeout.as_str()),
        ];
        Ok(Self {
            begin: fill(begin, &parts),
            connections: Connections::new(options, &settings),
            settings,
        })
    }
}

/// What the URL says. No parameter of a session is asked for while connecting: poolers refuse them.
pub(super) fn options(settings: &Settings) -> Result<PgConnectOptions, sqlx::Error> {
    let options = PgConnectOptions::from_str(settings.url.expose_secret())?;
    Ok(options.extra_float_digits(None))
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
        _: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let charset = self.settings.charset;
        charset.check(statement)?;
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        let prepared = connection.prepare(sql).await.map_err(failed)?;
        let arguments = bind::arguments(&prepared, &statement.args, self.settings.timezone)?;
        let plan = decode::Plan::of(prepared.columns(), charset);
        let (mut found, mut meter) = (plan.empty(), Meter::within(statement.bounds));
        let mut rows = prepared.query_with(arguments).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await.map_err(failed)? {
            meter.admit(plan.bytes(&row).map_err(failed)?)?;
            found.rows.push(plan.row(&row).map_err(failed)?);
        }
        Ok(found)
    }

    async fn prepare(&self, _: &mut PgConnection) -> Result<(), sqlx::Error> {
        Ok(())
    }

    async fn begin(&self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        connection
            .execute(AssertSqlSafe(self.begin.clone()))
            .await
            .map(|_| ())
    }

    /// The driver names the statements that it prepares, and a pooler's session would keep them.
    async fn end(&self, connection: &mut PgConnection) -> Result<(), SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        connection.clear_cached_statements().await.map_err(failed)?;
        connection.execute("COMMIT").await.map_err(failed)?;
        Ok(())
    }
}
