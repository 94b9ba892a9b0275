//! Once a second for all jobs: what is due, what is paused, and where a backfill waits. So an idle job need not ask for itself, a person's
//! `retry`, `pause` and `resume` are seen at once, and a record is tried again when its back-off ends, whatever its job's schedule.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::task::AbortOnDropHandle;
use tracing::warn;

use super::breaker::Breakers;
use crate::ledger::{Backfill, LedgerError, Pause};
use crate::pipeline::Context;

/// How often the ledger is asked.
const PERIOD: Duration = Duration::from_secs(1);

/// What the ledger said.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// When it was asked.
    pub(super) at: Instant,
    /// The routes that hold a due key.
    pub(super) due: BTreeSet<i64>,
    /// The routes where a backfill is at work.
    pub(super) backfilled: BTreeSet<i64>,
    /// All pauses.
    pub(super) pauses: Vec<Pause>,
}

/// The newest snapshot; `None` while the ledger does not answer. Dropped, it ends.
pub(super) struct Poller {
    snapshots: watch::Receiver<Option<Snapshot>>,
    _task: AbortOnDropHandle<()>,
}

impl Poller {
    /// Starts to ask.
    pub(super) fn start(context: Context, breakers: Breakers) -> Self {
        let (sender, snapshots) = watch::channel(None);
        let task = tokio::spawn(snapshot(context, breakers, sender));
        Self {
            snapshots,
            _task: AbortOnDropHandle::new(task),
        }
    }

    /// The newest snapshot, and a sign of each that has something to tell.
    pub(super) fn snapshots(&self) -> watch::Receiver<Option<Snapshot>> {
        self.snapshots.clone()
    }
}

async fn snapshot(
    context: Context,
    breakers: Breakers,
    snapshots: watch::Sender<Option<Snapshot>>,
) {
    let mut period = interval(PERIOD);
    period.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        period.tick().await;
        let snapshot = match ask(&context).await {
            Ok(snapshot) => Some(snapshot),
            Err(error) => {
                if snapshots.borrow().is_some() {
                    warn!(%error, "the state database does not answer");
                }
                None
            }
        };
        if let Some(snapshot) = &snapshot {
            for (account, breaker) in &breakers {
                let mut pauses = snapshot.pauses.iter();
                let noted = pauses.any(|pause| pause.name == *account && pause.until.is_some());
                breaker.seen(noted, snapshot.at);
            }
        }
        snapshots.send_if_modified(|last| {
            let told = worth_telling(last.as_ref(), snapshot.as_ref());
            *last = snapshot;
            told
        });
    }
}

async fn ask(context: &Context) -> Result<Snapshot, LedgerError> {
    let at = Instant::now();
    let pauses = context.ledger.pauses().await?;
    let due = context.ledger.routes_due(context.clock.now_ms()).await?;
    let shown = context.clock.now_ms() - Backfill::SHOWN;
    let backfilled = context.ledger.backfilled_routes(shown).await?;
    Ok(Snapshot {
        at,
        due,
        backfilled,
        pauses,
    })
}

/// Idle jobs are not woken each second to hear that nothing has changed.
fn worth_telling(last: Option<&Snapshot>, snapshot: Option<&Snapshot>) -> bool {
    match (last, snapshot) {
        (Some(last), Some(snapshot)) => {
            !snapshot.due.is_empty()
                || last.pauses != snapshot.pauses
                || last.backfilled != snapshot.backfilled
        }
        (None, None) => false,
        _ => true,
    }
}
