//! Uploads of an account that must keep apart in time: across jobs, processes and restarts.

use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;

use super::Job;
use super::run_once::Stop;
use super::upload::Upload;
use crate::language::text;
use crate::ledger::Turn;

/// How long is slept at a time: well below what the lease is kept for.
const STEP: Duration = Duration::from_secs(15);

/// How often it is asked whether a request that is under way has ended: mostly long before it must.
const OPEN: Duration = Duration::from_secs(1);

/// The right to make a request now; the slot is free again when it is dropped.
pub(super) struct Clearance {
    _slot: OwnedSemaphorePermit,
    turn: Option<i64>,
}

impl Job {
    /// How much time must lie between two of its uploads.
    pub(crate) fn pace(&self) -> Option<Duration> {
        let of_target = self.mapping.target.pace?;
        Some(self.account.pace.unwrap_or(of_target))
    }
}

impl Upload {
    /// Waits until a request may be made; `None` when the run is asked to stop meanwhile. While it waits for the
    /// account's turn other jobs use the slot.
    pub(super) async fn clearance(&self) -> Result<Option<Clearance>, Stop> {
        let account = &self.job.account;
        loop {
            let Ok(slot) = account.slots.clone().acquire_owned().await else {
                return Err(Stop::Outage(text!("pipeline-stopping")));
            };
            let Some(pace) = self.job.pace() else {
                let turn = None;
                return Ok(Some(Clearance { _slot: slot, turn }));
            };
            let longest = account.longest_upload();
            let asked = self.context.ledger.take_turn(&account.id, pace, longest);
            match asked.await? {
                Turn::Ours(until) => {
                    let turn = Some(until);
                    return Ok(Some(Clearance { _slot: slot, turn }));
                }
                Turn::After(wait) => {
                    drop(slot);
                    let step = if wait > pace { OPEN } else { STEP };
                    if !self.wait(wait.min(step)).await? {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Notes that the request was answered, or is dead: the time to the next one counts from now.
    pub(super) async fn clear(&self, clearance: Clearance) -> Result<(), Stop> {
        if let (Some(until), Some(pace)) = (clearance.turn, self.job.pace()) {
            let account = &self.job.account.id;
            self.context.ledger.end_turn(account, until, pace).await?;
        }
        Ok(())
    }

    /// Waits, with the lease in hand; `false` when the run is asked to stop.
    async fn wait(&self, time: Duration) -> Result<bool, Stop> {
        self.tenure.cover_page().await?;
        tokio::select! {
            () = self.context.stop.cancelled() => Ok(false),
            () = tokio::time::sleep(time) => Ok(true),
        }
    }
}
