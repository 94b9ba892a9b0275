//! An upload's request as it is remembered: what the platform's operators can look it up by, and what they said.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::Answer;

/// The answer to a batch, and the request that was made for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The answer.
    pub answer: Answer,
    /// The upload, the last one where it was made twice; `None` where nothing of the batch went out.
    pub request: Option<Request>,
}

/// A request that carried a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// SHA-256 of the body as it was sent, in hexadecimal digits.
    pub body: String,
    /// hazchem: the `dataId`; construction platform: the call's timestamp and signature.
    pub reference: String,
    /// When it must be dead: its time-out, counted from when it went out.
    pub dead_at: DateTime<Utc>,
    /// The platform's code as text, or `http` and the status; empty where no answer was read.
    pub code: String,
    /// The platform's words in one line, cut, without what the records hold.
    pub words: String,
}

impl Request {
    /// A request that is about to be made.
    pub(super) fn of(body: &[u8], reference: String, dead_at: DateTime<Utc>) -> Self {
        Self {
            body: hex::encode(Sha256::digest(body)),
            reference,
            dead_at,
            code: String::new(),
            words: String::new(),
        }
    }

    /// Notes the answer.
    pub(super) fn answered(&mut self, code: &str, words: String) {
        code.clone_into(&mut self.code);
        self.words = words;
    }
}
