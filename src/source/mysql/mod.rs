//! MySQL and MariaDB.

mod bind;
mod decode;
mod refusal;
mod zone;

use std::str::FromStr;

use async_trait::async_trait;
use chrono_tz::Tz;
use futures_util::TryStreamExt;
use secrecy::ExposeSecret;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlRow};
use sqlx::{AssertSqlSafe, Connection, Executor, Row, SqlSafeStr, Statement as _};
use tokio::sync::watch;

use super::bounds::Meter;
use super::driver::Connections;
use super::driver::{Access, Driver, Wanted};
use super::statement::Statement;
use super::{RowSet, Settings, SourceError, unusable_url};
use crate::language::text;
use crate::sql::{Dialect, fill};
use refusal::{refusal, warned};
use zone::{SessionZone, Shown};

/// What each session begins with; answers its zone.
const SESSION: &str = include_str!("../../../sql/mysql/session.sql");
/// What a session that writes has besides.
const WRITER: &str = include_str!("../../../sql/mysql/writer.sql");
/// How a writer begins its turn.
const BEGIN: &str = include_str!("../../../sql/mysql/begin.sql");

/// Lets the next statement, and no other, see what is not committed.
const UNCOMMITTED: &str = "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED";

/// Makes the server forget the warnings of the statement before: one without a table would leave them there.
const NO_WARNINGS: &str = "SELECT 1 FROM (SELECT 1) AS nothing";

/// A MySQL or MariaDB database, read-only.
pub(super) struct MySql {
    settings: Settings,
    connections: Connections<sqlx::MySql>,
    access: Access,
    session: String,
    /// Of the newest session; all have the server's zone.
    zone: watch::Sender<SessionZone>,
}

impl MySql {
    /// Connects when it is used.
    pub(super) fn new(settings: Settings, access: Access) -> Result<Self, SourceError> {
        let options = options(&settings)
            .map_err(|_| unusable_url(&settings.name, &text!("source-mysql-url")))?;
        let most = settings.statement_timeout;
        let session = fill(
            SESSION,
            &[
                ("seconds", &most.as_secs_f64().to_string()),
                ("timeout", &most.as_millis().to_string()),
            ],
        );
        Ok(Self {
            zone: watch::Sender::new(SessionZone::Named(settings.timezone)),
            connections: Connections::new(options, &settings),
            access,
            session,
            settings,
        })
    }
}

/// What the URL says. The session keeps its own sql_mode and zone: the DBA's SQL means what it means elsewhere.
pub(super) fn options(settings: &Settings) -> Result<MySqlConnectOptions, sqlx::Error> {
    let options = MySqlConnectOptions::from_str(settings.url.expose_secret())?;
    Ok(options
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .charset("utf8mb4")
        .timezone(None))
}

/// The zone that a session tells when it begins.
fn session_zone(source: Tz, rows: &[MySqlRow]) -> Result<SessionZone, sqlx::Error> {
    let shown = |row: &MySqlRow| {
        Ok(Shown {
            at: row.try_get_unchecked(1)?,
            east: row.try_get_unchecked(2)?,
        })
    };
    let shown: Vec<Shown> = rows.iter().map(shown).collect::<Result<_, sqlx::Error>>()?;
    let name: String = match rows.first() {
        Some(row) => row.try_get_unchecked(0)?,
        None => String::new(),
    };
    Ok(SessionZone::new(source, &name, &shown))
}

#[async_trait]
impl Driver for MySql {
    const DIALECT: Dialect = Dialect::MySql;

    type Database = sqlx::MySql;

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn connections(&self) -> &Connections<sqlx::MySql> {
        &self.connections
    }

    async fn answer(
        &self,
        connection: &mut MySqlConnection,
        statement: &Statement<'_>,
        wanted: Wanted,
    ) -> Result<RowSet, SourceError> {
        let failed = |error: sqlx::Error| refusal(&self.settings, &error);
        let zone = *self.zone.borrow();
        let charset = self.settings.charset;
        charset.check(statement)?;
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        let prepared = connection.prepare(sql).await.map_err(failed)?;
        let arguments = bind::arguments(&prepared, &statement.args, zone)?;
        if wanted == Wanted::Uncommitted {
            connection.execute(UNCOMMITTED).await.map_err(failed)?;
        }
        let mut first = None;
        let (mut found, mut meter) = (Vec::new(), Meter::within(statement.bounds));
        let mut rows = prepared.query_with(arguments).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await.map_err(failed)? {
            // The types of the columns are known for certain only with the rows.
            let plan = first.get_or_insert_with(|| decode::Plan::of(row.columns(), zone, charset));
            meter.admit(plan.bytes(&row).map_err(failed)?)?;
            found.push(plan.row(&row).map_err(failed)?);
        }
        drop(rows);
        let warnings = connection.fetch_all("SHOW WARNINGS").await;
        let warnings = warnings.map_err(failed)?;
        // That schema warns of each table and view that is broken, and of no value.
        let of_tables = statement.sql.contains("information_schema.");
        if let (Err(changed), false) = (warned(&warnings), of_tables) {
            connection.execute(NO_WARNINGS).await.map_err(failed)?;
            return Err(changed);
        }
        let plan = first.unwrap_or_else(|| decode::Plan::of(prepared.columns(), zone, charset));
        Ok(RowSet {
            rows: found,
            ..plan.empty()
        })
    }

    async fn prepare(&self, connection: &mut MySqlConnection) -> Result<(), sqlx::Error> {
        let session = AssertSqlSafe(self.session.clone());
        let rows = connection.fetch_all(session).await?;
        let zone = session_zone(self.settings.timezone, &rows)?;
        self.zone.send_replace(zone);
        if self.access == Access::Write {
            connection.execute(WRITER).await?;
        }
        Ok(())
    }

    async fn begin(&self, connection: &mut MySqlConnection) -> Result<(), sqlx::Error> {
        match self.access {
            Access::Read => connection.ping().await,
            Access::Write => connection.execute(BEGIN).await.map(|_| ()),
        }
    }

    async fn end(&self, connection: &mut MySqlConnection) -> Result<(), SourceError> {
        if self.access == Access::Write {
            let ended = connection.execute("COMMIT").await;
            ended.map_err(|error| refusal(&self.settings, &error))?;
        }
        Ok(())
    }
}
