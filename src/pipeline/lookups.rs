//! What rows alone do not know, gathered for a page of them.

use super::Job;
use super::dictionaries::known;
use crate::ledger::{Ledger, LedgerError};
use crate::mapping::{Bound, Lookups};
use crate::source::Value;

/// What the mapping needs besides these rows: the account's dictionaries, facts of records that were delivered.
pub(super) async fn lookups(
    job: &Job,
    ledger: &Ledger,
    _bound: &Bound<'_>,
    _rows: &[Vec<Value>],
) -> Result<Lookups, LedgerError> {
    Ok(Lookups {
        dictionaries: known(job, ledger).await?,
        ..Lookups::default()
    })
}
