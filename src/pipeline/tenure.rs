//! The lease of a run, kept for as long as a request may take.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::run_once::Stop;
use super::{Context, Job};
use crate::ledger::{Acquired, Fenced, Lease, Ledger, LedgerError};

/// How often a lease is asked for that a backfill holds for a moment.
const MOMENT: Duration = Duration::from_millis(10);

/// Asks for the lease of a job's route. One that a backfill holds is waited for: it is given back in a moment.
pub(super) async fn acquire(
    job: &Job,
    context: &Context,
    route: i64,
) -> Result<Acquired, LedgerError> {
    loop {
        let asked = context
            .ledger
            .acquire(route, &context.holder, job.lease_life);
        match asked.await? {
            Acquired::Held { brief: true, .. } if !context.stop.is_cancelled() => {
                tokio::time::sleep(MOMENT).await;
            }
            acquired => return Ok(acquired),
        }
    }
}

/// A lease that is prolonged whenever what is about to start could outlive it.
pub(super) struct Tenure {
    ledger: Ledger,
    lease: Mutex<Lease>,
    /// How long a lease is asked for.
    life: Duration,
}

impl Tenure {
    /// A lease that was granted for `life`.
    pub(super) fn new(ledger: Ledger, lease: Lease, life: Duration) -> Self {
        Self {
            ledger,
            lease: Mutex::new(lease),
            life,
        }
    }

    /// The lease, good for the reading of a page.
    ///
    /// # Errors
    /// As [`Tenure::cover`].
    pub(super) async fn cover_page(&self) -> Result<Lease, Stop> {
        self.cover(self.life * 2 / 3).await
    }

    /// The lease, good for at least another `period`.
    ///
    /// # Errors
    /// [`Stop::LeaseLost`] when somebody else took it over.
    pub(super) async fn cover(&self, period: Duration) -> Result<Lease, Stop> {
        let mut lease = self.lease.lock().await;
        if lease.deadline <= Instant::now() + period {
            // Somewhat longer than for the request at hand, so that not each request prolongs it.
            let life = self.life.max(period + self.life / 6);
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
