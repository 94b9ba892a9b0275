//! Leases: one process works on a route at a time.

use std::time::Duration;

use super::{Fenced, Lease, Ledger, LedgerError};

/// The answer to asking for a lease.
#[derive(Clone, Debug)]
pub enum Acquired {
    /// It is ours.
    Granted(Lease),
    /// Somebody else holds it.
    Held {
        /// Who: host, process and start.
        holder: String,
        /// Until when, by the ledger database's clock (ms).
        until: i64,
    },
}

impl Ledger {
    /// Asks for the lease of `route` for `ttl`. A lease that ran out, by the ledger database's clock, is taken over with a higher fence.
    pub async fn acquire(
        &self,
        route: i64,
        holder: &str,
        ttl: Duration,
    ) -> Result<Acquired, LedgerError> {
        let _ = (route, holder, ttl);
        unimplemented!()
    }

    /// Prolongs a lease for another `ttl` from now.
    pub async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Fenced<Lease>, LedgerError> {
        let _ = (lease, ttl);
        unimplemented!()
    }

    /// Gives a lease back, if it still is ours.
    pub async fn release(&self, lease: &Lease) -> Result<(), LedgerError> {
        let _ = lease;
        unimplemented!()
    }
}
