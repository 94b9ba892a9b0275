//! The key of a record, in the site's words.

use std::fmt;

/// Which record, in the site's words: one column's text form, or several as a JSON list of texts.
///
/// Text forms are canonical: integers plain, UUIDs in lower case with hyphens, CHAR padding gone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// A key of one column.
    pub fn single(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A key of `parts`, in the order of the mapping's key columns.
    pub fn of_parts(mut parts: Vec<String>) -> Self {
        if parts.len() == 1 {
            return Self(parts.remove(0));
        }
        Self(serde_json::Value::from(parts).to_string())
    }

    /// The key's columns, when it has `count` of them.
    pub fn parts(&self, count: usize) -> Option<Vec<String>> {
        if count == 1 {
            return Some(vec![self.0.clone()]);
        }
        let parts: Vec<String> = serde_json::from_str(&self.0).ok()?;
        (parts.len() == count).then_some(parts)
    }

    /// As kept in the ledger and typed by a person.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Key {
    /// A key as kept in the ledger or typed by a person.
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
