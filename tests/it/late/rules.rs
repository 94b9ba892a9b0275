//! When a missing id is waited for, when it is given up, and what it costs.

use shangbao::source::{Begin, Position, Stream};
use shangbao::sql::Dialect;

use super::poller::{LATE, Poller, Writer, site, site_of};
use crate::bed::each_dialect;
use crate::source::site::{Site, log};
use crate::source::walking::day;

#[tokio::test]
async fn a_row_that_is_committed_late_is_read() {
    for dialect in LATE {
        let site = site(dialect).await;
        let mut poller = Poller::new(&site).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        early.write(&["late-1", "late-2"]).await;
        other.write(&["b"]).await;
        assert_eq!(poller.poll().await, ["b"], "{dialect}");
        assert_eq!(poller.missing(), "1..2");
        poller.assert_stays_open().await;
        other.write(&["c"]).await;
        assert_eq!(poller.poll().await, ["c"], "a gap holds up nothing else");
        early.run("COMMIT").await;
        assert_eq!(poller.poll().await, ["late-1", "late-2"], "{dialect}");
        assert_eq!(poller.missing(), "");
        assert!(poller.poll().await.is_empty());
    }
}

#[tokio::test]
async fn what_was_rolled_back_is_given_up_and_then_costs_no_writing() {
    for dialect in LATE {
        let site = site(dialect).await;
        let mut poller = Poller::new(&site).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        early.write(&["never"]).await;
        other.write(&["b"]).await;
        assert_eq!(poller.poll().await, ["b"]);
        early.run("ROLLBACK").await;
        assert!(poller.settle().await.is_empty());
        let settled = poller.position.clone();
        assert!(poller.poll().await.is_empty());
        assert_eq!(poller.position, settled);
    }
}

/// Without a setting it is a minute, or longer where writers may wait longer for a lock.
#[tokio::test]
async fn mariadb_gives_nothing_up_in_haste() {
    let site = site_of(Dialect::MySql, None).await;
    let mut poller = Poller::new(&site).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.write(&["never"]).await;
    other.write(&["b"]).await;
    assert_eq!(poller.poll().await, ["b"]);
    early.run("ROLLBACK").await;
    poller.assert_stays_open().await;
    assert!(poller.gaps()[0].quiet_since.is_some());
}

#[tokio::test]
async fn thousands_of_rolled_back_ids_are_one_span() {
    for dialect in LATE {
        let site = site(dialect).await;
        let mut poller = Poller::new(&site).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        early.write(&vec!["never"; 5000]).await;
        other.write(&["b"]).await;
        poller.poll().await;
        let spans: usize = poller.gaps().iter().map(|gap| gap.spans.len()).sum();
        assert_eq!(spans, 1, "{dialect}");
        poller.poll().await;
        early.run("ROLLBACK").await;
        assert!(poller.settle().await.is_empty());
    }
}

/// More spans than one statement asks for, more late rows than a page holds.
#[tokio::test]
async fn many_late_rows_come_in_several_pages() {
    for dialect in LATE {
        let site = site(dialect).await;
        let mut poller = Poller::new(&site).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        let keys: Vec<String> = (0..150).map(|n| format!("late-{n:03}")).collect();
        for key in &keys {
            early.write(&[key]).await;
            other.write(&["other"]).await;
        }
        assert_eq!(poller.poll().await.len(), 150);
        assert_eq!(poller.gaps().len(), 1, "all wait for the same");
        assert_eq!(poller.gaps()[0].spans.len(), 150);
        early.run("COMMIT").await;
        poller.limit = 40;
        assert_eq!(poller.poll().await, keys, "{dialect}");
        assert!(poller.settle().await.is_empty());
    }
}

#[tokio::test]
async fn rows_that_the_condition_leaves_out_are_no_gaps() {
    each_dialect(|dialect| async move {
        let site = match dialect {
            Dialect::Sqlite => {
                let table = "CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, row_key TEXT, what TEXT)";
                Site::new(dialect, table).await
            }
            _ => site(dialect).await,
        };
        let stream = Stream {
            filter: Some("what = 'x'".to_owned()),
            ..log("log")
        };
        let mut poller = Poller::of(&site, stream, Begin::All).await;
        let mut writer = Writer::new(&site).await;
        let lines = "INSERT INTO log (row_key, what) VALUES ('a', 'x'), (NULL, 'y'), ('c', NULL), ('d', 'x'), ('e', 'y')";
        writer.run(lines).await;
        poller.limit = 2;
        assert_eq!(poller.poll().await, ["a", "d"]);
        assert_eq!(poller.missing(), "");
        assert!(matches!(&poller.position, Position::Log(at) if at.after == "5"));
    })
    .await;
}

/// One writer at a time: what SQLite lacks, it will never have.
#[tokio::test]
async fn sqlite_has_no_gaps() {
    let table = "CREATE TABLE log (id INTEGER PRIMARY KEY, row_key TEXT);\nINSERT INTO log VALUES (2, 'b'), (9, 'i')";
    let site = Site::new(Dialect::Sqlite, table).await;
    let mut poller = Poller::new(&site).await;
    assert_eq!(poller.poll().await, ["b", "i"]);
    assert_eq!(poller.missing(), "");
}

#[tokio::test]
async fn a_stream_that_begins_now_waits_for_the_writers_of_now() {
    for dialect in LATE {
        let site = site(dialect).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        other.write(&["before"]).await;
        early.write(&["late"]).await;
        other.write(&["before"]).await;
        let mut poller = Poller::of(&site, log("log"), Begin::Now).await;
        assert!(poller.poll().await.is_empty(), "{dialect}");
        early.run("COMMIT").await;
        other.write(&["after"]).await;
        assert_eq!(poller.poll().await, ["late", "after"], "{dialect}");
    }
}

/// Both were drawn before the beginning, far below it, and are committed after it.
#[tokio::test]
async fn a_stream_that_begins_at_a_day_waits_for_the_writers_of_before() {
    for dialect in LATE {
        let site = site(dialect).await;
        let at = "ALTER TABLE log ADD COLUMN at TIMESTAMP NULL";
        site.database.run(at).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        let line = |key, day| format!("INSERT INTO log (row_key, at) VALUES ('{key}', '{day}')");
        early.run(&line("late", "2026-03-01 00:00:01")).await;
        let numbers = match dialect {
            Dialect::MySql => "SELECT seq, '2026-02-28' FROM seq_1_to_20000",
            _ => "SELECT n, CAST('2026-02-28' AS TIMESTAMP) FROM generate_series(1, 20000) AS n",
        };
        other
            .run(&format!("INSERT INTO log (row_key, at) {numbers}"))
            .await;
        other.run(&line("first", "2026-03-01 00:00:02")).await;
        let stream = Stream {
            at: Some("at".to_owned()),
            ..log("log")
        };
        let mut day = Poller::of(&site, stream, day(3, 1)).await;
        let mut now = Poller::of(&site, log("log"), Begin::Now).await;
        assert_eq!(day.poll().await, ["first"], "{dialect}");
        assert!(now.poll().await.is_empty(), "{dialect}");
        early.run("COMMIT").await;
        assert_eq!(day.poll().await, ["late"], "{dialect}");
        assert_eq!(now.poll().await, ["late"], "{dialect}");
    }
}

/// A history in which every other id was rolled back, which is far worse than any real one.
#[tokio::test]
async fn thousands_of_spans_are_looked_at_by_few_statements() {
    for dialect in LATE {
        let site = site(dialect).await;
        let numbers = match dialect {
            Dialect::MySql => "SELECT 2 * seq, seq, 'x' FROM seq_1_to_5000",
            _ => "SELECT 2 * n, n, 'x' FROM generate_series(1, 5000) AS n",
        };
        Writer::new(&site)
            .await
            .run(&format!("INSERT INTO log {numbers}"))
            .await;
        let mut poller = Poller::new(&site).await;
        poller.limit = 1000;
        assert_eq!(poller.poll().await.len(), 5000);
        assert!(poller.poll().await.is_empty(), "{dialect}");
        assert!(poller.settle().await.is_empty());
    }
}

#[test]
fn a_position_of_an_earlier_version_is_read() {
    let old = r#"{"kind":"log","after":"1041"}"#;
    let position: Position = serde_json::from_str(old).unwrap();
    assert_eq!(serde_json::to_string(&position).unwrap(), old);
}
