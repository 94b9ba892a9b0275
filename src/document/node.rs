//! The tree of a TOML file, whose every key and value knows its place.

use std::ops::Range;

use crate::language::text;

/// Where something was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the document's text.
    File(Range<usize>),
    /// An environment variable, by name.
    Environment(String),
    /// Nowhere: a default.
    #[default]
    Nowhere,
}

/// A value, and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub item: Item,
    /// Its place.
    pub at: Place,
}

/// A TOML value.
#[derive(Clone, Debug)]
pub enum Item {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A float.
    Float(f64),
    /// true or false.
    Bool(bool),
    /// A date or time, as written.
    Datetime(String),
    /// An array.
    Array(Vec<Node>),
    /// A table, in the order it was written.
    Table(Vec<Entry>),
}

/// A key of a table, with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's place.
    pub at: Place,
    /// What it is set to.
    pub value: Node,
}

impl Item {
    /// What kind of value this is, in the words of an error message.
    pub fn kind(&self) -> String {
        match self {
            Self::Text(_) => text!("config-kind-text"),
            Self::Integer(_) => text!("config-kind-integer"),
            Self::Float(_) => text!("config-kind-float"),
            Self::Bool(_) => text!("config-kind-bool"),
            Self::Datetime(_) => text!("config-kind-date"),
            Self::Array(_) => text!("config-kind-list"),
            Self::Table(_) => text!("config-kind-table"),
        }
    }
}

impl Node {
    /// The value under `key`, when this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.item {
            Item::Table(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.value),
            _ => None,
        }
    }

    /// The text, when this is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.item {
            Item::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a table; none for any other value.
    pub fn entries(&self) -> &[Entry] {
        match &self.item {
            Item::Table(entries) => entries,
            _ => &[],
        }
    }
}
