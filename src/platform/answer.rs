//! What a platform answers to a batch.

use std::time::Duration;

/// A platform's answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A word on each record.
    Verdicts {
        /// The upload's id (`dataId`): what the platform's operators can look the request up by.
        upload: String,
        /// In the order of the batch.
        verdicts: Vec<Verdict>,
    },
    /// Some or all of the batch failed, and the answer does not tell which: halve and send again.
    /// For a batch of one it is that record's rejection.
    Refused {
        /// The platform's code, as text.
        code: String,
        /// The platform's words.
        message: String,
    },
    /// The request failed; it says nothing about the records.
    Fault(Fault),
    /// The account may not do this (credentials, permission): a person must act. The records stay waiting.
    Pause {
        /// Why, in one sentence.
        reason: String,
    },
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
    /// An answer that cannot be read: truncated, not JSON, an HTML page that is no login page.
    Unreadable,
}
