//! What `check` finds before it happens: each situation is made on a real server, and a clean site yields nothing.

use std::time::Duration;

use shangbao::source::{Begin, Severity, SourceError, Stream, examine};
use shangbao::sql::Dialect;

use super::site::{Site, log, settings, updated};
use crate::bed::each_dialect;
use crate::late::poller::Writer;

/// What is found of one stream, as a person reads it; `WRONG` where it cannot be read.
async fn told(dialect: Dialect, script: &str, stream: Stream) -> Vec<String> {
    let site = Site::new(dialect, script).await;
    found(&site, dialect, stream).await
}

async fn found(site: &Site, dialect: Dialect, stream: Stream) -> Vec<String> {
    let concerns = examine(site.source.as_ref(), dialect, &[stream]).await;
    let line = |concern: shangbao::source::Concern| {
        let mark = match concern.severity {
            Severity::Note => "",
            Severity::Wrong => "WRONG ",
        };
        assert!(!concern.remedy.is_empty());
        format!("{mark}{}", concern.what)
    };
    concerns.unwrap().into_iter().map(line).collect()
}

/// Exactly these are told, each by some words of it.
fn assert_told(told: &[String], words: &[&str]) {
    let matches = told.len() == words.len();
    let matches = matches && std::iter::zip(told, words).all(|(line, words)| line.contains(words));
    assert!(matches, "{told:#?}, not {words:?}");
}

fn id(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "BIGSERIAL PRIMARY KEY",
        Dialect::MySql => "BIGINT AUTO_INCREMENT PRIMARY KEY",
        Dialect::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
    }
}

/// A SQLite file in WAL mode; the servers need no such thing.
fn wal(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "PRAGMA journal_mode = WAL;\n",
        _ => "",
    }
}

#[tokio::test]
async fn a_clean_site_yields_nothing() {
    each_dialect(|dialect| async move {
        let time = match dialect {
            Dialect::Sqlite => "TEXT",
            Dialect::Postgres => "timestamptz",
            Dialect::MySql => "DATETIME(3)",
        };
        let script = format!(
            "{}CREATE TABLE log (id {}, row_key VARCHAR(40));\n\
             CREATE TABLE t (id INTEGER PRIMARY KEY, changed_at {time} NOT NULL);\n\
             CREATE INDEX t_changed ON t (changed_at);\n\
             INSERT INTO t VALUES (1, '2026-03-01 08:00:00'), (2, '2026-03-02 08:00:00')",
            wal(dialect),
            id(dialect)
        );
        let site = Site::new(dialect, &script).await;
        assert_told(&found(&site, dialect, log("log")).await, &[]);
        assert_told(&found(&site, dialect, updated("t")).await, &[]);
    })
    .await;
}

#[tokio::test]
async fn a_column_without_index_and_with_nulls_is_told() {
    each_dialect(|dialect| async move {
        let time = match dialect {
            Dialect::MySql => "DATETIME(6)",
            _ => "TIMESTAMP",
        };
        let script = format!(
            "{}CREATE TABLE t (id INTEGER PRIMARY KEY, changed_at {time} NULL);\n\
             INSERT INTO t VALUES (1, NULL), (2, '2026-03-01 08:00:00')",
            wal(dialect)
        );
        let site = Site::new(dialect, &script).await;
        let both = ["no index of `t` begins with `changed_at`", "`changed_at` is NULL in some rows"];
        assert_told(&found(&site, dialect, updated("t")).await, &both);
        let left_out = Stream {
            filter: Some("changed_at IS NOT NULL -- known".to_owned()),
            ..updated("t")
        };
        assert_told(&found(&site, dialect, left_out).await, &both[..1]);
        site.database
            .run("CREATE INDEX second ON t (id, changed_at);\nCREATE INDEX first ON t (changed_at, id)")
            .await;
        assert_told(&found(&site, dialect, updated("t")).await, &both[1..]);
    })
    .await;
}

#[tokio::test]
async fn a_view_is_told() {
    each_dialect(|dialect| async move {
        let script = format!(
            "{}CREATE TABLE behind (id {}, row_key VARCHAR(40));\nCREATE VIEW log AS SELECT * FROM behind",
            wal(dialect),
            id(dialect)
        );
        let found = told(dialect, &script, log("log")).await;
        assert!(found[0].contains("`log` is a view"), "{found:?}");
    })
    .await;
}

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
        assert_told(&found(&site, Dialect::Postgres, exact).await, &[]);
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

#[tokio::test]
async fn coarse_times_are_told() {
    for (dialect, column, unit) in [
        (Dialect::Postgres, "timestamp(0)", "seconds"),
        (Dialect::Postgres, "date", "days"),
        (Dialect::MySql, "DATETIME", "seconds"),
        (Dialect::MySql, "DATE", "days"),
    ] {
        let script = format!(
            "CREATE TABLE t (id INT PRIMARY KEY, changed_at {column} NOT NULL);\nCREATE INDEX i ON t (changed_at)"
        );
        let words = format!("`changed_at` holds whole {unit}");
        assert_told(&told(dialect, &script, updated("t")).await, &[&words]);
    }
}

#[tokio::test]
async fn text_that_is_not_in_times_order_is_refused() {
    each_dialect(|dialect| async move {
        for (times, good) in [
            ("('2026-03-01 08:00:00'), ('2026-11-01 08:00:00'), ('2026-11-01 08:00')", true),
            ("('2026-03-01 08:00:00'), ('1/3/2026 08:00')", false),
            ("('2026-03-01T23:00:00+08:00'), ('2026-03-01T22:00:00-05:00')", false),
        ] {
            let script = format!(
                "{}CREATE TABLE t (changed_at VARCHAR(40) NOT NULL PRIMARY KEY);\nINSERT INTO t VALUES {times}",
                wal(dialect)
            );
            let words = ["WRONG `changed_at` holds text whose order is not that of time"];
            let words = if good { &words[1..] } else { &words[..] };
            assert_told(&told(dialect, &script, updated("t")).await, words);
        }
    })
    .await;
}

/// SQLite's own: ids that come again, and readers that hold up writers.
#[tokio::test]
async fn what_only_sqlite_does_is_told() {
    let script = "CREATE TABLE log (id INTEGER PRIMARY KEY, row_key TEXT)";
    let found = told(Dialect::Sqlite, script, log("log")).await;
    assert_told(&found, &["not in WAL mode", "`id` has no AUTOINCREMENT"]);
}

/// SQLite shows no transactions.
#[tokio::test]
async fn a_transaction_older_than_the_lookback_is_told() {
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let script = "CREATE TABLE t (id INT PRIMARY KEY, changed_at TIMESTAMP(3) NULL);\nCREATE INDEX i ON t (changed_at)";
        let site = Site::new(dialect, script).await;
        let mut writer = Writer::begun(&site).await;
        writer.run("INSERT INTO t VALUES (1, NULL)").await;
        let hasty = Stream {
            lookback: Duration::ZERO,
            ..updated("t")
        };
        let limit = std::time::Instant::now() + Duration::from_secs(20);
        let told = loop {
            let told = found(&site, dialect, hasty.clone()).await;
            assert!(std::time::Instant::now() < limit, "{told:?}");
            if !told.is_empty() {
                break told;
            }
        };
        assert_told(&told, &["longer than the lookback of 0 s"]);
        writer.run("ROLLBACK").await;
    }
}

/// MariaDB shows transactions only to those who have the right to see processes.
#[tokio::test]
async fn an_account_that_may_not_see_transactions_is_told_so() {
    let script = "CREATE TABLE t (id INT PRIMARY KEY, changed_at TIMESTAMP(3) NULL);\nCREATE INDEX i ON t (changed_at)";
    let site = Site::new(Dialect::MySql, script).await;
    let url = site.database.url.clone();
    let (server, name) = url.rsplit_once('/').unwrap();
    let (_, host) = server.rsplit_once('@').unwrap();
    let mut admin = Writer::new(&site).await;
    let reader = &name[..30];
    admin
        .run(&format!("CREATE USER {reader} IDENTIFIED BY 'x'"))
        .await;
    admin
        .run(&format!("GRANT SELECT ON {name}.* TO {reader}"))
        .await;
    let url = format!("mysql://{reader}:x@{host}/{name}");
    let reading = Site {
        source: shangbao::source::connect(settings(&url)).unwrap(),
        database: site.database,
    };
    let told = found(&reading, Dialect::MySql, updated("t")).await;
    admin.run(&format!("DROP USER {reader}")).await;
    assert_told(
        &told,
        &["this account may not see how long transactions last"],
    );
}
