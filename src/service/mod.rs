//! The service: every job at its times, side by side, until it is asked to stop.
//!
//! | file | what it is |
//! |---|---|
//! | `lane` | one job: waits for its next tick, a wake-up or due records, and makes a pass |
//! | `timetable` | which of a job's streams are to be read when |
//! | `again` | a pass that could not do all, and when it is made once more |
//! | `pulse` | once a second for all jobs: what is due, what is paused, where a backfill waits |
//! | `breaker` | a platform that fails again and again is left alone for a while |
//! | `sentry` | the state's file, whether the state can be written, the host's clock |
//! | `supervisor` | what systemd is told |

mod again;
mod breaker;
mod lane;
mod pulse;
mod sentry;
mod supervisor;
mod timetable;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::task::AbortOnDropHandle;
use tracing::{error, info, warn};

use crate::app::{App, source_settings};
use crate::ledger::{LedgerError, Pause};
use crate::pipeline::{Context, Job, keep_pruning};
use breaker::{Breaker, Breakers};
use lane::{Lane, Post};
use pulse::Pulse;

/// How long what is in flight may take to land once the service is asked to stop.
const LANDING: Duration = Duration::from_secs(25);

/// How long a job rests whose lane broke off, which is a mistake of this program.
const REST: Duration = Duration::from_secs(60);

/// Runs these jobs at their times, each at once to begin with, until the context's stop token is cancelled. Then lets
/// what is in flight land, for 25 seconds at most.
///
/// # Errors
/// A state that is lost or damaged, which ends the service as well.
pub async fn serve(app: &App, jobs: &[Arc<Job>], context: &Context) -> Result<(), LedgerError> {
    let pauses = context.ledger.pauses().await.unwrap_or_default();
    let breakers = breakers(jobs, &pauses);
    let pulse = Pulse::start(context.clone(), breakers.clone());
    let mut lanes = JoinSet::new();
    let mut listeners = JoinSet::new();
    let mut bells: BTreeMap<&str, BTreeMap<String, Vec<Arc<Notify>>>> = BTreeMap::new();
    for job in jobs {
        let Some(config) = app.config.jobs.iter().find(|known| known.name == job.name) else {
            continue;
        };
        let post = Post {
            job: job.clone(),
            context: context.clone(),
            schedule: config.schedule.clone(),
            zone: app.config.timezone,
            bell: Arc::new(Notify::new()),
            pulse: pulse.beats(),
            breaker: breakers[&job.account.id].clone(),
        };
        if let Some(channel) = &config.wake {
            let channels = bells.entry(&config.source).or_default();
            let of_channel = channels.entry(channel.clone()).or_default();
            of_channel.push(post.bell.clone());
        }
        lanes.spawn(keep_running(post));
    }
    for (source, channels) in bells {
        let settings = source_settings(&app.config.sources[source]);
        listeners.spawn(crate::source::listen(settings, channels));
    }
    let keep = app.config.state.keep;
    let pruning = keep_pruning(jobs.to_vec(), context.clone(), keep);
    let _pruning = AbortOnDropHandle::new(tokio::spawn(pruning));
    info!(jobs = jobs.len(), "the service has started");
    supervisor::ready();
    let lost = tokio::select! {
        () = supervisor::watch_until(&context.stop) => None,
        lost = sentry::watch(jobs.to_vec(), context.clone()) => Some(lost),
    };
    context.stop.cancel();
    supervisor::stopping();
    drop(listeners);
    land(lanes).await;
    lost.map_or(Ok(()), Err)
}

/// A breaker for each account; one that was open when the last service ended still is.
fn breakers(jobs: &[Arc<Job>], pauses: &[Pause]) -> Breakers {
    let breaker = |job: &Arc<Job>| {
        let until = pauses
            .iter()
            .find(|pause| pause.name == job.account.id)
            .and_then(|pause| pause.until);
        (job.account.id.clone(), Arc::new(Breaker::new(until)))
    };
    jobs.iter().map(breaker).collect()
}

/// Runs a job's lane until the service stops; one that breaks off does so alone, and starts again.
async fn keep_running(post: Post) {
    while !post.context.stop.is_cancelled() {
        let lane = tokio::spawn(Lane::new(post.clone()).run());
        if let Err(broken) = AbortOnDropHandle::new(lane).await {
            let job = &post.job.name;
            error!(job, error = %broken, "the job broke off, which is a mistake of this program; it starts again in a minute");
            tokio::select! {
                () = post.context.stop.cancelled() => {}
                () = tokio::time::sleep(REST) => {}
            }
        }
    }
}

/// Lets what is in flight land.
async fn land(mut lanes: JoinSet<()>) {
    let all = async { while lanes.join_next().await.is_some() {} };
    if tokio::time::timeout(LANDING, all).await.is_err() {
        warn!(
            "the platform does not answer: what is in flight is left, and sent again after the next start"
        );
    } else {
        info!("the service has stopped");
    }
}
