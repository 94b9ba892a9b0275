//! What all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};

use super::active_faults::{ActiveFaults, Drawn};
use super::connection::Cut;
use super::cwr::{Account, Roster};
use super::exchange::Reply;
use super::hazchem::{Files, Tokens};
use super::store::{RequestSeen, Store};

/// Tells the time. Tests give a clock of their own.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What all requests share.
pub(super) struct Service {
    pub(super) store: Store,
    pub(super) faults: ActiveFaults,
    pub(super) tokens: Tokens,
    pub(super) files: Files,
    pub(super) roster: Roster,
    pub(super) account: Account,
    pub(super) clock: Now,
    /// How far its clock is ahead of that one, in milliseconds.
    pub(super) ahead: AtomicI64,
    pub(super) username: String,
    pub(super) password_base64: String,
}

impl Service {
    /// Now, by the platform's clock.
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)() + TimeDelta::milliseconds(self.ahead.load(Ordering::SeqCst))
    }

    /// Remembers a request of so many bytes, and answers it.
    pub(super) async fn answer(
        &self,
        mut seen: RequestSeen,
        bytes: usize,
        (reply, drawn): (Reply, Drawn),
        cut: &Cut,
    ) -> Response {
        let reply = reply.bent(&drawn);
        seen.answer = reply.body();
        seen.fault = drawn.taken.as_ref().map(|(name, _)| *name);
        self.store.note(seen, bytes);
        reply.send(&drawn, cut).await
    }
}
