//! Backfills: how far a range of a route's records is gone through, apart from what its streams read.

use std::collections::BTreeSet;

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::retry::retried;
use super::rows::{clip, column, count};
use super::{Actor, Ledger, LedgerError};

/// A backfill that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backfill {
    /// Its number; no other backfill ever has it.
    pub id: i64,
    /// Which records, as it is typed.
    pub span: String,
    /// Also what the platform has already.
    pub resend: bool,
    /// How far it is, as JSON.
    pub position: String,
    /// How many keys lie behind it.
    pub passed: u64,
    /// How many there are, where they were counted.
    pub total: Option<u64>,
    /// When it was begun.
    pub started_at: i64,
    /// Who began it.
    pub by: Actor,
    /// The process that goes on with it, or did last.
    pub holder: String,
    /// When that last showed.
    pub seen_at: i64,
    /// It ended before it was done.
    pub stopped: bool,
}

impl Backfill {
    /// For how long (ms) a backfill counts as being at work after it last showed.
    pub const SHOWN: i64 = 60_000;

    /// Whether a process works on it.
    pub fn is_at_work(&self, now: i64) -> bool {
        !self.stopped && self.seen_at > now - Self::SHOWN
    }
}

/// What a backfill is asked for.
#[derive(Clone, Copy, Debug)]
pub struct BackfillOrder<'a> {
    /// Which records, as it is typed.
    pub span: &'a str,
    /// Also what the platform has already.
    pub resend: bool,
    /// Where it begins, as JSON.
    pub position: &'a str,
    /// Who asks.
    pub actor: &'a Actor,
    /// The process that works on it.
    pub holder: &'a str,
    /// Now.
    pub now: i64,
}

impl Ledger {
    /// Begins a backfill; or goes on with the one that was begun for the same records and has not ended. Another
    /// process that is at it finds it taken over.
    pub async fn begin_backfill(
        &self,
        route: i64,
        order: BackfillOrder<'_>,
    ) -> Result<Backfill, LedgerError> {
        retried(|| self.begin_backfill_once(route, order)).await
    }

    async fn begin_backfill_once(
        &self,
        route: i64,
        order: BackfillOrder<'_>,
    ) -> Result<Backfill, LedgerError> {
        let mut transaction = self.begin().await?;
        self.lock_route(&mut transaction, route).await?;
        let found = self.same_backfill(&mut transaction, route, order).await?;
        match &found {
            Some(found) => {
                sqlx::query(self.sql.backfill_claim)
                    .bind(clip(order.holder, 500))
                    .bind(order.now)
                    .bind(found.id)
                    .execute(&mut *transaction)
                    .await?;
            }
            None => {
                self.insert_backfill(&mut transaction, route, order).await?;
                self.note_backfill(&mut transaction, route, ("backfill", None), order)
                    .await?;
            }
        }
        let begun = self.same_backfill(&mut transaction, route, order).await?;
        transaction.commit().await?;
        begun.ok_or(LedgerError::Database(sqlx::Error::RowNotFound))
    }

    async fn same_backfill(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        order: BackfillOrder<'_>,
    ) -> Result<Option<Backfill>, LedgerError> {
        let rows = sqlx::query(self.sql.backfills)
            .bind(route)
            .fetch_all(connection)
            .await?;
        for row in &rows {
            let backfill = backfill_of_row(row)?;
            if backfill.span == order.span && backfill.resend == order.resend {
                return Ok(Some(backfill));
            }
        }
        Ok(None)
    }

    async fn insert_backfill(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        order: BackfillOrder<'_>,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.backfill_insert)
            .bind(route)
            .bind(order.span)
            .bind(i64::from(order.resend))
            .bind(order.position)
            .bind(order.now)
            .bind(clip(&order.actor.user, 200))
            .bind(clip(&order.actor.host, 300))
            .bind(clip(order.holder, 500))
            .bind(order.now)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Keeps in the history what a person began, and how it ended.
    async fn note_backfill(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        (what, detail): (&str, Option<&str>),
        order: BackfillOrder<'_>,
    ) -> Result<(), LedgerError> {
        let again = if order.resend { " --resend" } else { "" };
        sqlx::query(self.sql.history_subject)
            .bind(Some(route))
            .bind(order.now)
            .bind(what)
            .bind(clip(&format!("{}{again}", order.span), 500))
            .bind(detail.map(|detail| clip(detail, 4000)))
            .bind(clip(&order.actor.user, 200))
            .bind(clip(&order.actor.host, 300))
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Keeps how far a backfill is; `false` where another process has taken it over.
    pub async fn move_backfill(&self, at: &Backfill, now: i64) -> Result<bool, LedgerError> {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        retried(async || {
            let moved = sqlx::query(self.sql.backfill_move)
                .bind(at.position.as_str())
                .bind(number(at.passed))
                .bind(at.total.map(number))
                .bind(now)
                .bind(at.id)
                .bind(clip(&at.holder, 500))
                .execute(&self.pool)
                .await?;
            Ok(moved.rows_affected() == 1)
        })
        .await
    }

    /// Notes that a backfill's process ends before it is done.
    pub async fn stop_backfill(&self, at: &Backfill, now: i64) -> Result<(), LedgerError> {
        retried(async || {
            sqlx::query(self.sql.backfill_stop)
                .bind(now)
                .bind(at.id)
                .bind(clip(&at.holder, 500))
                .execute(&self.pool)
                .await?;
            Ok(())
        })
        .await
    }

    /// Ends a backfill that is done; `detail` is kept in the history.
    pub async fn end_backfill(
        &self,
        route: i64,
        at: &Backfill,
        detail: &str,
        now: i64,
    ) -> Result<(), LedgerError> {
        retried(|| self.end_backfill_once(route, at, detail, now)).await
    }

    async fn end_backfill_once(
        &self,
        route: i64,
        at: &Backfill,
        detail: &str,
        now: i64,
    ) -> Result<(), LedgerError> {
        let order = BackfillOrder {
            span: &at.span,
            resend: at.resend,
            position: "",
            actor: &at.by,
            holder: &at.holder,
            now,
        };
        let mut transaction = self.begin().await?;
        sqlx::query(self.sql.backfill_delete)
            .bind(at.id)
            .bind(clip(&at.holder, 500))
            .execute(&mut *transaction)
            .await?;
        self.note_backfill(&mut transaction, route, ("backfilled", Some(detail)), order)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The backfills of a route that have not ended, the oldest first.
    pub async fn backfills(&self, route: i64) -> Result<Vec<Backfill>, LedgerError> {
        let rows = sqlx::query(self.sql.backfills)
            .bind(route)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(backfill_of_row).collect()
    }

    /// The routes where a backfill is at work, which showed after `since`.
    pub async fn backfilled_routes(&self, since: i64) -> Result<BTreeSet<i64>, LedgerError> {
        let rows = sqlx::query(self.sql.backfilled_routes)
            .bind(since)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| column(row, "route")).collect()
    }
}

fn backfill_of_row(row: &AnyRow) -> Result<Backfill, LedgerError> {
    let total: Option<i64> = column(row, "total")?;
    Ok(Backfill {
        id: column(row, "id")?,
        span: column(row, "span")?,
        resend: count(row, "resend")? == 1,
        position: column(row, "position")?,
        passed: count(row, "passed")?,
        total: total.and_then(|total| u64::try_from(total).ok()),
        started_at: column(row, "started_at")?,
        by: Actor {
            user: column(row, "by_user")?,
            host: column(row, "by_host")?,
        },
        holder: column(row, "holder")?,
        seen_at: column(row, "seen_at")?,
        stopped: count(row, "stopped")? == 1,
    })
}
