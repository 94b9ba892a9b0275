//! The rows of a result, sorted to the keys that were asked for.

use std::collections::HashMap;

use super::run_once::Stop;
use crate::language::text;
use crate::mapping::{Bound, Mapping};
use crate::source::{RowSet, Value};

/// Fits the plan to the columns of the rows.
pub(super) fn bind<'a>(mapping: &'a Mapping, rows: &RowSet) -> Result<Bound<'a>, Stop> {
    mapping.bind(&rows.columns).map_err(|problems| {
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Stop::Columns(texts.join("; "))
    })
}

/// The rows a query returned, by the keys that were asked for.
pub(super) struct Found<'a> {
    rows: HashMap<String, Rows<'a>>,
    strays: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Rows<'a> {
    None,
    One(&'a [Value]),
    Many,
}

impl<'a> Found<'a> {
    /// Sorts rows to keys: by their canonical text; else, as databases compare more loosely than texts, to the
    /// one key that is the same but for case, padding or leading zeros. All rows of a single key are its own.
    pub(super) fn of(asked: &[&str], bound: &Bound<'_>, set: &'a RowSet) -> Result<Self, Stop> {
        let mut rows: HashMap<String, Rows<'a>> = asked
            .iter()
            .map(|key| ((*key).to_owned(), Rows::None))
            .collect();
        let mut loose: Option<HashMap<String, Option<&str>>> = None;
        let mut strays = false;
        for row in &set.rows {
            if let [only] = asked {
                rows.entry((*only).to_owned())
                    .and_modify(|slot| slot.add(row));
                continue;
            }
            let Some(key) = bound.key(row) else {
                return Err(Stop::Columns(text!("pipeline-null-key")));
            };
            if let Some(slot) = rows.get_mut(key.as_str()) {
                slot.add(row);
                continue;
            }
            let near = loose.get_or_insert_with(|| loosely(asked));
            let asked = near.get(&fold(key.as_str())).copied().flatten();
            match asked.and_then(|asked| rows.get_mut(asked)) {
                Some(slot) => slot.add(row),
                None => strays = true,
            }
        }
        Ok(Self { rows, strays })
    }

    /// Whether a row came that belongs to no key by its text: a key without a row may be the one it was found by.
    pub(super) fn has_strays(&self) -> bool {
        self.strays
    }

    /// The rows of a key.
    pub(super) fn of_key(&self, key: &str) -> Rows<'a> {
        self.rows.get(key).copied().unwrap_or(Rows::None)
    }
}

impl<'a> Rows<'a> {
    fn add(&mut self, row: &'a [Value]) {
        *self = match self {
            Self::None => Self::One(row),
            _ => Self::Many,
        };
    }
}

/// The asked keys in folded form; `None` where two keys fold alike.
fn loosely<'k>(asked: &[&'k str]) -> HashMap<String, Option<&'k str>> {
    let mut folded: HashMap<String, Option<&str>> = HashMap::with_capacity(asked.len());
    for key in asked {
        folded
            .entry(fold(key))
            .and_modify(|key| *key = None)
            .or_insert(Some(key));
    }
    folded
}

fn fold(key: &str) -> String {
    let key = key.trim_end().to_lowercase();
    let plain = key.trim_start_matches('0');
    let number = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
    if number { plain.to_owned() } else { key }
}
