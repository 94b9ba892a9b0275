//! The one place time comes from.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

/// The longest [`Clock::wait`]: how late it is seen at most that the host's clock was set.
const LOOK: Duration = Duration::from_secs(10);

/// A clock: the host's, or one that only moves when it is told to.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The host's clock.
    System,
    /// Stands still until [`Clock::advance`] or [`Clock::set`]; milliseconds since 1970-01-01 UTC. For tests.
    Manual(watch::Sender<i64>),
}

impl Clock {
    /// A clock that stands at `start`.
    pub fn manual(start: DateTime<Utc>) -> Self {
        Self::Manual(watch::Sender::new(start.timestamp_millis()))
    }

    /// Now, in UTC.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Manual(at) => DateTime::from_timestamp_millis(*at.borrow()).unwrap_or_default(),
        }
    }

    /// Now, in milliseconds since 1970-01-01 UTC: the ledger's form of a time.
    pub fn now_ms(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// Moves a manual clock forward; the host's clock is not ours to move and stays as it is.
    pub fn advance(&self, by: Duration) {
        if let Self::Manual(at) = self {
            at.send_modify(|at| *at += by.as_millis() as i64);
        }
    }

    /// Sets a manual clock, also back; the host's clock is not ours to set and stays as it is.
    pub fn set(&self, now: DateTime<Utc>) {
        if let Self::Manual(at) = self {
            at.send_replace(now.timestamp_millis());
        }
    }

    /// Waits until `at`, or for a while: a clock can be set meanwhile, so who waits looks at it again.
    pub async fn wait(&self, at: DateTime<Utc>) {
        match self {
            Self::System => {
                let left = (at - self.now()).to_std().unwrap_or_default();
                tokio::time::sleep(left.min(LOOK)).await;
            }
            Self::Manual(clock) => {
                let mut clock = clock.subscribe();
                let seen = *clock.borrow_and_update();
                if seen < at.timestamp_millis() {
                    // The sender lives in `self`: it cannot be gone.
                    drop(clock.changed().await);
                }
            }
        }
    }
}
