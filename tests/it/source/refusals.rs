//! What a source answers instead of rows: a value, the statement, or the database is at fault.

use shangbao::source::{Bounds, SourceError, connect};
use shangbao::sql::Dialect;

use super::site::{Site, query, settings};
use crate::bed::each_dialect;

const SECRET: &str = "4403x-secret";

#[tokio::test]
async fn a_value_that_breaks_a_statement_is_told_from_a_bad_statement() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            &format!(
                "CREATE TABLE t (id INTEGER, n VARCHAR(20));\nINSERT INTO t VALUES (1, '{SECRET}')"
            ),
        )
        .await;
        let broken = match dialect {
            Dialect::Postgres => "SELECT CAST(n AS integer) FROM t WHERE id IN (:keys)",
            Dialect::MySql => "SELECT CAST(n AS SIGNED) FROM t WHERE id IN (:keys)",
            Dialect::Sqlite => "SELECT json_extract(n, '$.a') FROM t WHERE id IN (:keys)",
        };
        match site.rows(broken, &["1"]).await {
            Err(SourceError::Value { message }) => {
                assert!(!message.contains("4403"), "{message}");
                assert!(
                    dialect == Dialect::Sqlite || message.contains("***"),
                    "{message}"
                );
            }
            other => panic!("{other:?}"),
        }
        // The connection is as good as before.
        assert_eq!(
            site.found("SELECT id FROM t WHERE id IN (:keys)", &["1"])
                .await,
            ["1"]
        );
        for bad in [
            "SELECT nothing FROM t WHERE id IN (:keys)",
            "SELECT id FROM nowhere WHERE id IN (:keys)",
            "SELEC id FROM t WHERE id IN (:keys)",
            "SELECT id FROM t WHERE id IN (:keys) AND n = :unknown",
        ] {
            let refused = site.rows(bad, &["1"]).await;
            assert!(
                matches!(refused, Err(SourceError::Sql { .. })),
                "{bad}: {refused:?}"
            );
        }
        let named = site
            .rows("SELECT id FROM nowhere WHERE id IN (:keys)", &["1"])
            .await;
        assert!(named.unwrap_err().to_string().contains("nowhere"));
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_no_value_of_its_column_costs_only_itself() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id BIGINT);\nINSERT INTO t VALUES (7)",
        )
        .await;
        let sql = "SELECT id FROM t WHERE id IN (:keys)";
        let answer = site.rows(sql, &["7", SECRET]).await;
        match dialect {
            // SQLite compares by value: a text is no number, and nothing breaks.
            Dialect::Sqlite => assert_eq!(answer.unwrap().rows.len(), 1),
            Dialect::Postgres | Dialect::MySql => match answer {
                Err(SourceError::Value { message }) => {
                    assert!(!message.contains("4403"), "{message}")
                }
                other => panic!("{other:?}"),
            },
        }
        assert_eq!(site.found(sql, &["7"]).await, ["7"]);
    })
    .await;
}

/// SQLite takes the first of them.
#[tokio::test]
async fn two_rows_for_one_value_are_the_fault_of_their_record() {
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let table = "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1), (1), (2)";
        let site = Site::new(dialect, table).await;
        let sql = "SELECT k.id, (SELECT t.id FROM t WHERE t.id = k.id) FROM (SELECT DISTINCT id FROM t) AS k WHERE k.id IN (:keys)";
        let refused = site.rows(sql, &["1", "2"]).await;
        assert!(
            matches!(refused, Err(SourceError::Value { .. })),
            "{dialect}: {refused:?}"
        );
        assert_eq!(site.rows(sql, &["2"]).await.unwrap().rows.len(), 1);
    }
}

/// MariaDB mostly answers NULL and warns; PostgreSQL and SQLite refuse the cast and the function.
#[tokio::test]
async fn malformed_json_is_the_fault_of_its_record() {
    each_dialect(|dialect| async move {
        let table = "CREATE TABLE t (id INT, j VARCHAR(90));\nINSERT INTO t VALUES (1, '{\"a\": '), (2, '{\"a\": 7}'), (3, '{secret')";
        let site = Site::new(dialect, table).await;
        let mut reads = vec!["json_extract(j, '$.a')"];
        match dialect {
            Dialect::Postgres => reads = vec!["CAST(CAST(j AS json) ->> 'a' AS int)"],
            Dialect::MySql => reads.push(
                "(SELECT a FROM JSON_TABLE(j, '$' COLUMNS (a INT PATH '$.a')) AS v)",
            ),
            Dialect::Sqlite => {}
        }
        for read in reads {
            let sql = format!("SELECT id, {read} FROM t WHERE id IN (:keys)");
            for broken in ["1", "3"] {
                match site.rows(&sql, &["2", broken]).await {
                    Err(SourceError::Value { message }) => {
                        assert!(!message.contains("secret"), "{message}")
                    }
                    other => panic!("{dialect} {read}: {other:?}"),
                }
            }
            assert_eq!(site.rows(&sql, &["2"]).await.unwrap().rows.len(), 1);
        }
    })
    .await;
}

/// MySQL alone changes values and only warns.
#[tokio::test]
async fn mysql_warnings_of_changed_values_are_errors() {
    let site = Site::new(
        Dialect::MySql,
        "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2)",
    )
    .await;
    let cut = "SELECT GROUP_CONCAT(REPEAT('x', 900000)) FROM t WHERE id IN (:keys)";
    match site.rows(cut, &["1", "2"]).await {
        Err(SourceError::Value { message }) => assert!(message.contains("1260"), "{message}"),
        other => panic!("{:?}", other.map(|found| found.rows.len())),
    }
    assert!(
        site.rows("SELECT id FROM t WHERE id IN (:keys)", &["1"])
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_database_that_is_not_there_is_unreachable_and_its_password_stays_ours() {
    let folder = tempfile::tempdir().unwrap();
    let missing = format!("sqlite://{}/none.db", folder.path().display());
    for url in [
        "postgres://reporter:hunter2@127.0.0.1:1/permits",
        "mysql://reporter:hunter2@127.0.0.1:1/permits",
        missing.as_str(),
    ] {
        let source = connect(settings(url)).unwrap();
        match source
            .rows(
                &query("SELECT 1 WHERE 1 IN (:keys)", 1),
                &["1".to_owned().into()],
                Bounds::OWN,
            )
            .await
        {
            Err(error @ SourceError::Unreachable { .. }) => {
                assert!(!error.to_string().contains("hunter2"), "{error}");
                assert!(error.to_string().contains("`site`"), "{error}");
            }
            other => panic!("{other:?}"),
        }
    }
    for url in [
        "oracle://reporter:hunter2@h/d",
        "postgres://u:hunter2@h:port/d",
        "hunter2",
    ] {
        let refused = connect(settings(url)).err().unwrap();
        assert!(matches!(&refused, SourceError::Sql { code, .. } if code == "url"));
        assert!(!refused.to_string().contains("hunter2"), "{refused}");
    }
}

/// Each of these would be delivered with a `?`, cut short or as NULL.
#[tokio::test]
async fn every_warning_of_a_changed_value_is_the_fault_of_its_record() {
    let table = "CREATE TABLE t (id INT, n INT, s VARCHAR(40), g VARBINARY(40), d DATETIME);\nINSERT INTO t VALUES (1, 0, '1', x'D5C5C8FD', '2026-03-01 08:00:00'), (2, 1, '1x', x'D5C5C8FDC0', '2026-03-01 08:00:00')";
    let site = Site::new(Dialect::MySql, table).await;
    for changed in [
        "CONVERT(g USING gbk)",
        "CONVERT(CONCAT(_gbk x'D5C5', CONVERT(x'FEFE' USING gbk)) USING utf8mb4)",
        "CONVERT(CONCAT('𠮷', s) USING gbk)",
        "CONVERT(x'E5BC' USING utf8mb4)",
        "REPEAT('a', n * 1000000000)",
        "1 / (n - 1)",
        "DATE_ADD(d, INTERVAL n * 9999999 YEAR)",
        "CAST(s AS SIGNED)",
        "CAST(CONCAT(s, 'abc') AS CHAR(3))",
        "CAST(n * 12345.678 AS DECIMAL(4, 1))",
        "CAST(CONCAT(n, '9999999999999999999') AS SIGNED)",
        "STR_TO_DATE(CONCAT('2026-1', s, '-01'), '%Y-%m-%d')",
        "SEC_TO_TIME(n * 99999999)",
        "FROM_BASE64(CONCAT(s, '*'))",
        "JSON_EXTRACT(CONCAT('{', s), '$.a')",
        "EXTRACTVALUE(CONCAT('<a>', s), '/b')",
        "CAST(-n AS UNSIGNED)",
    ] {
        let sql = format!("SELECT id, {changed} FROM t WHERE id IN (:keys)");
        let refused = site.rows(&sql, &["2"]).await;
        assert!(
            matches!(refused, Err(SourceError::Value { .. })),
            "{changed}: {refused:?}"
        );
        // A statement without a table does not see the warnings of the one before.
        let next = site.rows("SELECT 1 WHERE 1 IN (:keys)", &["1"]).await;
        assert_eq!(next.map(|found| found.rows.len()), Ok(1), "{changed}");
    }
}

#[tokio::test]
async fn warnings_that_change_nothing_refuse_nothing() {
    let table = "CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(40));\nINSERT INTO t VALUES (1, '1 '), (2, '2026-03-01 08:00:00.1234567')";
    let site = Site::new(Dialect::MySql, table).await;
    for (harmless, key) in [
        ("s + 0", "1"),
        ("CAST(s AS SIGNED)", "1"),
        ("CAST(s AS DECIMAL(4, 1))", "1"),
        ("CAST(s AS DATETIME(6))", "2"),
        ("id", "1 "),
    ] {
        let sql = format!("SELECT {harmless} FROM t WHERE id IN (:keys)");
        let read = site.rows(&sql, &[key]).await;
        assert_eq!(read.map(|found| found.rows.len()), Ok(1), "{harmless}");
    }
}
