//! Settling: what became of keys, written in bulk.

use super::{Fenced, Lease, Ledger, LedgerError};

/// What became of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The key.
    pub key: String,
    /// The version whose row was read.
    pub version: i64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a key that was worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform stored it.
    Delivered {
        /// Digest of the record.
        digest: String,
        /// Digest of the SQL row.
        tried: String,
        /// The upload's id (`dataId`).
        upload: String,
    },
    /// The platform has this content already; nothing was sent.
    Unchanged {
        /// Digest of the SQL row.
        tried: String,
    },
    /// A suspect whose content is what was last tried: it stays what it was.
    Same,
    /// No row, and the platform never had it: it is forgotten.
    Ignored,
    /// No row, though the platform has it.
    Gone {
        /// Whether it is listed as a failure.
        failure: bool,
    },
    /// Refused, by the mapping or by the platform.
    Rejected {
        /// Digest of the SQL row; `None` when the row could not be read.
        tried: Option<String>,
        /// The target field, where one is to blame.
        field: Option<String>,
        /// The platform's code, or ours (`mapping`, `sql`, `rows`).
        code: String,
        /// What is wrong, without the value.
        message: String,
    },
    /// To be tried again.
    Again {
        /// When, at the earliest.
        at: i64,
        /// How often it failed by now.
        attempts: u32,
        /// What the platform answered.
        code: String,
        /// In its words.
        message: String,
    },
}

impl Ledger {
    /// Writes the outcomes in one transaction, each only where its key's version is still the one named:
    /// - the version still stands: state, digest and the rest as the outcome says;
    /// - only candidates came since: the same, and the key stays due for a look;
    /// - a change came since: the key keeps its state (waiting, or what a person decided), its digest stays cleared, and it is due.
    ///
    /// When the fence refuses, nothing of this is written; the keys are set waiting instead, with a cleared digest and a raised version.
    pub async fn settle(
        &self,
        lease: &Lease,
        settlements: &[Settlement],
        now: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let _ = (lease, settlements, now);
        unimplemented!()
    }
}
