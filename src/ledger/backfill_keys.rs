//! The keys of a backfill: taken in without a stream's position, and picked by name.

use super::deliveries::due_of_row;
use super::retry::retried;
use super::rows::keys as json_of_keys;
use super::{Backfill, Due, Fenced, Intake, Lease, Ledger, LedgerError};

impl Ledger {
    /// Takes keys of a backfill in. What failed becomes waiting, and with `resend` also what the platform has, once for
    /// each backfill; the others become due for a look, and unknown ones waiting.
    pub async fn take_in_backfill(
        &self,
        lease: &Lease,
        backfill: &Backfill,
        keys: &[&str],
        now: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let list = json_of_keys(keys)?;
        retried(|| self.take_in_backfill_once(lease, backfill, keys, &list, now)).await
    }

    async fn take_in_backfill_once(
        &self,
        lease: &Lease,
        backfill: &Backfill,
        keys: &[&str],
        list: &str,
        now: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let mut transaction = self.begin().await?;
        if !self.fence_holds(&mut transaction, lease).await? {
            transaction.rollback().await?;
            return Ok(Fenced::Refused);
        }
        let seen = Intake {
            stream: "backfill",
            keys,
            candidates: true,
            now,
            ..Intake::default()
        };
        self.take_in(&mut transaction, lease.route, seen, list)
            .await?;
        // Behind it, so that keys which were not known are noted as sent by this backfill too.
        sqlx::query(self.sql.backfill_again)
            .bind(list)
            .bind(lease.route)
            .bind(now)
            .bind(if backfill.resend { backfill.id } else { 0 })
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Fenced::Done(()))
    }

    /// Those of these keys that wait or are due for a look, also where a back-off has not ended, and are not in flight.
    pub async fn due_among(
        &self,
        route: i64,
        keys: &[&str],
        now: i64,
    ) -> Result<Vec<Due>, LedgerError> {
        let rows = sqlx::query(self.sql.due_among)
            .bind(json_of_keys(keys)?)
            .bind(route)
            .bind(now)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(due_of_row).collect()
    }
}
