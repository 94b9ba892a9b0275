//! Where a job sees changes, as a mapping's `[[changes]]` declares it.

use std::time::Duration;

use chrono::NaiveDateTime;

use super::{Param, Query};

/// The kinds of change streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// A table that only grows, read by a growing id.
    Log,
    /// A table with a time of last change, re-read over a window.
    Updated,
    /// A table with a not-yet-sent flag: its due rows.
    Flag,
    /// A table or a query with no mark at all: all its keys.
    Scan,
}

/// What one step of a time column that holds numbers is.
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

/// A flag in the site's table. Its values are text forms, compared and written in the column's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The column.
    pub column: String,
    /// What says that a row is to be sent; each of these values does.
    pub due: Vec<String>,
    /// Whether NULL says so, too: in rows that are older than the column.
    pub null_is_due: bool,
    /// What is written once the platform has the row.
    pub delivered: String,
    /// What is written once the row was rejected, has expired or was dismissed; without it such a row stays due.
    pub rejected: Option<String>,
}

/// One change stream. Identifiers are checked SQL text, ready to stand in a statement.
#[derive(Clone, Debug)]
pub struct Stream {
    /// What it is called in the ledger and in `status`: the table, with `#2` and so on behind a table's further streams.
    pub name: String,
    /// How it is read.
    pub kind: StreamKind,
    /// The table; of a `scan` also the DBA's own query, in parentheses and with a name.
    pub table: String,
    /// The growing id, or the time of last change; empty where the kind has none.
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
    /// The unit of a time column that holds numbers.
    pub unit: Option<TimeUnit>,
    /// The flag of a `flag` stream.
    pub flag: Option<Flag>,
    /// Values of the platform's `params`, for the names that a `scan`'s own query uses.
    pub params: Vec<(String, Param)>,
    /// From changed keys to record keys, where they differ.
    pub expand: Option<Query>,
}

impl Stream {
    /// The DBA's condition as it stands in a statement.
    pub(super) fn condition(&self) -> String {
        match &self.filter {
            // The line break ends a comment that the condition may end with.
            Some(filter) => format!("({filter}\n)"),
            None => "1 = 1".to_owned(),
        }
    }

    /// The column that says when a row was changed: `at` of a log, the cursor of an `updated` stream.
    pub fn time_column(&self) -> Option<&str> {
        match self.kind {
            StreamKind::Log => self.at.as_deref(),
            StreamKind::Updated => Some(&self.cursor),
            StreamKind::Flag | StreamKind::Scan => None,
        }
    }

    /// Whether its keys come from the DBA's own query, so that it has no table to read rows of.
    pub fn is_query(&self) -> bool {
        self.table.starts_with('(')
    }
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
