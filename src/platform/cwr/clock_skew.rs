//! How far the platform's clock is ahead of the host's, learnt from the `Date` of its replies.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use tracing::warn;

/// Up to this much is left as it is: the platform allows 6 minutes.
const TOLERATED: TimeDelta = TimeDelta::minutes(1);

/// The difference of the clocks, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct ClockSkew {
    ahead: Mutex<Option<TimeDelta>>,
}

impl ClockSkew {
    /// How far the platform's clock is ahead.
    pub(super) fn known(&self) -> Option<TimeDelta> {
        // A thread that panicked with the lock in hand left a whole value behind.
        *self
            .ahead
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// What a call's time is corrected by.
    pub(super) fn correction(&self) -> TimeDelta {
        let ahead = self.known().unwrap_or_default();
        if ahead.abs() > TOLERATED {
            ahead
        } else {
            TimeDelta::zero()
        }
    }

    /// Whether a call that was corrected by `used` would be corrected otherwise by what is known now.
    pub(super) fn differs_from(&self, used: TimeDelta) -> bool {
        (self.correction() - used).abs() > TOLERATED
    }

    /// Another correction than `used`, after the platform refused the time: what has been learnt, else none.
    pub(super) fn instead_of(&self, used: TimeDelta) -> TimeDelta {
        let ahead = self.known().unwrap_or_default();
        if (ahead - used).abs() > TimeDelta::seconds(5) {
            ahead
        } else {
            TimeDelta::zero()
        }
    }

    /// Learns from a reply's date. A large difference is warned of when it appears.
    pub(super) fn learn(
        &self,
        date: DateTime<Utc>,
        sent: DateTime<Utc>,
        now: DateTime<Utc>,
        platform: &str,
    ) {
        // The date stands in whole seconds, and the reply was made somewhere between the two moments.
        let ahead = date + TimeDelta::milliseconds(500) - (sent + (now - sent) / 2);
        let before = self.correction();
        let mut known = self
            .ahead
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        *known = Some(ahead);
        drop(known);
        if ahead.abs() > TOLERATED && before.is_zero() {
            warn!(
                platform,
                clock_offset_s = ahead.num_seconds(),
                "the host's clock differs from the platform's; calls carry the platform's time; set the host's clock"
            );
        }
    }
}
