//! An account at an authority: what it takes, what it answers.
//!
//! [`field`] holds what every target is made of; `hazchem/` and `cwr/` have one file a target, each with one
//! `pub const`. A new upload is a new file.

mod answer;
mod claim;
mod closed;
pub mod cwr;
mod dependency;
mod excerpt;
pub mod field;
pub mod hazchem;
mod json;
mod record;
mod redact;
mod reply_object;
mod section;
mod targets;
mod transport;

use async_trait::async_trait;

pub use cwr::dictionary::{
    Entry as DictionaryEntry, Listed as ListedDictionary, Skipped as SkippedEntry,
};

pub use answer::{Alone, Answer, Fault, FaultKind, ReplyFact, Request, Sent, Verdict};
pub use closed::{Closed, closed};
pub use record::{Digest, Record, Requirement, UNIT_SEPARATOR, Warning};
pub use section::{Said, Section};
pub use targets::{TARGETS, TargetLookup, target};
pub use transport::{HttpSettings, TransportError};

use field::Target;

/// What would go out for a batch, for `preview`: the exact bytes, with the secrets masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Full URL.
    pub url: String,
    /// Headers, secrets as `***`.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

/// An account at an authority.
///
/// Contract, for every implementation:
/// - [`Platform::send`] makes at most one upload of the batch, and one more after logging in or signing anew when
///   the platform said that the token or the time is not valid. It never waits to try again: that is the pipeline's decision.
/// - A verdict is given only for what the answer vouches for; all else is [`Verdict::Unknown`].
/// - Uploads are upserts: the pipeline may send a record again whenever its outcome is not known.
#[async_trait]
pub trait Platform: Send + Sync {
    /// Sends `batch`, which is not empty and holds each identity once, and reads the answer.
    async fn send(&self, target: &'static Target, batch: &[&Record]) -> Sent;

    /// Whether the platform works at all: the cheapest call that proves it (a fresh login, a dictionary).
    ///
    /// # Errors
    /// What stood in the way.
    async fn probe(&self) -> Result<(), Fault>;

    /// What [`Platform::send`] would send, without sending it.
    fn preview(&self, target: &'static Target, batch: &[&Record]) -> Preview;
}
