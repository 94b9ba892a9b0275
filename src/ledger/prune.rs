//! Retention: what is old and settled is dropped, a thousand rows at a time.

use super::retry::retried;
use super::rows::column;
use super::{Ledger, LedgerError};

/// How many rows a step drops at most.
const STEP: i64 = 1000;

impl Ledger {
    /// Drops some lines of history older than `before`, from `from` on: those of records that are settled. Where the
    /// next step goes on; `None` where there is nothing more.
    pub async fn prune_history(&self, from: i64, before: i64) -> Result<Option<i64>, LedgerError> {
        let window = sqlx::query(self.sql.prune_window)
            .bind(from)
            .bind(before)
            .bind(STEP)
            .fetch_one(&self.pool)
            .await?;
        let Some(until): Option<i64> = column(&window, "until")? else {
            return Ok(None);
        };
        self.drop_some(self.sql.prune_history, &[from, until])
            .await?;
        Ok(Some(until + 1))
    }

    /// Drops some requests older than `before`; whether there are more.
    pub async fn prune_requests(&self, before: i64) -> Result<bool, LedgerError> {
        let binds = [before, STEP];
        let dropped = self.drop_some(self.sql.prune_requests, &binds).await?;
        Ok(dropped == STEP as u64)
    }

    /// Drops some keys of a route that were delivered before `before`, and which nothing is to be done with; whether there
    /// are more. A key that is seen again is new, and sent again.
    pub async fn prune_delivered(&self, route: i64, before: i64) -> Result<bool, LedgerError> {
        let binds = [route, before, STEP];
        let dropped = self.drop_some(self.sql.prune_delivered, &binds).await?;
        Ok(dropped == STEP as u64)
    }

    async fn drop_some(&self, statement: &'static str, binds: &[i64]) -> Result<u64, LedgerError> {
        retried(async || {
            let query = binds
                .iter()
                .fold(sqlx::query(statement), |query, bind| query.bind(*bind));
            Ok(query.execute(&self.pool).await?.rows_affected())
        })
        .await
    }
}
