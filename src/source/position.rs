//! How far a stream has been read.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Gap;
use crate::language::text;

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
    /// The rows of a range of times, of a stream that knows times.
    Range(RangePosition),
}

impl Position {
    /// As the ledger keeps it.
    ///
    /// # Errors
    /// What cannot be written as JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// This position, where the stream's table was seen to begin anew; `None` where that is kept already, or the kind has no such thing.
    pub fn stopped(&self, message: &str) -> Option<Self> {
        match self {
            Self::Log(at) if at.stopped.is_none() => Some(Self::Log(LogPosition {
                stopped: Some(message.to_owned()),
                ..at.clone()
            })),
            _ => None,
        }
    }

    /// Whether the stream had been read to its end when it came here.
    pub fn is_at_end(&self) -> bool {
        match self {
            Self::Log(at) => !at.looked,
            Self::Updated(at) => at.look.is_none(),
            Self::Flag(at) => at.after.is_empty(),
            Self::Scan(at) => at.after.is_empty(),
            Self::Range(at) => at.ended,
        }
    }

    /// In the middle of a stream, when the last change was made that was taken in, where the stream says so.
    pub fn reached(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Log(at) => at.reached,
            Self::Updated(_) | Self::Flag(_) | Self::Scan(_) | Self::Range(_) => None,
        }
    }

    /// Up to which id, time or key the stream has been read, for a person.
    pub fn watermark(&self) -> Option<String> {
        match self {
            Self::Log(at) => Some(at.after.clone()),
            Self::Updated(at) => at.newest.clone(),
            Self::Flag(_) => None,
            Self::Scan(at) => Some(match (at.round.to_string(), at.after.as_slice()) {
                (n, []) => text!("source-round", round = n),
                (n, last) => text!("source-round-behind", round = n, keys = KeyPart::list(last)),
            }),
            Self::Range(at) => match &at.place {
                Some(place) => Some(place.time.clone()),
                None => at.id.clone(),
            },
        }
    }
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
    /// In the middle of the stream, when the newest change was made of the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<DateTime<Utc>>,
    /// Of a log that names the writing transaction: whose rows have been read.
    #[serde(rename = "taken", default, skip_serializing_if = "Option::is_none")]
    pub transactions: Option<TxSnapshots>,
    /// The row at the watermark; none before the first one.
    #[serde(rename = "mark", default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<RowFingerprint>,
    /// Its table was seen to begin anew, and how; kept until a person sets the stream back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
}

/// Whose rows of a log have been read, where it names the writing transaction: its watermark is only the greatest id seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TxSnapshots {
    /// The rows of all transactions that had ended by this snapshot (`xmin:xmax:open,..`) have been read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<String>,
    /// But for those behind this id, which are still to be read, whoever wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    /// In the middle of a reading: up to which snapshot it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// And behind which id it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl TxSnapshots {
    /// What old transactions have written below the new floor stays to be read, unless the server counts them anew.
    fn set_back(self, old: Option<&Self>) -> Self {
        let snapshot = old.and_then(|old| old.snapshot.clone());
        let snapshot = snapshot.filter(|old| {
            let now = self.snapshot.as_deref().and_then(Self::next);
            now.is_some_and(|now| Self::next(old).is_some_and(|old| old <= now))
        });
        Self {
            snapshot: snapshot.or(self.snapshot),
            ..self
        }
    }

    /// The number of the first transaction that had not begun by a snapshot.
    pub(super) fn next(snapshot: &str) -> Option<u64> {
        snapshot.split(':').nth(1)?.parse().ok()
    }
}

/// A row of a log, to be known again: another row at its id says that the table began anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFingerprint {
    /// The columns that say which row it is.
    pub of: String,
    /// Their digest.
    pub row: String,
    /// Which table it lay in, as the database names it; empty where that says nothing.
    pub home: String,
}

/// An `updated` stream, read in looks: each goes through the rows from some time on, in (time, key) order, in as many
/// pages as it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatedPosition {
    /// In a look the last time read; before the first one, where it starts.
    pub time: Option<String>,
    /// The last key read at that time; empty where a look starts.
    pub key: Vec<String>,
    /// The largest time of the last look that found any.
    pub newest: Option<String>,
    /// Where a stream began that does not begin at its first row: no look goes back before it.
    #[serde(default)]
    pub began: Option<Place>,
    /// The last row of all that bears no time to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Place>,
    /// The database's clock when the last look began of those that went back so far; each twice as far as the one before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<DateTime<Utc>>,
    /// PostgreSQL: the transactions that were open then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Open>,
    /// By how many seconds a row was late that was found nevertheless, where that is more than the lookback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<u64>,
    /// The look under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Box<Look>>,
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

/// A range of times of a stream with a [`super::Stream::time_column`], in the order of a log's ids, or by (time, key).
/// With nothing read of it, it stands before its first row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangePosition {
    /// From this time of the source's zone on.
    pub from: NaiveDateTime,
    /// And before this one.
    pub to: NaiveDateTime,
    /// The last id read of a log.
    pub id: Option<String>,
    /// The last row read of an `updated` stream.
    pub place: Option<Place>,
    /// Whether it was read to its end.
    pub ended: bool,
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

impl KeyPart {
    /// Several, for a person.
    fn list(parts: &[Self]) -> String {
        let texts = parts.iter().map(|part| match part {
            Self::Integer(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        });
        texts.collect::<Vec<_>>().join(", ")
    }
}

impl Position {
    /// This position, to which a person sets a stream back that stands at `old`: what is waited for below stays waited
    /// for, and looks may go back behind it.
    pub fn set_back(self, old: Option<&Self>) -> Self {
        match (self, old) {
            (Self::Log(new), Some(Self::Log(old))) => {
                let until = new.id().unwrap_or(i128::MIN);
                let gaps = old.gaps.iter().filter_map(|gap| gap.up_to(until));
                Self::Log(LogPosition {
                    gaps: gaps.collect(),
                    transactions: new
                        .transactions
                        .map(|transactions| transactions.set_back(old.transactions.as_ref())),
                    ..new
                })
            }
            (Self::Updated(new), _) => Self::Updated(UpdatedPosition { began: None, ..new }),
            (Self::Scan(new), Some(Self::Scan(old))) => Self::Scan(ScanPosition {
                round: old.round,
                ..new
            }),
            (new, _) => new,
        }
    }
}

impl LogPosition {
    /// Behind an id, with nothing missing below.
    pub(super) fn behind(id: i128) -> Self {
        Self {
            after: id.to_string(),
            ..Self::default()
        }
    }

    /// The watermark, where it is a number.
    pub fn id(&self) -> Option<i128> {
        self.after.parse().ok()
    }
}

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
