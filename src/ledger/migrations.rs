//! The state tables: made, and brought up to date.

use std::fmt::Write as _;
use std::time::Duration;

use sqlx::any::AnyRow;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Row, SqlSafeStr};

use super::statements::Statements;
use super::{Ledger, LedgerError};
use crate::sql::{Dialect, fill};

/// Where the migrations that have been run are noted.
const TABLE: &str = "shangbao_migrations";

/// How often making the tables is tried.
const TRIES: u32 = 10;

/// The pause between two tries.
const PAUSE: Duration = Duration::from_millis(200);

/// A migration by its name, with its statements in each dialect.
struct Step {
    name: &'static str,
    postgres: &'static str,
    mysql: &'static str,
    sqlite: &'static str,
}

macro_rules! step {
    ($file:literal, $name:literal) => {
        Step {
            name: $name,
            postgres: include_str!(concat!("../../sql/postgres/migrations/", $file, ".sql")),
            mysql: include_str!(concat!("../../sql/mysql/migrations/", $file, ".sql")),
            sqlite: include_str!(concat!("../../sql/sqlite/migrations/", $file, ".sql")),
        }
    };
}

/// Every migration, with its version; oldest first.
const STEPS: &[(i64, Step)] = &[
    (1, step!("0001_ledger", "ledger")),
    (2, step!("0002_scan", "scan")),
    (4, step!("0004_service", "service")),
    (5, step!("0005_dictionaries", "dictionaries")),
    (6, step!("0006_pace", "pace")),
    (7, step!("0007_facts", "facts")),
    (8, step!("0008_answers", "answers")),
    (9, step!("0009_backfill", "backfill")),
    (10, step!("0010_web", "web")),
    (11, step!("0011_alias", "alias")),
    (12, step!("0012_state", "state")),
];

/// The migrations of a dialect, oldest first.
fn migrations(dialect: Dialect) -> Vec<Migration> {
    let of = |(version, step): &(i64, Step)| {
        let text = match dialect {
            Dialect::Postgres => step.postgres,
            Dialect::MySql => step.mysql,
            Dialect::Sqlite => step.sqlite,
        };
        let kind = MigrationType::Simple;
        Migration::new(*version, step.name.into(), kind, text.into_sql_str(), false)
    };
    STEPS.iter().map(of).collect()
}

impl Ledger {
    /// The statements that make the state tables, for a DBA to run (`init --print`).
    ///
    /// They also note that they were run, so that the program's own account needs no right to make tables.
    pub fn migrations(dialect: Dialect) -> String {
        let sql = Statements::of(dialect);
        let mut out = sql.migrations_table.to_owned();
        for migration in migrations(dialect) {
            let checksum = hex::encode(&*migration.checksum);
            let version = migration.version.to_string();
            let parts = [
                ("checksum", checksum.as_str()),
                ("version", version.as_str()),
                ("description", migration.description.as_ref()),
            ];
            let _ = write!(
                out,
                "\n{}\n{}",
                migration.sql.as_str(),
                fill(sql.migration_applied, &parts)
            );
        }
        out
    }
}

/// Runs the migrations that have not been run yet.
///
/// Another process may be at it: MariaDB does not know the migrator's lock, SQLite has none. Whoever comes second
/// fails, on the first table or on the note of the migration, waits, and finds it done. One at a time, each when those
/// before it are done: MySQL shows the note of a migration while its tables are still being made.
pub(super) async fn migrate(pool: &AnyPool, dialect: Dialect) -> Result<(), LedgerError> {
    let mut connection = pool.acquire().await?;
    let all = migrations(dialect);
    for many in 1..=all.len() {
        let mut migrator = Migrator::with_migrations(all[..many].to_vec());
        migrator.dangerous_set_table_name(TABLE);
        migrator.set_ignore_missing(many < all.len());
        let (mut tries, mut first) = (1, None);
        while !have_run(&all, many, &mut connection, dialect).await {
            match migrator.run_direct(None, &mut *connection, false).await {
                Err(error) if tries < TRIES => {
                    first.get_or_insert(error);
                    tokio::time::sleep(PAUSE).await;
                }
                // The first reason is the reason; after it MySQL says no more than that it is half done.
                Err(error) => return Err(first.unwrap_or(error).into()),
                Ok(()) => break,
            }
            tries += 1;
        }
    }
    Ok(())
}

/// Whether the first `many` migrations have been run, and where that is all of them, no others. Anything else, also a table
/// that is not there, is the migrator's to judge; asking first spares an account without the right to make tables.
async fn have_run(
    all: &[Migration],
    many: usize,
    connection: &mut AnyConnection,
    dialect: Dialect,
) -> bool {
    let seen = sqlx::query(Statements::of(dialect).migrations_seen)
        .fetch_all(connection)
        .await;
    let Ok(rows) = seen else { return false };
    let same = |row: &AnyRow, migration: &Migration| {
        row.try_get::<i64, _>("version").ok() == Some(migration.version)
            && row.try_get::<Vec<u8>, _>("checksum").ok().as_deref()
                == Some(migration.checksum.as_ref())
    };
    rows.len() >= many
        && (many < all.len() || rows.len() == many)
        && rows
            .iter()
            .zip(&all[..many])
            .all(|(row, migration)| same(row, migration))
}
