//! Calls that differ only in where the numbers begin.

use shangbao::ledger::Due;

use super::rows::{Answer, Call, Delivery, Rows};

/// Where the numbers of some rows begin.
#[derive(Clone, Copy)]
pub(super) struct Base {
    version: i64,
    fence: i64,
}

impl Base {
    pub(super) fn of(rows: &Rows) -> Self {
        Self {
            version: rows.delivery.map_or(0, |delivery| delivery.changed - 1),
            fence: rows.fence - 1,
        }
    }

    fn shifted(rows: &Rows, version: i64, fence: i64) -> Rows {
        Rows {
            fence: rows.fence + fence,
            delivery: rows.delivery.map(|delivery| Delivery {
                version: delivery.version + version,
                changed: delivery.changed + version,
                ..delivery
            }),
            ..*rows
        }
    }

    /// The rows, counted from the base.
    pub(super) fn down(self, rows: &Rows) -> Rows {
        let rows = Rows {
            position: 0,
            ..*rows
        };
        Self::shifted(&rows, -self.version, -self.fence)
    }

    /// The rows, counted as the world does; the position is its own to set.
    pub(super) fn up(self, rows: &Rows) -> Rows {
        Self::shifted(rows, self.version, self.fence)
    }

    /// The call, counted from the base.
    pub(super) fn call_down(self, call: Call) -> Call {
        // Every fence but the newest is lost, and every version before the last change is behind it.
        let below = |fence: i64| (fence - self.fence).max(0);
        match call {
            Call::Intake {
                fence, candidates, ..
            } => Call::Intake {
                fence: below(fence),
                to: 1,
                candidates,
            },
            Call::Depart { fence, tried } => Call::Depart {
                fence: below(fence),
                tried,
            },
            Call::Settle {
                fence,
                version,
                what,
            } => Call::Settle {
                fence: below(fence),
                version: (version - self.version).max(0),
                what,
            },
            Call::Acquire | Call::Due { .. } | Call::Retry => call,
        }
    }

    /// The answer, counted as the world does.
    pub(super) fn answer_up(self, answer: Answer) -> Answer {
        match answer {
            Answer::Fence(fence) => Answer::Fence(fence + self.fence),
            Answer::Due(due) => Answer::Due(due.map(|due| Due {
                version: due.version + self.version,
                ..due
            })),
            Answer::Done | Answer::Refused => answer,
        }
    }
}
