//! One row becomes a record, or a rejection. Pure.

use super::Mapping;
use crate::platform::{Digest, Record};
use crate::source::{Key, Value};

/// A plan fitted to the columns of one result.
#[derive(Debug)]
pub struct Bound<'a> {
    mapping: &'a Mapping,
}

/// Why a row became no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Every field that is wrong, in the target's order; at least one.
    pub fields: Vec<RejectedField>,
}

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedField {
    /// The target field.
    pub field: &'static str,
    /// What is wrong: the column, and what would be allowed; never the value.
    pub message: String,
}

impl Bound<'_> {
    /// The key of a row; `None` when a key column is NULL.
    pub fn key(&self, row: &[Value]) -> Option<Key> {
        let _ = (self.mapping, row);
        unimplemented!()
    }

    /// The digest of a row: of everything the SQL returned.
    pub fn row_digest(&self, row: &[Value]) -> Digest {
        let _ = row;
        unimplemented!()
    }

    /// Turns a row into a record that satisfies every rule of the target's fields.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn apply(&self, row: &[Value]) -> Result<Record, Rejection> {
        let _ = row;
        unimplemented!()
    }
}
