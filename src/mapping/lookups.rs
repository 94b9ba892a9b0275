//! What a row alone does not know: the account's dictionaries, and facts of records that were delivered there.

use std::collections::{BTreeMap, HashMap};

/// What a row alone does not know. Empty by [`Default`]: then nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    /// The account's dictionaries, by their names: for each value's name its code.
    pub dictionaries: BTreeMap<String, BTreeMap<String, String>>,
    /// Facts of records that were delivered.
    pub facts: HashMap<FactOf, String>,
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
