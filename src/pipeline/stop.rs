//! What ends a run, or one of its streams, before everything is done.

use thiserror::Error;

use crate::language::text;
use crate::ledger::LedgerError;
use crate::source::{SourceError, Stream};

/// Why a run ends before everything due is done. What was not sent stays waiting.
#[derive(Debug, Error)]
pub(super) enum Stop {
    /// The source gave no rows.
    #[error("{}", .asked.unread(.error))]
    Source { asked: Asked, error: SourceError },
    /// A change stream cannot be read. The job's others go on.
    #[error("{error}")]
    Stream { stream: String, error: String },
    /// The mapping does not fit the columns the SQL returns.
    #[error("{0}")]
    Columns(String),
    /// The state database failed.
    #[error("{0}")]
    Ledger(#[from] LedgerError),
    /// Somebody else took the lease over.
    #[error("{}", text!("pipeline-lease-lost"))]
    LeaseLost,
    /// The platform cannot be reached, or asks to wait.
    #[error("{0}")]
    Outage(String),
    /// The platform is paused until a person acts.
    #[error("{0}")]
    Paused(String),
}

/// What a source was asked for.
#[derive(Debug)]
pub(super) enum Asked {
    /// The mapping's rows.
    Rows,
    /// The records behind the changes of this stream.
    Expand(String),
    /// The changes of this stream.
    Stream(String),
}

impl Asked {
    fn unread(&self, error: &SourceError) -> String {
        let error = error.to_string();
        match self {
            Self::Rows => text!("pipeline-rows-unread", error = error),
            Self::Expand(stream) => text!(
                "pipeline-expand-unread",
                stream = stream.as_str(),
                error = error,
            ),
            Self::Stream(stream) => text!(
                "pipeline-stream-unread",
                stream = stream.as_str(),
                error = error,
            ),
        }
    }
}

impl Stop {
    /// A stream cannot be read.
    pub(super) fn of_stream(stream: &Stream, error: String) -> Self {
        Self::Stream {
            stream: stream.name.clone(),
            error,
        }
    }
}
