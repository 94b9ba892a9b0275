//! Uploads that wait for their turn, because the platform wants time between two of them.

use crate::app::App;
use crate::ledger::LedgerError;
use crate::pipeline::{Account, Context};

/// What waits for its turn at an account.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Queue {
    /// How many uploads.
    pub(super) length: u64,
    /// When the last of them goes out, if none fails and none comes (ms).
    pub(super) end: Option<i64>,
}

/// The queue of an account; `waiting` are the counts of the jobs, in the configuration's order.
pub(super) async fn queue(
    app: &App,
    context: &Context,
    account: &Account,
    waiting: &[u64],
) -> Result<Queue, LedgerError> {
    let own = app.jobs.iter().zip(waiting);
    let own = own.filter(|(job, _)| job.account.id == account.id);
    let mut queue = Queue::default();
    let (mut time, mut last) = (0, 0);
    for (job, waiting) in own {
        if let Some(pace) = job.pace() {
            last = pace.as_millis() as i64;
            time += last * *waiting as i64;
            queue.length += waiting;
        }
    }
    if queue.length > 0 {
        let next = context.ledger.next_turn(&account.id).await?;
        let first = next.unwrap_or_default().max(context.clock.now_ms());
        queue.end = Some(first + time - last);
    }
    Ok(queue)
}
