//! Backfills that have not ended.

use serde::Serialize;

use crate::ledger::Backfill;
use crate::time::Timestamp;

/// How far a backfill is.
#[derive(Debug, Serialize)]
pub struct BackfillStatus {
    /// Which records, as it was typed.
    pub range: String,
    /// Also what the platform had already.
    pub resend: bool,
    /// `running`, or `interrupted`: the same command goes on with it.
    pub state: &'static str,
    /// How many changes lie behind it.
    pub passed: u64,
    /// How many there are, where they were counted.
    pub total: Option<u64>,
    /// When it was begun.
    pub started: Timestamp,
    /// By whom: user@host.
    pub by: String,
    /// When it last showed.
    pub seen: Timestamp,
}

impl BackfillStatus {
    /// How a backfill stands now (ms).
    pub(super) fn of(backfill: Backfill, now: i64) -> Self {
        Self {
            state: if backfill.is_at_work(now) {
                "running"
            } else {
                "interrupted"
            },
            range: backfill.span,
            resend: backfill.resend,
            passed: backfill.passed,
            total: backfill.total,
            started: Timestamp(backfill.started_at),
            by: format!("{}@{}", backfill.by.user, backfill.by.host),
            seen: Timestamp(backfill.seen_at),
        }
    }
}
