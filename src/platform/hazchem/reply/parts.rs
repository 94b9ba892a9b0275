//! The parts of the platform's sentence: counts, lists of ids, reasons.

use std::collections::BTreeMap;

use super::cursor::{Cursor, closing, fold, is_blank};
use super::ids::{Hit, Ids};
use super::marker::{Marker, Side};

/// What a text says.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// What it says of the records that were stored.
    pub(super) stored: Part,
    /// What it says of those that failed.
    pub(super) failed: Part,
    /// Its reasons, blank ones left out.
    pub(super) reasons: Vec<&'a str>,
}

/// What a text says of one side.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// How many.
    pub(super) count: Option<u64>,
    /// Two counts are given, and they differ.
    pub(super) contradictory: bool,
    /// Which: places in the batch; true where the list can be read in another way. `None` without a list.
    pub(super) list: Option<BTreeMap<usize, bool>>,
}

impl<'a> Parts<'a> {
    /// Finds the parts of `text`, whatever their order.
    pub(super) fn find(text: &'a str, ids: &Ids) -> Self {
        let mut parts = Self::default();
        let mut cursor = Cursor::start(text);
        while !cursor.rest().is_empty() {
            let Some((marker, after)) = Marker::at(cursor) else {
                cursor.step();
                continue;
            };
            cursor = after;
            match marker {
                Marker::Count(side, count) => parts.of(side).add_count(count),
                Marker::List(side) => {
                    let list = read_list(&mut cursor, ids);
                    if let Some(side) = side {
                        parts.of(side).list.get_or_insert_default().extend(list);
                    }
                }
                Marker::Reasons => {
                    let reasons = read_reasons(&mut cursor);
                    if !reasons.is_empty() {
                        parts.reasons.push(reasons);
                    }
                }
            }
        }
        parts
    }

    fn of(&mut self, side: Side) -> &mut Part {
        match side {
            Side::Stored => &mut self.stored,
            Side::Failed => &mut self.failed,
        }
    }
}

impl Part {
    fn add_count(&mut self, count: u64) {
        let before = self.count.replace(count);
        self.contradictory |= before.is_some_and(|before| before != count);
    }

    /// Whether a list names an id that was sent.
    pub(super) fn names_any(&self) -> bool {
        self.list.as_ref().is_some_and(|list| !list.is_empty())
    }

    /// How many the list names; `None` without a list.
    pub(super) fn named(&self) -> Option<u64> {
        Some(self.list.as_ref()?.len() as u64)
    }
}

/// Reads the ids of a list. One in brackets ends at the bracket that closes it; one without at the first
/// word that is no id. Both end where another part begins.
fn read_list(cursor: &mut Cursor<'_>, ids: &Ids) -> BTreeMap<usize, bool> {
    let mut found = BTreeMap::new();
    let brackets = opened(cursor);
    let bracket = |c| brackets.is_some_and(|(open, close)| c == open || c == close);
    let between = |c| separates(fold(c)) || bracket(fold(c));
    let mut depth = 1;
    while let Some(c) = cursor.peek() {
        let hits = whole(cursor.rest(), ids, &between);
        if let Some(hit) = hits.last() {
            let unsure = two_ways(cursor.rest(), &hits, ids, &between);
            *found.entry(hit.index).or_default() |= unsure;
            cursor.skip(hit.len);
        } else if bracket(c) {
            depth += if closing(c).is_some() { 1 } else { -1 };
            cursor.step();
            if depth == 0 {
                break;
            }
        } else if separates(c) && (brackets.is_some() || c != '。') {
            cursor.step();
        } else if brackets.is_none() || !skip_word(cursor, bracket) {
            break;
        }
    }
    found
}

/// The ids that stand here as a whole, shortest first.
fn whole(text: &str, ids: &Ids, between: &impl Fn(char) -> bool) -> Vec<Hit> {
    ids.at_start(text, |rest| rest.chars().next().is_none_or(between))
}

/// Whether the list can be read otherwise than by the longest of `hits`: as a shorter id (or none, where the
/// longest begins with what stands between ids) and then another one, or the list's end.
fn two_ways(text: &str, hits: &[Hit], ids: &Ids, between: &impl Fn(char) -> bool) -> bool {
    let Some((longest, shorter)) = hits.split_last() else {
        return false;
    };
    let none = text.starts_with(between).then_some(0);
    let mut starts = none.into_iter().chain(shorter.iter().map(|hit| hit.len));
    starts.any(|start| {
        let next = text[start..].trim_start_matches(between);
        text.len() - next.len() >= longest.len || !whole(next, ids, between).is_empty()
    })
}

/// Steps over an opening bracket; it and the one that closes it.
fn opened(cursor: &mut Cursor<'_>) -> Option<(char, char)> {
    let open = cursor.peek()?;
    let close = closing(open)?;
    cursor.step();
    Some((open, close))
}

/// Steps over a word that is no id; false where another part begins in it.
fn skip_word(cursor: &mut Cursor<'_>, bracket: impl Fn(char) -> bool) -> bool {
    while cursor.peek().is_some_and(|c| !separates(c) && !bracket(c)) {
        if Marker::at(*cursor).is_some() {
            return false;
        }
        cursor.step();
    }
    true
}

/// Whether a character stands between the ids of a list. Round brackets do not: ids hold them.
fn separates(c: char) -> bool {
    is_blank(c) || matches!(c, ',' | ';' | '|' | '"' | '\'' | '。' | '[' | ']')
}

/// Reads the reasons: to the bracket that closes theirs, else to the end.
fn read_reasons<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let brackets = opened(cursor);
    let whole = cursor.rest();
    let mut end = whole.len();
    let mut depth = 1;
    while let Some(c) = cursor.peek() {
        let here = whole.len() - cursor.rest().len();
        cursor.step();
        match brackets {
            Some((open, _)) if c == open => depth += 1,
            Some((_, close)) if c == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = here;
            break;
        }
    }
    whole[..end].trim_matches(|c| is_blank(c) || matches!(fold(c), ',' | ';' | '。' | ']'))
}
