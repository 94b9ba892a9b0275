//! What a pass could not do, and when it is tried again.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// The longest wait before a pass that could not work is tried again.
const MOST: Duration = Duration::from_secs(60);

/// How a pass ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// It did all that was to be done.
    Whole,
    /// It tried a platform with a few records, and the platform works again: now for all the rest.
    Partly,
    /// It could not work.
    Failed,
}

/// A pass that is to be made once more.
#[derive(Clone, Debug)]
pub(super) struct Again {
    /// When.
    pub(super) at: DateTime<Utc>,
    /// The streams that it reads, by their place in the mapping.
    pub(super) streams: Vec<usize>,
    /// How many passes in a row could not work.
    failures: u32,
}

impl Again {
    /// What is left to do when a pass over these streams ended `now`, and `before` was left when it began.
    pub(super) fn after(
        before: Option<Self>,
        streams: Vec<usize>,
        ended: Ended,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let failures = before.as_ref().map_or(0, |again| again.failures);
        let at = before.as_ref().map(|again| again.at);
        let mut left = before.map_or_else(Vec::new, |again| again.streams);
        match ended {
            Ended::Failed => {
                left.extend(streams);
                Some(Self {
                    at: now + MOST.min(Duration::from_secs(1 << failures.min(6))),
                    streams: left,
                    failures: failures + 1,
                })
            }
            Ended::Partly => {
                left.extend(streams);
                Some(Self {
                    at: now,
                    streams: left,
                    failures: 0,
                })
            }
            Ended::Whole => {
                left.retain(|stream| !streams.contains(stream));
                let at = at.filter(|_| !left.is_empty())?;
                Some(Self {
                    at,
                    streams: left,
                    failures,
                })
            }
        }
    }
}
