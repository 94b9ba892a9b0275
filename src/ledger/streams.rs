//! Stream positions.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::retry::retried;
use super::rows::{clip, column, count};
use super::{Actor, Intake, IntakeOutcome, Lease, Ledger, LedgerError};

/// A stream's position as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPosition {
    /// The stream's name.
    pub stream: String,
    /// The position, as JSON.
    pub position: String,
    /// Its version, for compare-and-set.
    pub version: i64,
    /// When it last moved.
    pub moved_at: i64,
    /// When a pass began that read it to its end; kept of streams with a schedule of their own.
    pub read_at: Option<i64>,
    /// A person set it back, and it was not read to its end since.
    pub doubted: bool,
}

/// What a person decided on a stream.
#[derive(Clone, Copy, Debug)]
pub struct StreamDecision<'a> {
    /// Its name in the history.
    pub what: &'static str,
    /// What it comes to, and why.
    pub detail: &'a str,
    /// The new position; without keys.
    pub page: Intake<'a>,
}

impl Ledger {
    /// The position of a stream, if it was ever read.
    pub async fn position(
        &self,
        route: i64,
        stream: &str,
    ) -> Result<Option<StoredPosition>, LedgerError> {
        let row = sqlx::query(self.sql.stream_find)
            .bind(route)
            .bind(stream)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(position_of_row).transpose()
    }

    /// The positions of all streams of a route, by name.
    pub async fn positions(&self, route: i64) -> Result<Vec<StoredPosition>, LedgerError> {
        sqlx::query(self.sql.streams)
            .bind(route)
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(position_of_row)
            .collect()
    }

    /// Notes that a stream was read to its end by a pass that began at `at`.
    pub async fn stream_read(&self, route: i64, stream: &str, at: i64) -> Result<(), LedgerError> {
        retried(async || {
            sqlx::query(self.sql.stream_read)
                .bind(at)
                .bind(route)
                .bind(stream)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
        .await
    }

    /// Moves a stream as a person decided, and keeps that in the history, in one transaction.
    pub async fn decide_stream(
        &self,
        lease: &Lease,
        decision: StreamDecision<'_>,
        actor: &Actor,
    ) -> Result<IntakeOutcome, LedgerError> {
        retried(|| self.decide_stream_once(lease, decision, actor)).await
    }

    async fn decide_stream_once(
        &self,
        lease: &Lease,
        decision: StreamDecision<'_>,
        actor: &Actor,
    ) -> Result<IntakeOutcome, LedgerError> {
        let page = decision.page;
        let mut transaction = self.begin().await?;
        if !self.fence_holds(&mut transaction, lease).await? {
            transaction.rollback().await?;
            return Ok(IntakeOutcome::Refused);
        }
        let moved = self.move_stream(&mut transaction, lease.route, page);
        let Some(version) = moved.await? else {
            transaction.rollback().await?;
            return Ok(IntakeOutcome::Moved);
        };
        sqlx::query(self.sql.history_subject)
            .bind(Some(lease.route))
            .bind(page.now)
            .bind(decision.what)
            .bind(clip(page.stream, 500))
            .bind(clip(decision.detail, 4000))
            .bind(clip(&actor.user, 200))
            .bind(clip(&actor.host, 300))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(IntakeOutcome::Taken { version })
    }

    /// Moves a stream to the position behind `page`, if it still is where the page was read from; its new version.
    /// The lease row is locked, so that nobody moves it between the look and the write.
    pub(super) async fn move_stream(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        page: Intake<'_>,
    ) -> Result<Option<i64>, LedgerError> {
        let Some(expected) = page.expected else {
            return self.start_stream(connection, route, page).await;
        };
        let moved = sqlx::query(self.sql.stream_move)
            .bind(page.position)
            .bind(page.now)
            .bind(doubted(page))
            .bind(route)
            .bind(page.stream)
            .bind(expected)
            .execute(connection)
            .await?;
        Ok((moved.rows_affected() == 1).then_some(expected + 1))
    }

    async fn start_stream(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        page: Intake<'_>,
    ) -> Result<Option<i64>, LedgerError> {
        let there = sqlx::query(self.sql.stream_find)
            .bind(route)
            .bind(page.stream)
            .fetch_optional(&mut *connection)
            .await?;
        if there.is_some() {
            return Ok(None);
        }
        sqlx::query(self.sql.stream_insert)
            .bind(route)
            .bind(page.stream)
            .bind(page.position)
            .bind(page.now)
            .bind(doubted(page))
            .execute(connection)
            .await?;
        Ok(Some(1))
    }
}

/// Whether what the stream brings from here on is still in doubt.
fn doubted(page: Intake<'_>) -> i64 {
    i64::from(page.doubt.is_some_and(|doubt| !doubt.ends))
}

fn position_of_row(row: &AnyRow) -> Result<StoredPosition, LedgerError> {
    Ok(StoredPosition {
        stream: column(row, "stream")?,
        position: column(row, "position")?,
        version: column(row, "version")?,
        moved_at: column(row, "moved_at")?,
        read_at: column(row, "read_at")?,
        doubted: count(row, "doubted")? == 1,
    })
}
