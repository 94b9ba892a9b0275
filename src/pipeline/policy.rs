//! What an answer means for a record. The only place that decides to try again, reject or stop.

use std::time::Duration;

use super::item::Item;
use crate::language::text;
use crate::ledger::{Hold, Needed, Outcome};
use crate::platform::{Fault, FaultKind};

/// When to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// The longest first pause.
    pub first: Duration,
    /// The longest pause at all; also the most that a `Retry-After` is honoured.
    pub most: Duration,
    /// After so many failures of its own a record is rejected.
    pub attempts: u32,
}

/// What a failed request says about the batch it carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blame {
    /// Nothing: the platform could not be reached or asks to wait.
    Platform,
    /// Perhaps something: a probe tells.
    Probe,
}

/// Who may be to blame for a failed request.
pub(super) fn blame(fault: &Fault) -> Blame {
    match fault.kind {
        FaultKind::Connect | FaultKind::Busy | FaultKind::Clock => Blame::Platform,
        FaultKind::TimedOut | FaultKind::Lost | FaultKind::Status(_) | FaultKind::Unreadable => {
            Blame::Probe
        }
    }
}

/// A fault's code, as `failures` shows it.
pub(super) fn code(kind: FaultKind) -> String {
    match kind {
        FaultKind::Connect => "connect".to_owned(),
        FaultKind::TimedOut => "timeout".to_owned(),
        FaultKind::Lost => "lost".to_owned(),
        FaultKind::Status(status) => format!("http {status}"),
        FaultKind::Busy => "busy".to_owned(),
        FaultKind::Clock => "clock".to_owned(),
        FaultKind::Unreadable => "unreadable".to_owned(),
    }
}

/// A moment in a record's life that a decision is made at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// Now (ms).
    pub(super) now: i64,
    /// When the record's last request must be dead (ms).
    pub(super) dead_at: i64,
    /// Since when the record waits (ms).
    pub(super) since: i64,
    /// How often it failed so far.
    pub(super) attempts: u32,
    /// When it is too old for the platform (ms), where there is such a time.
    pub(super) deadline: Option<i64>,
}

impl Retry {
    /// After a request fault: tried again later, at no cost to the record. The pause grows with the time it has waited.
    pub(super) fn after_outage(&self, fault: &Fault, moment: Moment) -> Outcome {
        let waited = Duration::from_millis((moment.now - moment.since).max(0) as u64);
        let pause = jitter(waited.clamp(self.first, self.most));
        let asked = fault.retry_after.unwrap_or_default().min(self.most);
        let at = not_before(pause, still_open(fault), moment);
        Outcome::Again {
            at: at.max(moment.now + asked.as_millis() as i64),
            open_until: still_open(fault).then_some(moment.dead_at),
            attempts: moment.attempts,
            code: code(fault.kind),
            message: fault.message.clone(),
        }
    }

    /// After a fault that is the record's own, or that of one it was sent with: tried again later.
    pub(super) fn after_record_fault(&self, fault: &Fault, moment: Moment) -> Outcome {
        self.count(code(fault.kind), &fault.message, still_open(fault), moment)
    }

    /// After an answer that does not vouch for the record, sent alone. The platform may have it, so it is never rejected: after
    /// `attempts` such answers it is held, where a person sees it, and tried again from time to time.
    pub(super) fn after_unknown(&self, message: &str, tried: &str, moment: Moment) -> Outcome {
        let outcome = self.count("unknown".to_owned(), message, false, moment);
        match outcome {
            Outcome::Again {
                at,
                attempts,
                code,
                message,
                ..
            } if attempts >= self.attempts => Outcome::Held(Hold {
                tried: tried.to_owned(),
                field: None,
                code,
                message: self.after_attempts(&message, attempts),
                at: Some(at),
                attempts,
                ..Hold::default()
            }),
            outcome => outcome,
        }
    }

    /// After the platform said that something the record needs is not there yet: tried again when that is delivered, or later.
    pub(super) fn after_hold(
        &self,
        item: &Item,
        (code, message): (String, String),
        needed: Option<Needed>,
        moment: Moment,
    ) -> Outcome {
        let attempts = moment.attempts.saturating_add(1);
        let pause = self.pause_after(attempts);
        Outcome::Held(Hold {
            tried: item.tried.clone(),
            field: None,
            code,
            message,
            at: Some(not_before(pause, false, moment)),
            attempts,
            needed,
            ..Hold::default()
        })
    }

    /// After a photo or an attachment could not be read because what it lies on does not work.
    pub(super) fn after_unread(&self, message: &str, moment: Moment) -> Outcome {
        self.count("file".to_owned(), message, false, moment)
    }

    /// What `outcome` becomes for a record that stood alone: rejected with that answer, once it failed `attempts` times.
    pub(super) fn give_up(&self, outcome: Outcome, tried: &str) -> Outcome {
        match outcome {
            Outcome::Again {
                attempts,
                code,
                message,
                ..
            } if attempts >= self.attempts => Outcome::Rejected {
                tried: Some(tried.to_owned()),
                field: None,
                code,
                message: self.after_attempts(&message, attempts),
                project: None,
            },
            outcome => outcome,
        }
    }

    fn after_attempts(&self, message: &str, attempts: u32) -> String {
        text!(
            "pipeline-after-attempts",
            message = message,
            attempts = attempts.to_string(),
        )
    }

    /// The pause after so many failures.
    pub(super) fn pause_after(&self, attempts: u32) -> Duration {
        let longest = self
            .first
            .saturating_mul(1 << attempts.saturating_sub(1).min(20));
        jitter(longest.min(self.most))
    }

    fn count(&self, code: String, message: &str, still_open: bool, moment: Moment) -> Outcome {
        let attempts = moment.attempts.saturating_add(1);
        Outcome::Again {
            at: not_before(self.pause_after(attempts), still_open, moment),
            open_until: still_open.then_some(moment.dead_at),
            attempts,
            code,
            message: message.to_owned(),
        }
    }
}

/// Its time has not come: it is sent when it has.
pub(super) fn early(item: &Item, field: &'static str, at: i64) -> Outcome {
    Outcome::Held(Hold {
        tried: item.tried.clone(),
        field: Some(field),
        code: "early".into(),
        message: text!("pipeline-early"),
        at: Some(at),
        attempts: item.due.attempts,
        ..Hold::default()
    })
}

/// Nothing was held against the record: it waits for the platform's pause to end.
pub(super) fn paused(moment: Moment) -> Outcome {
    Outcome::Again {
        at: moment.now,
        open_until: None,
        attempts: moment.attempts,
        code: "paused".into(),
        message: text!("pipeline-paused"),
    }
}

/// Whether the platform may still apply the request: its connection was lost, or a gateway did not wait for its answer,
/// and its time is not over.
pub(super) fn still_open(fault: &Fault) -> bool {
    fault.in_doubt && matches!(fault.kind, FaultKind::Lost | FaultKind::Status(504))
}

/// After the pause; what is soon too old does not rest for more than half of the time that is left to it.
fn not_before(pause: Duration, still_open: bool, moment: Moment) -> i64 {
    let half = |deadline: i64| ((deadline - moment.now) / 2).max(1000);
    let longest = moment.deadline.map_or(i64::MAX, half);
    let at = moment.now + (pause.as_millis() as i64).min(longest);
    at.max(if still_open { moment.dead_at } else { at })
}

/// Full jitter: anything from a millisecond to `longest`.
fn jitter(longest: Duration) -> Duration {
    Duration::from_millis(fastrand::u64(1..=longest.as_millis().max(1) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RETRY: Retry = Retry {
        first: Duration::from_secs(30),
        most: Duration::from_secs(3600),
        attempts: 20,
    };

    fn fault(kind: FaultKind, in_doubt: bool, retry_after: Option<u64>) -> Fault {
        Fault {
            kind,
            message: "the platform answered HTTP 500".into(),
            retry_after: retry_after.map(Duration::from_secs),
            in_doubt,
        }
    }

    fn moment(attempts: u32, waited: i64) -> Moment {
        Moment {
            now: 1_000_000_000,
            dead_at: 1_000_000_000 + 120_000,
            since: 1_000_000_000 - waited,
            attempts,
            deadline: None,
        }
    }

    fn again(outcome: Outcome) -> (i64, u32) {
        match outcome {
            Outcome::Again { at, attempts, .. } => (at - 1_000_000_000, attempts),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_outage_costs_no_attempt_and_its_pause_grows_to_the_most() {
        let fault = fault(FaultKind::Status(503), false, None);
        for (waited, most) in [(0, 30_000), (600_000, 600_000), (86_400_000, 3_600_000)] {
            for _ in 0..200 {
                let (pause, attempts) = again(RETRY.after_outage(&fault, moment(3, waited)));
                assert_eq!(attempts, 3);
                assert!((1..=most).contains(&pause), "{pause} after {waited}");
            }
        }
    }

    #[test]
    fn what_is_soon_too_old_is_tried_before_it_is() {
        let fault = fault(FaultKind::Status(503), false, None);
        for (left, most) in [(600_000, 300_000), (1500, 1000), (-1, 1000)] {
            let mut moment = moment(0, 86_400_000);
            moment.deadline = Some(1_000_000_000 + left);
            for _ in 0..200 {
                let (pause, _) = again(RETRY.after_outage(&fault, moment));
                assert!((1..=most).contains(&pause), "{pause} of {left}");
            }
        }
    }

    #[test]
    fn retry_after_is_honoured_up_to_the_most() {
        let (pause, _) =
            again(RETRY.after_outage(&fault(FaultKind::Busy, false, Some(900)), moment(0, 0)));
        assert!((900_000..=930_000).contains(&pause));
        let (pause, _) =
            again(RETRY.after_outage(&fault(FaultKind::Busy, false, Some(90_000)), moment(0, 0)));
        assert!(pause <= 3_630_000);
    }

    #[test]
    fn a_lost_reply_waits_until_its_request_must_be_dead() {
        for _ in 0..100 {
            let (pause, _) =
                again(RETRY.after_outage(&fault(FaultKind::Lost, true, None), moment(0, 0)));
            assert!(pause >= 120_000);
        }
    }

    #[test]
    fn what_is_not_known_is_never_rejected_and_is_held_in_the_end() {
        for attempts in 0..60 {
            match RETRY.after_unknown("code 00: 保存失败", "t", moment(attempts, 0)) {
                Outcome::Again { attempts: now, .. } => assert_eq!(now, attempts + 1),
                Outcome::Held(hold) => {
                    assert!(attempts >= 19);
                    assert_eq!((hold.code.as_str(), hold.needed), ("unknown", None));
                    assert!(hold.at.is_some(), "it is tried again by itself");
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn only_what_may_still_be_applied_keeps_its_key_in_flight() {
        let open =
            |kind, in_doubt| match RETRY.after_outage(&fault(kind, in_doubt, None), moment(0, 0)) {
                Outcome::Again { open_until, .. } => open_until,
                other => panic!("{other:?}"),
            };
        let dead_at = Some(1_000_000_000 + 120_000);
        assert_eq!(open(FaultKind::Lost, true), dead_at);
        assert_eq!(open(FaultKind::Status(504), true), dead_at);
        assert_eq!(open(FaultKind::Lost, false), None);
        // Its own time-out has passed; a status is an answer.
        assert_eq!(open(FaultKind::TimedOut, true), None);
        assert_eq!(open(FaultKind::Status(500), true), None);
    }

    #[test]
    fn a_record_fault_is_counted_and_rejected_in_the_end() {
        let fault = fault(FaultKind::Status(500), false, None);
        let mut attempts = 0;
        for expected in 1..20 {
            let outcome = RETRY.after_record_fault(&fault, moment(attempts, 0));
            let (pause, counted) = again(RETRY.give_up(outcome, "t"));
            assert_eq!(counted, expected);
            assert!(pause <= (30_000 << (expected - 1).min(7)).min(3_600_000));
            attempts = counted;
        }
        let outcome = RETRY.after_record_fault(&fault, moment(attempts, 0));
        assert!(matches!(
            RETRY.give_up(outcome, "t"),
            Outcome::Rejected { code, .. } if code == "http 500"
        ));
    }
}
