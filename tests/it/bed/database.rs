//! A database of a test's own, on a real server.

use std::future::Future;

use shangbao::sql::Dialect;
use sqlx::{AnyPool, AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

/// An empty database of this test's own; dropped with it.
pub(crate) struct Database {
    /// URL of a user who may do everything in it.
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

impl Database {
    /// Makes a database.
    pub(crate) async fn new(dialect: Dialect) -> Self {
        sqlx::any::install_default_drivers();
        let name = format!("t{}", uuid::Uuid::new_v4().simple());
        match dialect {
            Dialect::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!(
                    "sqlite://{}?mode=rwc",
                    folder.path().join("site.db").display()
                );
                Self {
                    url,
                    _folder: Some(folder),
                }
            }
            Dialect::Postgres => Self::on_server("TEST_POSTGRES", &name).await,
            Dialect::MySql => Self::on_server("TEST_MYSQL", &name).await,
        }
    }

    async fn on_server(variable: &str, name: &str) -> Self {
        let admin = std::env::var(variable)
            .unwrap_or_else(|_| panic!("{variable} is not set: run the tests by ./test"));
        let mut connection = sqlx::AnyConnection::connect(&admin).await.unwrap();
        connection
            .execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .await
            .unwrap();
        let (server, _) = admin.rsplit_once('/').unwrap();
        Self {
            url: format!("{server}/{name}"),
            _folder: None,
        }
    }

    /// Runs statements, separated by `;` at a line's end.
    pub(crate) async fn run(&self, script: &str) {
        let pool = self.pool().await;
        for statement in script.split(";\n").filter(|s| !s.trim().is_empty()) {
            pool.execute(AssertSqlSafe(statement.to_owned()))
                .await
                .unwrap_or_else(|error| panic!("{error}\n{statement}"));
        }
        pool.close().await;
    }

    /// A pool to look around or write with.
    pub(crate) async fn pool(&self) -> AnyPool {
        AnyPool::connect(&self.url).await.unwrap()
    }
}

/// Runs a test on each of the three databases.
pub(crate) async fn each_dialect<F: Future<Output = ()>>(test: impl Fn(Dialect) -> F) {
    for dialect in [Dialect::Sqlite, Dialect::Postgres, Dialect::MySql] {
        eprintln!("on {dialect}");
        test(dialect).await;
    }
}
