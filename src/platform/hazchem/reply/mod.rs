//! The platform's sentence on an upload: which records it vouches for.
//!
//! See the hazchem document, sections 2.2, 2.4 and 2.5, and what clients have seen:
//! `作业票同步结束,成功 1条,失败 1条。作业票储存成功的作业票 id有[A],失败的作业票 id有[B]。 错误原因为[..]`, or the counts alone.
//! Punctuation, width and spacing vary, and any part may be missing. Which reason belongs to which id is not said.
//! An answer that contradicts itself is believed in nothing.

mod cursor;
mod ids;
mod marker;
mod parts;

use std::cell::LazyCell;

use crate::language::text;
use crate::platform::Verdict;
use crate::platform::excerpt::cut;
use ids::Ids;
use parts::{Part, Parts};

/// What a sentence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A word on each record, in the order of the batch.
    Verdicts(Vec<Verdict>),
    /// Some failed, and it does not tell which.
    Refused {
        /// The platform's words, cut.
        message: String,
    },
}

/// Reads the sentence `text` on a batch with these `ids`, each given once; `code` is the answer's code.
///
/// A record is delivered only when the sentence vouches for it: its id stands whole in the list of the stored
/// and not in that of the failed, and no count contradicts; or there is no such list and as many were stored
/// as were sent. Of one record the counts decide.
pub fn read(code: &str, text: &str, ids: &[&str]) -> Reply {
    let ids = Ids::of(ids);
    let parts = Parts::find(text, &ids);
    let words = Words {
        code,
        text,
        ids: &ids,
    };
    if !counts_fit(&parts, ids.len() as u64) {
        words.unknown(&text!("platform-hazchem-counts"))
    } else if let Some(reply) = of_one(&parts, &words) {
        reply
    } else if parts.stored.names_any() || parts.failed.names_any() {
        by_lists(&parts, &words)
    } else {
        by_counts(&parts, &words)
    }
}

/// Whether the counts can be those of `sent` records.
fn counts_fit(parts: &Parts<'_>, sent: u64) -> bool {
    let fits = match (parts.stored.count, parts.failed.count) {
        (Some(stored), Some(failed)) => stored.checked_add(failed) == Some(sent),
        (Some(count), None) | (None, Some(count)) => count <= sent,
        (None, None) => true,
    };
    fits && !parts.stored.contradictory && !parts.failed.contradictory
}

/// The counts settle a batch of one, in whatever form its id comes back; unless a list says otherwise.
fn of_one(parts: &Parts<'_>, words: &Words<'_>) -> Option<Reply> {
    let (stored, failed) = (&parts.stored, &parts.failed);
    let is_denied = if stored.count == Some(1) {
        failed.names_any()
    } else {
        stored.names_any()
    };
    match (words.ids.len(), stored.count, failed.count) {
        (1, Some(1), Some(0)) | (1, Some(0), Some(1)) if is_denied => {
            Some(words.unknown(&text!("platform-hazchem-disagree")))
        }
        (1, Some(1), Some(0)) => Some(words.each(|_| Verdict::Delivered)),
        (1, Some(0), Some(1)) => Some(words.rejected(parts)),
        _ => None,
    }
}

fn by_counts(parts: &Parts<'_>, words: &Words<'_>) -> Reply {
    let sent = words.ids.len() as u64;
    let (stored, failed) = (&parts.stored, &parts.failed);
    match (stored.count, failed.count) {
        (None | Some(0), Some(count)) if count == sent => words.rejected(parts),
        // Reasons without a count of failures are a contradiction as well.
        (Some(count), failures)
            if count == sent
                && stored.list.is_none()
                && (failures.is_some() || parts.reasons.is_empty()) =>
        {
            words.each(|_| Verdict::Delivered)
        }
        (Some(count), _) if count == sent => words.unknown(&text!("platform-hazchem-disagree")),
        (Some(_), _) | (None, Some(1..)) => Reply::Refused {
            message: cut(words.text),
        },
        (None, _) => words.unknown(&text!("platform-hazchem-silent")),
    }
}

fn by_lists(parts: &Parts<'_>, words: &Words<'_>) -> Reply {
    let (stored, failed) = (&parts.stored, &parts.failed);
    let sent = words.ids.len() as u64;
    if !list_fits(stored, failed.count, sent) || !list_fits(failed, stored.count, sent) {
        return words.unknown(&text!("platform-hazchem-disagree"));
    }
    let reasons = words.reasons(parts);
    let pieces = LazyCell::new(|| words.ids.pieces(&reasons));
    let whole = LazyCell::new(|| words.ids.pieces(words.text));
    let unknown = |own, why: String| Verdict::Unknown {
        message: format!("{why}: {}", whole.for_record(own)),
    };
    words.each(|own| match (word(stored, own), word(failed, own)) {
        (Some(true), None) => Verdict::Delivered,
        (None, Some(true)) => Verdict::Rejected {
            code: words.code.to_owned(),
            message: pieces.for_record(own),
        },
        (None, None) => unknown(own, text!("platform-hazchem-neither")),
        (Some(_), Some(_)) => unknown(own, text!("platform-hazchem-both")),
        _ => unknown(own, text!("platform-hazchem-ambiguous")),
    })
}

/// Whether a side's list is no longer than the counts say. A shorter one leaves records out: nothing is known of those.
fn list_fits(side: &Part, other: Option<u64>, sent: u64) -> bool {
    let expected = side.count.or(other.map(|other| sent.saturating_sub(other)));
    match (side.named(), expected) {
        (Some(named), Some(expected)) => named <= expected,
        _ => true,
    }
}

/// Whether a side's list names a record: `None` when not, false when the list can be read in another way.
fn word(side: &Part, own: usize) -> Option<bool> {
    let unsure = *side.list.as_ref()?.get(&own)?;
    Some(!unsure)
}

/// What verdicts are made of.
struct Words<'a> {
    code: &'a str,
    text: &'a str,
    ids: &'a Ids,
}

impl Words<'_> {
    fn each(&self, verdict: impl FnMut(usize) -> Verdict) -> Reply {
        Reply::Verdicts((0..self.ids.len()).map(verdict).collect())
    }

    fn unknown(&self, why: &str) -> Reply {
        let pieces = self.ids.pieces(self.text);
        self.each(|own| {
            let mut words = pieces.for_record(own);
            if words.is_empty() {
                words = text!("platform-hazchem-no-text");
            }
            let message = format!("{why}: {words}");
            Verdict::Unknown { message }
        })
    }

    fn rejected(&self, parts: &Parts<'_>) -> Reply {
        let reasons = self.reasons(parts);
        let pieces = self.ids.pieces(&reasons);
        self.each(|own| Verdict::Rejected {
            code: self.code.to_owned(),
            message: pieces.for_record(own),
        })
    }

    /// The reasons given; without any, the whole sentence.
    fn reasons(&self, parts: &Parts<'_>) -> String {
        if parts.reasons.is_empty() {
            self.text.to_owned()
        } else {
            parts.reasons.join("; ")
        }
    }
}
