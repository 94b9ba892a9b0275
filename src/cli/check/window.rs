//! Whether a job runs often enough for a platform that takes nothing older than its window.

use chrono::TimeDelta;

use super::Finding;
use crate::app::App;
use crate::pipeline::{CLOSE, Job};
use crate::report::beijing;
use crate::schedule::{Schedule, longest_pause};

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
    let minutes = window.as_secs() / 60;
    let within = format!("the platform takes a record within {minutes} minutes of its `{field}`");
    let most = window.saturating_sub(CLOSE).max(window / 2);
    match (pauses.min_by_key(|pause| pause.length), &config.wake) {
        (None, None) => finding.notes.push(format!(
            "{within}, and the job has neither `schedule` nor `every`: only `shangbao run --once` sends its records"
        )),
        (None, Some(_)) => finding.notes.push(format!(
            "{within}, and the job has neither `schedule` nor `every`: only a wake-up or `shangbao run --once` sends its records"
        )),
        (Some(pause), wake) if pause.length > most => {
            let without = if wake.is_some() { "without a wake-up " } else { "" };
            finding.notes.push(format!(
                "{within}, but {without}the job rests for {} minutes from {}: what happens early in that time expires unsent; \
                 have it run at least every {} minutes, as with `every = \"1m\"`",
                pause.length.as_secs() / 60,
                beijing(pause.from.timestamp_millis()),
                most.as_secs() / 60
            ));
        }
        (Some(_), _) => {}
    }
}
