//! Where a job sees changes, as a mapping's `[[changes]]` declares it.

use std::time::Duration;

use chrono::NaiveDateTime;

use super::Query;

/// The kinds of change streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// A table that only grows, read by a growing id.
    Log,
    /// A table with a time of last change, re-read over a window.
    Updated,
}

/// What one step of an integer time column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds since 1970-01-01 UTC.
    Seconds,
    /// Milliseconds since 1970-01-01 UTC.
    Milliseconds,
}

/// A change log's column that says what happened. It never decides alone: a row that is there is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    /// The column.
    pub column: String,
    /// Its values for a deletion.
    pub delete: Vec<String>,
}

/// One change stream. Identifiers are checked SQL text, ready to stand in a statement.
#[derive(Clone, Debug)]
pub struct Stream {
    /// What it is called in the ledger and in `status`: the table, with `#2` and so on behind a table's further streams.
    pub name: String,
    /// How it is read.
    pub kind: StreamKind,
    /// The table.
    pub table: String,
    /// The growing id, or the time of last change.
    pub cursor: String,
    /// The columns that name the changed row.
    pub key: Vec<String>,
    /// The DBA's condition, put in parentheses by us.
    pub filter: Option<String>,
    /// What happened, where the log says so.
    pub op: Option<Op>,
    /// PostgreSQL: the column that holds the writing transaction.
    pub txid: Option<String>,
    /// The time of the change, for lag and for a first run from a date.
    pub at: Option<String>,
    /// How far back an `updated` stream re-reads.
    pub lookback: Duration,
    /// The unit of an integer time column.
    pub unit: Option<TimeUnit>,
    /// From changed keys to record keys, where they differ.
    pub expand: Option<Query>,
}

/// Where a stream begins to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// At the first row.
    All,
    /// Behind the last row.
    Now,
    /// At a time, in the source's zone.
    Time(NaiveDateTime),
    /// Behind an id of a log.
    Id(i128),
}
