//! Is all well? One sentence, and what it rests on.

use chrono::{DateTime, TimeDelta, Utc};

use super::home::Card;
use crate::app::App;
use crate::language::Words;
use crate::pipeline::Job;
use crate::schedule::next_tick;
use crate::status::{JobStatus, PlatformStatus};

/// So long after a run should have begun, one should have ended.
const GRACE: TimeDelta = TimeDelta::minutes(15);

/// The answer.
pub(super) struct Verdict {
    /// Whether nothing needs a person.
    pub(super) well: bool,
    /// The answer in a sentence.
    pub(super) sentence: String,
}

impl Verdict {
    /// Judges by what is shown below it.
    pub(super) fn of(
        words: &Words,
        jobs: &[Card],
        platforms: &[PlatformStatus],
        blocked: &[(String, String)],
        (near, unwritten): (usize, bool),
    ) -> Self {
        let count =
            |holds: &dyn Fn(&Card) -> bool| jobs.iter().filter(|job| holds(job)).count() as u64;
        let paused = platforms.iter().filter(|platform| platform.paused).count() as u64;
        let parts = [
            ("part-unwritten", unwritten.into()),
            ("part-blocked", blocked.len() as u64),
            ("part-platforms-paused", paused),
            (
                "part-jobs-paused",
                count(&|job| job.status.paused.is_some()),
            ),
            (
                "part-stopped",
                count(&|job| job.status.error.is_some() && job.status.paused.is_none()),
            ),
            ("part-late", count(&|job| job.late)),
            ("part-near", near as u64),
            ("part-failed", jobs.iter().map(Card::failed).sum()),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(text, count)| words.count(text, count))
            .collect();
        let waiting: u64 = jobs.iter().map(|job| job.status.counts.waiting).sum();
        let sentence = match (parts.is_empty(), waiting) {
            (true, 0) => words.say("all-well"),
            (true, waiting) => words.count("all-well-waiting", waiting),
            _ => words.with("not-well", "parts", parts.join(&words.say("between-parts"))),
        };
        Self {
            well: parts.is_empty(),
            sentence,
        }
    }
}

/// Whether a run of the job should have ended by now, and none has. What rests because it is paused is not late.
pub(super) fn late(app: &App, job: &Job, status: &JobStatus, now: DateTime<Utc>) -> bool {
    let config = app
        .config
        .jobs
        .iter()
        .find(|config| config.name == job.name);
    let schedule = config.and_then(|config| config.schedule.as_ref());
    let last = status
        .last_run
        .and_then(|at| DateTime::from_timestamp_millis(at.0));
    let (Some(schedule), Some(last), None) = (schedule, last, &status.paused) else {
        return false;
    };
    let due = next_tick(schedule, app.config.timezone, last, now);
    due.is_some_and(|due| due + GRACE < now)
}
