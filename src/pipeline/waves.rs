//! Several jobs, each once: those whose records are waited for come first.

use std::sync::Arc;

use super::run_once::run_with;
use super::{Context, Job, RunReport};
use crate::language::text;

/// What a person asks of one pass of several jobs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Orders {
    /// Work on at most so many keys of each; `None`: all that are due.
    pub limit: Option<u64>,
    /// Read also the streams whose own schedule says that it is not their time.
    pub all_streams: bool,
}

impl Orders {
    /// All that is due, of every stream.
    pub fn all() -> Self {
        Self {
            limit: None,
            all_streams: true,
        }
    }
}

/// Runs jobs side by side; the failure of one stops no other. One whose records are held for those of
/// others, or go after them, runs after them.
pub async fn run_jobs(jobs: &[Arc<Job>], context: &Context, orders: Orders) -> Vec<RunReport> {
    let mut reports: Vec<Option<RunReport>> = vec![None; jobs.len()];
    while let Some(wave) = next_wave(jobs, &reports) {
        let ready: Vec<Arc<Job>> = wave.iter().map(|at| jobs[*at].clone()).collect();
        let ended = side_by_side(&ready, context, orders).await;
        for (at, report) in wave.into_iter().zip(ended) {
            reports[at] = Some(report);
        }
    }
    reports.into_iter().flatten().collect()
}

/// The jobs that have not run and wait for none of those; all that are left, should they wait for each other.
fn next_wave(jobs: &[Arc<Job>], reports: &[Option<RunReport>]) -> Option<Vec<usize>> {
    let left: Vec<usize> = (0..jobs.len())
        .filter(|at| reports[*at].is_none())
        .collect();
    let waits = |at: &usize| {
        left.iter().any(|other| {
            let (job, other) = (&jobs[*at], &jobs[*other]);
            let (target, first) = (job.mapping.target, other.mapping.target.name);
            // Records that wait for others of their own target go one after another within their job.
            job.account.id == other.account.id
                && target.name != first
                && (job.waits_for.contains(&first) || target.after.contains(&first))
        })
    };
    let ready: Vec<usize> = left.iter().copied().filter(|at| !waits(at)).collect();
    match (left.is_empty(), ready.is_empty()) {
        (true, _) => None,
        (false, true) => Some(left),
        (false, false) => Some(ready),
    }
}

async fn side_by_side(jobs: &[Arc<Job>], context: &Context, orders: Orders) -> Vec<RunReport> {
    let running: Vec<_> = jobs
        .iter()
        .map(|job| {
            let (job, context) = (job.clone(), context.clone());
            tokio::spawn(async move { run_with(&job, &context, &orders).await })
        })
        .collect();
    let mut reports = Vec::with_capacity(jobs.len());
    for (job, running) in jobs.iter().zip(running) {
        reports.push(running.await.unwrap_or_else(|error| {
            let mut report = RunReport::of(&job.name);
            report.error = Some(text!("pipeline-broke-off", error = error.to_string()));
            report
        }));
    }
    reports
}
