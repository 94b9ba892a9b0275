//! A record that is due to be sent.

use crate::ledger::{Due, Facts};
use crate::platform::Record;

/// A record that is due to be sent.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its delivery, as read before its row.
    pub(super) due: Due,
    /// The record.
    pub(super) record: Record,
    /// The digest of the SQL row it was made of.
    pub(super) tried: String,
    /// What is known of the record since it was last delivered.
    pub(super) facts: Facts,
    /// Its row is no more: the record says so, and is the last.
    pub(super) gone: bool,
    /// The last request that carried it.
    pub(super) request: Option<i64>,
    /// Its project is refused whole: it tries whether that is so still.
    pub(super) scout: bool,
}

impl Item {
    /// A record that was made of this row.
    pub(super) fn new(due: Due, record: Record, row: String) -> Self {
        Self {
            due,
            record,
            tried: row,
            facts: Facts::new(),
            gone: false,
            request: None,
            scout: false,
        }
    }
}
