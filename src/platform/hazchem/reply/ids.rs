//! The ids that were sent, found in a text.

use std::collections::HashSet;

use super::cursor::is_blank;
use crate::platform::excerpt::cut;

/// A text longer than this is cut anyway, so no more of it is put together. In bytes.
const ENOUGH: usize = 4096;

/// The ids of a batch in all forms that they are known by, in byte order, each with its place in the batch.
#[derive(Debug)]
pub(super) struct Ids {
    sorted: Vec<(String, usize)>,
    sent: usize,
    /// Small and capital letters are the same.
    folds_case: bool,
}

/// An id that stands in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Its place in the batch.
    pub(super) index: usize,
    /// Its length in bytes.
    pub(super) len: usize,
}

/// A text cut into ids that were sent, and what lies between.
#[derive(Debug)]
pub(super) struct Pieces<'a>(Vec<(&'a str, Option<usize>)>);

impl Ids {
    /// The ids of a batch. A platform may write an id in capital letters, or a UUID with or without its dashes: that is
    /// understood where no two ids of the batch become the same by it.
    pub(super) fn of(batch: &[&str]) -> Self {
        let lower: Vec<String> = batch.iter().map(|id| id.to_ascii_lowercase()).collect();
        let mut known: HashSet<&str> = HashSet::new();
        let folds_case = lower.iter().all(|id| known.insert(id));
        let mut sorted: Vec<(String, usize)> = if folds_case {
            let forms = lower
                .iter()
                .zip(0..)
                .filter_map(|(id, at)| Some((other_form(id)?, at)));
            let forms: Vec<_> = forms
                .filter(|(id, _)| !known.contains(id.as_str()))
                .collect();
            lower.iter().cloned().zip(0..).chain(forms).collect()
        } else {
            batch.iter().map(|id| (*id).to_owned()).zip(0..).collect()
        };
        sorted.sort_unstable();
        Self {
            sorted,
            sent: batch.len(),
            folds_case,
        }
    }

    /// How many were sent.
    pub(super) fn len(&self) -> usize {
        self.sent
    }

    /// The ids that `text` starts with and that end where `ends` says so of what follows, shortest first.
    pub(super) fn at_start(&self, text: &str, ends: impl Fn(&str) -> bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for at in self.prefixes(text) {
            let (id, index) = (&self.sorted[at].0, self.sorted[at].1);
            let rest = &text[id.len()..];
            // Where the text ends, an id may be the beginning of another that was cut off.
            if ends(rest) && !(rest.is_empty() && self.begins_another(at)) {
                let len = id.len();
                hits.push(Hit { index, len });
            }
        }
        hits
    }

    /// Cuts a text, so that ids can be left out of it.
    pub(super) fn pieces<'t>(&self, text: &'t str) -> Pieces<'t> {
        let mut pieces = Vec::new();
        let (mut from, mut at) = (0, 0);
        let mut before = None;
        while let Some(c) = text[at..].chars().next() {
            let hits = match before {
                Some(b) if in_word(b) => Vec::new(),
                _ => self.at_start(&text[at..], |rest| !rest.starts_with(in_word)),
            };
            let Some(hit) = hits.last() else {
                at += c.len_utf8();
                before = Some(c);
                continue;
            };
            pieces.push((&text[from..at], None));
            pieces.push((&text[at..at + hit.len], Some(hit.index)));
            at += hit.len;
            from = at;
            before = None;
        }
        pieces.push((&text[from..], None));
        Pieces(pieces)
    }

    /// Where the ids stand that `text` starts with, shortest first.
    fn prefixes(&self, text: &str) -> Vec<usize> {
        let mut hits = Vec::new();
        let (mut low, mut high) = (0, self.sorted.len());
        for depth in 0..=text.len() {
            while low < high && self.sorted[low].0.len() == depth {
                if depth > 0 {
                    hits.push(low);
                }
                low += 1;
            }
            let Some(&byte) = text.as_bytes().get(depth) else {
                break;
            };
            let byte = if self.folds_case {
                byte.to_ascii_lowercase()
            } else {
                byte
            };
            let span = &self.sorted[low..high];
            let start = span.partition_point(|(id, _)| id.as_bytes()[depth] < byte);
            let end = span.partition_point(|(id, _)| id.as_bytes()[depth] <= byte);
            (low, high) = (low + start, low + end);
            if low == high {
                break;
            }
        }
        hits
    }

    fn begins_another(&self, at: usize) -> bool {
        let next = self.sorted.get(at + 1);
        next.is_some_and(|(id, _)| id.starts_with(&self.sorted[at].0))
    }
}

impl Pieces<'_> {
    /// The text in one line and cut, with every id but that of `own` left out.
    pub(super) fn for_record(&self, own: usize) -> String {
        let mut out = String::new();
        for (piece, id) in &self.0 {
            let other = id.is_some_and(|id| id != own);
            out.push_str(if other { "…" } else { piece });
            if out.len() > ENOUGH {
                break;
            }
        }
        cut(&out)
    }
}

/// A UUID without its dashes; one without dashes with them.
fn other_form(id: &str) -> Option<String> {
    let form = uuid::Uuid::try_parse(id).ok()?;
    match id.len() {
        36 => Some(form.simple().to_string()),
        32 => Some(form.hyphenated().to_string()),
        _ => None,
    }
}

/// Whether a character beside an id would make it part of a longer word.
fn in_word(c: char) -> bool {
    !is_blank(c) && (c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
