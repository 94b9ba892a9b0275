//! The lease of a run, kept for as long as a request may take.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::run_once::Stop;
use crate::ledger::{Fenced, Lease, Ledger};

/// A lease that is prolonged whenever what is about to start could outlive it.
pub(super) struct Tenure {
    ledger: Ledger,
    lease: Mutex<Lease>,
}

impl Tenure {
    /// How long a lease is asked for. Should the process die while nothing is sent, others wait for no longer.
    pub(super) const LIFE: Duration = Duration::from_secs(60);
    /// What is left of it at the least when a page is read.
    pub(super) const PAGE: Duration = Duration::from_secs(40);
    /// How much longer than for the request at hand it is prolonged, so that not each request does so.
    const SPARE: Duration = Duration::from_secs(10);

    pub(super) fn new(ledger: Ledger, lease: Lease) -> Self {
        Self {
            ledger,
            lease: Mutex::new(lease),
        }
    }

    /// The lease, good for at least another `period`.
    ///
    /// # Errors
    /// [`Stop::LeaseLost`] when somebody else took it over.
    pub(super) async fn cover(&self, period: Duration) -> Result<Lease, Stop> {
        let mut lease = self.lease.lock().await;
        if lease.deadline <= Instant::now() + period {
            let life = Self::LIFE.max(period + Self::SPARE);
            match self.ledger.renew(&lease, life).await? {
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
