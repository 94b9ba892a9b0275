//! A trial: what the rows of a first run would become, without sending anything and without touching any state.

use std::collections::BTreeMap;

use super::expand::Expanded;
use super::prepare::Refusal;
use super::preview::{first_keys, read};
use super::run_once::Stop;
use super::{Context, Job};
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
    /// Why, the most frequent first: the field, if it is about one, the reason, how many.
    pub reasons: Vec<(Option<&'static str>, String, usize)>,
    /// What is worth a warning, in the same form.
    pub warnings: Vec<(Option<&'static str>, String, usize)>,
    /// How many keys the SQL returns no row for.
    pub ignored: usize,
    /// The keys that are one record, where one replaces the other at the platform.
    pub shared: Vec<Vec<String>>,
}

/// Reads and maps the first records of the job's first stream: those that a first run would take in, or where it begins
/// now, the oldest. Their photos and attachments are not read.
///
/// # Errors
/// What would stop a run, in the same sentence.
pub async fn trial(job: &Job, context: &Context) -> Result<Trial, String> {
    let trial = try_rows(job, context).await;
    trial.map_err(|stop| stop.to_string())
}

async fn try_rows(job: &Job, context: &Context) -> Result<Trial, Stop> {
    let limit = match job.mapping.has_heavy_rows() {
        true => HEAVY,
        false => RECORDS,
    };
    let mut first = Expanded::default();
    for begin in [&job.begin, &Begin::All] {
        if first.keys.is_empty() && first.unexpanded.is_empty() {
            first = first_keys(job, begin, limit).await?;
        }
    }
    first.keys.truncate(limit as usize);
    let mut trial = Trial::default();
    let mut records: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for previewed in read(job, context, first).await? {
        if let Some(identity) = previewed.record.as_ref().and_then(identity) {
            records
                .entry(identity)
                .or_default()
                .push(previewed.key.clone());
        }
        match previewed.record {
            Some(Ok(record)) => {
                let warnings = record.warnings.iter();
                warnings.for_each(|w| count(&mut trial.warnings, Some(w.field), &w.message));
            }
            Some(Err(refusal)) => {
                trial.refused += 1;
                let reasons = refusal.reasons.iter();
                reasons.for_each(|(field, reason)| count(&mut trial.reasons, *field, reason));
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
fn identity(read: &Result<Record, Refusal>) -> Option<String> {
    match read {
        Ok(record) => Some(record.identity.clone()),
        Err(refusal) => refusal.identity.clone(),
    }
}

fn count(
    list: &mut Vec<(Option<&'static str>, String, usize)>,
    field: Option<&'static str>,
    message: &str,
) {
    let known = list
        .iter_mut()
        .find(|(known, text, _)| *known == field && text == message);
    match known {
        Some((_, _, count)) => *count += 1,
        None => list.push((field, message.to_owned(), 1)),
    }
}
