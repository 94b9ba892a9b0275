//! Prepare: keys become records, or what stands in the way of each.
//!
//! Whoever wants to know what a key would be sent as asks here: a run, `preview`, the trial of `check`, `audit`, the probe of a
//! platform, the write-back of flags. So all of them find the same row for a key, refuse it for the same reason, and stop for
//! the same faults.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::Job;
use super::lookups::lookups;
use super::narrow::{Narrowing, Reader};
use super::page::Weight;
use super::run_once::{Asked, Stop};
use super::sorted::{Rows, Sorted, bind};
use crate::language::text;
use crate::ledger::{Ledger, Outcome};
use crate::mapping::{Mapping, Rejection};
use crate::media::LARGEST;
use crate::platform::{Digest, Record};
use crate::source::{Bounds, Key, RowSet, SourceError, Value};

/// What was found for each key.
#[derive(Default)]
pub(super) struct Prepared {
    /// Each key once, in the order in which they were asked for.
    pub(super) found: Vec<(Key, Found)>,
    /// What their rows weigh.
    pub(super) weight: Weight,
}

/// What the site holds for a key.
#[derive(Debug)]
pub(super) enum Found {
    /// One row, which is a record.
    Record {
        /// The record; its photos and attachments are not read.
        record: Box<Record>,
        /// The digest of the row.
        row: String,
    },
    /// No record can be made of it.
    Refused {
        /// Why.
        refusal: Refusal,
        /// The digest of the row; that of the refusal, where there is not exactly one row. A key that is refused for it
        /// once more is as it was.
        row: String,
    },
    /// No row.
    NoRow,
}

/// Why no record can be made of a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// In one word: `mapping` refuses a value, `sql` fails on the key or on a value, `rows` are several, `size` is too large;
    /// `expand` fails on a change.
    pub code: &'static str,
    /// What is wrong, at least one thing: the field that it is about, if any, and a sentence without values.
    pub reasons: Vec<(Option<&'static str>, String)>,
    /// Which record it would be, as in [`Record::identity`], where the row tells.
    pub identity: Option<String>,
    /// Its other name, as in [`Record::alias`].
    pub alias: Option<String>,
}

/// Reads the rows of keys as they are now, and maps them. Nothing is written, and no photo is read.
///
/// A key that breaks the SQL, has two rows or a million, or a wrong value, is refused alone, whatever keys it was asked with.
///
/// # Errors
/// What is no key's fault: the database is not there or refuses the SQL; its columns are not those of the mapping; the ledger.
/// From a [`Reader::Hold`] also what may be a key's: its transaction is over, and fewer keys are to be tried in another.
pub(super) async fn prepare(
    job: &Job,
    ledger: &Ledger,
    reader: &mut Reader<'_, '_>,
    keys: Vec<Key>,
) -> Result<Prepared, Stop> {
    let mut prepared = Prepared::default();
    let mut seen = HashSet::new();
    let mut asked = keys;
    asked.retain(|key| seen.insert(key.clone()));
    let mut narrowing = Narrowing::of(&job.mapping.rows, asked.clone(), bounds);
    let unread = |error| Stop::Source {
        asked: Asked::Rows,
        error,
    };
    while let Some((keys, answer)) = narrowing.next(reader).await.map_err(unread)? {
        match answer {
            Ok(rows) => {
                prepared.weight.add(&rows);
                let unsure = prepared.map(job, ledger, &job.mapping, keys, &rows);
                narrowing.again(unsure.await?);
            }
            Err(error) => prepared.refuse(keys, &error),
        }
    }
    Ok(prepared.in_order(&asked))
}

/// The same of keys whose rows are no more, by the mapping of [`Mapping::farewell`]: the key is all of the row.
///
/// # Errors
/// A farewell that uses other columns; the ledger.
pub(super) async fn prepare_gone(
    job: &Job,
    ledger: &Ledger,
    farewell: &Mapping,
    keys: Vec<Key>,
) -> Result<Prepared, Stop> {
    let mut prepared = Prepared::default();
    let mut parts = vec![keys.clone()];
    while let Some(keys) = parts.pop() {
        let mut rows = RowSet::from(farewell.key_columns());
        rows.rows = keys.iter().map(|key| row_of(key, farewell)).collect();
        let unsure = prepared.map(job, ledger, farewell, keys, &rows).await?;
        parts.extend(unsure.into_iter().map(|key| vec![key]));
    }
    Ok(prepared.in_order(&keys))
}

fn row_of(key: &Key, farewell: &Mapping) -> Vec<Value> {
    let columns = farewell.key.len();
    let parts = key.parts(columns);
    let parts = parts.unwrap_or_else(|| vec![key.as_str().to_owned(); columns]);
    parts.into_iter().map(Value::Text).collect()
}

/// How much the rows of so many keys may hold: a few times as many rows, so that a JOIN that gives several to each is told as
/// that, and one without a condition ends before it fills the memory. A key alone may have the largest photos and files.
fn bounds(keys: usize) -> Bounds {
    const ROWS: usize = 1000;
    Bounds {
        keys,
        rows: ROWS.max(4 * keys),
        bytes: if keys == 1 { 2 * LARGEST } else { LARGEST / 2 },
    }
}

impl Prepared {
    /// Maps the rows of keys; the keys that have to be asked for again, fewer at a time.
    async fn map(
        &mut self,
        job: &Job,
        ledger: &Ledger,
        mapping: &Mapping,
        keys: Vec<Key>,
        rows: &RowSet,
    ) -> Result<Vec<Key>, Stop> {
        let bound = bind(mapping, rows)?;
        let lookups = lookups(job, ledger, &bound, &rows.rows).await?;
        let sorted = Sorted::of(&keys, &bound, rows);
        let mut unsure = Vec::new();
        for key in &keys {
            let found = match sorted.of_key(key) {
                Rows::Unsure => {
                    unsure.push(key.clone());
                    continue;
                }
                Rows::None => Found::NoRow,
                Rows::One(row) => Found::of_row(bound.row_digest(row), bound.apply(row, &lookups)),
                Rows::Many => Refusal::new("rows", text!("pipeline-many-rows")).into(),
            };
            self.found.push((key.clone(), found));
        }
        Ok(unsure)
    }

    /// The same, in the order of the keys that were asked for.
    fn in_order(mut self, keys: &[Key]) -> Self {
        let places = keys.iter().enumerate();
        let places: HashMap<&Key, usize> = places.map(|(at, key)| (key, at)).collect();
        self.found.sort_by_key(|(key, _)| places.get(key).copied());
        self
    }

    /// Refuses a key that breaks the SQL.
    fn refuse(&mut self, keys: Vec<Key>, error: &SourceError) {
        let code = match error {
            SourceError::TooMany { .. } => "rows",
            SourceError::TooLarge { .. } => "size",
            _ => "sql",
        };
        let found = || Refusal::new(code, error.to_string()).into();
        self.found
            .extend(keys.into_iter().map(|key| (key, found())));
    }
}

impl Found {
    fn of_row(row: Digest, record: Result<Record, Rejection>) -> Self {
        let row = row.to_string();
        match record {
            Ok(record) => Self::Record {
                record: Box::new(record),
                row,
            },
            Err(rejection) => Self::Refused {
                refusal: rejection.into(),
                row,
            },
        }
    }

    /// The digest of its row, or of why it has none to send.
    pub(super) fn row(&self) -> Option<&str> {
        match self {
            Self::Record { row, .. } | Self::Refused { row, .. } => Some(row),
            Self::NoRow => None,
        }
    }
}

impl From<Refusal> for Found {
    fn from(refusal: Refusal) -> Self {
        let row = refusal.digest();
        Self::Refused { refusal, row }
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        let reasons = rejection.fields.into_iter();
        Self {
            code: "mapping",
            reasons: reasons
                .map(|wrong| (Some(wrong.field), wrong.message))
                .collect(),
            identity: rejection.identity,
            alias: rejection.alias,
        }
    }
}

impl Refusal {
    /// A refusal that is about no single field.
    pub(super) fn new(code: &'static str, message: String) -> Self {
        Self {
            code,
            reasons: vec![(None, message)],
            ..Self::default()
        }
    }

    /// What stands for the digest of a row, where there is not exactly one.
    pub(super) fn digest(&self) -> String {
        let said = self.to_string();
        Digest::of_parts([self.code.as_bytes(), said.as_bytes()]).to_string()
    }

    /// What becomes of a key that is refused; `row` as in [`Found::Refused`].
    pub(super) fn outcome(&self, row: String) -> Outcome {
        let field = self.reasons.iter().find_map(|(field, _)| *field);
        Outcome::Rejected {
            tried: Some(row),
            field: field.map(str::to_owned),
            code: self.code.into(),
            message: self.to_string(),
            project: None,
        }
    }
}

impl fmt::Display for Refusal {
    /// All that is wrong, each field before its reason.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (field, reason)) in self.reasons.iter().enumerate() {
            let apart = if at == 0 { "" } else { "; " };
            match field {
                Some(field) => write!(f, "{apart}{field}: {reason}")?,
                None => write!(f, "{apart}{reason}")?,
            }
        }
        Ok(())
    }
}
