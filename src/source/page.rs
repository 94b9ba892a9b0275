//! A page of changes.

use chrono::{DateTime, Utc};

use super::{Key, Position};

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
    /// Those of them that may be deleted: a log says so, or does not say what happened. Never decides alone: a row that is there is sent.
    pub deleted: Vec<Key>,
    /// When each of them was changed, as far as that can be read; only of [`Position::Range`], else empty.
    pub times: Vec<Option<DateTime<Utc>>>,
    /// What seeing them means.
    pub sighting: Sighting,
    /// The position behind them.
    pub position: Position,
    /// Whether the stream ends here for now.
    pub end: bool,
    /// When the newest of these changes was made, where the stream knows.
    pub newest: Option<DateTime<Utc>>,
}
