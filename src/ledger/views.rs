//! What `status` and `failures` show.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::any::AnyRow;

use super::rows::{attempts, column, count, json, keys as json_of_keys, state};
use super::unexpanded::code;
use super::{Ledger, LedgerError, State, UnexpandedView};

/// How many keys of a route are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Stored by the platform.
    pub delivered: u64,
    /// To be sent.
    pub waiting: u64,
    /// Refused.
    pub rejected: u64,
    /// Too old.
    pub expired: u64,
    /// Waiting for another record.
    pub held: u64,
    /// Row gone.
    pub gone: u64,
    /// Dismissed by a person.
    pub dismissed: u64,
    /// Delivered, and another key was stored as the same record since.
    pub overwritten: u64,
    /// Not records: changes whose record is not known.
    pub unexpanded: u64,
}

/// A record that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The key.
    pub key: String,
    /// Its state.
    pub state: State,
    /// The target field, where one is to blame.
    pub field: Option<String>,
    /// The platform's code, or ours.
    pub code: Option<String>,
    /// What is wrong.
    pub message: Option<String>,
    /// How often it failed.
    pub attempts: u32,
    /// When it is tried again.
    pub next_at: Option<i64>,
    /// Since when it is in this state.
    pub since: i64,
}

/// A key whose record reached the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The route of its job.
    pub route: i64,
    /// The key.
    pub key: String,
    /// What stands for the record ([`Ledger::record`]).
    pub record: Option<String>,
    /// The upload's id.
    pub upload: Option<String>,
    /// Since when it stands as it does.
    pub at: i64,
}

/// What became of a key so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// The digest of the content the platform is known to have.
    pub digest: Option<String>,
    /// The digest of the SQL row that was last tried.
    pub tried: Option<String>,
    /// The platform's code, or ours.
    pub code: Option<String>,
    /// What is wrong.
    pub message: Option<String>,
    /// The upload that delivered it.
    pub upload: Option<String>,
    /// Whether a record whose row is gone is listed as a failure.
    pub failure: bool,
}

impl Ledger {
    /// What became of these keys so far, by key; one that is not known is left out.
    pub async fn standings(
        &self,
        route: i64,
        keys: &[&str],
    ) -> Result<HashMap<String, Standing>, LedgerError> {
        let rows = sqlx::query(self.sql.standings)
            .bind(json_of_keys(keys)?)
            .bind(route)
            .fetch_all(&self.pool)
            .await?;
        let standing = |row: &AnyRow| {
            let standing = Standing {
                state: state(row)?,
                digest: column(row, "digest")?,
                tried: column(row, "tried")?,
                code: column(row, "code")?,
                message: column(row, "message")?,
                upload: column(row, "upload")?,
                failure: count(row, "failure")? == 1,
            };
            Ok((column(row, "record_key")?, standing))
        };
        rows.iter().map(standing).collect()
    }

    /// How many records of these routes ever reached the platform, each counted once, however many keys stand for it.
    pub async fn count_reached(&self, routes: &[i64]) -> Result<u64, LedgerError> {
        let row = sqlx::query(self.sql.reached_count)
            .bind(json(routes)?)
            .fetch_one(&self.pool)
            .await?;
        count(&row, "records")
    }

    /// The keys of these routes whose records ever reached the platform, newest first; at most `most`.
    pub async fn reached(&self, routes: &[i64], most: u32) -> Result<Vec<Arrival>, LedgerError> {
        let rows = sqlx::query(self.sql.reached_latest)
            .bind(json(routes)?)
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?;
        let arrival = |row: &AnyRow| {
            Ok(Arrival {
                route: column(row, "route")?,
                key: column(row, "record_key")?,
                record: column(row, "record")?,
                upload: column(row, "upload")?,
                at: column(row, "since")?,
            })
        };
        rows.iter().map(arrival).collect()
    }

    /// How many keys of a route are in each state.
    pub async fn counts(&self, route: i64) -> Result<Counts, LedgerError> {
        let rows = sqlx::query(self.sql.counts)
            .bind(route)
            .bind(route)
            .fetch_all(&self.pool)
            .await?;
        let mut counts = Counts::default();
        for row in &rows {
            let place = match state(row)? {
                State::Delivered => &mut counts.delivered,
                State::Waiting => &mut counts.waiting,
                State::Rejected => &mut counts.rejected,
                State::Expired => &mut counts.expired,
                State::Held => &mut counts.held,
                State::Gone => &mut counts.gone,
                State::Dismissed => &mut counts.dismissed,
                State::Overwritten => &mut counts.overwritten,
                State::Unexpanded => &mut counts.unexpanded,
            };
            *place = count(row, "keys_in_state")?;
        }
        counts.unexpanded = self.count_unexpanded(route).await?;
        Ok(counts)
    }

    /// The failed keys of a route (rejected, expired, held, gone as a failure), oldest first; with `waiting` also those in back-off.
    /// Behind them the changes whose record is not known.
    pub async fn failures(&self, route: i64, waiting: bool) -> Result<Vec<Failure>, LedgerError> {
        let mut failures = self.failed_deliveries(route, waiting).await?;
        let unexpanded = self.unexpanded(route, u32::MAX).await?;
        failures.extend(unexpanded.into_iter().map(Failure::from));
        Ok(failures)
    }

    async fn failed_deliveries(
        &self,
        route: i64,
        waiting: bool,
    ) -> Result<Vec<Failure>, LedgerError> {
        sqlx::query(self.sql.failures)
            .bind(route)
            .bind(i64::from(waiting))
            .bind(route)
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(failure_of_row)
            .collect()
    }
}

impl From<UnexpandedView> for Failure {
    fn from(change: UnexpandedView) -> Self {
        Self {
            state: State::Unexpanded,
            field: None,
            code: Some(code(&change.key).into()),
            key: change.key,
            message: Some(change.message),
            attempts: change.attempts,
            next_at: Some(change.due_at),
            since: change.since,
        }
    }
}

pub(super) fn failure_of_row(row: &AnyRow) -> Result<Failure, LedgerError> {
    Ok(Failure {
        key: column(row, "record_key")?,
        state: state(row)?,
        field: column(row, "field")?,
        code: column(row, "code")?,
        message: column(row, "message")?,
        attempts: attempts(row)?,
        next_at: column(row, "next_at")?,
        since: column(row, "since")?,
    })
}
