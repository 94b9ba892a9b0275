//! Streams of kind `updated`: looks that lose nothing at the borders of their pages.

use shangbao::source::{Begin, Sighting, SourceError, Stream, TimeUnit};
use shangbao::sql::Dialect;

use super::site::{Site, log, updated};
use super::walking::{begin, walk};
use crate::bed::each_dialect;

/// A type, and how a number of seconds is written in it.
type TimeType = (&'static str, fn(i64) -> String);

/// Types of a time of last change.
fn time_types(dialect: Dialect) -> Vec<TimeType> {
    let local: fn(i64) -> String = |s| format!("'2026-03-01 08:{:02}:{:02}.5'", s / 60, s % 60);
    match dialect {
        Dialect::Sqlite => vec![
            ("TEXT", local),
            ("", local),
            ("DATETIME", |s| {
                format!("'2026-03-01T08:{:02}:{:02}Z'", s / 60, s % 60)
            }),
        ],
        Dialect::Postgres => vec![("TIMESTAMP", local), ("TIMESTAMPTZ", local)],
        Dialect::MySql => vec![("DATETIME(1)", local), ("TIMESTAMP(6)", local)],
    }
}

#[tokio::test]
async fn equal_times_across_page_borders_lose_nothing() {
    each_dialect(|dialect| async move {
        for (type_name, literal) in time_types(dialect) {
            let rows: Vec<String> = (0..40)
                .map(|id| format!("INSERT INTO t VALUES ({id}, {})", literal(id / 10)))
                .collect();
            let site = Site::new(
                dialect,
                &format!(
                    "CREATE TABLE t (id BIGINT, changed_at {type_name} NULL);\n{};\nINSERT INTO t VALUES (99, NULL)",
                    rows.join(";\n")
                ),
            )
            .await;
            let stream = updated("t");
            let mut all: Vec<String> = (0..40).map(|id| id.to_string()).collect();
            all.sort();
            for limit in [1, 3, 7, 40, 41] {
                let start = begin(&site, &stream, Begin::All).await;
                let (mut keys, behind) = walk(&site, &stream, start, limit).await;
                keys.sort();
                assert_eq!(keys, all, "{type_name} by {limit}");
                // A look that finds nothing costs no writing.
                let (again, next) = walk(&site, &stream, behind.clone(), limit).await;
                assert_eq!((again, next), (vec![], behind), "{type_name} by {limit}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_look_finds_may_have_changed() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE t (id INT, changed_at BIGINT);\nINSERT INTO t VALUES (1, 5)";
        let site = Site::new(dialect, script).await;
        let stream = Stream {
            unit: Some(TimeUnit::Seconds),
            ..updated("t")
        };
        let start = begin(&site, &stream, Begin::All).await;
        let page = site.source.page(&stream, &start, 5).await.unwrap();
        assert_eq!(page.sighting, Sighting::Candidate);
        assert_eq!(page.newest.unwrap().timestamp(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_row_from_the_future_does_not_hide_the_rest() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id INT, changed_at BIGINT);\nINSERT INTO t VALUES (1, 4070908800)",
        )
        .await;
        let stream = Stream {
            unit: Some(TimeUnit::Seconds),
            ..updated("t")
        };
        let start = begin(&site, &stream, Begin::All).await;
        let (_, behind) = walk(&site, &stream, start, 10).await;
        let now = chrono::Utc::now().timestamp();
        site.database
            .run(&format!("INSERT INTO t VALUES (2, {now})"))
            .await;
        assert_eq!(walk(&site, &stream, behind, 10).await.0, ["2", "1"]);
    })
    .await;
}

#[tokio::test]
async fn a_time_that_cannot_be_read_costs_no_record() {
    each_dialect(|dialect| async move {
        let (time, odd) = match dialect {
            Dialect::Postgres => ("TIMESTAMP", "'infinity'"),
            Dialect::MySql => ("VARCHAR(30)", "''"),
            Dialect::Sqlite => ("TEXT", "''"),
        };
        let site = Site::new(
            dialect,
            &format!(
                "CREATE TABLE t (id INT, changed_at {time});\nINSERT INTO t VALUES (1, {odd});\n\
                 INSERT INTO t VALUES (2, '2026-03-01 08:00:00');\nINSERT INTO t VALUES (3, {odd})"
            ),
        )
        .await;
        for limit in 1..5 {
            let start = begin(&site, &updated("t"), Begin::All).await;
            let (mut keys, behind) = walk(&site, &updated("t"), start, limit).await;
            keys.sort();
            assert_eq!(keys, ["1", "2", "3"], "{limit}");
            let new = "INSERT INTO t VALUES (4, '2026-03-01 08:00:01')";
            site.database.run(new).await;
            let (keys, _) = walk(&site, &updated("t"), behind, limit).await;
            assert!(keys.contains(&"4".to_owned()), "{limit}: {keys:?}");
            site.database.run("DELETE FROM t WHERE id = 4").await;
        }
    })
    .await;
}

#[tokio::test]
async fn composite_keys_of_every_type_continue_at_equal_times() {
    each_dialect(|dialect| async move {
        let (uuid, time) = match dialect {
            Dialect::Sqlite => ("", "DATETIME"),
            Dialect::Postgres => ("UUID", "DATE"),
            Dialect::MySql => ("UUID", "DATE"),
        };
        let rows: Vec<String> = (0..12)
            .map(|n| {
                let guid = format!("0f8fad5b-d9cb-469f-a165-7086772895{n:02}");
                format!(
                    "INSERT INTO t VALUES ({}, '{guid}', '{n}x', '2026-03-01')",
                    n % 3
                )
            })
            .collect();
        let site = Site::new(
            dialect,
            &format!(
                "CREATE TABLE t (a BIGINT, b {uuid}, c CHAR(5), changed_at {time});\n{}",
                rows.join(";\n")
            ),
        )
        .await;
        let key = ["a", "b", "c"].map(str::to_owned).to_vec();
        let stream = Stream {
            key,
            ..updated("t")
        };
        let start = begin(&site, &stream, Begin::All).await;
        let (mut keys, _) = walk(&site, &stream, start, 5).await;
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 12);
        assert_eq!(
            keys[0],
            r#"["0","0f8fad5b-d9cb-469f-a165-708677289500","0x"]"#
        );
    })
    .await;
}

#[tokio::test]
async fn a_row_without_a_key_stops_the_stream_by_name() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id INT, changed_at BIGINT);\nINSERT INTO t VALUES (1, 5);\nINSERT INTO t VALUES (NULL, 5)",
        )
        .await;
        let stream = Stream { unit: Some(TimeUnit::Milliseconds), ..updated("t") };
        let mut position = begin(&site, &stream, Begin::All).await;
        for _ in 0..3 {
            match site.source.page(&stream, &position, 1).await {
                Ok(page) => position = page.position,
                Err(SourceError::Sql { code, message }) => {
                    assert_eq!(code, "key");
                    assert!(message.contains("`t`") && message.contains("`id`"), "{message}");
                    return;
                }
                Err(other) => panic!("{other}"),
            }
        }
        panic!("the row without a key was passed over in silence");
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_is_no_id_or_no_time_is_refused() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id INT, row_key VARCHAR(9), changed_at VARCHAR(20));\nINSERT INTO t VALUES (1, 'a', 'noon')",
        )
        .await;
        let by_text = Stream { cursor: "row_key".to_owned(), ..log("t") };
        let refused = site.source.begin(&by_text, &Begin::All).await;
        assert!(matches!(&refused, Err(SourceError::Sql { code, .. }) if code == "cursor"), "{refused:?}");
        let start = begin(&site, &updated("t"), Begin::All).await;
        let refused = site.source.page(&updated("t"), &start, 5).await;
        assert!(matches!(&refused, Err(SourceError::Sql { code, .. }) if code == "cursor"), "{refused:?}");
    })
    .await;
}

/// MySQL keeps UUIDs as BINARY(16) where it has no type for them.
#[tokio::test]
async fn mysql_binary_keys_continue_at_equal_times() {
    let rows: Vec<String> = (0..9)
        .map(|n| format!("INSERT INTO t VALUES (x'ff{n:02}', '2026-03-01 08:00:00')"))
        .collect();
    let site = Site::new(
        Dialect::MySql,
        &format!(
            "CREATE TABLE t (id BINARY(2), changed_at DATETIME);\n{}",
            rows.join(";\n")
        ),
    )
    .await;
    let start = begin(&site, &updated("t"), Begin::All).await;
    let (keys, _) = walk(&site, &updated("t"), start, 2).await;
    let all: Vec<String> = (0..9).map(|n| format!("ff{n:02}")).collect();
    assert_eq!(keys, all);
}

/// A collation of MariaDB holds keys for the same that differ in case or in blanks at their end.
#[tokio::test]
async fn mysql_keys_that_a_collation_cannot_tell_apart_are_all_read() {
    let keys = ["abc", "ABC", "Abc", "x"];
    let rows = keys.map(|key| format!("INSERT INTO t VALUES ('{key}', '2026-03-01 08:00:00')"));
    let site = Site::new(
        Dialect::MySql,
        &format!(
            "CREATE TABLE t (id VARCHAR(9) COLLATE utf8mb4_general_ci, changed_at DATETIME);\n{}",
            rows.join(";\n")
        ),
    )
    .await;
    for limit in 1..5 {
        let mut position = begin(&site, &updated("t"), Begin::All).await;
        let mut found = Vec::new();
        loop {
            let page = site
                .source
                .page(&updated("t"), &position, limit)
                .await
                .unwrap();
            found.extend(page.keys.iter().map(|key| key.as_str().to_owned()));
            position = page.position;
            if page.end {
                break;
            }
        }
        found.sort();
        found.dedup();
        assert_eq!(found, ["ABC", "Abc", "abc", "x"], "{limit}");
    }
}
