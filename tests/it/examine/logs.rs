//! Logs whose missing ids tell nothing.

use shangbao::source::{Begin, SourceError, Stream};
use shangbao::sql::Dialect;

use super::{assert_told, found, told};
use crate::source::site::{Site, log};

#[tokio::test]
async fn ids_that_the_database_does_not_draw_are_told() {
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let script = "CREATE TABLE log (id BIGINT PRIMARY KEY, row_key VARCHAR(40))";
        let site = Site::new(dialect, script).await;
        let undrawn = "the database does not draw `id` by itself";
        assert_told(&found(&site, dialect, log("log")).await, &[undrawn]);
        let numbers = match dialect {
            Dialect::MySql => "SELECT 7200000000 * seq, seq FROM seq_1_to_100",
            _ => "SELECT 7200000000 * n, n FROM generate_series(1, 100) AS n",
        };
        site.database
            .run(&format!("INSERT INTO log {numbers}"))
            .await;
        let found = found(&site, dialect, log("log")).await;
        assert_told(&found, &[undrawn, "ids of `id` are not dense"]);
    }
}

/// Sequences are PostgreSQL's.
#[tokio::test]
async fn ids_that_a_session_keeps_are_told() {
    let columns = [
        (
            "BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 20) PRIMARY KEY",
            "CACHE 20",
        ),
        (
            "BIGINT DEFAULT nextval('kept') PRIMARY KEY",
            "goes up by 50",
        ),
    ];
    for (column, words) in columns {
        let script = format!(
            "CREATE SEQUENCE kept INCREMENT 50;\nCREATE TABLE log (id {column}, row_key TEXT, txid xid8)"
        );
        let site = Site::new(Dialect::Postgres, &script).await;
        assert_told(&found(&site, Dialect::Postgres, log("log")).await, &[words]);
        let exact = Stream {
            txid: Some("txid".to_owned()),
            ..log("log")
        };
        let of_txid = [
            "no index of `log` begins with `txid`",
            "`txid` is NULL in some rows",
        ];
        let told = found(&site, Dialect::Postgres, exact.clone()).await;
        assert_told(&told, &of_txid[..1]);
        let row = "INSERT INTO log (id, row_key) OVERRIDING SYSTEM VALUE VALUES (1, 'a')";
        site.database.run(row).await;
        site.database
            .run("CREATE INDEX by_txid ON log (txid, id)")
            .await;
        assert_told(&found(&site, Dialect::Postgres, exact).await, &of_txid[1..]);
    }
}

#[tokio::test]
async fn a_log_by_text_is_refused() {
    for (dialect, column) in [
        (Dialect::Postgres, "uuid"),
        (Dialect::Postgres, "varchar(40)"),
        (Dialect::MySql, "char(36)"),
    ] {
        let script = format!("CREATE TABLE log (id {column} PRIMARY KEY, row_key varchar(40))");
        assert_told(
            &told(dialect, &script, log("log")).await,
            &["WRONG the cursor `id` is"],
        );
    }
}

/// Engines are MySQL's.
#[tokio::test]
async fn a_log_without_transactions_is_refused_and_never_read() {
    for engine in ["MyISAM", "Aria", "MEMORY"] {
        let script = format!(
            "CREATE TABLE log (id BIGINT AUTO_INCREMENT PRIMARY KEY, row_key VARCHAR(40)) ENGINE = {engine}"
        );
        let site = Site::new(Dialect::MySql, &script).await;
        let words = format!("WRONG `log` has engine {engine}");
        assert_told(&found(&site, Dialect::MySql, log("log")).await, &[&words]);
        let refused = site.source.begin(&log("log"), &Begin::All).await;
        assert!(
            matches!(&refused, Err(SourceError::Sql { code, .. }) if code == "engine"),
            "{refused:?}"
        );
    }
}

/// SQLite's own: ids that come again, and readers that hold up writers.
#[tokio::test]
async fn what_only_sqlite_does_is_told() {
    let script = "CREATE TABLE log (id INTEGER PRIMARY KEY, row_key TEXT)";
    let found = told(Dialect::Sqlite, script, log("log")).await;
    assert_told(&found, &["not in WAL mode", "`id` has no AUTOINCREMENT"]);
}
