//! Which records keys stand for, as their rows are now: for a person, and never kept.

use std::collections::HashMap;

use super::Job;
use super::found::{Found, Rows, bind};
use super::lookups::lookups;
use crate::ledger::Ledger;
use crate::source::Key;

/// The identities of the records of these keys, by key; those are left out that have no row, or none that says which record it is.
///
/// # Errors
/// What the source or the mapping says instead, in one sentence.
pub async fn identities(
    job: &Job,
    ledger: &Ledger,
    keys: &[String],
) -> Result<HashMap<String, String>, String> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let asked: Vec<Key> = keys.iter().cloned().map(Key::from).collect();
    let rows = job.source.rows(&job.mapping.rows, &asked).await;
    let rows = rows.map_err(|error| error.to_string())?;
    let bound = bind(&job.mapping, &rows).map_err(|stop| stop.to_string())?;
    let lookups = lookups(job, ledger, &bound, &rows.rows).await;
    let lookups = lookups.map_err(|error| error.to_string())?;
    let asked: Vec<&str> = keys.iter().map(String::as_str).collect();
    let found = Found::of(&asked, &bound, &rows).map_err(|stop| stop.to_string())?;
    let identity = |key: &&str| match found.of_key(key) {
        Rows::One(row) => match bound.apply(row, &lookups) {
            Ok(record) => Some(record.identity),
            Err(rejection) => rejection.identity,
        },
        Rows::None | Rows::Many => None,
    };
    let identities = asked
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), identity(key)?)));
    Ok(identities.collect())
}
