//! A table with a time of last change, whose times are of any type, and its reader.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Asia::Shanghai;
use shangbao::source::{Begin, Position, Stream, TimeUnit};
use shangbao::sql::Dialect;

use super::site::{Site, updated};
use super::walking::{begin, walk};

/// A type of a time column, its unit, and how a time is written in it.
pub(crate) struct TimeType {
    pub(crate) name: &'static str,
    pub(crate) unit: Option<TimeUnit>,
    pub(crate) write: fn(DateTime<Utc>) -> String,
}

fn local(time: DateTime<Utc>) -> String {
    let time = time.with_timezone(&Shanghai);
    time.format("'%Y-%m-%d %H:%M:%S%.6f'").to_string()
}

fn utc(time: DateTime<Utc>) -> String {
    time.format("'%Y-%m-%d %H:%M:%S%.6f+00:00'").to_string()
}

pub(crate) fn time_types(dialect: Dialect) -> Vec<TimeType> {
    let of = |name, write| TimeType {
        name,
        unit: None,
        write,
    };
    let (plain, zoned) = match dialect {
        Dialect::Postgres => (of("TIMESTAMP", local), of("TIMESTAMPTZ", utc)),
        // The test's own session has the zone UTC.
        Dialect::MySql => (
            of("DATETIME(6)", local),
            of("TIMESTAMP(6)", |time| {
                time.format("'%Y-%m-%d %H:%M:%S%.6f'").to_string()
            }),
        ),
        Dialect::Sqlite => (
            of("TEXT", local),
            of("DATETIME", |time| {
                time.format("'%Y-%m-%dT%H:%M:%S%.3fZ'").to_string()
            }),
        ),
    };
    let numbers = |name, unit, write| TimeType {
        name,
        unit: Some(unit),
        write,
    };
    let number = |unit, write| numbers("BIGINT", unit, write);
    let double = match dialect {
        Dialect::Postgres => "DOUBLE PRECISION",
        Dialect::MySql => "DOUBLE",
        Dialect::Sqlite => "REAL",
    };
    let fraction =
        |time: DateTime<Utc>| format!("{}.{:03}", time.timestamp(), time.timestamp_subsec_millis());
    vec![
        plain,
        zoned,
        of("VARCHAR(40)", local),
        number(TimeUnit::Seconds, |time| time.timestamp().to_string()),
        number(TimeUnit::Milliseconds, |time| {
            time.timestamp_millis().to_string()
        }),
        numbers(double, TimeUnit::Seconds, fraction),
        numbers(double, TimeUnit::Milliseconds, |time| {
            time.timestamp_millis().to_string()
        }),
        numbers("DECIMAL(16, 3)", TimeUnit::Seconds, fraction),
        numbers("VARCHAR(20)", TimeUnit::Seconds, |time| {
            format!(
                "'{}.{:03}'",
                time.timestamp(),
                time.timestamp_subsec_millis()
            )
        }),
    ]
}

/// A table whose times are of a type, read with a lookback.
pub(crate) struct Table {
    pub(crate) site: Site,
    pub(crate) kind: TimeType,
    pub(crate) stream: Stream,
    pub(crate) position: Position,
}

impl Table {
    /// Read to its end, with one row of now in it.
    pub(crate) async fn new(dialect: Dialect, kind: TimeType, lookback: Duration) -> Self {
        let create = format!(
            "CREATE TABLE t (id INT PRIMARY KEY, changed_at {} NULL, note INT)",
            kind.name
        );
        let site = Site::new(dialect, &create).await;
        let stream = Stream {
            lookback,
            unit: kind.unit,
            ..updated("t")
        };
        let position = begin(&site, &stream, Begin::All).await;
        let mut table = Self {
            site,
            kind,
            stream,
            position,
        };
        table.write(0, 0).await;
        assert_eq!(table.poll().await, ["0"]);
        table
    }

    /// A table with whole times, of the first type there is.
    pub(crate) async fn plain(dialect: Dialect, lookback: Duration) -> Self {
        Self::new(dialect, time_types(dialect).remove(0), lookback).await
    }

    /// Writes a row that is so many milliseconds late.
    pub(crate) async fn write(&self, id: i64, late_ms: i64) {
        let time = (self.kind.write)(Utc::now() - TimeDelta::milliseconds(late_ms));
        self.site
            .database
            .run(&format!(
                "INSERT INTO t (id, changed_at) VALUES ({id}, {time})"
            ))
            .await;
    }

    /// Reads the stream to its end; the position goes through its stored form.
    pub(crate) async fn poll(&mut self) -> Vec<String> {
        let stored = serde_json::to_string(&self.position).unwrap();
        let position = serde_json::from_str(&stored).unwrap();
        let (keys, position) = walk(&self.site, &self.stream, position, 7).await;
        self.position = position;
        keys
    }

    /// Polls until a row is found; how many polls that took.
    pub(crate) async fn poll_until(&mut self, key: &str, limit: Duration) -> usize {
        let started = Instant::now();
        for polls in 1.. {
            if self.poll().await.iter().any(|found| found == key) {
                return polls;
            }
            assert!(
                started.elapsed() < limit,
                "{} is lost: {:?}",
                key,
                self.position
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        0
    }
}
