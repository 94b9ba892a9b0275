//! The rows of an answer, sorted to the keys that were asked for.

use std::collections::HashMap;

use super::run_once::Stop;
use crate::mapping::{Bound, Mapping};
use crate::source::{Key, RowSet, Value};

/// Fits the plan to the columns of the rows.
pub(super) fn bind<'a>(mapping: &'a Mapping, rows: &RowSet) -> Result<Bound<'a>, Stop> {
    mapping.bind(&rows.columns).map_err(|problems| {
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Stop::Columns(texts.join("; "))
    })
}

/// The rows that were answered, by the keys that were asked for.
pub(super) struct Sorted<'a> {
    rows: HashMap<&'a str, Rows<'a>>,
    near: Near<'a>,
    /// A row came that is none of the keys by its text.
    strays: bool,
}

/// The rows of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rows<'a> {
    /// None.
    None,
    /// One.
    One(&'a [Value]),
    /// Several.
    Many,
    /// None, and another answer may say more: a row of this one may be its own, or another key's answer holds its row.
    Unsure,
}

impl<'a> Sorted<'a> {
    /// Sorts rows to keys: by their canonical text; else, as databases compare more loosely than texts, to the
    /// one key that is the same but for case, blanks or leading zeros. All rows of a single key are its own.
    pub(super) fn of(asked: &'a [Key], bound: &Bound<'_>, set: &'a RowSet) -> Self {
        let mut sorted = Self {
            rows: asked.iter().map(|key| (key.as_str(), Rows::None)).collect(),
            near: Near::of(asked),
            strays: false,
        };
        for row in &set.rows {
            let own = match asked {
                [only] => Some(only.as_str()),
                _ => bound.key(row).and_then(|key| sorted.owner(key.as_str())),
            };
            match own.and_then(|own| sorted.rows.get_mut(own)) {
                Some(rows) => rows.add(row),
                None => sorted.strays = true,
            }
        }
        sorted
    }

    /// The rows of a key that was asked for.
    pub(super) fn of_key(&self, key: &Key) -> Rows<'a> {
        match self.rows.get(key.as_str()) {
            None | Some(Rows::None) if self.strays || self.near.is_shared(key.as_str()) => {
                Rows::Unsure
            }
            rows => rows.copied().unwrap_or(Rows::None),
        }
    }

    /// The key that a row belongs to, by the text of its own.
    fn owner(&self, key: &str) -> Option<&'a str> {
        match self.rows.get_key_value(key) {
            Some((exact, _)) => Some(exact),
            None => self.near.to(key),
        }
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

/// The asked keys by their folded form; `None` where two fold alike.
struct Near<'a>(HashMap<String, Option<&'a str>>);

impl<'a> Near<'a> {
    fn of(asked: &'a [Key]) -> Self {
        let mut folded = HashMap::with_capacity(asked.len());
        for key in asked {
            folded
                .entry(fold(key.as_str()))
                .and_modify(|key| *key = None)
                .or_insert(Some(key.as_str()));
        }
        Self(folded)
    }

    /// The one key that folds like this text.
    fn to(&self, key: &str) -> Option<&'a str> {
        self.0.get(&fold(key)).copied().flatten()
    }

    /// Whether another key folds like this one.
    fn is_shared(&self, key: &str) -> bool {
        matches!(self.0.get(&fold(key)), Some(None))
    }
}

/// A key without what databases overlook: case, blanks at the ends, a number's leading zeros.
fn fold(key: &str) -> String {
    let key = key.trim().to_lowercase();
    let number = key.strip_prefix('+').unwrap_or(&key);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return key;
    }
    match number.trim_start_matches('0') {
        "" => "0".to_owned(),
        plain => plain.to_owned(),
    }
}
