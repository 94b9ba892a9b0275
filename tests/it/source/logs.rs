//! Streams of kind `log`: by id, to the last digit, from where they are told to begin.

use shangbao::source::{Begin, LogPosition, Position, Sighting, SourceError, Stream};
use shangbao::sql::Dialect;

use super::site::{Site, log};
use super::walking::{begin, day, walk};
use crate::bed::each_dialect;

fn after(id: &str) -> Position {
    Position::Log(LogPosition {
        after: id.to_owned(),
        ..LogPosition::default()
    })
}

/// The watermark of a log's position, without what is missing below.
fn watermark(position: &Position) -> &str {
    match position {
        Position::Log(at) => &at.after,
        _ => "of another kind",
    }
}

/// A log of four changes; its times carry no zone.
fn log_script(dialect: Dialect) -> String {
    let time = match dialect {
        Dialect::Postgres => "TIMESTAMP",
        Dialect::MySql | Dialect::Sqlite => "DATETIME",
    };
    format!(
        "CREATE TABLE log (id BIGINT PRIMARY KEY, row_key VARCHAR(20), what VARCHAR(9), at {time});\n\
         INSERT INTO log VALUES (9007199254740992, 'a', 'x', '2026-02-28 10:00:00');\n\
         INSERT INTO log VALUES (9007199254740993, 'b', 'y', '2026-02-28 23:00:00');\n\
         INSERT INTO log VALUES (9007199254740994, 'a', 'x', '2026-03-01 01:00:00');\n\
         INSERT INTO log VALUES (1234567890123456789, 'c', 'x', '2026-03-01 02:00:00')"
    )
}

#[tokio::test]
async fn a_log_is_read_by_its_id_without_losing_a_digit() {
    each_dialect(|dialect| async move {
        let site = Site::new(dialect, &log_script(dialect)).await;
        let stream = log("log");
        let start = begin(&site, &stream, Begin::All).await;
        for limit in 1..6 {
            let (keys, end) = walk(&site, &stream, start.clone(), limit).await;
            assert_eq!(keys, ["a", "b", "a", "c"], "{limit}");
            assert_eq!(watermark(&end), "1234567890123456789");
            let (keys, again) = walk(&site, &stream, end.clone(), limit).await;
            assert_eq!((keys, watermark(&again)), (vec![], watermark(&end)));
        }
        let x_only = Stream {
            filter: Some("what = 'x' OR what = '-' -- or".to_owned()),
            ..stream
        };
        assert_eq!(walk(&site, &x_only, start, 1).await.0, ["a", "a", "c"]);
        let page = site.source.page(&x_only, &after("0"), 10).await.unwrap();
        assert_eq!((page.sighting, page.newest), (Sighting::Changed, None));
    })
    .await;
}

#[tokio::test]
async fn a_log_begins_where_it_is_told_to() {
    each_dialect(|dialect| async move {
        let site = Site::new(dialect, &log_script(dialect)).await;
        let stream = Stream {
            at: Some("at".to_owned()),
            ..log("log")
        };
        let now = begin(&site, &stream, Begin::Now).await;
        assert_eq!(watermark(&now), "1234567890123456789");
        for (day, first) in [
            (day(3, 1), "9007199254740993"),
            (day(1, 1), "9007199254740991"),
        ] {
            assert_eq!(watermark(&begin(&site, &stream, day).await), first);
        }
        let later = begin(&site, &stream, day(4, 1)).await;
        assert_eq!(watermark(&later), "1234567890123456789");
        let page = site.source.page(&stream, &after("0"), 10).await.unwrap();
        assert!(page.newest.is_some() && page.position.is_at_end());
        let page = site.source.page(&stream, &after("0"), 1).await.unwrap();
        assert!(!page.position.is_at_end());
        assert_eq!(page.position.reached(), page.newest);

        let undated = log("log");
        let refused = site.source.begin(&undated, &day(3, 1)).await;
        assert!(
            matches!(&refused, Err(SourceError::Sql { code, .. }) if code == "begin"),
            "{refused:?}"
        );

        site.database.run("DELETE FROM log").await;
        assert_eq!(begin(&site, &stream, Begin::All).await, after("0"));
        assert_eq!(begin(&site, &stream, Begin::Now).await, after("0"));
        site.database
            .run("INSERT INTO log (id, row_key) VALUES (-5, 'n')")
            .await;
        assert_eq!(begin(&site, &stream, Begin::All).await, after("-6"));
    })
    .await;
}

/// Unsigned columns and 20 digits are MySQL's own.
#[tokio::test]
async fn mysql_unsigned_and_decimal_ids_keep_their_digits() {
    for type_name in ["BIGINT UNSIGNED", "DECIMAL(20,0)"] {
        let site = Site::new(
            Dialect::MySql,
            &format!(
                "CREATE TABLE log (id {type_name} PRIMARY KEY, row_key INT);\n\
                 INSERT INTO log VALUES (18446744073709551613, 1);\n\
                 INSERT INTO log VALUES (18446744073709551614, 2);\n\
                 INSERT INTO log VALUES (18446744073709551615, 3)"
            ),
        )
        .await;
        let start = begin(&site, &log("log"), Begin::All).await;
        let (keys, end) = walk(&site, &log("log"), start, 1).await;
        assert_eq!(
            (keys.join(","), watermark(&end)),
            ("1,2,3".to_owned(), "18446744073709551615")
        );
    }
}
