//! Hosts on which the program works, and steps of their clocks.

use super::retry::retried;
use super::rows::{clip, column};
use super::{Ledger, LedgerError};

/// A clock was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBack {
    /// Whose.
    pub host: String,
    /// When that was seen, by the clock as it is since.
    pub at: i64,
    /// By how much at the least (ms).
    pub by: i64,
}

/// A clock that runs backwards by no more than this was only corrected (ms).
const CORRECTED: i64 = 5000;

impl Ledger {
    /// Notes that the program works on this host at `now`; by how much its clock was put back since it last showed, if it was.
    /// `before` is a time that it has shown since, if the caller knows one.
    pub async fn show_host(
        &self,
        host: &str,
        now: i64,
        before: Option<i64>,
    ) -> Result<Option<SetBack>, LedgerError> {
        let host = clip(host, 300);
        retried(|| self.show_host_once(&host, now, before)).await
    }

    async fn show_host_once(
        &self,
        host: &str,
        now: i64,
        before: Option<i64>,
    ) -> Result<Option<SetBack>, LedgerError> {
        let mut transaction = self.begin().await?;
        let known = sqlx::query(self.sql.host_find)
            .bind(host)
            .fetch_optional(&mut *transaction)
            .await?;
        let seen: Option<i64> = known.map(|row| column(&row, "seen_at")).transpose()?;
        sqlx::query(self.sql.host_show)
            .bind(host)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        let by = seen.max(before).map_or(0, |seen| seen - now);
        let set_back = (by > CORRECTED).then(|| SetBack {
            host: host.to_owned(),
            at: now,
            by,
        });
        if set_back.is_some() {
            sqlx::query(self.sql.host_set_back)
                .bind(now)
                .bind(by)
                .bind(host)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(set_back)
    }

    /// The hosts whose clock was put back since a time.
    pub async fn set_back_since(&self, since: i64) -> Result<Vec<SetBack>, LedgerError> {
        let rows = sqlx::query(self.sql.hosts)
            .bind(since)
            .fetch_all(&self.pool)
            .await?;
        let set_back = |row| {
            Ok(SetBack {
                host: column(row, "host")?,
                at: column(row, "set_back_at")?,
                by: column(row, "set_back_ms")?,
            })
        };
        rows.iter().map(set_back).collect()
    }

    /// After a clock was put back: what is to be tried again later than `latest` is tried now, and what is in flight is so until
    /// `dead_at` at the latest.
    pub async fn mend_times(
        &self,
        route: i64,
        now: i64,
        dead_at: i64,
        latest: i64,
    ) -> Result<(), LedgerError> {
        retried(async || {
            let mut transaction = self.begin().await?;
            self.lock_route(&mut transaction, route).await?;
            sqlx::query(self.sql.times_mend)
                .bind(route)
                .bind(now)
                .bind(dead_at)
                .bind(latest)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await
        })
        .await
    }
}
