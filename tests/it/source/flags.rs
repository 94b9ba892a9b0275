//! Streams of kind `flag`: the rows that are due, in the order of their keys.

use std::collections::BTreeSet;

use shangbao::source::{Begin, Flag, Stream, StreamKind};
use shangbao::sql::Dialect;

use super::site::{Site, log};
use super::walking::{begin, walk};
use crate::bed::each_dialect;

/// A table whose `sent` is 0 for what is due.
pub(crate) fn flagged(table: &str) -> Stream {
    Stream {
        kind: StreamKind::Flag,
        cursor: String::new(),
        key: vec!["id".to_owned()],
        flag: Some(Flag {
            column: "sent".to_owned(),
            due: vec!["0".to_owned()],
            null_is_due: false,
            delivered: "1".to_owned(),
            rejected: Some("2".to_owned()),
        }),
        ..log(table)
    }
}

/// Column types of a flag, and how 0 and 1 are written there.
pub(crate) fn flag_types(dialect: Dialect) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut types = vec![
        ("INT", "0", "1"),
        ("CHAR(1)", "'0'", "'1'"),
        ("VARCHAR(10)", "'0'", "'1'"),
        ("NUMERIC(3)", "0", "1"),
    ];
    types.extend(match dialect {
        Dialect::Postgres => [("BOOLEAN", "false", "true"), ("BIT(1)", "B'0'", "B'1'")],
        Dialect::MySql => [("TINYINT(1)", "0", "1"), ("BIT(1)", "b'0'", "b'1'")],
        Dialect::Sqlite => [("", "0", "1"), ("", "'0'", "'1'")],
    });
    types
}

#[tokio::test]
async fn due_rows_are_found_by_a_flag_of_any_type() {
    each_dialect(|dialect| async move {
        for (column, due, done) in flag_types(dialect) {
            let mut script = format!("CREATE TABLE t (id BIGINT PRIMARY KEY, sent {column} NULL)");
            for id in 1..=30 {
                let flag = [due, done, "NULL"][id % 3];
                script += &format!(";\nINSERT INTO t VALUES ({id}, {flag})");
            }
            let site = Site::new(dialect, &script).await;
            let all: BTreeSet<String> = (1..=10).map(|n| (n * 3).to_string()).collect();
            for limit in [1, 4, 10, 11] {
                let start = begin(&site, &flagged("t"), Begin::All).await;
                let (keys, behind) = walk(&site, &flagged("t"), start.clone(), limit).await;
                assert_eq!(keys.len(), 10, "{column} by {limit}");
                assert_eq!(BTreeSet::from_iter(keys), all, "{column} by {limit}");
                assert_eq!(behind, start, "the next look starts anew");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn rows_that_are_done_between_two_pages_shift_nothing() {
    each_dialect(|dialect| async move {
        let rows: Vec<String> = (1..=20)
            .map(|id| format!("INSERT INTO t VALUES ({id}, 0)"))
            .collect();
        let script = format!(
            "CREATE TABLE t (id BIGINT PRIMARY KEY, sent INT);\n{}",
            rows.join(";\n")
        );
        let site = Site::new(dialect, &script).await;
        let start = begin(&site, &flagged("t"), Begin::All).await;
        let first = site.source.page(&flagged("t"), &start, 8).await.unwrap();
        site.database
            .run("UPDATE t SET sent = 1 WHERE id <= 8")
            .await;
        let (rest, _) = walk(&site, &flagged("t"), first.position, 5).await;
        let expected: Vec<String> = (9..=20).map(|n| n.to_string()).collect();
        assert_eq!(rest, expected);
    })
    .await;
}
