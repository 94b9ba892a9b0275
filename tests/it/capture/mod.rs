//! What `changes` prints, applied to real databases.

mod flow;
mod keys;
mod lines;
mod refusals;

use std::process::Output;

use shangbao::sql::Dialect;
use sqlx::{AnyPool, AssertSqlSafe, Row};
use tokio::process::Command;

use super::cli::{stderr, stdout};
use crate::bed::Database;

/// Runs `changes`, in a folder without a configuration.
async fn changes(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command
        .arg("changes")
        .args(arguments)
        .current_dir(folder.path())
        .kill_on_drop(true);
    command.output().await.unwrap()
}

/// What `changes` prints for a table.
async fn printed(dialect: Dialect, table: &str, options: &[&str]) -> String {
    let dialect = dialect.to_string();
    let arguments = [&[table, "--dialect", &dialect], options].concat();
    let output = changes(&arguments).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

/// Runs a whole script as a DBA's client does.
async fn apply(pool: &AnyPool, script: &str) {
    sqlx::raw_sql(AssertSqlSafe(script.to_owned()))
        .execute(pool)
        .await
        .unwrap_or_else(|error| panic!("{error}\n{script}"));
}

/// The printed statements that are comments and begin so.
fn commented(script: &str, beginning: &str) -> String {
    let lines = script.lines().filter_map(|line| line.strip_prefix("-- "));
    let found: Vec<&str> = lines.filter(|line| line.starts_with(beginning)).collect();
    assert!(!found.is_empty(), "{beginning}: {script}");
    found.join("\n")
}

/// A database with a table and, applied twice, its change log.
struct Captured {
    pool: AnyPool,
    script: String,
    text: &'static str,
    _database: Database,
}

impl Captured {
    async fn new(dialect: Dialect, table: &str, key: &str) -> Self {
        let database = Database::new(dialect).await;
        database.run(table).await;
        let script = printed(dialect, "t", &["--key", key]).await;
        let pool = database.pool().await;
        apply(&pool, &script).await;
        apply(&pool, &script).await;
        let text = match dialect {
            Dialect::MySql => "CHAR",
            Dialect::Postgres | Dialect::Sqlite => "text",
        };
        Self {
            pool,
            script,
            text,
            _database: database,
        }
    }

    /// Runs statements, one by one.
    async fn write(&self, statements: &[&str]) {
        for statement in statements {
            apply(&self.pool, statement).await;
        }
    }

    /// Key and op of the log's lines, in order; then forgets them.
    async fn lines(&self) -> Vec<(Option<String>, String)> {
        let sql = format!(
            "SELECT CAST(row_key AS {0}), CAST(op AS {0}) FROM change_log WHERE table_name = 't' ORDER BY id",
            self.text
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&self.pool)
            .await
            .unwrap();
        apply(&self.pool, "DELETE FROM change_log").await;
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    /// Lines as `op key`.
    async fn shown(&self) -> Vec<String> {
        let lines = self.lines().await.into_iter();
        lines
            .map(|(key, op)| format!("{op} {}", key.as_deref().unwrap_or("NULL")))
            .collect()
    }
}
