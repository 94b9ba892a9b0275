//! What rows alone do not know, gathered for a page of them.

use std::collections::HashMap;

use super::Job;
use super::dictionaries::known;
use crate::ledger::{Ledger, LedgerError};
use crate::mapping::{Bound, FactOf, Lookups};
use crate::source::Value;

/// What the mapping needs besides these rows: the account's dictionaries, facts of records that were delivered.
pub(super) async fn lookups(
    job: &Job,
    ledger: &Ledger,
    bound: &Bound<'_>,
    rows: &[Vec<Value>],
) -> Result<Lookups, LedgerError> {
    let wanted = rows.iter().flat_map(|row| bound.facts_of(row)).collect();
    Ok(Lookups {
        dictionaries: known(job, ledger).await?,
        facts: facts(job, ledger, wanted).await?,
    })
}

async fn facts(
    job: &Job,
    ledger: &Ledger,
    wanted: Vec<FactOf>,
) -> Result<HashMap<FactOf, String>, LedgerError> {
    let records: Vec<String> = wanted
        .iter()
        .map(|fact| ledger.record(fact.target, &fact.identity))
        .collect();
    let asked: Vec<&str> = records.iter().map(String::as_str).collect();
    let there = ledger.known(&job.account.id, &asked).await?;
    let found = wanted
        .into_iter()
        .zip(&records)
        .filter_map(|(fact, record)| {
            let value = there.get(record)?.get(fact.fact)?.clone();
            Some((fact, value))
        });
    Ok(found.collect())
}
