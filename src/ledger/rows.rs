//! Between rows, JSON lists and what they mean.

use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{Decode, Row, Type};

use super::stand_in::key_fault;
use super::{LedgerError, State};

/// A column of a row.
pub(super) fn column<'r, T>(row: &'r AnyRow, name: &str) -> Result<T, LedgerError>
where
    T: Decode<'r, sqlx::Any> + Type<sqlx::Any>,
{
    Ok(row.try_get(name)?)
}

/// A count or flag, which is never negative.
pub(super) fn count(row: &AnyRow, name: &str) -> Result<u64, LedgerError> {
    Ok(u64::try_from(column::<i64>(row, name)?).unwrap_or(0))
}

/// A number of attempts.
pub(super) fn attempts(row: &AnyRow) -> Result<u32, LedgerError> {
    Ok(u32::try_from(count(row, "attempts")?).unwrap_or(u32::MAX))
}

/// The state column.
pub(super) fn state(row: &AnyRow) -> Result<State, LedgerError> {
    let word: String = column(row, "state")?;
    State::of_word(&word).ok_or(LedgerError::Unknown {
        column: "state",
        value: word,
    })
}

/// The JSON text that a bulk statement unfolds.
pub(super) fn json<T: Serialize>(list: &[T]) -> Result<String, LedgerError> {
    serde_json::to_string(list).map_err(LedgerError::Unwritable)
}

/// The JSON list of keys, each of which can be kept.
pub(super) fn keys<T: AsRef<str>>(keys: &[T]) -> Result<String, LedgerError> {
    let texts: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    match texts.iter().find_map(|key| key_fault(key)) {
        Some(fault) => Err(fault),
        None => json(&texts),
    }
}

/// A text as far as its column takes it: what a platform says can be long, and PostgreSQL takes no U+0000.
pub(super) fn clip(text: &str, characters: usize) -> String {
    text.chars()
        .filter(|character| *character != '\0')
        .take(characters)
        .collect()
}

impl State {
    /// Each state and its word in the tables.
    const WORDS: [(Self, &'static str); 9] = [
        (Self::Waiting, "waiting"),
        (Self::Delivered, "delivered"),
        (Self::Rejected, "rejected"),
        (Self::Expired, "expired"),
        (Self::Held, "held"),
        (Self::Gone, "gone"),
        (Self::Dismissed, "dismissed"),
        (Self::Overwritten, "overwritten"),
        (Self::Unexpanded, "unexpanded"),
    ];

    /// Its word in the tables and in reports.
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(state, _)| *state == self);
        found.map_or("", |(_, word)| word)
    }

    /// The state of a word.
    fn of_word(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(_, name)| *name == word);
        found.map(|(state, _)| *state)
    }
}
