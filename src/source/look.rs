//! A look of an `updated` stream: from some time on through the rows, in (time, key) order.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A place in (time, key) order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The time.
    pub time: String,
    /// The last key at that time that lies before it; empty where none does.
    pub key: Vec<String>,
}

/// A look under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The database's clock when it began.
    pub clock: DateTime<Utc>,
    /// How many of the widths it counts for.
    pub widths: usize,
    /// Where the database's clock made it start; earlier rows are late by more than the lookback.
    pub start: Option<DateTime<Utc>>,
    /// The transactions that were open when it began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Open>,
}

/// A transaction that may still commit rows that bear the time of its beginning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Its name.
    pub name: String,
    /// A time before which it had not begun.
    pub since: DateTime<Utc>,
}
