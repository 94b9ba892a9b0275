//! Sessions: read-only, limited in time, with the zone and the mode they ought to have; and the
//! indexes that statements with keys use.

use std::time::{Duration, Instant};

use shangbao::source::{Bounds, Key, Query, RowSet, Settings, SourceError, Value};
use shangbao::sql::Dialect;

use super::site::{Site, query};
use crate::bed::each_dialect;

#[tokio::test]
async fn nothing_can_be_written() {
    each_dialect(|dialect| async move {
        let script = match dialect {
            Dialect::Postgres => {
                "CREATE TABLE t (id INT);\nCREATE FUNCTION w() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING id'"
            }
            Dialect::MySql => {
                "CREATE TABLE t (id INT);\nCREATE FUNCTION w() RETURNS INT DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO t VALUES (1); RETURN 1; END"
            }
            Dialect::Sqlite => "CREATE TABLE t (id INT)",
        };
        let site = Site::new(dialect, script).await;
        let mut attempts = vec!["INSERT INTO t SELECT 1 WHERE '1' IN (:keys)"];
        if dialect != Dialect::Sqlite {
            attempts.push("SELECT w() WHERE '1' IN (:keys)");
        }
        for attempt in attempts {
            let refused = site.rows(attempt, &["1"]).await;
            assert!(matches!(refused, Err(SourceError::Sql { .. })), "{attempt}: {refused:?}");
        }
        let count = site.found("SELECT id FROM t WHERE '1' IN (:keys)", &["1"]).await;
        assert!(count.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_writer_and_a_reader_do_not_wait_for_each_other() {
    each_dialect(|dialect| async move {
        let mut script = "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1)".to_owned();
        if dialect == Dialect::Sqlite {
            script = format!("PRAGMA journal_mode = WAL;\n{script}");
        }
        let site = Site::new(dialect, &script).await;
        let pool = site.database.pool().await;
        let mut writing = pool.begin().await.unwrap();
        let sql = "INSERT INTO t VALUES (2)";
        sqlx::query(sql).execute(&mut *writing).await.unwrap();
        let all = "SELECT id FROM t WHERE '1' IN (:keys)";
        assert_eq!(site.found(all, &["1"]).await, ["1"]);
        writing.commit().await.unwrap();
        assert_eq!(site.found(all, &["1"]).await, ["1", "2"]);
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended() {
    each_dialect(|dialect| async move {
        let limit = |settings: Settings| Settings {
            statement_timeout: Duration::from_millis(300),
            ..settings
        };
        let site = Site::with(dialect, "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1)", limit).await;
        let slow = match dialect {
            Dialect::Postgres => "SELECT pg_sleep(60)::text WHERE '1' IN (:keys)",
            Dialect::MySql => "SELECT SLEEP(60) FROM t WHERE '1' IN (:keys)",
            Dialect::Sqlite => {
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n WHERE '1' IN (:keys)"
            }
        };
        let started = Instant::now();
        let answer = site.rows(slow, &["1"]).await;
        assert!(matches!(answer, Err(SourceError::Unreachable { .. })), "{answer:?}");
        assert!(started.elapsed() < Duration::from_secs(10));
        assert_eq!(site.found("SELECT id FROM t WHERE id IN (:keys)", &["1"]).await, ["1"]);
    })
    .await;
}

/// Longer than a connection may take to be made: waiting for one that works is no failure to connect. SQLite has
/// nothing that sleeps.
#[tokio::test]
async fn a_statement_waits_for_its_turn_behind_slow_ones() {
    let wait = |dialect| async move {
        let (site, slow) = slow_site(dialect, 6).await;
        let (slow, quick) = tokio::join!(site.rows(&slow, &["1"]), site.rows(ALL, &["1"]));
        assert!(slow.is_ok() && quick.is_ok(), "{dialect}: {quick:?}");
    };
    tokio::join!(wait(Dialect::Postgres), wait(Dialect::MySql));
}

/// What a run that was ended was doing is not done to its end first.
#[tokio::test]
async fn a_connection_whose_statement_was_abandoned_is_not_used_again() {
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let (site, slow) = slow_site(dialect, 60).await;
        let abandoned = site.rows(&slow, &["1"]);
        let abandoned = tokio::time::timeout(Duration::from_millis(500), abandoned).await;
        assert!(abandoned.is_err());
        let started = Instant::now();
        assert_eq!(site.found(ALL, &["1"]).await, ["1"]);
        assert!(started.elapsed() < Duration::from_secs(20), "{dialect}");
    }
}

const ALL: &str = "SELECT id FROM t WHERE '1' IN (:keys)";

/// A site with one connection, and a statement that sleeps.
async fn slow_site(dialect: Dialect, seconds: u8) -> (Site, String) {
    let one = |settings: Settings| Settings {
        max_connections: 1,
        ..settings
    };
    let table = "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1)";
    let sleep = match dialect {
        Dialect::Postgres => "pg_sleep",
        _ => "SLEEP",
    };
    let slow = format!("SELECT {sleep}({seconds}) FROM t WHERE '1' IN (:keys)");
    (Site::with(dialect, table, one).await, slow)
}

/// PostgreSQL's driver would have set UTC.
#[tokio::test]
async fn a_postgres_session_has_the_sources_zone() {
    let site = Site::new(Dialect::Postgres, "SELECT 1").await;
    let zone = site.value("current_setting('TimeZone')").await;
    assert_eq!(zone, Value::Text("Asia/Shanghai".to_owned()));
    let local = site
        .value("'2026-03-01 00:00:00+00'::timestamptz::timestamp::text")
        .await;
    assert_eq!(local, Value::Text("2026-03-01 08:00:00".to_owned()));
}

/// MySQL's driver would have set UTC and changed sql_mode.
#[tokio::test]
async fn a_mysql_session_keeps_its_zone_and_mode() {
    let site = Site::new(
        Dialect::MySql,
        "CREATE TABLE t (id INT, at TIMESTAMP(6));\nINSERT INTO t VALUES (1, FROM_UNIXTIME(1772323200.25))",
    )
    .await;
    for name in ["time_zone", "sql_mode"] {
        let of = async |scope: &str| site.value(&format!("@@{scope}.{name}")).await;
        assert_eq!(of("session").await, of("global").await);
    }
    let rows = site
        .rows("SELECT at FROM t WHERE id IN (:keys)", &["1"])
        .await
        .unwrap()
        .rows;
    let at = chrono::DateTime::from_timestamp(1_772_323_200, 250_000_000).unwrap();
    assert_eq!(rows, [[Value::Instant(at)]]);
}

/// MariaDB 10.11 would answer with 20 000 rows from the second time on.
#[tokio::test]
async fn a_query_is_answered_alike_however_often_it_is_asked() {
    let table =
        "CREATE TABLE t (id BIGINT PRIMARY KEY);\nINSERT INTO t SELECT seq FROM seq_2_to_20000";
    let site = Site::new(Dialect::MySql, table).await;
    let lonely = "SELECT own.id FROM (SELECT id FROM t) AS own WHERE '1' IN (:keys) AND NOT EXISTS \
                  (SELECT 1 FROM (SELECT id FROM t) AS previous WHERE previous.id = own.id - 1)";
    for _ in 0..3 {
        assert_eq!(
            site.rows(lonely, &["1"]).await.unwrap().rows,
            [[Value::Int(2)]]
        );
    }
}

#[tokio::test]
async fn a_table_may_be_altered_while_it_is_read() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1)",
        )
        .await;
        let sql = "SELECT * FROM t WHERE id IN (:keys)";
        assert_eq!(site.rows(sql, &["1"]).await.unwrap().columns.len(), 1);
        site.database.run("ALTER TABLE t ADD COLUMN more INT").await;
        // One failure is allowed: it renews the connection.
        let again = match site.rows(sql, &["1"]).await {
            Err(SourceError::Unreachable { .. }) => site.rows(sql, &["1"]).await,
            other => other,
        };
        assert_eq!(again.unwrap().rows, [[Value::Int(1), Value::Null]]);
    })
    .await;
}

/// What asks for the plan of a statement.
fn explain(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "EXPLAIN QUERY PLAN",
        Dialect::Postgres | Dialect::MySql => "EXPLAIN",
    }
}

/// The indexes of a plan, in one text with what stands around them. MySQL's plan has a column of
/// those it uses, beside one of those it might.
fn told(plan: &RowSet) -> String {
    let used = plan.columns.iter().position(|column| column.name == "key");
    let cells = plan.rows.iter().flat_map(|row| match used {
        Some(at) => &row[at..=at],
        None => &row[..],
    });
    let texts = cells.filter_map(Value::text_form);
    texts.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn text_keys_use_the_index_of_every_type_of_key() {
    each_dialect(|dialect| async move {
        let (uuid, many, guid) = match dialect {
            Dialect::Sqlite => (
                "TEXT",
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)",
                "hex(randomblob(16))",
            ),
            Dialect::Postgres => ("UUID", "WITH n(x) AS (SELECT generate_series(1, 5000))", "gen_random_uuid()"),
            Dialect::MySql => ("UUID", "WITH n(x) AS (SELECT seq FROM seq_1_to_5000)", "UUID()"),
        };
        let insert = match dialect {
            Dialect::MySql => format!("INSERT INTO t {many} SELECT x, x, x, {guid} FROM n"),
            _ => format!("{many} INSERT INTO t SELECT x, x, x, {guid} FROM n"),
        };
        let site = Site::new(
            dialect,
            &format!(
                "CREATE TABLE t (big BIGINT, fixed CHAR(12), name VARCHAR(40), guid {uuid});\n{insert};\n\
                 CREATE INDEX t_big ON t (big);\nCREATE INDEX t_fixed ON t (fixed);\n\
                 CREATE INDEX t_name ON t (name);\nCREATE INDEX t_guid ON t (guid);\n\
                 CREATE INDEX t_two ON t (name, big);\n{}",
                if dialect == Dialect::MySql { "ANALYZE TABLE t" } else { "ANALYZE" },
            ),
        )
        .await;
        for (column, key) in [
            ("big", "7"),
            ("fixed", "7"),
            ("name", "7"),
            ("guid", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ] {
            let sql = format!("SELECT * FROM t WHERE {column} IN (:keys)");
            let sql = format!("{} {sql}", explain(dialect));
            let told = told(&site.rows(&sql, &[key, key]).await.unwrap());
            assert!(told.contains(&format!("t_{column}")) || told.contains("t_two"), "{column}: {told}");
            assert!(!told.contains("Seq Scan"), "{column}: {told}");
        }
        let query = query("SELECT * FROM t WHERE (name, big) IN (:keys)", 2);
        let explain = Query {
            text: format!("{} {}", explain(dialect), query.text),
            ..query
        };
        let keys = ["7", "8"].map(|n| Key::of_parts(vec![n.to_owned(), n.to_owned()]));
        let told = told(&site.source.rows(&explain, &keys, Bounds::OWN).await.unwrap());
        let one_of = ["t_two", "t_name", "t_big"];
        assert!(one_of.iter().any(|index| told.contains(index)), "{told}");
    })
    .await;
}
