//! What a platform answers to a batch.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

/// A platform's answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A word on each record.
    Verdicts {
        /// The upload's id (`dataId`): what the platform's operators can look the request up by.
        upload: String,
        /// In the order of the batch.
        verdicts: Vec<Verdict>,
        /// What the reply said of delivered records that later ones need.
        facts: Vec<ReplyFact>,
    },
    /// Some or all of the batch failed, and the answer does not tell which: halve and send again.
    Refused {
        /// The platform's code, as text.
        code: String,
        /// The platform's words.
        message: String,
        /// What it means for a batch of one.
        alone: Alone,
    },
    /// The request failed; it says nothing about the records.
    Fault(Fault),
    /// The account may not do this (credentials, permission): a person must act. The records stay waiting.
    Pause {
        /// Why, in one sentence.
        reason: String,
    },
}

/// What a refusal of a whole request means when it held one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// The record is rejected: a person must act.
    Rejected,
    /// Something it needs is not at the platform yet: it is tried again later.
    Held,
    /// The platform has it already.
    Delivered,
}

impl Alone {
    /// The verdict on the only record of a refused request.
    pub fn verdict(self, code: String, message: String) -> Verdict {
        match self {
            Self::Rejected => Verdict::Rejected { code, message },
            Self::Held => Verdict::Held { code, message },
            Self::Delivered => Verdict::Delivered,
        }
    }
}

/// A value of a reply that belongs to a delivered record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyFact {
    /// The record's place in the batch.
    pub at: usize,
    /// The name of a fact of the target.
    pub name: &'static str,
    /// The value.
    pub value: String,
}

/// The platform's word on one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Stored.
    Delivered,
    /// Refused; a person must act.
    Rejected {
        /// The platform's code, as text.
        code: String,
        /// The platform's words, ids of other records left out.
        message: String,
    },
    /// Something it needs is not at the platform yet: it is tried again later.
    Held {
        /// The platform's code, as text.
        code: String,
        /// The platform's words.
        message: String,
    },
    /// The answer does not vouch for it either way: send it again alone.
    Unknown {
        /// What was missing in the answer.
        message: String,
    },
}

/// A request that failed as a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of failure.
    pub kind: FaultKind,
    /// What happened, in one sentence, without secrets.
    pub message: String,
    /// How long the platform asks to wait.
    pub retry_after: Option<Duration>,
    /// The platform may have acted on the request, or may still: its outcome is open until it must be dead.
    pub in_doubt: bool,
}

impl Fault {
    /// A fault that does not ask to wait.
    pub(super) fn new(kind: FaultKind, message: String, in_doubt: bool) -> Self {
        Self {
            kind,
            message,
            retry_after: None,
            in_doubt,
        }
    }
}

/// The kinds of request faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No connection could be made; nothing was sent.
    Connect,
    /// No answer in time.
    TimedOut,
    /// The connection was lost after the request was sent.
    Lost,
    /// An HTTP status that is no answer (5xx and others).
    Status(u16),
    /// 429, or `操作频繁`: too frequent.
    Busy,
    /// The platform refuses the request's time, also after it was corrected.
    Clock,
    /// An answer that cannot be read: truncated, not JSON, an HTML page that is no login page.
    Unreadable,
}

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
