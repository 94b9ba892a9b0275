//! The transactions that are open while an `updated` stream is looked at. A row often bears the time at which its
//! transaction began, so one that was open for longer than the lookback may commit rows below every look.

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::StreamReader;
use crate::language::text;
use crate::source::driver::Driver;
use crate::source::moment::Calendar;
use crate::source::{Open, SourceError, UpdatedPosition, Value};

/// How a prepared transaction's name begins: it had another before it was prepared.
const PREPARED: &str = "-1/";

/// What was open at a moment.
pub(super) struct Watched {
    /// The database's clock.
    pub(super) clock: DateTime<Utc>,
    /// The transactions, and since when they are open where that is shown.
    names: Vec<(String, Option<DateTime<Utc>>)>,
}

impl<D: Driver> StreamReader<'_, D> {
    /// To be asked before the look: who is gone by then has committed before it, or never will.
    pub(super) async fn watch_open(&self) -> Result<Watched, SourceError> {
        let found = self.fetch(Self::statements().updated_watch, 1, &[]).await?;
        let clock = found.rows.first().and_then(|row| clock_reading(&row[0]));
        let name = |row: &Vec<Value>| Some((row[1].key_text()?, clock_reading(&row[2])));
        let names = found.rows.iter().filter_map(name);
        Ok(Watched {
            clock: clock.ok_or_else(|| self.refused("clock", &text!("source-no-clock")))?,
            names: names.filter(|(name, _)| !name.is_empty()).collect(),
        })
    }
}

impl Watched {
    /// What is open. Where it is not shown since when: since the look before the one that saw it first. What is open
    /// when the stream is read for the first time is taken to be no older than the lookback.
    pub(super) fn open(&self, at: &UpdatedPosition, lookback: Duration) -> Vec<Open> {
        let unseen = at.looks.first().copied();
        let unseen = unseen.unwrap_or(self.clock - lookback);
        let oldest = at.open.iter().map(|open| open.since).min();
        let open = |(name, since): &(String, Option<DateTime<Utc>>)| {
            let known = at.open.iter().find(|open| open.name == *name);
            let first = match name.starts_with(PREPARED) {
                true => oldest.map_or(unseen, |oldest| oldest.min(unseen)),
                false => unseen,
            };
            Open {
                name: name.clone(),
                since: known.map(|open| open.since).or(*since).unwrap_or(first),
            }
        };
        self.names.iter().map(open).collect()
    }

    /// Since when the oldest was open of those that have ended since the last look and were open for longer than the lookback.
    pub(super) fn ended(&self, at: &UpdatedPosition, lookback: Duration) -> Option<DateTime<Utc>> {
        let ended = |open: &&Open| self.names.iter().all(|(name, _)| *name != open.name);
        let ended = at.open.iter().filter(ended).map(|open| open.since);
        ended.filter(|since| *since < self.clock - lookback).min()
    }
}

/// The database's clock as the statements give it: with its zone, or in UTC.
pub(super) fn clock_reading(clock: &Value) -> Option<DateTime<Utc>> {
    let utc = Calendar {
        zone: Tz::UTC,
        unit: None,
    };
    utc.instant(clock)
}
