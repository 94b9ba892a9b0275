//! The service: every job at its times, side by side, until it is asked to stop.
//!
//! | file | what it is |
//! |---|---|
//! | `job_loop` | one job: waits for its next tick, a wake-up or due records, and makes a pass |
//! | `timetable` | which of a job's streams are to be read when |
//! | `retry_pass` | what a pass could not do, and when it is tried again |
//! | `poller` | once a second for all jobs: what is due, what is paused, where a backfill waits |
//! | `breaker` | a platform that fails again and again is left alone for a while |
//! | `health` | the state's file, whether the state can be written, the host's clock |
//! | `systemd` | what systemd is told |

mod breaker;
mod health;
mod job_loop;
mod poller;
mod retry_pass;
mod systemd;
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
use job_loop::{JobLoop, JobSetup};
use poller::Poller;

/// How long what is in flight may take to land once the service is asked to stop.
const LANDING: Duration = Duration::from_secs(25);

/// How long a job rests whose loop broke off, which is a mistake of this program.
const REST: Duration = Duration::from_secs(60);

/// Runs these jobs at their times, each at once to begin with, until the context's stop token is cancelled. Then lets
/// what is in flight land, for 25 seconds at most.
///
/// # Errors
/// A state that is lost or damaged, which ends the service as well.
pub async fn serve(app: &App, jobs: &[Arc<Job>], context: &Context) -> Result<(), LedgerError> {
    let pauses = context.ledger.pauses().await.unwrap_or_default();
    let breakers = breakers(jobs, &pauses);
    let poller = Poller::start(context.clone(), breakers.clone());
    let mut loops = JoinSet::new();
    let mut listeners = JoinSet::new();
    let mut wakes: BTreeMap<&str, BTreeMap<String, Vec<Arc<Notify>>>> = BTreeMap::new();
    for job in jobs {
        let Some(config) = app.config.jobs.iter().find(|known| known.name == job.name) else {
            continue;
        };
        let setup = JobSetup {
            job: job.clone(),
            context: context.clone(),
            schedule: config.schedule.clone(),
            zone: app.config.timezone,
            wake: Arc::new(Notify::new()),
            snapshots: poller.snapshots(),
            breaker: breakers[&job.account.id].clone(),
        };
        if let Some(channel) = &config.wake {
            let channels = wakes.entry(&config.source).or_default();
            let of_channel = channels.entry(channel.clone()).or_default();
            of_channel.push(setup.wake.clone());
        }
        loops.spawn(keep_running(setup));
    }
    for (source, channels) in wakes {
        let settings = source_settings(&app.config.sources[source]);
        listeners.spawn(crate::source::listen(settings, channels));
    }
    let keep = app.config.state.keep;
    let pruning = keep_pruning(jobs.to_vec(), context.clone(), keep);
    let _pruning = AbortOnDropHandle::new(tokio::spawn(pruning));
    info!(jobs = jobs.len(), "the service has started");
    systemd::ready();
    let lost = tokio::select! {
        () = systemd::watch_until(&context.stop) => None,
        lost = health::watch(jobs.to_vec(), context.clone()) => Some(lost),
    };
    context.stop.cancel();
    systemd::stopping();
    drop(listeners);
    land(loops).await;
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

/// Runs a job's loop until the service stops; one that breaks off does so alone, and starts again.
async fn keep_running(setup: JobSetup) {
    while !setup.context.stop.is_cancelled() {
        let job_loop = tokio::spawn(JobLoop::new(setup.clone()).run());
        if let Err(broken) = AbortOnDropHandle::new(job_loop).await {
            let job = &setup.job.name;
            error!(job, error = %broken, "the job broke off, which is a mistake of this program; it starts again in a minute");
            tokio::select! {
                () = setup.context.stop.cancelled() => {}
                () = tokio::time::sleep(REST) => {}
            }
        }
    }
}

/// Lets what is in flight land.
async fn land(mut loops: JoinSet<()>) {
    let all = async { while loops.join_next().await.is_some() {} };
    if tokio::time::timeout(LANDING, all).await.is_err() {
        warn!(
            "the platform does not answer: what is in flight is left, and sent again after the next start"
        );
    } else {
        info!("the service has stopped");
    }
}
