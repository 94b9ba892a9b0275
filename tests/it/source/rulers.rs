//! Streams of kind `updated`: how far back their looks go, by the database's clock.

use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use shangbao::source::{Begin, Position};
use shangbao::sql::Dialect;

use super::timed::{Table, time_types};
use super::walking::begin;
use crate::bed::each_dialect;
use crate::late::poller::Writer;

/// Another row is written at every look, so that it is the ruler that finds the late one.
#[tokio::test]
async fn a_row_that_is_late_is_found_in_a_column_of_every_type() {
    each_dialect(|dialect| async move {
        for kind in time_types(dialect) {
            let mut table = Table::new(dialect, kind, Duration::from_secs(3)).await;
            table.write(1, 2_500).await;
            table.write(2, 0).await;
            assert_eq!(
                table.poll().await.last().unwrap(),
                "2",
                "{}",
                table.kind.name
            );
            table.poll_until("1", Duration::from_secs(20)).await;
        }
    })
    .await;
}

/// As the database sees it, a clock that was put back is a last look in the future.
#[tokio::test]
async fn a_clock_that_is_put_back_loses_nothing() {
    each_dialect(|dialect| async move {
        let mut table = Table::plain(dialect, Duration::from_secs(600)).await;
        let Position::Updated(at) = &mut table.position else {
            panic!("{:?}", table.position)
        };
        for clock in &mut at.looks {
            *clock += TimeDelta::hours(3);
        }
        let last = at.last.as_mut().unwrap();
        last.time = last.time.replacen("20", "21", 1);
        table.write(1, 0).await;
        assert!(table.poll().await.contains(&"1".to_owned()));
        table.write(2, 0).await;
        assert!(
            table.poll().await.contains(&"2".to_owned()),
            "{:?}",
            table.position
        );
    })
    .await;
}

#[tokio::test]
async fn a_row_written_again_at_the_same_time_is_seen_again() {
    each_dialect(|dialect| async move {
        let seconds = time_types(dialect).remove(3);
        let mut table = Table::new(dialect, seconds, Duration::from_secs(600)).await;
        table.write(1, 0).await;
        assert!(table.poll().await.contains(&"1".to_owned()));
        table
            .site
            .database
            .run("UPDATE t SET note = 1 WHERE id = 1")
            .await;
        assert!(table.poll().await.contains(&"1".to_owned()));
    })
    .await;
}

/// Another zone than the configuration says, or another host's clock.
#[tokio::test]
async fn times_far_behind_the_clock_are_read_all_the_same() {
    const HOURS: i64 = 8 * 3_600_000;
    each_dialect(|dialect| async move {
        let kind = time_types(dialect).remove(0);
        let mut table = Table::new(dialect, kind, Duration::from_secs(600)).await;
        table.site.database.run("DELETE FROM t").await;
        table.position = begin(&table.site, &table.stream, Begin::All).await;
        table.write(1, HOURS).await;
        assert_eq!(table.poll().await, ["1"]);
        table.write(2, HOURS).await;
        assert_eq!(table.poll().await, ["2"]);
        assert_eq!(table.poll().await, Vec::<String>::new());
        // From now on looks go back so far, now and then.
        let late = matches!(&table.position, Position::Updated(at) if at.late > Some(28_000));
        assert!(late, "{:?}", table.position);
    })
    .await;
}

/// How many rows are read at 200 looks, and how many by looks over the whole lookback.
#[tokio::test]
async fn looks_read_few_rows() {
    const LOOKBACK: Duration = Duration::from_secs(8);
    let count = |dialect| async move {
        let mut table = Table::plain(dialect, LOOKBACK).await;
        let (mut written, mut read, mut whole) = (vec![Instant::now()], 0, 0);
        for id in 1..=200 {
            table.write(id, 0).await;
            written.push(Instant::now());
            read += table.poll().await.len();
            whole += written.iter().filter(|at| at.elapsed() < LOOKBACK).count();
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        eprintln!("{dialect}: {read} rows read, {whole} by whole windows");
        assert!(
            3 * read < 2 * whole,
            "{dialect}: {read} rows read, {whole} by whole windows"
        );
        let stored = serde_json::to_string(&table.position).unwrap();
        assert!(stored.len() < 1500, "{} bytes", stored.len());
    };
    tokio::join!(
        count(Dialect::Sqlite),
        count(Dialect::Postgres),
        count(Dialect::MySql)
    );
}

/// A row bears the time at which its transaction began, which only PostgreSQL shows to everybody.
#[tokio::test]
async fn a_transaction_that_is_open_for_longer_than_the_lookback_loses_nothing() {
    let mut table = Table::plain(Dialect::Postgres, Duration::from_millis(300)).await;
    let (_, name) = table.site.database.url.rsplit_once('/').unwrap();
    let name = name.to_owned();
    for (id, prepared) in [(100, false), (200, true)] {
        let mut long = Writer::begun(&table.site).await;
        // It has drawn its time, and nothing else.
        long.run("SELECT 1").await;
        for other in 1..30 {
            table.write(id + other, 0).await;
            assert!(table.poll().await.contains(&(id + other).to_string()));
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        let zone = "now() AT TIME ZONE 'Asia/Shanghai'";
        long.run(&format!("INSERT INTO t VALUES ({id}, {zone})"))
            .await;
        let mut other = Writer::new(&table.site).await;
        if prepared {
            long.run(&format!("PREPARE TRANSACTION '{name}'")).await;
            table.write(id + 50, 0).await;
            assert!(!table.poll().await.contains(&id.to_string()));
            other.run(&format!("COMMIT PREPARED '{name}'")).await;
        } else {
            long.run("COMMIT").await;
        }
        table.write(id + 51, 0).await;
        assert!(
            table.poll().await.contains(&id.to_string()),
            "{:?}",
            table.position
        );
    }
}

#[tokio::test]
async fn a_position_of_an_earlier_version_goes_on() {
    each_dialect(|dialect| async move {
        let mut table = Table::plain(dialect, Duration::from_secs(600)).await;
        let time = (table.kind.write)(Utc::now() - TimeDelta::seconds(60));
        let time = time.trim_matches('\'');
        let old = format!(
            r#"{{"kind":"updated","time":"{time}","key":[],"newest":"{time}","began":null}}"#
        );
        table.position = serde_json::from_str(&old).unwrap();
        table.write(1, 0).await;
        assert_eq!(table.poll().await, ["0", "1"]);
        table.write(2, 1_000).await;
        assert!(table.poll().await.contains(&"2".to_owned()));
    })
    .await;
}
