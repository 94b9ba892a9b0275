//! What a row alone does not know: the account's dictionaries, and facts of records that were delivered there.

use std::collections::{BTreeMap, HashMap};

use crate::platform::DictionaryEntry;

/// What a row alone does not know. Empty by [`Default`]: then nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    /// The account's dictionaries.
    pub dictionaries: Dictionaries,
    /// Facts of records that were delivered.
    pub facts: HashMap<FactOf, String>,
}

/// The dictionaries of an account.
#[derive(Clone, Debug, Default)]
pub enum Dictionaries {
    /// There is no account to ask: a name stands for its code. So examples run, with and without a connection.
    #[default]
    Unasked,
    /// Those that the mapping uses, by their names. What is not in them is refused.
    Known(BTreeMap<&'static str, Vec<DictionaryEntry>>),
}

/// Which fact of which record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactOf {
    /// The record's target.
    pub target: &'static str,
    /// The record's identity, joined as in a [`Record`](crate::platform::Record).
    pub identity: String,
    /// The fact's name.
    pub fact: &'static str,
}
