//! Whether a job runs often enough for a platform that takes nothing older than its window.

use std::time::Duration;

use chrono::TimeDelta;

use super::Finding;
use crate::app::App;
use crate::language::text;
use crate::pipeline::{CLOSE, Job};
use crate::schedule::{Schedule, longest_pause};
use crate::time::beijing;

/// So far ahead the ticks are looked at: what differs between days differs within a week.
const AHEAD: TimeDelta = TimeDelta::days(7);

/// Looks at the ticks of a job.
pub(super) fn look(app: &App, job: &Job, finding: &mut Finding) {
    let (Some(field), Some(window)) = (job.mapping.target.window, job.account.window) else {
        return;
    };
    let config = app
        .config
        .jobs
        .iter()
        .find(|config| config.name == job.name);
    let Some(config) = config else { return };
    // A stream with a schedule of its own is often a sweep behind another one: the most frequent counts.
    let schedules = job.mapping.schedules.iter().filter_map(|own| match own {
        Some(cron) => Some(Schedule::Cron(cron.clone())),
        None => config.schedule.clone(),
    });
    let now = app.now();
    let zone = app.config.timezone;
    let pauses = schedules.map(|schedule| longest_pause(&schedule, zone, (now, now + AHEAD)));
    let minutes = |time: Duration| (time.as_secs() / 60).to_string();
    let within = minutes(window);
    let most = window.saturating_sub(CLOSE).max(window / 2);
    let note = match (pauses.min_by_key(|pause| pause.length), &config.wake) {
        (None, None) => text!("cli-check-window-once", minutes = within, field = field),
        (None, Some(_)) => text!("cli-check-window-woken", minutes = within, field = field),
        (Some(pause), wake) if pause.length > most => {
            let from = beijing(pause.from.timestamp_millis());
            let (rest, most) = (minutes(pause.length), minutes(most));
            match wake {
                None => text!(
                    "cli-check-window-rests",
                    minutes = within,
                    field = field,
                    rest = rest,
                    from = from,
                    most = most,
                ),
                Some(_) => text!(
                    "cli-check-window-rests-unwoken",
                    minutes = within,
                    field = field,
                    rest = rest,
                    from = from,
                    most = most,
                ),
            }
        }
        (Some(_), _) => return,
    };
    finding.notes.push(note);
}
