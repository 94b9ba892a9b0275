//! What a backfill would work on. Touches nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::super::rewind::Undecided;
use super::super::run_once::{PAGE, Stop};
use super::super::{Context, Job};
use super::Range;
use super::reading::{Place, Reading};

/// How many keys are shown.
const SAMPLES: usize = 5;

/// What a range holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// How many keys a backfill would look at. One that was changed several times may count more than once.
    pub keys: u64,
    /// How many of them are known, by their state.
    pub known: BTreeMap<&'static str, u64>,
    /// The first few.
    pub samples: Vec<String>,
}

/// Reads the keys of a range, and what became of them so far.
///
/// # Errors
/// A range that the job's streams do not know, and what source and ledger refuse.
pub async fn survey(job: &Arc<Job>, context: &Context, range: &Range) -> Result<Survey, Undecided> {
    let reading = Reading::of(job, range)?;
    let ledger = &context.ledger;
    let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
    let mut survey = Survey::default();
    let mut place = Place::default();
    while let Some(page) = reading.page(&place, PAGE).await.map_err(unread)? {
        let keys = reading.record_keys(&page).await.map_err(unread)?.keys;
        let keys: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
        survey.keys += keys.len() as u64;
        let room = SAMPLES.saturating_sub(survey.samples.len());
        let samples = keys.iter().take(room).map(|key| (*key).to_owned());
        survey.samples.extend(samples);
        if let Some(route) = &route {
            for standing in ledger.standings(route.id, &keys).await?.values() {
                *survey.known.entry(standing.state.word()).or_default() += 1;
            }
        }
        place = page.behind;
    }
    Ok(survey)
}

fn unread(stop: Stop) -> Undecided {
    match stop {
        Stop::Ledger(error) => Undecided::Ledger(error),
        stop => Undecided::Unread(stop.to_string()),
    }
}
