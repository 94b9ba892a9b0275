//! MySQL and MariaDB.

mod bind;
mod decode;
mod refusal;
mod zone;

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use async_trait::async_trait;
use secrecy::ExposeSecret;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlPool, MySqlPoolOptions};
use sqlx::{AssertSqlSafe, Executor, Row, SqlSafeStr, Statement as _};
use tokio::time::timeout;

use super::driver::{CONNECT_LIMIT, Driver, GRACE, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::sql::{Dialect, fill};
use refusal::{refusal, warned};
use zone::SessionZone;

/// What each session begins with; answers how many seconds its zone is from UTC.
const SESSION: &str = include_str!("../../../sql/mysql/session.sql");

/// Lets the next statement, and no other, see what is not committed.
const UNCOMMITTED: &str = "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED";

/// A MySQL or MariaDB database, read-only.
pub(super) struct MySql {
    settings: Settings,
    pool: MySqlPool,
    /// Of the newest session; all have the server's zone.
    offset: Arc<AtomicI32>,
}

impl MySql {
    /// A pool that connects when it is used.
    pub(super) fn new(settings: Settings) -> Result<Self, SourceError> {
        // The session keeps its own sql_mode and zone: the DBA's SQL means what it means elsewhere.
        let options = MySqlConnectOptions::from_str(settings.url.expose_secret())
            .map_err(|_| unusable_url(&settings.name, "write mysql://user@host:port/database"))?
            .pipes_as_concat(false)
            .no_engine_substitution(false)
            .timezone(None);
        let most = settings.statement_timeout;
        let session = fill(
            SESSION,
            &[
                ("seconds", &most.as_secs_f64().to_string()),
                ("timeout", &most.as_millis().to_string()),
            ],
        );
        let offset = Arc::new(AtomicI32::new(0));
        let measured = Arc::clone(&offset);
        let pool = MySqlPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(CONNECT_LIMIT)
            .after_connect(move |connection, _| {
                let session = AssertSqlSafe(session.clone());
                let measured = Arc::clone(&measured);
                Box::pin(async move {
                    let row = connection.fetch_one(session).await?;
                    measured.store(row.try_get_unchecked(0)?, Ordering::Relaxed);
                    Ok(())
                })
            })
            .connect_lazy_with(options);
        Ok(Self {
            settings,
            pool,
            offset,
        })
    }

    async fn answer(
        &self,
        connection: &mut MySqlConnection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let zone = SessionZone::new(self.settings.timezone, self.offset.load(Ordering::Relaxed));
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        let prepared = connection.prepare(sql).await.map_err(failed)?;
        if wanted == Wanted::Columns {
            return Ok(decode::columns(prepared.columns()).into());
        }
        let arguments = bind::arguments(&prepared, &statement.args, zone)?;
        if wanted == Wanted::Uncommitted {
            connection.execute(UNCOMMITTED).await.map_err(failed)?;
        }
        let rows = prepared
            .query_with(arguments)
            .fetch_all(&mut *connection)
            .await;
        let rows = rows.map_err(failed)?;
        let warnings = connection.fetch_all("SHOW WARNINGS").await;
        warned(&warnings.map_err(failed)?)?;
        let columns = rows.first().map_or(prepared.columns(), Row::columns);
        decode::rows(columns, &rows, zone).map_err(failed)
    }
}

#[async_trait]
impl Driver for MySql {
    const DIALECT: Dialect = Dialect::MySql;

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
        let unclear = match &answer {
            Ok(_) => false,
            // Its next statement might still see what is not committed.
            Err(_) if wanted == Wanted::Uncommitted => true,
            Err(error) => matches!(error, SourceError::Unreachable { .. }),
        };
        if unclear {
            drop(connection.detach());
        }
        answer
    }
}
