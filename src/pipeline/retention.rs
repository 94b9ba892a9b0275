//! Retention: the service drops what is old once an hour, `run --once` a little at its end.

use std::sync::Arc;
use std::time::Duration;

use tracing::{info, warn};

use super::{Context, Job};
use crate::ledger::LedgerError;
use crate::source::StreamKind;

/// How often the service looks for what is old.
const HOUR: Duration = Duration::from_secs(3600);

/// The pause between two steps, in which others have the state database.
const BREATH: Duration = Duration::from_millis(50);

/// How long things are kept in the state database; `None`: for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// What happened to records, and what people decided.
    pub history: Option<Duration>,
    /// Keys that were delivered.
    pub delivered: Option<Duration>,
}

impl Job {
    /// Whether its delivered keys may be forgotten in time. Not where every key is looked at again and again, where other
    /// records depend on what is known of them, nor where sending one twice leaves two at the platform.
    fn may_forget(&self) -> bool {
        let mut kinds = self.mapping.streams.iter().map(|stream| stream.kind);
        let told = |kind| matches!(kind, StreamKind::Log | StreamKind::Updated);
        kinds.all(told) && !self.mapping.target.is_tied() && self.pace().is_none()
    }
}

/// Drops what is older than `keep` says, in at most so many small steps. What is not settled is never dropped.
pub async fn prune(jobs: &[Arc<Job>], context: &Context, keep: Keep, mut steps: u32) {
    let pruned = async {
        let ledger = &context.ledger;
        let mut step = async || {
            steps = steps.saturating_sub(1);
            tokio::time::sleep(BREATH).await;
            steps > 0 && !context.stop.is_cancelled()
        };
        if let Some(before) = before(context, keep.history) {
            let mut from = i64::MIN;
            while let Some(next) = ledger.prune_history(from, before).await? {
                from = next;
                if !step().await {
                    return Ok(());
                }
            }
            while ledger.prune_requests(before).await? && step().await {}
        }
        let Some(before) = before(context, keep.delivered) else {
            return Ok(());
        };
        for job in jobs.iter().filter(|job| job.may_forget()) {
            let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
            let Some(route) = route else { continue };
            while ledger.prune_delivered(route.id, before).await? && step().await {}
        }
        Ok::<(), LedgerError>(())
    };
    if let Err(error) = pruned.await {
        warn!(%error, "what is old could not be dropped from the state database; it is tried again in an hour");
    }
}

/// Drops what is old once an hour, until the context's stop token is cancelled.
pub async fn keep_pruning(jobs: Vec<Arc<Job>>, context: Context, keep: Keep) {
    if keep == Keep::default() {
        return;
    }
    info!(history = ?keep.history, delivered = ?keep.delivered, "what is older is dropped from the state database");
    while !context.stop.is_cancelled() {
        prune(&jobs, &context, keep, u32::MAX).await;
        tokio::select! {
            () = context.stop.cancelled() => {}
            () = tokio::time::sleep(HOUR) => {}
        }
    }
}

/// The time before which things are old (ms).
fn before(context: &Context, keep: Option<Duration>) -> Option<i64> {
    let keep = i64::try_from(keep?.as_millis()).unwrap_or(i64::MAX);
    Some(context.clock.now_ms().saturating_sub(keep))
}
