//! What `status` and `failures` show.

use super::{Ledger, LedgerError, State};

/// How many keys of a route are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl Ledger {
    /// How many keys of a route are in each state.
    pub async fn counts(&self, route: i64) -> Result<Counts, LedgerError> {
        let _ = route;
        unimplemented!()
    }

    /// The failed keys of a route (rejected, expired, held, gone as a failure), oldest first; with `waiting` also those in back-off.
    pub async fn failures(&self, route: i64, waiting: bool) -> Result<Vec<Failure>, LedgerError> {
        let _ = (route, waiting);
        unimplemented!()
    }
}
