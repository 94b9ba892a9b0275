//! The lease of a run, kept for as long as a request may take.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::run_once::Stop;
use crate::ledger::{Fenced, Lease, Ledger};

/// A lease that is prolonged whenever what is about to start could outlive it.
pub(super) struct Tenure {
    ledger: Ledger,
    lease: Mutex<Lease>,
    ttl: Duration,
}

impl Tenure {
    /// How long a lease is asked for, when one upload may take `longest_upload`.
    pub(super) fn ttl(longest_upload: Duration) -> Duration {
        longest_upload + Duration::from_secs(10)
    }

    pub(super) fn new(ledger: Ledger, lease: Lease, ttl: Duration) -> Self {
        Self {
            ledger,
            lease: Mutex::new(lease),
            ttl,
        }
    }

    /// The lease, good for at least another `period`.
    ///
    /// # Errors
    /// [`Stop::LeaseLost`] when somebody else took it over.
    pub(super) async fn cover(&self, period: Duration) -> Result<Lease, Stop> {
        let mut lease = self.lease.lock().await;
        if lease.deadline <= Instant::now() + period {
            match self.ledger.renew(&lease, self.ttl.max(period)).await? {
                Fenced::Done(renewed) => *lease = renewed,
                Fenced::Refused => return Err(Stop::LeaseLost),
            }
        }
        Ok(lease.clone())
    }

    /// The lease as it is, for a write that checks its fence.
    pub(super) async fn lease(&self) -> Lease {
        self.lease.lock().await.clone()
    }
}
