//! Intake: keys that were seen become due, and their stream moves on.

use sqlx::AnyConnection;

use super::retry::retried;
use super::rows::{clip, keys as json_of_keys};
use super::{Lease, Ledger, LedgerError, Unexpanded};

/// A page of keys to take in, with the position behind it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Intake<'a> {
    /// The stream's name.
    pub stream: &'a str,
    /// The version of the position the page was read from; `None` when there was none.
    pub expected: Option<i64>,
    /// The position behind the page, as JSON.
    pub position: &'a str,
    /// The record keys, each once; of at most 700 characters.
    pub keys: &'a [&'a str],
    /// Whether the keys only may have changed: such a key becomes due for a look, and keeps its state until its content is seen to differ.
    pub candidates: bool,
    /// The round of the scan that met the keys, where one did.
    pub round: Option<Round>,
    /// The page is read again after a person set its stream back.
    pub doubt: Option<Doubt<'a>>,
    /// Changes whose key breaks the stream's `expand`, or cannot be kept.
    pub unexpanded: &'a [Unexpanded],
    /// When these are asked again.
    pub asked_again: i64,
    /// Now.
    pub now: i64,
}

/// What is known of keys is not trusted: a person set their stream back to a time when other things may have been known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubt<'a> {
    /// The stream ends with this page: what it brings from then on is new.
    pub ends: bool,
    /// Those of the keys that the log says were deleted.
    pub deleted: &'a [&'a str],
}

/// A round of a scan: once through all its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its number; it grows, from 1 on.
    pub number: i64,
    /// Whether it ends with this page. Keys that it did not meet, or that are not met for the 2nd, 4th, 8th .. round, become
    /// due for a look: their rows may be gone.
    pub ends: bool,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeOutcome {
    /// Taken in; the position's new version.
    Taken {
        /// For the next page's `expected`.
        version: i64,
    },
    /// Somebody else moved the stream meanwhile: the page is thrown away.
    Moved,
    /// The lease is lost.
    Refused,
}

impl Ledger {
    /// Takes a page of keys in and moves the stream's position, in one transaction.
    ///
    /// A changed key becomes waiting, due at once or, in flight, when its request must be dead. A candidate that is not
    /// known becomes waiting as well; one that is known becomes due for a look and keeps its state. In doubt every key counts as
    /// changed, and what content the platform has of it as not known.
    pub async fn intake(
        &self,
        lease: &Lease,
        page: Intake<'_>,
    ) -> Result<IntakeOutcome, LedgerError> {
        let keys = json_of_keys(page.keys)?;
        retried(|| self.intake_once(lease, page, &keys)).await
    }

    async fn intake_once(
        &self,
        lease: &Lease,
        page: Intake<'_>,
        keys: &str,
    ) -> Result<IntakeOutcome, LedgerError> {
        let mut transaction = self.begin().await?;
        if !self.fence_holds(&mut transaction, lease).await? {
            transaction.rollback().await?;
            return Ok(IntakeOutcome::Refused);
        }
        let moved = self
            .move_stream(&mut transaction, lease.route, page)
            .await?;
        let Some(version) = moved else {
            transaction.rollback().await?;
            return Ok(IntakeOutcome::Moved);
        };
        if !page.keys.is_empty() {
            self.take_in(&mut transaction, lease.route, page, keys)
                .await?;
        }
        self.note_unexpanded(&mut transaction, lease.route, page)
            .await?;
        if let Some(round) = page.round.filter(|round| round.ends) {
            sqlx::query(self.sql.intake_missed)
                .bind(lease.route)
                .bind(round.number)
                .bind(page.now)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(IntakeOutcome::Taken { version })
    }

    pub(super) async fn take_in(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        page: Intake<'_>,
        keys: &str,
    ) -> Result<(), LedgerError> {
        let stream = clip(page.stream, 300);
        if page.candidates && page.doubt.is_none() {
            sqlx::query(self.sql.intake_candidates)
                .bind(keys)
                .bind(route)
                .bind(page.now)
                .bind(page.round.map_or(0, |round| round.number))
                .bind(stream)
                .execute(connection)
                .await?;
            return Ok(());
        }
        for statement in [self.sql.intake_changed, self.sql.history_changed] {
            sqlx::query(statement)
                .bind(keys)
                .bind(route)
                .bind(page.now)
                .bind(stream.as_str())
                .execute(&mut *connection)
                .await?;
        }
        if let Some(doubt) = page.doubt {
            sqlx::query(self.sql.intake_doubted)
                .bind(keys)
                .bind(json_of_keys(doubt.deleted)?)
                .bind(route)
                .execute(connection)
                .await?;
        }
        Ok(())
    }
}
