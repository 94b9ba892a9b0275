//! Routes: one job at one account.

use std::collections::BTreeSet;

use super::retry::retried;
use super::rows::{clip, column};
use super::{Ledger, LedgerError};

/// One job at one account: what watermarks and deliveries belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Number in the ledger.
    pub id: i64,
    /// Whether it was made just now: a job that never ran, or runs at a new account.
    pub is_new: bool,
}

/// A route as `status` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteView {
    /// Number in the ledger.
    pub id: i64,
    /// The job's name in the configuration.
    pub job: String,
    /// The account.
    pub account: String,
    /// When a run last ended.
    pub last_run: Option<i64>,
    /// What stopped the last run, if anything did.
    pub error: Option<String>,
}

impl Ledger {
    /// The route of `job` at `account`, made if there is none.
    pub async fn route(&self, job: &str, account: &str) -> Result<Route, LedgerError> {
        retried(|| self.route_once(job, account)).await
    }

    async fn route_once(&self, job: &str, account: &str) -> Result<Route, LedgerError> {
        if let Some(there) = self.find_route(job, account).await? {
            return Ok(Route {
                id: there.id,
                is_new: false,
            });
        }
        let mut transaction = self.begin().await?;
        sqlx::query(self.sql.route_insert)
            .bind(job)
            .bind(account)
            .execute(&mut *transaction)
            .await?;
        let row = sqlx::query(self.sql.route_find)
            .bind(job)
            .bind(account)
            .fetch_one(&mut *transaction)
            .await?;
        let id: i64 = column(&row, "id")?;
        sqlx::query(self.sql.lease_insert)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Route { id, is_new: true })
    }

    /// The route of `job` at `account`, if the job ever ran there. Never writes.
    pub async fn find_route(
        &self,
        job: &str,
        account: &str,
    ) -> Result<Option<RouteView>, LedgerError> {
        let row = sqlx::query(self.sql.route_find)
            .bind(job)
            .bind(account)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| {
            Ok(RouteView {
                id: column(&row, "id")?,
                job: column(&row, "job")?,
                account: column(&row, "account")?,
                last_run: column(&row, "last_run")?,
                error: column(&row, "error")?,
            })
        })
        .transpose()
    }

    /// The routes that hold a key which is due at `now` and not in flight.
    pub async fn routes_due(&self, now: i64) -> Result<BTreeSet<i64>, LedgerError> {
        sqlx::query(self.sql.routes_due)
            .bind(now)
            .bind(now)
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(|row| column(row, "id"))
            .collect()
    }

    /// Notes that a run of the route ended, and what stopped it.
    pub async fn run_ended(
        &self,
        route: i64,
        now: i64,
        error: Option<&str>,
    ) -> Result<(), LedgerError> {
        let error = error.map(|text| clip(text, 4000));
        retried(async || {
            sqlx::query(self.sql.route_ended)
                .bind(now)
                .bind(error.as_deref())
                .bind(route)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
        .await
    }
}
