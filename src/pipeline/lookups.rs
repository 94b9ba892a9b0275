//! What rows alone do not know, gathered for a page of them.

use super::Job;
use crate::ledger::{Ledger, LedgerError};
use crate::mapping::{Bound, Lookups};
use crate::source::Value;

/// What the mapping needs besides these rows: the account's dictionaries, facts of records that were delivered.
pub(super) async fn lookups(
    _job: &Job,
    _ledger: &Ledger,
    _bound: &Bound<'_>,
    _rows: &[Vec<Value>],
) -> Result<Lookups, LedgerError> {
    Ok(Lookups::default())
}
