//! Watches over what the service stands on: the state's file, whether the state can be written, and the host's clock.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::{MissedTickBehavior, interval};
use tracing::{error, info, warn};

use crate::app::host;
use crate::ledger::{LedgerError, SetBack};
use crate::pipeline::{Context, Job, mend_times};

/// How often it looks.
const PERIOD: Duration = Duration::from_secs(5);

/// How often the host is noted in the state, when nothing is wrong.
const NOTED: Duration = Duration::from_secs(20);

/// A clock that runs backwards by no more than this was only corrected (ms).
const CORRECTED: i64 = 5000;

/// Looks again and again, until the state is lost.
///
/// # Errors
/// Why the service must not go on.
pub(super) async fn watch(jobs: Vec<Arc<Job>>, context: Context) -> LedgerError {
    let mut health = Health {
        jobs,
        seen: context.clock.now_ms(),
        noted: None,
        context,
    };
    let mut period = interval(PERIOD);
    period.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        period.tick().await;
        if let Err(lost) = health.look().await {
            error!(error = %lost, "the service stops: its state is lost or damaged");
            return lost;
        }
    }
}

struct Health {
    jobs: Vec<Arc<Job>>,
    context: Context,
    /// What the clock showed at the last look.
    seen: i64,
    /// When the host was last noted.
    noted: Option<Instant>,
}

impl Health {
    async fn look(&mut self) -> Result<(), LedgerError> {
        if let Err(error) = self.context.ledger.look_at_file().await {
            if error.is_fatal() {
                return Err(error);
            }
            self.unwritten(&error);
        }
        let now = self.context.clock.now_ms();
        let before = std::mem::replace(&mut self.seen, now);
        let stepped = before - now > CORRECTED;
        let rested = self.noted.is_some_and(|noted| noted.elapsed() < NOTED);
        if rested && !stepped && self.context.troubles.of_state().is_none() {
            return Ok(());
        }
        match self.note(now, stepped.then_some(before)).await {
            Ok(()) => {
                if self.context.troubles.of_state().is_some() {
                    info!("the state can be written again");
                }
                self.context.troubles.state_works();
                self.noted = Some(Instant::now());
                Ok(())
            }
            Err(error) if error.is_fatal() => Err(error),
            Err(error) => {
                // The step is to be noted once the state can be written.
                self.seen = if stepped { before } else { now };
                self.unwritten(&error);
                Ok(())
            }
        }
    }

    async fn note(&self, now: i64, before: Option<i64>) -> Result<(), LedgerError> {
        let host = host();
        let shown = self.context.ledger.show_host(&host, now, before);
        if let Some(SetBack { by, .. }) = shown.await? {
            warn!(
                seconds = by / 1000,
                "the clock of this host was put back: jobs go on by the clock as it is now"
            );
        }
        mend_times(&self.jobs, &self.context).await
    }

    /// The state cannot be read or written now; that is told until it can.
    fn unwritten(&self, error: &LedgerError) {
        let reason = error.to_string();
        if self.context.troubles.of_state().as_ref() != Some(&reason) {
            warn!(reason, "the state cannot be written");
        }
        self.context.troubles.state_failed(reason);
    }
}
