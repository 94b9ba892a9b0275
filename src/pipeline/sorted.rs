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
    /// None by their texts; but the database may have found another key's row by this one, or a row that is no key's by its
    /// text. Only an answer without those keys tells.
    Unsure,
}

impl<'a> Sorted<'a> {
    /// Sorts rows to keys by their canonical text. As databases compare more loosely than texts, a row that is no key's by
    /// its text goes to the one key without a row that is the same but for case, blanks or leading zeros; or, where a
    /// single key was asked for, to that.
    pub(super) fn of(asked: &'a [Key], bound: &Bound<'_>, set: &'a RowSet) -> Self {
        let without = match (asked, set.rows.as_slice()) {
            ([_], _) | (_, []) => Rows::None,
            _ => Rows::Unsure,
        };
        let mut rows: HashMap<&str, Rows<'a>> =
            asked.iter().map(|key| (key.as_str(), without)).collect();
        let mut others = Vec::new();
        for row in &set.rows {
            let key = bound.key(row);
            match key.as_ref().and_then(|key| rows.get_mut(key.as_str())) {
                Some(rows) => rows.add(row),
                None => others.push((key, row)),
            }
        }
        if others.is_empty() {
            return Self { rows };
        }
        let is_left = |key: &&Key| matches!(rows[key.as_str()], Rows::None | Rows::Unsure);
        let left: Vec<&Key> = asked.iter().filter(is_left).collect();
        let near = Near::of(&left);
        for (key, row) in others {
            let owner = match (asked, left.as_slice()) {
                ([_], [only]) => Some(only.as_str()),
                _ => key.and_then(|key| near.to(key.as_str())),
            };
            if let Some(rows) = owner.and_then(|owner| rows.get_mut(owner)) {
                rows.add(row);
            }
        }
        Self { rows }
    }

    /// The rows of a key that was asked for.
    pub(super) fn of_key(&self, key: &Key) -> Rows<'a> {
        self.rows.get(key.as_str()).copied().unwrap_or(Rows::None)
    }
}

impl<'a> Rows<'a> {
    fn add(&mut self, row: &'a [Value]) {
        *self = match self {
            Self::None | Self::Unsure => Self::One(row),
            Self::One(_) | Self::Many => Self::Many,
        };
    }
}

/// Keys by their folded form; `None` where two fold alike.
struct Near<'a>(HashMap<String, Option<&'a str>>);

impl<'a> Near<'a> {
    fn of(keys: &[&'a Key]) -> Self {
        let mut folded = HashMap::with_capacity(keys.len());
        for key in keys {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fold_by_what_databases_overlook() {
        let alike = [
            ("007", "7"),
            (" A-1", "a-1 "),
            ("+7", "07"),
            ("000", "0"),
            ("É", "é"),
        ];
        for (one, other) in alike {
            assert_eq!(fold(one), fold(other));
        }
        let apart = [("7a", "07a"), ("7.0", "7"), ("", "0"), ("+", "")];
        for (one, other) in apart {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn a_near_key_is_one_alone() {
        let asked = ["7", "007", "A-1"].map(Key::single);
        let near = Near::of(&asked.each_ref());
        assert_eq!((near.to("07"), near.to("a-1")), (None, Some("A-1")));
    }
}
