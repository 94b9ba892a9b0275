//! Routes: one job at one account.

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
        let _ = (job, account);
        unimplemented!()
    }

    /// The route of `job` at `account`, if the job ever ran there. Never writes.
    pub async fn find_route(
        &self,
        job: &str,
        account: &str,
    ) -> Result<Option<RouteView>, LedgerError> {
        let _ = (job, account);
        unimplemented!()
    }

    /// Notes that a run of the route ended, and what stopped it.
    pub async fn run_ended(
        &self,
        route: i64,
        now: i64,
        error: Option<&str>,
    ) -> Result<(), LedgerError> {
        let _ = (route, now, error);
        unimplemented!()
    }
}
