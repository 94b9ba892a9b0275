//! What a pass could not do, and when it is tried again.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::pipeline::{Job, RunReport, Step};

/// The longest wait before a pass that could not work is tried again.
const MOST: Duration = Duration::from_secs(60);

/// The longest wait for a lease: asking is cheap, and what another process left in flight is late already.
const MOST_FOR_LEASE: Duration = Duration::from_secs(4);

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
pub(super) struct RetryPass {
    /// When.
    pub(super) at: DateTime<Utc>,
    /// The streams that it reads, by their place in the mapping.
    pub(super) streams: Vec<usize>,
    /// More failed than streams: what is due rests until then.
    pub(super) work: bool,
    /// Ticks rest too: what failed is not tried before.
    pub(super) rests: bool,
    /// How many passes in a row could not work.
    failures: u32,
}

impl RetryPass {
    /// What is left to do when a pass over these streams ended `now`, and `before` was left when it began. A pass that did not try
    /// what failed leaves it as it is.
    pub(super) fn after(
        before: Option<Self>,
        tried: Tried,
        ended: Ended,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let failures = before.as_ref().map_or(0, |retry| retry.failures);
        let mut left = before.unwrap_or(Self {
            at: now,
            streams: Vec::new(),
            work: false,
            rests: false,
            failures: 0,
        });
        match ended {
            Ended::Failed => {
                left.streams.retain(|stream| !tried.read.contains(stream));
                left.streams.extend(&tried.failed);
                left.work = tried.work_failed || (left.work && !tried.work);
                left.at = now + tried.most().min(Duration::from_secs(1 << failures.min(6)));
                left.rests = tried.rests;
                left.failures = failures + 1;
                Some(left)
            }
            Ended::Partly => {
                left.streams.extend(tried.read);
                Some(Self {
                    at: now,
                    work: false,
                    failures: 0,
                    ..left
                })
            }
            Ended::Whole => {
                left.streams.retain(|stream| !tried.read.contains(stream));
                left.work &= !tried.work;
                (left.work || !left.streams.is_empty()).then_some(left)
            }
        }
    }

    /// Whether it is time. A time further ahead than it can be was written before the clock was put back.
    pub(super) fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.at <= now || self.at > now + MOST
    }
}

/// What a pass tried.
#[derive(Clone, Debug, Default)]
pub(super) struct Tried {
    /// The streams that it read, by their place in the mapping.
    pub(super) read: Vec<usize>,
    /// Those of them that are to be read again.
    pub(super) failed: Vec<usize>,
    /// It asked for due keys.
    pub(super) work: bool,
    /// Something failed besides streams.
    pub(super) work_failed: bool,
    /// Another process has the lease.
    pub(super) leased: bool,
    /// Neither a lease stood in the way, which may be free at any moment, nor the platform, which has a breaker of its own.
    pub(super) rests: bool,
}

impl Tried {
    /// How long what failed rests at the most.
    fn most(&self) -> Duration {
        if self.leased { MOST_FOR_LEASE } else { MOST }
    }

    /// What a pass over these streams of a job tried, and what of it failed.
    pub(super) fn of(job: &Job, streams: &[usize], report: &RunReport) -> Self {
        let failed = &report.steps.failed;
        let work_failed = failed.contains_key(&Step::Work) || failed.is_empty();
        let of_stream = |at: &usize| {
            let name = &job.mapping.streams[*at].name;
            work_failed || failed.contains_key(&Step::Stream(name.clone()))
        };
        Self {
            read: streams.to_vec(),
            failed: streams.iter().copied().filter(of_stream).collect(),
            work: report.steps.asked,
            work_failed,
            leased: report.skipped.is_some(),
            rests: report.skipped.is_none() && report.paused.is_none() && !report.outage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn tried(read: &[usize], failed: &[usize], work: bool, work_failed: bool) -> Tried {
        Tried {
            read: read.to_vec(),
            failed: failed.to_vec(),
            work,
            work_failed,
            leased: false,
            rests: true,
        }
    }

    #[test]
    fn a_lease_that_another_process_has_is_asked_for_soon_again() {
        let leased = Tried {
            leased: true,
            rests: false,
            ..tried(&[0], &[0], false, true)
        };
        let skipped = |retry| RetryPass::after(retry, leased.clone(), Ended::Failed, at(0));
        let retry = (0..50).fold(None, |retry, _| skipped(retry)).unwrap();
        assert_eq!(retry.at, at(4));
        // Free again, the lease lets the job find nothing due until then, and what is due after that.
        let idle = tried(&[0], &[], false, false);
        let retry = RetryPass::after(Some(retry), idle, Ended::Whole, at(1)).unwrap();
        assert_eq!((retry.at, retry.work), (at(4), true));
    }

    #[test]
    fn a_pass_that_did_not_try_what_failed_leaves_it() {
        let failed = tried(&[0], &[0], true, true);
        let retry = RetryPass::after(None, failed, Ended::Failed, at(0)).unwrap();
        assert_eq!((retry.at, retry.work), (at(1), true));
        let other = tried(&[1], &[], false, false);
        let retry = RetryPass::after(Some(retry), other, Ended::Whole, at(0)).unwrap();
        assert_eq!((retry.at, retry.streams.as_slice()), (at(1), &[0][..]));
        let once_more = tried(&[0], &[0], true, true);
        let retry = RetryPass::after(Some(retry), once_more, Ended::Failed, at(1)).unwrap();
        assert_eq!(retry.at, at(3), "the pause grows");
        let whole = tried(&[0], &[], true, false);
        assert!(RetryPass::after(Some(retry), whole, Ended::Whole, at(3)).is_none());
    }

    #[test]
    fn a_stream_that_fails_holds_up_no_other() {
        let failed = tried(&[0, 1], &[1], true, false);
        let retry = RetryPass::after(None, failed, Ended::Failed, at(0)).unwrap();
        assert_eq!((retry.streams.as_slice(), retry.work), (&[1][..], false));
        let other = tried(&[0], &[], true, false);
        let retry = RetryPass::after(Some(retry), other, Ended::Whole, at(0)).unwrap();
        assert_eq!(retry.streams, [1]);
    }

    #[test]
    fn a_clock_that_was_put_back_does_not_hold_it_up() {
        let failed = tried(&[0], &[0], true, true);
        let retry = RetryPass::after(None, failed, Ended::Failed, at(100_000)).unwrap();
        assert!(!retry.is_due(at(100_000)));
        assert!(retry.is_due(at(100_001)));
        assert!(retry.is_due(at(90_000)));
    }
}
