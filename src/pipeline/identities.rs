//! Which records keys stand for, as their rows are now: for a person, and never kept.

use std::collections::HashMap;

use super::Job;
use super::narrow::Reader;
use super::prepare::{Found, prepare};
use crate::ledger::Ledger;
use crate::source::Key;

/// The identities of the records of these keys, by key; those are left out that have no row, or none that says which record it is.
///
/// # Errors
/// What would stop a run, in one sentence.
pub async fn identities(
    job: &Job,
    ledger: &Ledger,
    keys: &[String],
) -> Result<HashMap<String, String>, String> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let keys = keys.iter().cloned().map(Key::from).collect();
    let mut reader = Reader::Site(job.source.as_ref());
    let prepared = prepare(job, ledger, &mut reader, keys).await;
    let prepared = prepared.map_err(|stop| stop.to_string())?;
    let identity = |(key, found): (Key, Found)| {
        let identity = match found {
            Found::Record { record, .. } => Some(record.identity),
            Found::Refused { refusal, .. } => refusal.identity,
            Found::NoRow => None,
        };
        Some((key.as_str().to_owned(), identity?))
    };
    Ok(prepared.found.into_iter().filter_map(identity).collect())
}
