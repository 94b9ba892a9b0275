//! Until when a record that was not sent may be sent: noted, so that it is seen before it is too late.

use super::gate::time_of;
use super::item::Item;
use super::{Context, Job};
use crate::ledger::{Deadline, LedgerError, Outcome};

/// Until when a record may be sent that this outcome leaves unsent; `None` where that never ends, or does not matter.
pub(super) fn deadline(job: &Job, item: &Item, outcome: &Outcome) -> Option<Deadline> {
    if !matches!(outcome, Outcome::Again { .. } | Outcome::Held(_)) {
        return None;
    }
    Some(Deadline {
        key: item.due.key.clone(),
        closes_at: closes_at(job, item)?,
    })
}

/// When a record is too old for the platform, by this host's clock (ms); `None` where its target has no window.
pub(super) fn closes_at(job: &Job, item: &Item) -> Option<i64> {
    let (field, window) = (job.mapping.target.window?, job.account.window?);
    let time = time_of(&job.account, &item.record, field)?;
    Some(time + window.as_millis() as i64 - job.account.ahead_ms())
}

/// Notes them in the ledger.
pub(super) async fn note(
    context: &Context,
    route: i64,
    deadlines: &[Deadline],
) -> Result<(), LedgerError> {
    if deadlines.is_empty() {
        return Ok(());
    }
    let now = context.clock.now_ms();
    context.ledger.note_deadlines(route, deadlines, now).await
}
