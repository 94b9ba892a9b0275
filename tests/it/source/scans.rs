//! Streams of kind `scan`: all keys, in their order, page by page.

use shangbao::source::{Begin, Key, Param, Position, SourceError, Stream, StreamKind};
use shangbao::sql::Dialect;

use super::site::{Site, log};
use super::walking::{begin, walk};
use crate::bed::each_dialect;

/// A scan of a table's key `id`.
fn scan(table: &str) -> Stream {
    Stream {
        kind: StreamKind::Scan,
        cursor: String::new(),
        key: vec!["id".to_owned()],
        ..log(table)
    }
}

fn round(position: &Position) -> i64 {
    match position {
        Position::Scan(at) if at.after.is_empty() => at.round,
        other => panic!("{other:?} is within a round"),
    }
}

/// A table with these values in its only column.
fn filled(column: &str, values: &[String]) -> String {
    let rows: Vec<String> = values
        .iter()
        .map(|value| format!("INSERT INTO t VALUES ({value})"))
        .collect();
    format!("CREATE TABLE t (id {column});\n{}", rows.join(";\n"))
}

/// A type of a key, with a value as SQL writes it and as a key's text.
type KeyType = (&'static str, fn(i64) -> String, fn(i64) -> String);

fn key_types(dialect: Dialect) -> Vec<KeyType> {
    let uuid = match dialect {
        Dialect::Sqlite => "TEXT",
        Dialect::Postgres | Dialect::MySql => "UUID",
    };
    let mut types: Vec<KeyType> = vec![
        (
            "BIGINT PRIMARY KEY",
            |n| (9_007_199_254_740_990 + n).to_string(),
            |n| (9_007_199_254_740_990 + n).to_string(),
        ),
        (
            "VARCHAR(40) PRIMARY KEY",
            |n| format!("'施工-{n}'"),
            |n| format!("施工-{n}"),
        ),
        (
            uuid,
            |n| format!("'7C9E6679-7425-40de-944b-e07fc1f9{n:04}'").to_lowercase(),
            |n| format!("7c9e6679-7425-40de-944b-e07fc1f9{n:04}"),
        ),
    ];
    if dialect != Dialect::Sqlite {
        types.push(("NUMERIC(20,2)", |n| format!("{n}.50"), |n| format!("{n}.5")));
        types.push(("CHAR(9)", |n| format!("'K{n}'"), |n| format!("K{n}")));
    }
    types
}

#[tokio::test]
async fn every_key_is_met_once_a_round_whatever_its_type_and_the_page() {
    each_dialect(|dialect| async move {
        for (column, literal, text) in key_types(dialect) {
            let values: Vec<String> = (0..40).map(literal).collect();
            let site = Site::new(dialect, &filled(column, &values)).await;
            let mut all: Vec<String> = (0..40).map(text).collect();
            all.sort();
            for limit in [1, 3, 7, 40, 41] {
                let mut position = begin(&site, &scan("t"), Begin::All).await;
                for expected in [2, 3] {
                    let (mut keys, behind) = walk(&site, &scan("t"), position, limit).await;
                    keys.sort();
                    assert_eq!(keys, all, "{column} by {limit}");
                    assert_eq!(round(&behind), expected);
                    position = behind;
                }
            }
        }
    })
    .await;
}

/// Walks a round whose pages may hold more than `limit`: keys that are held for the same as the last one.
async fn walk_ties(
    site: &Site,
    stream: &Stream,
    mut position: Position,
    limit: u32,
) -> (Vec<String>, Position) {
    let mut keys = Vec::new();
    for _ in 0..1000 {
        let page = site.source.page(stream, &position, limit).await.unwrap();
        keys.extend(page.keys.iter().map(|key| key.as_str().to_owned()));
        position = page.position;
        if page.end {
            return (keys, position);
        }
    }
    panic!("the round never ended: {position:?}");
}

#[tokio::test]
async fn what_is_written_between_two_pages_shifts_nothing() {
    each_dialect(|dialect| async move {
        let values: Vec<String> = (1..=30).map(|n| n.to_string()).collect();
        let site = Site::new(dialect, &filled("BIGINT PRIMARY KEY", &values)).await;
        let start = begin(&site, &scan("t"), Begin::All).await;
        let first = site.source.page(&scan("t"), &start, 10).await.unwrap();
        assert_eq!((first.keys.len(), first.end), (10, false));
        site.database
            .run("DELETE FROM t WHERE id IN (2, 3, 10, 11);\nINSERT INTO t VALUES (-5);\nINSERT INTO t VALUES (99)")
            .await;
        // As a process would go on that read the position from the ledger.
        let stored = serde_json::to_string(&first.position).unwrap();
        let position = serde_json::from_str(&stored).unwrap();
        let (rest, behind) = walk(&site, &scan("t"), position, 7).await;
        let expected: Vec<String> = (12..=30).chain([99]).map(|n| n.to_string()).collect();
        assert_eq!(rest, expected);
        let (next, _) = walk(&site, &scan("t"), behind, 100).await;
        assert_eq!(next.len(), 28);
        assert_eq!(next[0], "-5");
    })
    .await;
}

#[tokio::test]
async fn composite_keys_go_on_within_their_first_column() {
    each_dialect(|dialect| async move {
        let mut script = "CREATE TABLE t (a BIGINT, b VARCHAR(9), PRIMARY KEY (a, b))".to_owned();
        for a in 1..=4 {
            for b in ["x", "10", "9", "y", "zz"] {
                script += &format!(";\nINSERT INTO t VALUES ({a}, '{b}')");
            }
        }
        let site = Site::new(dialect, &script).await;
        let stream = Stream {
            key: vec!["a".to_owned(), "b".to_owned()],
            filter: Some("a < 4 -- and b".to_owned()),
            ..scan("t")
        };
        for limit in [1, 2, 5, 6, 100] {
            let start = begin(&site, &stream, Begin::All).await;
            let (mut keys, _) = walk(&site, &stream, start, limit).await;
            assert_eq!(keys.len(), 15, "by {limit}");
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), 15, "by {limit}");
            let one = Key::of_parts(vec!["3".to_owned(), "10".to_owned()]);
            assert!(keys.contains(&one.as_str().to_owned()), "{keys:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_dbas_own_query_lists_the_keys() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE t (id BIGINT PRIMARY KEY, site BIGINT);\n\
             INSERT INTO t VALUES (1, 17);\nINSERT INTO t VALUES (2, 18);\n\
             INSERT INTO t VALUES (3, 17);\nINSERT INTO t VALUES (4, 17)";
        let site = Site::new(dialect, script).await;
        let stream = Stream {
            name: "scan".to_owned(),
            table:
                "(SELECT id AS ticket FROM t WHERE site = :site -- only ours\n) AS shangbao_scan"
                    .to_owned(),
            key: vec!["ticket".to_owned()],
            filter: Some("ticket <> 3".to_owned()),
            params: vec![("site".to_owned(), Param::Integer(17))],
            ..scan("t")
        };
        for limit in [1, 2, 10] {
            let start = begin(&site, &stream, Begin::All).await;
            assert_eq!(walk(&site, &stream, start, limit).await.0, ["1", "4"]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_without_a_key_stops_the_scan_wherever_it_lies() {
    each_dialect(|dialect| async move {
        let values: Vec<String> = (1..=9).map(|n| n.to_string()).chain(["NULL".into()]).collect();
        let site = Site::new(dialect, &filled("BIGINT NULL", &values)).await;
        let start = begin(&site, &scan("t"), Begin::All).await;
        let refused = site.source.page(&scan("t"), &start, 3).await;
        assert!(
            matches!(&refused, Err(SourceError::Sql { code, message }) if code == "key" && message.contains("`id`")),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_scan_begins_at_the_first_key_or_not_at_all() {
    each_dialect(|dialect| async move {
        let site = Site::new(dialect, &filled("BIGINT", &[])).await;
        let refused = site.source.begin(&scan("t"), &Begin::Now).await;
        assert!(
            matches!(&refused, Err(SourceError::Sql { message, .. }) if message.contains("\"all\"")),
            "{refused:?}"
        );
    })
    .await;
}

/// PostgreSQL's collations tell all texts apart, unless a site makes one that does not.
#[tokio::test]
async fn keys_that_a_collation_holds_for_the_same_are_all_met() {
    for (dialect, column) in [
        (
            Dialect::MySql,
            "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
        ),
        (Dialect::Sqlite, "TEXT COLLATE NOCASE"),
    ] {
        let texts = ["aa", "abc", "ABC", "Abc", "aBC", "b", "B", "c"];
        let values: Vec<String> = texts.iter().map(|text| format!("'{text}'")).collect();
        let site = Site::new(dialect, &filled(column, &values)).await;
        for limit in [1, 2, 3, 4] {
            let start = begin(&site, &scan("t"), Begin::All).await;
            let (mut keys, _) = walk_ties(&site, &scan("t"), start, limit).await;
            keys.sort();
            keys.dedup();
            let mut all = texts;
            all.sort_unstable();
            assert_eq!(keys, all, "{dialect} by {limit}");
        }
    }
}

/// SQLite alone orders numbers before texts in a column without a type.
#[tokio::test]
async fn sqlite_keys_of_two_kinds_are_all_met() {
    let values = ["7", "'7'", "8", "'10'", "10", "'x'"].map(str::to_owned);
    let site = Site::new(Dialect::Sqlite, &filled("", &values)).await;
    for limit in [1, 2, 3, 10] {
        let start = begin(&site, &scan("t"), Begin::All).await;
        let (keys, _) = walk(&site, &scan("t"), start, limit).await;
        assert_eq!(keys, ["7", "8", "10", "10", "7", "x"], "by {limit}");
    }
    site.database.run("INSERT INTO t VALUES (x'00')").await;
    let start = begin(&site, &scan("t"), Begin::All).await;
    let mut position = start;
    let refused = loop {
        match site.source.page(&scan("t"), &position, 1).await {
            Ok(page) if !page.end => position = page.position,
            other => break other,
        }
    };
    assert!(
        matches!(&refused, Err(SourceError::Sql { code, .. }) if code == "key"),
        "{refused:?}"
    );
}
