//! What a reply says of each record of a batch, all its parts taken together.

use super::Called;
use super::Reply;
use super::codes::Policy;
use crate::platform::claim::Claims;
use crate::platform::redact::redact;
use crate::platform::{Record, Verdict};

/// What a reply says of the records of a batch.
#[derive(Debug)]
pub(super) struct Findings {
    /// In the order of the batch.
    pub(super) of_each: Vec<Finding>,
    /// Every part was understood, and names nothing that is not in the batch.
    pub(super) is_understood: bool,
    /// How many the reply says were stored.
    pub(super) stored: Option<u64>,
    /// How many it says failed.
    pub(super) failed: Option<u64>,
    /// Two of its counts of one thing differ.
    pub(super) counts_differ: bool,
}

/// What a reply says of one record.
#[derive(Clone, Debug, Default)]
pub(super) struct Finding {
    /// All that is claimed of it.
    pub(super) claims: Claims,
    /// It is named where it is not said how it went.
    pub(super) is_mentioned: bool,
    pub(super) code: Option<String>,
    pub(super) words: String,
}

impl Findings {
    /// The verdict on each record: stored where `is_stored` says so, failed where nothing else is claimed.
    pub(super) fn each(
        self,
        reply: &Reply,
        batch: &[&Record],
        is_stored: impl Fn(&Finding) -> bool,
    ) -> Vec<Verdict> {
        let counts_fit = self.counts_fit();
        let findings = self.of_each.into_iter();
        let verdicts = findings.map(|it| match it.claims {
            _ if !counts_fit => reply.no_word(batch),
            Claims::FAILED => it.verdict(reply, batch),
            _ if is_stored(&it) => Verdict::Delivered,
            _ => reply.no_word(batch),
        });
        verdicts.collect()
    }

    /// Whether it counts failures, or fewer stored ones than there are records.
    pub(super) fn counts_failures(&self) -> bool {
        let all = self.of_each.len() as u64;
        self.failed.is_some_and(|count| count > 0) || self.stored.is_some_and(|count| count < all)
    }

    /// Whether failed records are named, as many as were counted, and nothing that is not understood: then the others are stored.
    pub(super) fn are_complete(&self) -> bool {
        let failed = self.number(Claims::FAILED);
        let unclear = self
            .of_each
            .iter()
            .any(|it| it.is_mentioned || it.claims == Claims::UNCLEAR);
        self.is_understood
            && !unclear
            && failed > 0
            && self.failed.is_none_or(|count| count == failed)
            && self
                .stored
                .is_none_or(|count| count == self.of_each.len() as u64 - failed)
    }

    /// Whether the reply says of every record how it went.
    pub(super) fn are_of_all(&self) -> bool {
        self.of_each.iter().all(|it| it.claims != Claims::NONE)
    }

    /// Whether the counts can be those of what is claimed.
    fn counts_fit(&self) -> bool {
        let all = self.of_each.len() as u64;
        let fits = |count: Option<u64>, named, others| {
            count.is_none_or(|count| (named..=all.saturating_sub(others)).contains(&count))
        };
        let (stored, failed) = (self.number(Claims::STORED), self.number(Claims::FAILED));
        !self.counts_differ
            && fits(self.stored, stored, failed)
            && fits(self.failed, failed, stored)
    }

    fn number(&self, claims: Claims) -> u64 {
        self.of_each.iter().filter(|it| it.claims == claims).count() as u64
    }
}

impl Finding {
    /// The verdict on a record that failed.
    fn verdict(self, reply: &Reply, batch: &[&Record]) -> Verdict {
        let code = self.code.unwrap_or_else(|| reply.code.clone());
        let words = if self.words.is_empty() {
            &reply.words
        } else {
            &self.words
        };
        let message = redact(words, batch);
        match Policy::of(&code, words) {
            Policy::Refused(alone) => {
                alone.verdict(code.clone(), with_remedy(message, &code, &reply.called))
            }
            // A record that is said to have failed did, whatever its code says.
            _ => Verdict::Rejected { code, message },
        }
    }
}

/// A message, and what a person can do.
pub(super) fn with_remedy(message: String, code: &str, called: &Called) -> String {
    match called.remedy_of_record(code) {
        None => message,
        Some(remedy) if message.is_empty() => remedy,
        Some(remedy) => format!("{message} ({remedy})"),
    }
}
