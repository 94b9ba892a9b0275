//! How far a stream has been read.

use serde::{Deserialize, Serialize};

use super::Gap;

/// How far a stream has been read. More than one number: what lies below the watermark and may
/// still come belongs to it. Kept as JSON in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Position {
    /// A `log` stream.
    Log(LogPosition),
    /// An `updated` stream, in (time, key) order.
    Updated(UpdatedPosition),
    /// A `flag` stream, in the order of its keys.
    Flag(FlagPosition),
    /// A `scan` stream, round by round in the order of its keys.
    Scan(ScanPosition),
}

/// A `log` stream: every id up to the watermark has been read, but for the gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPosition {
    /// The last id, as text: 19 digits do not fit a float.
    pub after: String,
    /// The ids that are missing below, and may still come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// Whether the gaps have been looked at since the stream was last read to its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub looked: bool,
}

/// An `updated` stream, in (time, key) order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatedPosition {
    /// The last time read, or the one where the next look starts; `None` before the first row.
    pub time: Option<String>,
    /// The last key read at that time; empty where a look starts.
    pub key: Vec<String>,
    /// The largest time ever read: the next look starts a lookback before it.
    pub newest: Option<String>,
    /// Where a stream began that does not begin at its first row: no look goes back before it.
    #[serde(default)]
    pub began: Option<Began>,
}

/// A `flag` stream: a look goes through the due rows in the order of their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagPosition {
    /// The last key read in this look; empty where a look starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<KeyPart>,
}

/// A `scan` stream: round by round through all keys, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanPosition {
    /// Which round it is, from 1 on.
    pub round: i64,
    /// The last key read in this round; empty where it starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<KeyPart>,
}

impl Default for ScanPosition {
    /// Before the first key of the first round.
    fn default() -> Self {
        Self {
            round: 1,
            after: Vec::new(),
        }
    }
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

impl LogPosition {
    /// Behind an id, with nothing missing below.
    pub(super) fn behind(id: i128) -> Self {
        Self {
            after: id.to_string(),
            ..Self::default()
        }
    }
}
