//! What a run did, in numbers that add up.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use tracing::warn;

use super::run_once::Stop;
use crate::language::text;
use crate::ledger::{Outcome, Overwritten};

/// How many pairs of keys that are one record are named.
const NAMED: u64 = 5;

/// What a run of a job did. `seen = delivered + unchanged + ignored + rejected + expired + held + gone + dismissed + waiting`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RunReport {
    /// The job.
    pub job: String,
    /// Keys this run worked on.
    pub seen: u64,
    /// Stored by the platform.
    pub delivered: u64,
    /// Already there with this content; not sent.
    pub unchanged: u64,
    /// No row, and never delivered.
    pub ignored: u64,
    /// Refused by the mapping or the platform.
    pub rejected: u64,
    /// Too old for the platform.
    pub expired: u64,
    /// Waiting for another record.
    pub held: u64,
    /// Delivered, and the row is no more.
    pub gone: u64,
    /// Dismissed by a person.
    pub dismissed: u64,
    /// Left waiting.
    pub waiting: u64,
    /// Uploads made, those of probes included.
    pub requests: u64,
    /// How long it took.
    pub elapsed_ms: u64,
    /// Why the platform or the job is paused, if it is.
    pub paused: Option<String>,
    /// Why the run did not take place: `leased by H until T`.
    pub skipped: Option<String>,
    /// What stopped it, or one of its streams; the others went on.
    pub error: Option<String>,
    /// What did not work though the run did: flags of the site that could not be written; keys that are one record.
    pub warning: Option<String>,
    /// How many keys that were delivered, in this run or before, have been overwritten: another key was stored as the same record.
    pub overwritten: u64,
    /// Whether that was the platform, which cannot be reached or asks to wait.
    #[serde(skip)]
    pub outage: bool,
    /// What of it failed, by step, and whether the due keys were asked for.
    #[serde(skip)]
    pub steps: Steps,
    /// How many of `gone` are failures.
    #[serde(skip)]
    pub gone_failures: u64,
}

/// A step of a job that can fail and be tried by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Reading this stream.
    Stream(String),
    /// All the rest: rows, records, uploads, the ledger.
    Work,
}

/// What of a run failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// The steps that failed, each with what stopped it.
    pub failed: BTreeMap<Step, String>,
    /// The ledger was asked for due keys, so that a step of the work which failed before was tried again.
    pub asked: bool,
}

/// What became of one key in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tally {
    Delivered,
    Unchanged,
    Ignored,
    Rejected,
    Expired,
    Held,
    Gone {
        failure: bool,
    },
    Dismissed,
    Waiting,
    /// A look found what was found before: nothing was worked on.
    Same,
}

impl Tally {
    /// How an outcome counts.
    pub(super) fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Delivered { .. } => Tally::Delivered,
            Outcome::Unchanged { .. } => Self::Unchanged,
            Outcome::Same => Self::Same,
            Outcome::Ignored => Tally::Ignored,
            Outcome::Dismissed => Self::Dismissed,
            Outcome::Gone { failure } => Tally::Gone { failure: *failure },
            Outcome::Rejected { .. } => Tally::Rejected,
            Outcome::Expired { .. } => Self::Expired,
            Outcome::Held(_) => Self::Held,
            Outcome::Again { .. } => Tally::Waiting,
        }
    }

    /// Its word in the metrics.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Unchanged => "unchanged",
            Self::Ignored => "ignored",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Held => "held",
            Self::Gone { .. } => "gone",
            Self::Dismissed => "dismissed",
            Self::Waiting => "waiting",
            Self::Same => "same",
        }
    }
}

impl RunReport {
    /// An empty report of a job.
    pub fn of(job: &str) -> Self {
        Self {
            job: job.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn count(&mut self, tally: Tally, keys: u64) {
        let slot = match tally {
            Tally::Same => return,
            Tally::Delivered => &mut self.delivered,
            Tally::Unchanged => &mut self.unchanged,
            Tally::Ignored => &mut self.ignored,
            Tally::Rejected => &mut self.rejected,
            Tally::Expired => &mut self.expired,
            Tally::Held => &mut self.held,
            Tally::Gone { .. } => &mut self.gone,
            Tally::Dismissed => &mut self.dismissed,
            Tally::Waiting => &mut self.waiting,
        };
        *slot += keys;
        self.seen += keys;
        if tally == (Tally::Gone { failure: true }) {
            self.gone_failures += keys;
        }
    }

    /// Notes what ended the run before everything was done.
    pub(super) fn stopped_by(&mut self, stop: Stop) {
        self.outage = matches!(stop, Stop::Outage(_));
        match stop {
            Stop::Paused(reason) => self.paused = Some(reason),
            stop => self.add_error(&stop.to_string()),
        }
    }

    /// Counts changes whose records are not known.
    pub(super) fn unexpanded(&mut self, changes: u64) {
        self.count(Tally::Rejected, changes);
    }

    /// Adds the counts of another run of the job.
    pub(super) fn add(&mut self, other: &Self) {
        self.seen += other.seen;
        self.delivered += other.delivered;
        self.unchanged += other.unchanged;
        self.ignored += other.ignored;
        self.rejected += other.rejected;
        self.expired += other.expired;
        self.held += other.held;
        self.gone += other.gone;
        self.dismissed += other.dismissed;
        self.waiting += other.waiting;
        self.requests += other.requests;
        self.gone_failures += other.gone_failures;
        self.overwritten += other.overwritten;
        if let Some(warning) = &other.warning {
            self.add_warning(warning);
        }
    }

    /// Notes which keys' content was overwritten.
    pub(super) fn overwrote(&mut self, overwritten: &[Overwritten]) {
        for Overwritten { key, by } in overwritten {
            let job = &self.job;
            warn!(
                job,
                key,
                by,
                "both keys are one record; what the platform has is the content of the second"
            );
            self.overwritten += 1;
            match self.overwritten {
                0..=NAMED => {
                    let pair = text!("pipeline-one-record", key = key.as_str(), by = by.as_str());
                    self.add_warning(&pair);
                }
                more if more == NAMED + 1 => self.add_warning(&text!("pipeline-more-records")),
                _ => {}
            }
        }
    }

    /// Notes what did not work.
    pub(super) fn add_warning(&mut self, warning: &str) {
        let before = self.warning.take().map(|before| format!("{before}; "));
        self.warning = Some(before.unwrap_or_default() + warning);
    }

    /// Notes what stopped the run.
    pub(super) fn add_error(&mut self, error: &str) {
        self.step_failed(Step::Work, error);
    }

    /// Notes what stopped one of its streams.
    pub(super) fn stream_failed(&mut self, stream: &str, error: &str) {
        self.step_failed(Step::Stream(stream.to_owned()), error);
    }

    fn step_failed(&mut self, step: Step, error: &str) {
        self.steps.failed.insert(step, error.to_owned());
        let before = self.error.take().map(|before| format!("{before}; "));
        self.error = Some(before.unwrap_or_default() + error);
    }

    pub(super) fn took(&mut self, elapsed: Duration) {
        self.elapsed_ms = elapsed.as_millis() as u64;
    }

    /// Whether a record this run worked on needs attention: rejected, expired, held, gone as a failure, overwritten, or left waiting.
    pub fn left_something(&self) -> bool {
        let failed = self.rejected + self.expired + self.gone_failures + self.overwritten;
        failed + self.held + self.waiting > 0
    }

    /// Whether the run could not do its work.
    pub fn could_not_work(&self) -> bool {
        self.error.is_some() || self.paused.is_some() || self.skipped.is_some()
    }
}
