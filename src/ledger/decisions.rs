//! What people decide on records.

use super::{Ledger, LedgerError};

/// Who decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// User name.
    pub user: String,
    /// Host name.
    pub host: String,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Read, map and send again.
    Retry {
        /// Also when the platform has this content already.
        resend: bool,
    },
    /// It need not be sent.
    Dismiss {
        /// Why.
        reason: String,
    },
}

/// Which records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// These keys, whatever their state.
    Keys(Vec<String>),
    /// Every key that is rejected, expired or gone (as a failure).
    Failed,
}

impl Ledger {
    /// Carries a decision out and keeps it in the history; returns the keys it was carried out on.
    /// A key in flight is not sent a second time before its request is settled or must be dead.
    pub async fn decide(
        &self,
        route: i64,
        selection: &Selection,
        decision: &Decision,
        actor: &Actor,
        now: i64,
    ) -> Result<Vec<String>, LedgerError> {
        let _ = (route, selection, decision, actor, now);
        unimplemented!()
    }
}
