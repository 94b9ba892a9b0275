//! A platform that fails again and again is left alone for a while, and then tried with one small batch.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The breakers, by account.
pub(super) type Breakers = BTreeMap<String, Arc<Breaker>>;

/// After so many outages in a row, over all jobs of the account.
const OUTAGES: u32 = 3;
/// The first pause, at most; each next one is twice as long.
const FIRST: Duration = Duration::from_secs(30);
/// The longest pause.
const MOST: Duration = Duration::from_secs(600);
/// How long others wait for one that tries the platform.
const TRIAL: Duration = Duration::from_secs(300);

/// What a job may do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// Work.
    Work,
    /// Send a small batch, and tell how it went.
    Probe,
    /// Wait until then (ms).
    Wait(i64),
}

/// The breaker of one account. Times are milliseconds since 1970-01-01 UTC.
#[derive(Debug)]
pub(super) struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Outages in a row.
    outages: u32,
    /// Nothing is sent until then; `None`: it is closed.
    until: Option<i64>,
    /// When it was last opened.
    opened: Option<Instant>,
    /// Somebody tries the platform, and has until then to tell.
    trial: Option<i64>,
}

impl Breaker {
    /// Closed; or open until then, as it was when the last service ended.
    pub(super) fn new(until: Option<i64>) -> Self {
        let state = State {
            outages: until.map_or(0, |_| OUTAGES),
            until,
            ..State::default()
        };
        Self {
            state: Mutex::new(state),
        }
    }

    /// What a job may do at `now`. Whoever is to probe must tell how it went.
    pub(super) fn leave(&self, now: i64) -> Leave {
        let mut state = self.lock();
        match (state.until, state.trial) {
            (None, _) => Leave::Work,
            (Some(until), _) if ahead(until, now, MOST) => Leave::Wait(until),
            (Some(_), Some(trial)) if ahead(trial, now, TRIAL) => Leave::Wait(now + 1000),
            (Some(_), _) => {
                state.trial = Some(now + TRIAL.as_millis() as i64);
                Leave::Probe
            }
        }
    }

    /// The platform failed; until when it is left alone, where that begins or goes on now.
    pub(super) fn failed(&self, now: i64) -> Option<i64> {
        let mut state = self.lock();
        let tried = state.trial.take().is_some();
        if state.until.is_some() && !tried {
            // It was opened while this job still was at work.
            return None;
        }
        state.outages = state.outages.saturating_add(1);
        if state.outages < OUTAGES {
            return None;
        }
        let pause = FIRST.saturating_mul(1 << (state.outages - OUTAGES).min(10));
        let pause = pause.min(MOST).as_millis() as u64;
        let until = now + fastrand::u64(pause / 2..=pause) as i64;
        (state.until, state.opened) = (Some(until), Some(Instant::now()));
        Some(until)
    }

    /// The platform answered; whether it was left alone until now.
    pub(super) fn answered(&self) -> bool {
        std::mem::take(&mut *self.lock()).until.is_some()
    }

    /// Nothing was sent: nobody knows more than before.
    pub(super) fn untried(&self) {
        self.lock().trial = None;
    }

    /// Whether the ledger, asked at `at`, holds the pause. A person who lifts it wants the platform to be tried now.
    pub(super) fn seen(&self, noted: bool, at: Instant) {
        let mut state = self.lock();
        if !noted && state.until.is_some() && state.opened.is_none_or(|opened| opened < at) {
            state.until = Some(0);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a time is to come. One further ahead than it can be was written before the clock was put back.
fn ahead(time: i64, now: i64, most: Duration) -> bool {
    time > now && time <= now + most.as_millis() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_put_back_ends_the_pause() {
        let breaker = Breaker::new(Some(100_000_000));
        assert_eq!(breaker.leave(99_999_000), Leave::Wait(100_000_000));
        assert_eq!(breaker.leave(90_000_000), Leave::Probe);
    }

    #[test]
    fn the_third_outage_in_a_row_opens_it_and_each_failed_probe_for_longer() {
        let breaker = Breaker::new(None);
        assert_eq!((breaker.failed(0), breaker.failed(0)), (None, None));
        assert!(!breaker.answered(), "an answer starts the count anew");
        let mut now = 0;
        assert_eq!((breaker.failed(now), breaker.failed(now)), (None, None));
        for most in [30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000] {
            let until = breaker.failed(now).unwrap();
            assert!(
                (most / 2..=most).contains(&(until - now)),
                "{}",
                until - now
            );
            assert_eq!(breaker.failed(now), None, "a job that was at work");
            assert_eq!(breaker.leave(now), Leave::Wait(until));
            now = until;
            assert_eq!(breaker.leave(now), Leave::Probe);
            assert_eq!(breaker.leave(now), Leave::Wait(now + 1000), "one at a time");
        }
        assert!(breaker.answered());
        assert_eq!(breaker.leave(now), Leave::Work);
    }

    #[test]
    fn a_probe_that_had_nothing_to_send_leaves_it_to_the_next() {
        let breaker = Breaker::new(Some(5000));
        assert_eq!(breaker.leave(4999), Leave::Wait(5000));
        assert_eq!(breaker.leave(5000), Leave::Probe);
        breaker.untried();
        assert_eq!(breaker.leave(5001), Leave::Probe);
    }

    #[test]
    fn a_person_may_end_the_pause() {
        let breaker = Breaker::new(None);
        let asked_before = Instant::now();
        for _ in 0..OUTAGES {
            breaker.failed(0);
        }
        breaker.seen(false, asked_before);
        assert!(matches!(breaker.leave(1), Leave::Wait(_)));
        breaker.seen(false, Instant::now() + Duration::from_secs(1));
        assert_eq!(breaker.leave(1), Leave::Probe);
    }
}
