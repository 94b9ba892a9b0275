//! A settlement as the statements take it.

use serde::Serialize;

use super::history::Happened;
use super::rows::clip;
use super::{Bond, Hold, Needed, Outcome, Project, Settlement};

/// A settlement as the statements unfold it.
#[derive(Clone, Default, Serialize)]
pub(super) struct Line<'a> {
    pub(super) record_key: &'a str,
    version: i64,
    pub(super) outcome: &'static str,
    /// What the platform said of a request, where there was one: `stored`, `refused`, or `none` that settles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tried: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upload: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
    /// When the request must be dead that brought no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    open_until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
    /// A JSON object, as it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip)]
    pub(super) request: Option<i64>,
    #[serde(skip)]
    pub(super) bond: Option<&'a Bond>,
    #[serde(skip)]
    pub(super) project: Option<&'a Project>,
    #[serde(skip)]
    needs: Option<&'a Needed>,
}

impl<'a> Line<'a> {
    /// The line of a settlement.
    pub(super) fn of(settlement: &'a Settlement) -> Self {
        Self {
            record_key: &settlement.key,
            version: settlement.version,
            request: settlement.request,
            ..Self::of_outcome(&settlement.outcome)
        }
    }

    /// What happened; `None` where a look found nothing new.
    pub(super) fn event(&self) -> Option<Happened<'_>> {
        (!matches!(self.outcome, "same" | "dismissed")).then_some(Happened {
            record_key: self.record_key,
            what: self.outcome,
            at: None,
            subject: self.field.as_deref(),
            code: self.code.as_deref(),
            detail: self.message.as_deref(),
            next_at: self.at,
            request: self.request,
        })
    }

    fn of_outcome(outcome: &'a Outcome) -> Self {
        match outcome {
            Outcome::Delivered {
                digest,
                tried,
                upload,
                bond,
            } => Self {
                digest: Some(digest),
                tried: Some(tried),
                upload: Some(clip(upload, 200)),
                ..Self::stored(bond.as_ref())
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
            Outcome::Dismissed => Self::bare("dismissed"),
            Outcome::Rejected {
                tried,
                field,
                code,
                message,
                project,
            } => Self {
                tried: tried.as_deref(),
                field: field.as_deref().map(|text| clip(text, 200)),
                ..Self::rejected(project.as_ref(), code, message)
            },
            Outcome::Expired {
                tried,
                field,
                message,
            } => Self::expired(tried, field, message),
            Outcome::Held(hold) => Self::of_hold(hold),
            Outcome::Again {
                at,
                open_until,
                attempts,
                code,
                message,
            } => Self::again((*at, *open_until), *attempts, code, message),
        }
    }

    fn expired(tried: &'a str, field: &str, message: &str) -> Self {
        Self {
            tried: Some(tried),
            field: Some(field.to_owned()),
            ..Self::refused("expired", "expired", message)
        }
    }

    fn of_hold(hold: &'a Hold) -> Self {
        Self {
            tried: Some(&hold.tried),
            field: hold.field.map(str::to_owned),
            at: hold.at,
            attempts: Some(hold.attempts),
            needed: hold.needed.as_ref().map(|needed| needed.record.as_str()),
            needs: hold.needed.as_ref(),
            record: hold.record.as_deref(),
            ..Self::refused("held", &hold.code, &hold.message)
        }
    }

    /// Whether it says something of another record, or waits for one.
    pub(super) fn is_tied(&self) -> bool {
        self.bond.is_some()
            || self.project.is_some()
            || self.waits_for().is_some()
            || self.gone_key().is_some()
    }

    /// The key, where its row is gone.
    pub(super) fn gone_key(&self) -> Option<&'a str> {
        (self.outcome == "gone").then_some(self.record_key)
    }

    /// The record whose delivery alone lets it go.
    pub(super) fn waits_for(&self) -> Option<&'a Needed> {
        self.needs.filter(|_| self.at.is_none())
    }

    /// It need not be held: it waits, due at once.
    pub(super) fn let_go(&mut self, now: i64) {
        *self = Self {
            record_key: self.record_key,
            version: self.version,
            request: self.request,
            at: Some(now),
            attempts: self.attempts,
            ..Self::bare("again")
        };
    }

    fn stored(bond: Option<&'a Bond>) -> Self {
        Self {
            answer: Some("stored"),
            facts: bond.and_then(facts),
            bond,
            ..Self::bare("delivered")
        }
    }

    fn rejected(project: Option<&'a Project>, code: &str, message: &str) -> Self {
        Self {
            needed: project.map(|project| project.name.as_str()),
            project,
            ..Self::refused("rejected", code, message)
        }
    }

    fn refused(outcome: &'static str, code: &str, message: &str) -> Self {
        Self {
            answer: Some("refused"),
            ..Self::failed(outcome, code, message)
        }
    }

    fn again(
        (at, open_until): (i64, Option<i64>),
        attempts: u32,
        code: &str,
        message: &str,
    ) -> Self {
        Self {
            answer: Some("none"),
            at: Some(at),
            open_until,
            attempts: Some(attempts),
            ..Self::failed("again", code, message)
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

/// The facts of a delivered record, as they are kept; `None` where there is none.
fn facts(bond: &Bond) -> Option<String> {
    let text = |(name, value): (&String, &String)| (name.clone(), value.as_str().into());
    let facts: serde_json::Map<String, serde_json::Value> = bond.facts.iter().map(text).collect();
    (!facts.is_empty()).then(|| serde_json::Value::Object(facts).to_string())
}
