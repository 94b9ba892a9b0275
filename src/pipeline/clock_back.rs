//! After the host's clock was put back: what was to happen at a time by the old clock happens in time by the new one.

use std::sync::Arc;

use super::{Context, Job};
use crate::ledger::LedgerError;

/// Mends the times of the jobs' records that lie further ahead than they can: back-offs that would not end, requests that would never
/// be dead.
///
/// # Errors
/// When the ledger cannot be written.
pub async fn mend_times(jobs: &[Arc<Job>], context: &Context) -> Result<(), LedgerError> {
    let (ledger, now) = (&context.ledger, context.clock.now_ms());
    for job in jobs {
        let Some(route) = ledger.find_route(&job.ledger_name, &job.account.id).await? else {
            continue;
        };
        let longest = job.account.longest_upload();
        let dead_at = now + longest.as_millis() as i64;
        let latest = now + (job.retry.most + longest).as_millis() as i64;
        ledger.mend_times(route.id, now, dead_at, latest).await?;
    }
    Ok(())
}

/// Notes that the program works on this host, and mends what its clock made wrong, where that was put back since it last did.
///
/// # Errors
/// When the ledger cannot be written.
pub async fn show_host(
    jobs: &[Arc<Job>],
    context: &Context,
    host: &str,
) -> Result<(), LedgerError> {
    let now = context.clock.now_ms();
    if context.ledger.show_host(host, now, None).await?.is_some() {
        mend_times(jobs, context).await?;
    }
    Ok(())
}
