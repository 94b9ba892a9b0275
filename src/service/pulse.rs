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
pub(super) struct Beat {
    /// When it was asked.
    pub(super) at: Instant,
    /// The routes that hold a due key.
    pub(super) due: BTreeSet<i64>,
    /// The routes where a backfill is at work.
    pub(super) backfilled: BTreeSet<i64>,
    /// All pauses.
    pub(super) pauses: Vec<Pause>,
}

/// The newest beat; `None` while the ledger does not answer. Dropped, it ends.
pub(super) struct Pulse {
    beats: watch::Receiver<Option<Beat>>,
    _task: AbortOnDropHandle<()>,
}

impl Pulse {
    /// Starts to ask.
    pub(super) fn start(context: Context, breakers: Breakers) -> Self {
        let (sender, beats) = watch::channel(None);
        let task = tokio::spawn(beat(context, breakers, sender));
        Self {
            beats,
            _task: AbortOnDropHandle::new(task),
        }
    }

    /// The newest beat, and a sign of each that has something to tell.
    pub(super) fn beats(&self) -> watch::Receiver<Option<Beat>> {
        self.beats.clone()
    }
}

async fn beat(context: Context, breakers: Breakers, beats: watch::Sender<Option<Beat>>) {
    let mut period = interval(PERIOD);
    period.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        period.tick().await;
        let beat = match ask(&context).await {
            Ok(beat) => Some(beat),
            Err(error) => {
                if beats.borrow().is_some() {
                    warn!(%error, "the state database does not answer");
                }
                None
            }
        };
        if let Some(beat) = &beat {
            for (account, breaker) in &breakers {
                let mut pauses = beat.pauses.iter();
                let noted = pauses.any(|pause| pause.name == *account && pause.until.is_some());
                breaker.seen(noted, beat.at);
            }
        }
        beats.send_if_modified(|last| {
            let told = worth_telling(last.as_ref(), beat.as_ref());
            *last = beat;
            told
        });
    }
}

async fn ask(context: &Context) -> Result<Beat, LedgerError> {
    let at = Instant::now();
    let pauses = context.ledger.pauses().await?;
    let due = context.ledger.routes_due(context.clock.now_ms()).await?;
    let shown = context.clock.now_ms() - Backfill::SHOWN;
    let backfilled = context.ledger.backfilled_routes(shown).await?;
    Ok(Beat {
        at,
        due,
        backfilled,
        pauses,
    })
}

/// Idle jobs are not woken each second to hear that nothing has changed.
fn worth_telling(last: Option<&Beat>, beat: Option<&Beat>) -> bool {
    match (last, beat) {
        (Some(last), Some(beat)) => {
            !beat.due.is_empty() || last.pauses != beat.pauses || last.backfilled != beat.backfilled
        }
        (None, None) => false,
        _ => true,
    }
}
