//! Expand: from changed keys to record keys, where they differ.

use std::collections::HashSet;

use super::Job;
use super::intake::failed;
use super::report::Tally;
use super::run_once::{Asked, PAGE, Run, Stop};
use crate::language::text;
use crate::ledger::{Fenced, Unexpanded, UnexpandedView};
use crate::mapping::Mapping;
use crate::source::{Key, Page, RowSet, SourceError, Stream};

/// The records behind a page of changes.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    /// The record keys, each once.
    pub(super) keys: Vec<Key>,
    /// Changed keys that break the `expand` statement: their records are not known.
    pub(super) unexpanded: Vec<Unexpanded>,
}

/// The record keys of a page. A changed key that breaks the `expand` statement is told apart, so that it shows as
/// failed instead of being dropped.
pub(super) async fn record_keys(job: &Job, stream: &Stream, page: &Page) -> Result<Expanded, Stop> {
    let mut seen = HashSet::new();
    let changed: Vec<Key> = page
        .keys
        .iter()
        .filter(|key| seen.insert(*key))
        .cloned()
        .collect();
    let mut found = Expanded::default();
    if stream.expand.is_none() {
        found.keys = changed;
        return Ok(found);
    }
    let mut parts = vec![changed];
    while let Some(mut part) = parts.pop() {
        match expand(job, stream, &part).await {
            Ok(expanded) => found.keys.extend(expanded),
            Err(SourceError::Value { .. }) if part.len() > 1 => {
                let second = part.split_off(part.len() / 2);
                parts.extend([part, second]);
            }
            Err(SourceError::Value { message }) => {
                let broken = part.iter().map(|key| Unexpanded {
                    key: key.as_str().to_owned(),
                    message: broke(stream, &message),
                });
                found.unexpanded.extend(broken);
            }
            Err(error) => return Err(failed(job, stream, error)),
        }
    }
    let mut seen = HashSet::new();
    found.keys.retain(|key| seen.insert(key.clone()));
    Ok(found)
}

fn broke(stream: &Stream, error: &str) -> String {
    let stream = stream.name.as_str();
    text!("pipeline-expand-broke", stream = stream, error = error)
}

/// The record keys that `expand` gives for changed keys.
pub(super) async fn expand(
    job: &Job,
    stream: &Stream,
    changed: &[Key],
) -> Result<Vec<Key>, SourceError> {
    let Some(query) = &stream.expand else {
        return Ok(changed.to_vec());
    };
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let rows = job.source.rows(query, changed).await?;
    Ok(expanded(&job.mapping, &rows))
}

/// The record keys in what `expand` returned.
pub(super) fn expanded(mapping: &Mapping, rows: &RowSet) -> Vec<Key> {
    let columns = mapping.key.len();
    let keys = rows.rows.iter().filter_map(|row| {
        let parts: Option<Vec<String>> = row
            .iter()
            .take(columns)
            .map(|value| value.key_text())
            .collect();
        parts
            .filter(|parts| parts.len() == columns)
            .map(Key::of_parts)
    });
    keys.collect()
}

impl Run<'_> {
    /// When a change is asked again whose key broke `expand` so often.
    pub(super) fn asked_again(&self, attempts: u32) -> i64 {
        let pause = self.job.retry.pause_after(attempts);
        self.context.clock.now_ms() + pause.as_millis() as i64
    }

    /// Asks again for the records behind changes whose key broke `expand`, where that is due.
    pub(super) async fn expand_again(&mut self) -> Result<(), Stop> {
        let streams = &self.job.mapping.streams;
        if streams.iter().all(|stream| stream.expand.is_none()) {
            return Ok(());
        }
        let context = self.context;
        let (ledger, now) = (&context.ledger, context.clock.now_ms());
        for change in ledger.unexpanded_due(self.route, now, PAGE).await? {
            if !self.ask_again(&change).await? {
                self.count(Tally::Rejected);
            }
        }
        Ok(())
    }

    /// Asks for the records behind one change; whether they are known now.
    async fn ask_again(&self, change: &UnexpandedView) -> Result<bool, Stop> {
        let (ledger, clock) = (&self.context.ledger, &self.context.clock);
        let named = |stream: &&Stream| stream.name == change.stream && stream.expand.is_some();
        let stream = self.job.mapping.streams.iter().find(named);
        let found = match stream {
            Some(stream) => expand(self.job, stream, &[Key::from(change.key.clone())]).await,
            None => Err(SourceError::Value {
                message: text!("pipeline-expand-no-stream", stream = &change.stream),
            }),
        };
        let lease = self.tenure.lease().await;
        let (written, known) = match (found, stream) {
            (Ok(keys), _) => {
                let keys: Vec<&str> = keys.iter().map(Key::as_str).collect();
                let taken = ledger.expanded(&lease, change, &keys, clock.now_ms());
                (taken.await?, true)
            }
            (Err(SourceError::Value { message }), stream) => {
                let message = stream.map_or_else(|| message.clone(), |on| broke(on, &message));
                let at = self.asked_again(change.attempts + 1);
                let noted = ledger.unexpanded_again(&lease, change, &message, at);
                (noted.await?, false)
            }
            (Err(error), _) => {
                let asked = Asked::Expand(change.stream.clone());
                return Err(Stop::Source { asked, error });
            }
        };
        match written {
            Fenced::Done(()) => Ok(known),
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }
}
