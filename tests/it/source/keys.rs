//! Keys are bound as text and found by any type of column.

use shangbao::source::{Bounds, Key, SourceError};
use shangbao::sql::Dialect;

use super::site::{Site, query};
use crate::bed::each_dialect;

#[tokio::test]
async fn text_keys_find_rows_by_every_type_of_key() {
    each_dialect(|dialect| async move {
        let uuid = match dialect {
            Dialect::Sqlite => "TEXT",
            Dialect::Postgres | Dialect::MySql => "UUID",
        };
        let site = Site::new(
            dialect,
            &format!(
                "CREATE TABLE t (big BIGINT, small SMALLINT, name VARCHAR(40), fixed CHAR(12), \
                 code NUMERIC(20,2), guid {uuid}, day DATE)"
            ) as &str,
        )
        .await;
        site.database
            .run(
                "INSERT INTO t VALUES (9007199254740993, 7, '7', 'A7', 7.50, \
                 '0f8fad5b-d9cb-469f-a165-70867728950e', '2026-03-01');\n\
                 INSERT INTO t VALUES (9007199254740992, 8, '动火', 'B', 12345678901234567.25, \
                 '7c9e6679-7425-40de-944b-e07fc1f90ae7', '2026-03-02')",
            )
            .await;
        for (column, key, other) in [
            ("big", "9007199254740993", "9007199254740994"),
            ("small", "7", "9"),
            ("name", "动火", "动"),
            ("fixed", "A7", "A"),
            ("code", "7.5", "7.51"),
            (
                "guid",
                "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "7c9e6679-7425-40de-944b-e07fc1f90ae8",
            ),
            ("day", "2026-03-01", "2026-03-03"),
        ] {
            let sql = format!("SELECT {column} FROM t WHERE {column} IN (:keys)");
            assert_eq!(site.found(&sql, &[key]).await, [key], "{column}");
            assert_eq!(
                site.found(&sql, &[other, key, other]).await,
                [key],
                "{column}"
            );
            assert!(site.found(&sql, &[other]).await.is_empty(), "{column}");
        }
    })
    .await;
}

#[tokio::test]
async fn keys_stand_several_times_and_parameters_between() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id BIGINT, site BIGINT, code VARCHAR(9));\n\
             INSERT INTO t VALUES (1, 17, 'K7');\nINSERT INTO t VALUES (2, 17, 'K8');\n\
             INSERT INTO t VALUES (3, 18, 'K7')",
        )
        .await;
        let sql = "SELECT id FROM t WHERE id IN (:keys) AND site = :site AND code = :code \
                   UNION ALL SELECT id + 100 FROM t WHERE id IN (:keys) -- :none";
        assert_eq!(
            site.found(sql, &["1", "2", "3"]).await,
            ["1", "101", "102", "103"]
        );
    })
    .await;
}

#[tokio::test]
async fn composite_keys_are_compared_whole() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (ticket BIGINT, seq VARCHAR(9));\nINSERT INTO t VALUES (1, 'a');\n\
             INSERT INTO t VALUES (1, '2');\nINSERT INTO t VALUES (2, 'a')",
        )
        .await;
        let query = query(
            "SELECT ticket, seq FROM t WHERE (ticket, seq) IN (:keys)",
            2,
        );
        let key = |ticket: &str, seq: &str| Key::of_parts(vec![ticket.into(), seq.into()]);
        let keys = [key("1", "2"), key("2", "a"), key("2", "2")];
        let rows = site
            .source
            .rows(&query, &keys, Bounds::OWN)
            .await
            .unwrap()
            .rows;
        let mut found: Vec<_> = rows
            .iter()
            .map(|row| [row[0].key_text().unwrap(), row[1].key_text().unwrap()])
            .collect();
        found.sort();
        assert_eq!(found, [["1", "2"], ["2", "a"]]);
        let one_part = site
            .source
            .rows(&query, &[Key::single("1")], Bounds::OWN)
            .await;
        assert!(
            matches!(one_part, Err(SourceError::Value { .. })),
            "{one_part:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn more_keys_than_can_be_bound_are_split() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id BIGINT PRIMARY KEY);\nINSERT INTO t VALUES (1);\n\
             INSERT INTO t VALUES (70000)",
        )
        .await;
        let keys: Vec<String> = (1..=70_000).map(|n| n.to_string()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let sql = "SELECT id FROM t WHERE id IN (:keys)";
        assert_eq!(site.found(sql, &keys).await, ["1", "70000"]);
        let none = site.rows(sql, &[]).await.unwrap();
        assert_eq!((none.columns.len(), none.rows.len()), (1, 0));
        assert_eq!(site.rows(sql, &["5"]).await.unwrap().columns[0].name, "id");
    })
    .await;
}

/// SQLite alone lets a column hold numbers and texts side by side.
#[tokio::test]
async fn sqlite_columns_without_a_type_are_found_too() {
    let site = Site::new(
        Dialect::Sqlite,
        "CREATE TABLE t (id, b);\nINSERT INTO t VALUES (7, 1);\nINSERT INTO t VALUES ('8', 'x')",
    )
    .await;
    let sql = "SELECT id FROM t WHERE id IN (:keys)";
    assert_eq!(site.found(sql, &["7", "8"]).await, ["7", "8"]);
    let query = query("SELECT id FROM t WHERE (id, b) IN (:keys)", 2);
    let key = Key::of_parts(vec!["7".into(), "1".into()]);
    assert_eq!(
        site.source
            .rows(&query, &[key], Bounds::OWN)
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
}
