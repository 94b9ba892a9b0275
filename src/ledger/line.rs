//! A settlement as the statements take it.

use serde::Serialize;

use super::rows::clip;
use super::{Outcome, Settlement};

/// A settlement as the statements unfold it.
#[derive(Default, Serialize)]
pub(super) struct Line<'a> {
    record_key: &'a str,
    version: i64,
    pub(super) outcome: &'static str,
    /// What the platform said of a request, where there was one: `stored`, `refused`, or `none` that settles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tried: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upload: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
}

impl<'a> Line<'a> {
    /// The line of a settlement.
    pub(super) fn of(settlement: &'a Settlement) -> Self {
        Self {
            record_key: &settlement.key,
            version: settlement.version,
            ..Self::of_outcome(&settlement.outcome)
        }
    }

    fn of_outcome(outcome: &'a Outcome) -> Self {
        match outcome {
            Outcome::Delivered {
                digest,
                tried,
                upload,
            } => Self {
                answer: Some("stored"),
                digest: Some(digest),
                tried: Some(tried),
                upload: Some(clip(upload, 200)),
                ..Self::bare("delivered")
            },
            Outcome::Unchanged { tried } => Self {
                tried: Some(tried),
                ..Self::bare("unchanged")
            },
            Outcome::Same => Self::bare("same"),
            Outcome::Ignored => Self::bare("ignored"),
            Outcome::Gone { failure } => Self {
                failure: Some(i64::from(*failure)),
                ..Self::bare("gone")
            },
            Outcome::Rejected {
                tried,
                field,
                code,
                message,
            } => Self {
                answer: Some("refused"),
                tried: tried.as_deref(),
                field: field.as_deref().map(|text| clip(text, 200)),
                ..Self::failed("rejected", code, message)
            },
            Outcome::Again {
                at,
                attempts,
                code,
                message,
            } => Self {
                answer: Some("none"),
                at: Some(*at),
                attempts: Some(*attempts),
                ..Self::failed("again", code, message)
            },
        }
    }

    fn bare(outcome: &'static str) -> Self {
        Self {
            outcome,
            ..Self::default()
        }
    }

    fn failed(outcome: &'static str, code: &str, message: &str) -> Self {
        Self {
            code: Some(clip(code, 200)),
            message: Some(clip(message, 2000)),
            ..Self::bare(outcome)
        }
    }
}
