//! Ranges of times: every row of them once, by pages of any size, and none outside.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Asia::Shanghai;
use shangbao::source::{Flag, Position, RangePosition, SourceError, Stream, StreamKind};

use super::site::{Site, log, updated};
use super::timed::time_types;
use super::walking::walk;
use crate::bed::each_dialect;

fn minute(minute: u32) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    day.and_hms_opt(8, minute, 0).unwrap()
}

fn instant(time: NaiveDateTime) -> DateTime<Utc> {
    Shanghai.from_local_datetime(&time).unwrap().to_utc()
}

fn between(from: NaiveDateTime, to: NaiveDateTime) -> Position {
    Position::Range(RangePosition {
        from,
        to,
        ..RangePosition::default()
    })
}

/// 8:10 to 8:30.
fn range() -> Position {
    between(minute(10), minute(30))
}

#[tokio::test]
async fn an_updated_stream_gives_the_rows_of_a_range_with_their_times() {
    each_dialect(|dialect| async move {
        for kind in time_types(dialect) {
            let write = |at: u32| (kind.write)(instant(minute(at)));
            let script = format!(
                "CREATE TABLE t (id INT PRIMARY KEY, changed_at {} NULL);\n\
                 INSERT INTO t VALUES (1, {}), (2, {}), (3, {}), (4, {}), (5, {}), (6, {}), (7, NULL)",
                kind.name,
                write(9),
                write(10),
                write(10),
                write(29),
                write(30),
                write(31)
            );
            let site = Site::new(dialect, &script).await;
            let stream = Stream {
                unit: kind.unit,
                ..updated("t")
            };
            for limit in 1..5 {
                let (mut keys, mut times, mut position) = (vec![], vec![], range());
                while !position.is_at_end() {
                    let page = site.source.page(&stream, &position, limit).await.unwrap();
                    keys.extend(page.keys.iter().map(ToString::to_string));
                    times.extend(page.times);
                    // As it is kept between two runs.
                    let text = serde_json::to_string(&page.position).unwrap();
                    position = serde_json::from_str(&text).unwrap();
                }
                assert_eq!(keys, ["2", "3", "4"], "{} by {limit}", kind.name);
                assert_eq!(times, [10, 10, 29].map(|at| Some(instant(minute(at)))));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_log_gives_the_rows_of_a_range_in_the_order_of_its_ids() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE log (id BIGINT PRIMARY KEY, row_key VARCHAR(20), at VARCHAR(30));\n\
                      INSERT INTO log VALUES (-5, 'a', '2026-03-01 08:20:00'), (1, 'b', '2026-03-01 08:09:59'), \
                      (2, 'c', '2026-03-01 08:29:59'), (3, 'd', '2026-03-01 08:30:00'), (4, 'a', '2026-03-01 08:10:00'), \
                      (5, 'e', NULL), (6, 'f', '2026-03-01 08:11:00')";
        let site = Site::new(dialect, script).await;
        let stream = Stream {
            at: Some("at".to_owned()),
            filter: Some("row_key <> 'f'".to_owned()),
            ..log("log")
        };
        for limit in 1..5 {
            let (keys, end) = walk(&site, &stream, range(), limit).await;
            assert_eq!(keys, ["a", "c", "a"], "{limit}");
            assert!(end.is_at_end());
            assert!(walk(&site, &stream, end, limit).await.0.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn a_range_ends_inside_what_its_column_can_tell() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE t (id INT PRIMARY KEY, changed_at DATE);\n\
                      INSERT INTO t VALUES (1, '2026-02-28'), (2, '2026-03-01'), (3, '2026-03-02')";
        let site = Site::new(dialect, script).await;
        let stream = updated("t");
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let noon = |at| day(at).and_hms_opt(12, 0, 0).unwrap();
        let cases = [
            (day(1).into(), noon(1), vec!["2"]),
            (noon(1), noon(2), vec!["3"]),
            (noon(1), day(2).into(), vec![]),
        ];
        for (from, to, expected) in cases {
            let start = between(from, to);
            assert_eq!(walk(&site, &stream, start, 10).await.0, expected, "{from}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_table_has_an_empty_range_and_a_stream_without_times_none() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE t (id INT PRIMARY KEY, changed_at DATE, sent INT)";
        let site = Site::new(dialect, script).await;
        let (keys, end) = walk(&site, &updated("t"), range(), 10).await;
        assert!(keys.is_empty() && matches!(end, Position::Range(at) if at.ended));
        let flag = Flag {
            column: "sent".to_owned(),
            due: vec!["0".to_owned()],
            null_is_due: false,
            delivered: "1".to_owned(),
            rejected: None,
        };
        let of = |kind, flag| Stream {
            kind,
            flag,
            ..updated("t")
        };
        for stream in [
            of(StreamKind::Log, None),
            of(StreamKind::Flag, Some(flag)),
            of(StreamKind::Scan, None),
        ] {
            let refused = site.source.page(&stream, &range(), 10).await.unwrap_err();
            assert!(
                matches!(&refused, SourceError::Sql { code, .. } if code == "range"),
                "{refused}"
            );
        }
    })
    .await;
}
