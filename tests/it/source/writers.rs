//! The writer of flags: what it holds, what it leaves alone, what it never writes.

use std::sync::Arc;

use shangbao::source::{Bounds, Key, SourceError, Stream, Writer, connect_writer};
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, Connection, Executor};

use super::flags::flagged;
use super::site::{Site, query, settings};
use crate::bed::{Database, each_dialect};

async fn site(dialect: Dialect, script: &str) -> (Database, Arc<Writer>) {
    let database = Database::new(dialect).await;
    database.run(script).await;
    let writer = connect_writer(settings(&database.url)).unwrap();
    (database, writer)
}

const ROWS: &str = "CREATE TABLE t (id BIGINT PRIMARY KEY, sent INT);\n\
     INSERT INTO t VALUES (1, 0);\nINSERT INTO t VALUES (2, 1);\n\
     INSERT INTO t VALUES (3, 0);\nINSERT INTO t VALUES (4, NULL)";

fn keys(texts: &[&str]) -> Vec<Key> {
    texts.iter().map(|text| Key::single(*text)).collect()
}

async fn due(database: &Database) -> Vec<i64> {
    let pool = database.pool().await;
    let due = sqlx::query_scalar("SELECT id FROM t WHERE sent = 0 ORDER BY id");
    let due = due.fetch_all(&pool).await.unwrap();
    pool.close().await;
    due
}

#[tokio::test]
async fn only_due_rows_are_held_and_only_the_named_are_written() {
    each_dialect(|dialect| async move {
        let (database, writer) = site(dialect, ROWS).await;
        let stream = flagged("t");
        let mut hold = writer
            .hold(&stream, &keys(&["1", "2", "3", "4", "9"]))
            .await
            .unwrap();
        assert_eq!(hold.keys(), keys(&["1", "3"]));
        let third = query("SELECT id, sent FROM t WHERE id IN (:keys)", 1);
        let rows = hold.rows(&third, &keys(&["3"]), Bounds::OWN).await.unwrap();
        assert_eq!(rows.rows.len(), 1);
        hold.write(&keys(&["3"]), "1").await.unwrap();
        hold.end().await.unwrap();
        assert_eq!(due(&database).await, [1]);
        writer.may_write(&stream).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_before_its_end_wrote_nothing_and_holds_nothing() {
    each_dialect(|dialect| async move {
        let (database, writer) = site(dialect, ROWS).await;
        for _ in 0..5 {
            let stream = flagged("t");
            let mut hold = writer.hold(&stream, &keys(&["1", "3"])).await.unwrap();
            hold.write(&keys(&["1", "3"]), "1").await.unwrap();
        }
        assert_eq!(due(&database).await, [1, 3]);
        database.run("UPDATE t SET sent = 1 WHERE id = 1").await;
        assert_eq!(due(&database).await, [3]);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_somebody_else_holds_is_not_waited_for() {
    each_dialect(|dialect| async move {
        let (database, writer) = site(dialect, ROWS).await;
        let mut application = AnyConnection::connect(&database.url).await.unwrap();
        application.execute("BEGIN").await.unwrap();
        application
            .execute("UPDATE t SET sent = 0 WHERE id = 1")
            .await
            .unwrap();
        let stream = flagged("t");
        match writer.hold(&stream, &keys(&["1", "3"])).await {
            Ok(hold) => {
                assert_ne!(dialect, Dialect::Sqlite);
                assert_eq!(hold.keys(), keys(&["3"]));
            }
            Err(error) => {
                assert_eq!(dialect, Dialect::Sqlite, "{error}");
                assert!(matches!(error, SourceError::Unreachable { .. }), "{error}");
            }
        }
        application.execute("COMMIT").await.unwrap();
        let hold = writer.hold(&stream, &keys(&["1", "3"])).await.unwrap();
        assert_eq!(hold.keys(), keys(&["1", "3"]));
    })
    .await;
}

#[tokio::test]
async fn composite_keys_are_held_and_written_whole() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE t (a INT, id VARCHAR(9), sent INT, PRIMARY KEY (a, id));\n\
             INSERT INTO t VALUES (1, '7', 0);\nINSERT INTO t VALUES (1, '8', 0);\n\
             INSERT INTO t VALUES (2, '7', 0)";
        let (database, writer) = site(dialect, script).await;
        let stream = Stream {
            key: vec!["a".to_owned(), "id".to_owned()],
            ..flagged("t")
        };
        let key = |a: &str, id: &str| Key::of_parts(vec![a.to_owned(), id.to_owned()]);
        let asked = [key("1", "7"), key("2", "7"), key("2", "8")];
        let mut hold = writer.hold(&stream, &asked).await.unwrap();
        assert_eq!(hold.keys(), [key("1", "7"), key("2", "7")]);
        hold.write(&[key("2", "7")], "1").await.unwrap();
        hold.end().await.unwrap();
        let pool = database.pool().await;
        let done: Vec<i32> = sqlx::query_scalar("SELECT a FROM t WHERE sent = 1")
            .fetch_all(&pool)
            .await
            .unwrap();
        assert_eq!(done, [2]);
    })
    .await;
}

/// Where a collation cannot tell two rows' keys apart, neither is written for the other.
#[tokio::test]
async fn a_key_that_is_held_for_anothers_is_not_written() {
    for (dialect, column) in [
        (
            Dialect::MySql,
            "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
        ),
        (Dialect::Sqlite, "TEXT COLLATE NOCASE"),
    ] {
        let script = format!(
            "CREATE TABLE t (id {column}, sent INT);\nINSERT INTO t VALUES ('abc', 0);\nINSERT INTO t VALUES ('ABC', 0)"
        );
        let (database, writer) = site(dialect, &script).await;
        let stream = flagged("t");
        let refused = writer.hold(&stream, &keys(&["abc"])).await.err();
        assert!(
            matches!(refused, Some(SourceError::Value { .. })),
            "{refused:?}"
        );
        let mut hold = writer.hold(&stream, &keys(&["ABC", "abc"])).await.unwrap();
        hold.write(&keys(&["abc"]), "1").await.unwrap();
        let refused = hold.end().await;
        assert!(
            matches!(refused, Err(SourceError::Value { .. })),
            "{refused:?}"
        );
        let site = Site {
            source: shangbao::source::connect(settings(&database.url)).unwrap(),
            database,
        };
        let left = site
            .found(
                "SELECT id FROM t WHERE sent = 0 AND id IN (:keys)",
                &["abc"],
            )
            .await;
        assert_eq!(left, ["ABC", "abc"]);
    }
}

#[tokio::test]
async fn who_may_not_write_is_told_so() {
    for (dialect, grants) in [
        (
            Dialect::Postgres,
            "CREATE ROLE {r} LOGIN;\nGRANT SELECT ON t TO {r}",
        ),
        (
            Dialect::MySql,
            "CREATE USER {r} IDENTIFIED BY 'x';\nGRANT SELECT ON {d}.t TO {r}",
        ),
    ] {
        let database = Database::new(dialect).await;
        database.run(ROWS).await;
        let name = database.url.rsplit_once('/').unwrap().1.to_owned();
        let reader = format!("r{}", &name[1..24]);
        database
            .run(&grants.replace("{r}", &reader).replace("{d}", &name))
            .await;
        let (_, host) = database.url.rsplit_once('@').unwrap();
        let url = match dialect {
            Dialect::MySql => format!("mysql://{reader}:x@{host}"),
            _ => format!("postgres://{reader}@{host}"),
        };
        let writer = connect_writer(settings(&url)).unwrap();
        let refused = writer.may_write(&flagged("t")).await;
        database
            .run(&match dialect {
                Dialect::MySql => format!("DROP USER {reader}"),
                _ => format!("DROP OWNED BY {reader};\nDROP ROLE {reader}"),
            })
            .await;
        let Err(SourceError::Sql { message, .. }) = refused else {
            panic!("{refused:?}")
        };
        assert!(message.contains("denied"), "{message}");
    }
}
