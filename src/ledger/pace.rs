//! Turns: uploads of an account that must keep apart in time, whoever makes them.

use std::time::Duration;

use sqlx::AnyConnection;

use super::retry::retried;
use super::rows::column;
use super::{Ledger, LedgerError};

/// The answer to asking for a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is ours, until the time that [`Ledger::end_turn`] is told.
    Ours(i64),
    /// It is somebody's, or the last one was too near: ask again after this time.
    After(Duration),
}

impl Ledger {
    /// Takes the account's turn to upload. Nobody gets another one before it was ended and `pace` has passed since, by the
    /// ledger database's clock; or, when it is never ended, before an upload of at most `longest` must be dead for as long.
    pub async fn take_turn(
        &self,
        account: &str,
        pace: Duration,
        longest: Duration,
    ) -> Result<Turn, LedgerError> {
        retried(|| self.take_turn_once(account, pace, longest)).await
    }

    async fn take_turn_once(
        &self,
        account: &str,
        pace: Duration,
        longest: Duration,
    ) -> Result<Turn, LedgerError> {
        let mut transaction = self.begin().await?;
        sqlx::query(self.sql.pace_insert)
            .bind(account)
            .execute(&mut *transaction)
            .await?;
        let (next, now) = self.lock_pace(&mut transaction, account).await?;
        let until = now + ms(longest) + ms(pace);
        // Later than any turn could last: the clock was set back since.
        if (now + 1..=until).contains(&next) {
            transaction.rollback().await?;
            let wait = u64::try_from(next - now).unwrap_or_default();
            return Ok(Turn::After(Duration::from_millis(wait)));
        }
        self.set_pace(&mut transaction, account, until).await?;
        transaction.commit().await?;
        Ok(Turn::Ours(until))
    }

    /// Ends a turn: the next one may begin after `pace`. Does nothing when the turn is over by itself.
    pub async fn end_turn(
        &self,
        account: &str,
        until: i64,
        pace: Duration,
    ) -> Result<(), LedgerError> {
        retried(async || {
            let mut transaction = self.begin().await?;
            let (next, now) = self.lock_pace(&mut transaction, account).await?;
            if next == until {
                self.set_pace(&mut transaction, account, now + ms(pace))
                    .await?;
            }
            transaction.commit().await
        })
        .await
    }

    /// When the account's next turn may begin (ms); `None` where it never had one.
    pub async fn next_turn(&self, account: &str) -> Result<Option<i64>, LedgerError> {
        let row = sqlx::query(self.sql.pace_find)
            .bind(account)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(|row| column(row, "next_at")).transpose()
    }

    async fn lock_pace(
        &self,
        connection: &mut AnyConnection,
        account: &str,
    ) -> Result<(i64, i64), LedgerError> {
        let row = sqlx::query(self.sql.pace_lock)
            .bind(account)
            .fetch_one(connection)
            .await?;
        Ok((column(&row, "next_at")?, column(&row, "now_ms")?))
    }

    async fn set_pace(
        &self,
        connection: &mut AnyConnection,
        account: &str,
        next: i64,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.pace_set)
            .bind(next)
            .bind(account)
            .execute(connection)
            .await?;
        Ok(())
    }
}

fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 4)
}
