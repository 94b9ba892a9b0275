//! Keys that stand for one record: at the platform one replaces the other's content.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::history::Happened;
use super::line::Line;
use super::rows::{clip, column, count, json, state};
use super::{Ledger, LedgerError, State};
use crate::language::text;

/// A key that stands for a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharer {
    /// The route of its job.
    pub route: i64,
    /// The key.
    pub key: String,
    /// When it was first seen.
    pub first_at: Option<i64>,
    /// Its state.
    pub state: State,
    /// The platform has the record, by this key or another, and its row is there as far as is known: nobody dismissed it, and
    /// nothing undid it.
    pub is_live: bool,
    /// Another record undid it.
    pub is_undone: bool,
}

/// The keys that stand for records, by the records' hashes.
pub type Sharers = HashMap<String, Vec<Sharer>>;

/// A key that was delivered, and whose record another key was stored as since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overwritten {
    /// The key.
    pub key: String,
    /// The key whose content stands at the platform.
    pub by: String,
}

/// A key that another one takes the place of.
struct Place {
    route: i64,
    key: String,
    was_delivered: bool,
    by: String,
}

#[derive(Serialize)]
struct Stored<'a> {
    record: &'a str,
    record_key: &'a str,
    digest: &'a str,
}

#[derive(Serialize)]
struct Replaced<'a> {
    route: i64,
    record_key: &'a str,
    message: &'a str,
}

impl Ledger {
    /// The keys of an account that stand for these records.
    pub async fn sharers(&self, account: &str, records: &[&str]) -> Result<Sharers, LedgerError> {
        let mut sharers = Sharers::new();
        if records.is_empty() {
            return Ok(sharers);
        }
        let rows = sqlx::query(self.sql.sharers)
            .bind(json(records)?)
            .bind(account)
            .fetch_all(&self.pool)
            .await?;
        for row in &rows {
            let of_record: &mut Vec<Sharer> = sharers.entry(column(row, "record")?).or_default();
            of_record.push(sharer(row)?);
        }
        Ok(sharers)
    }

    /// After outcomes were written: what other keys had at the platform of the records that were stored now is overwritten. Those
    /// that were delivered.
    pub(super) async fn overwrite(
        &self,
        connection: &mut AnyConnection,
        (account, route): (&str, i64),
        lines: &[Line<'_>],
        now: i64,
    ) -> Result<Vec<Overwritten>, LedgerError> {
        let stored: Vec<Stored<'_>> = lines.iter().filter_map(stored).collect();
        if stored.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query(self.sql.overwritten)
            .bind(json(&stored)?)
            .bind(account)
            .bind(route)
            .fetch_all(&mut *connection)
            .await?;
        let places: Vec<Place> = rows.iter().map(place).collect::<Result<_, LedgerError>>()?;
        if places.is_empty() {
            return Ok(Vec::new());
        }
        self.write_overwritten(connection, &places, now).await?;
        let delivered = places.into_iter().filter(|place| place.was_delivered);
        Ok(delivered
            .map(|Place { key, by, .. }| Overwritten { key, by })
            .collect())
    }

    async fn write_overwritten(
        &self,
        connection: &mut AnyConnection,
        places: &[Place],
        now: i64,
    ) -> Result<(), LedgerError> {
        let message = |place: &Place| text!("ledger-overwritten", key = place.by.as_str());
        let messages: Vec<String> = places.iter().map(|p| clip(&message(p), 2000)).collect();
        let told = || std::iter::zip(places, &messages);
        let replaced = told().map(|(place, message)| Replaced {
            route: place.route,
            record_key: &place.key,
            message,
        });
        sqlx::query(self.sql.settle_overwritten)
            .bind(json(&replaced.collect::<Vec<_>>())?)
            .bind(now)
            .execute(&mut *connection)
            .await?;
        let mut events: BTreeMap<i64, Vec<Happened<'_>>> = BTreeMap::new();
        for (place, message) in told().filter(|(place, _)| place.was_delivered) {
            events.entry(place.route).or_default().push(Happened {
                record_key: &place.key,
                what: "overwritten",
                detail: Some(message),
                ..Happened::default()
            });
        }
        for (route, events) in events {
            self.note_events(&mut *connection, route, &events, now)
                .await?;
        }
        Ok(())
    }

    /// After outcomes were written: where a key left a record, because its row is gone or names another one now, the keys that it had
    /// overwritten are sent again.
    pub(super) async fn restore(
        &self,
        connection: &mut AnyConnection,
        (account, route): (&str, i64),
        lines: &[Line<'_>],
        now: i64,
    ) -> Result<(), LedgerError> {
        let left = lines.iter().filter_map(|line| line.bond?.left.clone());
        let mut left: Vec<String> = left.collect();
        let gone: Vec<&str> = lines.iter().filter_map(Line::gone_key).collect();
        if !gone.is_empty() {
            let rows = sqlx::query(self.sql.gone_records)
                .bind(json(&gone)?)
                .bind(route)
                .fetch_all(&mut *connection)
                .await?;
            for row in &rows {
                left.push(column(row, "record")?);
            }
        }
        if left.is_empty() {
            return Ok(());
        }
        sqlx::query(self.sql.settle_restored)
            .bind(json(&left)?)
            .bind(account)
            .bind(now)
            .execute(connection)
            .await?;
        Ok(())
    }
}

fn stored<'a>(line: &Line<'a>) -> Option<Stored<'a>> {
    let bond = line.bond.filter(|bond| bond.replaces)?;
    Some(Stored {
        record: &bond.record,
        record_key: line.record_key,
        digest: line.digest.unwrap_or_default(),
    })
}

fn sharer(row: &AnyRow) -> Result<Sharer, LedgerError> {
    let state = state(row)?;
    let is_undone = count(row, "undone")? == 1;
    let has_row = !matches!(state, State::Gone | State::Dismissed);
    Ok(Sharer {
        route: column(row, "route")?,
        key: column(row, "record_key")?,
        first_at: column(row, "first_at")?,
        state,
        is_live: column::<String>(row, "reached")? == "yes" && has_row && !is_undone,
        is_undone,
    })
}

fn place(row: &AnyRow) -> Result<Place, LedgerError> {
    Ok(Place {
        route: column(row, "route")?,
        key: column(row, "record_key")?,
        was_delivered: state(row)? == State::Delivered,
        by: column(row, "by_key")?,
    })
}
