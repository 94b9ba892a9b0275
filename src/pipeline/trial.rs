//! A trial: what the rows of a first run would become, without sending anything and without touching any state.

use std::collections::BTreeMap;

use super::preview::{first_keys, read};
use super::{Context, Job};
use crate::mapping::Rejection;
use crate::platform::Record;
use crate::source::Begin;

/// How many records are tried, and how many where rows carry photos themselves.
const RECORDS: u32 = 200;
const HEAVY: u32 = 20;

/// What became of the records that were tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// How many were tried.
    pub tried: usize,
    /// How many would be refused.
    pub refused: usize,
    /// Why, the most frequent first: the field, the reason, how many.
    pub reasons: Vec<(&'static str, String, usize)>,
    /// What is worth a warning, in the same form.
    pub warnings: Vec<(&'static str, String, usize)>,
    /// How many keys the SQL returns no row for.
    pub ignored: usize,
    /// The keys that are one record, where one replaces the other at the platform.
    pub shared: Vec<Vec<String>>,
}

/// Reads and maps the first records of the job's first stream: those that a first run would take in, or where it begins
/// now, the oldest. Their photos and attachments are not read.
///
/// # Errors
/// What the source, the mapping or a dictionary says instead, in one sentence.
pub async fn trial(job: &Job, context: &Context) -> Result<Trial, String> {
    let limit = match job.mapping.has_heavy_rows() {
        true => HEAVY,
        false => RECORDS,
    };
    let mut keys = Vec::new();
    for begin in [&job.begin, &Begin::All] {
        if keys.is_empty() {
            let first = first_keys(job, begin, limit).await;
            keys = first.map_err(|error| error.to_string())?;
        }
    }
    keys.truncate(limit as usize);
    let mut trial = Trial::default();
    if keys.is_empty() {
        return Ok(trial);
    }
    let mut records: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, record) in read(job, &context.ledger, keys, context.clock.now_ms()).await? {
        if let Some(identity) = record.as_ref().and_then(identity) {
            let keys = records.entry(identity).or_default();
            keys.push(key.as_str().to_owned());
        }
        match record {
            Some(Ok(record)) => {
                let warnings = record.warnings.iter();
                warnings.for_each(|w| count(&mut trial.warnings, w.field, &w.message));
            }
            Some(Err(rejection)) => {
                trial.refused += 1;
                let fields = rejection.fields.iter();
                fields.for_each(|wrong| count(&mut trial.reasons, wrong.field, &wrong.message));
            }
            None => trial.ignored += 1,
        }
        trial.tried += 1;
    }
    if job.mapping.target.is_upsert {
        let shared = records.into_values().filter(|keys| keys.len() > 1);
        trial.shared = shared.collect();
    }
    for list in [&mut trial.reasons, &mut trial.warnings] {
        list.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    }
    Ok(trial)
}

/// Which record a row is, or would be.
fn identity(read: &Result<Record, Rejection>) -> Option<String> {
    match read {
        Ok(record) => Some(record.identity.clone()),
        Err(rejection) => rejection.identity.clone(),
    }
}

fn count(list: &mut Vec<(&'static str, String, usize)>, field: &'static str, message: &str) {
    let known = list
        .iter_mut()
        .find(|(known, text, _)| *known == field && text == message);
    match known {
        Some((_, _, count)) => *count += 1,
        None => list.push((field, message.to_owned(), 1)),
    }
}
