//! What `check` finds before it happens: each situation is made on a real server, and a clean site yields nothing.

mod logs;
mod times;

use chrono_tz::Asia::Shanghai;
use shangbao::source::{Flag, Severity, Stream, StreamKind, check};
use shangbao::sql::Dialect;

use crate::bed::each_dialect;
use crate::source::site::{Site, log, updated};

/// What is found of one stream, as a person reads it; `WRONG` where it cannot be read.
async fn told(dialect: Dialect, script: &str, stream: Stream) -> Vec<String> {
    let site = Site::new(dialect, script).await;
    found(&site, dialect, stream).await
}

async fn found(site: &Site, dialect: Dialect, stream: Stream) -> Vec<String> {
    let concerns = check(site.source.as_ref(), dialect, Shanghai, &[stream]).await;
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
async fn streams_by_key_want_an_index_and_no_nulls() {
    each_dialect(|dialect| async move {
        let script = format!(
            "{}CREATE TABLE t (id INTEGER NOT NULL, sent INTEGER);\nINSERT INTO t VALUES (1, NULL), (2, 0)",
            wal(dialect)
        );
        let site = Site::new(dialect, &script).await;
        let flag = Flag {
            column: "sent".to_owned(),
            due: vec!["0".to_owned()],
            null_is_due: false,
            delivered: "1".to_owned(),
            rejected: None,
        };
        let flag = Stream {
            kind: StreamKind::Flag,
            flag: Some(flag),
            ..updated("t")
        };
        let both = ["no index of `t` begins with `sent`", "`sent` is NULL in some rows"];
        assert_told(&found(&site, dialect, flag.clone()).await, &both);
        let mut null_is_due = flag;
        null_is_due.flag.as_mut().unwrap().null_is_due = true;
        assert_told(&found(&site, dialect, null_is_due).await, &both[..1]);
        let scan = |table| Stream {
            kind: StreamKind::Scan,
            ..updated(table)
        };
        let words = ["no index of `t` begins with `id`"];
        assert_told(&found(&site, dialect, scan("t")).await, &words);
        let query = scan("(SELECT id FROM t) AS q");
        assert_told(&found(&site, dialect, query).await, &[]);
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
