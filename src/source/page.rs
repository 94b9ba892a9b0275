//! A page of changes, and how far a stream has been read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Gap, Key};

/// How far a stream has been read. More than one number: what lies below the watermark and may
/// still come belongs to it. Kept as JSON in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Position {
    /// A `log` stream: every id up to this one has been read, but for the gaps.
    Log {
        /// The last id, as text: 19 digits do not fit a float.
        after: String,
        /// The ids that are missing below, and may still come.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gaps: Vec<Gap>,
        /// Whether the gaps have been looked at since the stream was last read to its end.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        looked: bool,
    },
    /// An `updated` stream, in (time, key) order.
    Updated {
        /// The last time read, or the one where the next look starts; `None` before the first row.
        time: Option<String>,
        /// The last key read at that time; empty where a look starts.
        key: Vec<String>,
        /// The largest time ever read: the next look starts a lookback before it.
        newest: Option<String>,
        /// Where a stream began that does not begin at its first row: no look goes back before it.
        #[serde(default)]
        began: Option<Began>,
    },
    /// A `flag` stream: a look goes through the due rows in the order of their keys.
    Flag {
        /// The last key read in this look; empty where a look starts.
        after: Vec<KeyPart>,
    },
    /// A `scan` stream: round by round through all keys, in their order.
    Scan {
        /// Which round it is.
        round: i64,
        /// The last key read in this round; empty where it starts.
        after: Vec<KeyPart>,
    },
}

/// A column of a key as a position keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeyPart {
    /// SQLite alone: a whole number, which a column without a type orders before any text.
    Integer(i64),
    /// Its text form.
    Text(String),
}

/// Where an `updated` stream began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Began {
    /// The time.
    pub time: String,
    /// The last key at that time that does not belong to the stream; empty where all do.
    pub key: Vec<String>,
}

/// What it means that a key was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sighting {
    /// The key has changed.
    Changed,
    /// The key may have changed: it is due only when its content differs from what was last tried.
    Candidate,
}

/// A page of changes.
#[derive(Clone, Debug)]
pub struct Page {
    /// The changed keys, in order, repeated where they changed repeatedly.
    pub keys: Vec<Key>,
    /// What seeing them means.
    pub sighting: Sighting,
    /// The position behind them.
    pub position: Position,
    /// Whether the stream ends here for now.
    pub end: bool,
    /// When the newest of these changes was made, where the stream knows.
    pub newest: Option<DateTime<Utc>>,
}
