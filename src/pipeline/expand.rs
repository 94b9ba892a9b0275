//! Expand: from changed keys to record keys, where they differ.

use std::collections::HashSet;

use super::Job;
use super::deliver::refused;
use super::intake::failed;
use super::report::Tally;
use super::run_once::{Asked, Run, Stop};
use crate::language::text;
use crate::ledger::{Actor, Decision, Due, Outcome, Selection};
use crate::mapping::Mapping;
use crate::source::{Key, Page, RowSet, SourceError, Stream};

/// The record keys of a page, each once. A changed key that breaks the `expand` statement becomes a key of its own,
/// so that it shows as failed instead of being dropped.
pub(super) async fn record_keys(job: &Job, stream: &Stream, page: &Page) -> Result<Vec<Key>, Stop> {
    let mut seen = HashSet::new();
    let changed: Vec<Key> = page
        .keys
        .iter()
        .filter(|key| seen.insert(*key))
        .cloned()
        .collect();
    if stream.expand.is_none() {
        return Ok(changed);
    }
    let mut keys = Vec::new();
    let mut parts = vec![changed];
    while let Some(mut part) = parts.pop() {
        match expand(job, stream, &part).await {
            Ok(expanded) => keys.extend(expanded),
            Err(SourceError::Value { .. }) if part.len() > 1 => {
                let second = part.split_off(part.len() / 2);
                parts.extend([part, second]);
            }
            Err(SourceError::Value { .. }) => {
                keys.extend(part.iter().map(|key| unexpanded(stream, key)))
            }
            Err(error) => return Err(failed(job, stream, error)),
        }
    }
    let mut seen = HashSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    Ok(keys)
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

/// The key that stands for a change whose record could not be found.
fn unexpanded(stream: &Stream, key: &Key) -> Key {
    Key::single(format!("{}{UNEXPANDED}{key}", stream.name))
}

/// Stands between stream and key where a change has no record key.
const UNEXPANDED: &str = " -> ? of ";

/// The stream and the changed key that `key` stands for, if it stands for a change without a record.
pub(super) fn change_behind<'a>(streams: &'a [Stream], key: &str) -> Option<(&'a Stream, Key)> {
    streams.iter().find_map(|stream| {
        let changed = key.strip_prefix(&stream.name)?.strip_prefix(UNEXPANDED)?;
        stream
            .expand
            .is_some()
            .then(|| (stream, Key::from(changed.to_owned())))
    })
}

impl Run<'_> {
    /// Asks again for the records behind changes whose `expand` failed.
    pub(super) async fn expand_again(
        &self,
        due: Vec<Due>,
    ) -> Result<(Vec<Due>, Vec<(Due, Outcome, Tally)>), Stop> {
        let (mut records, mut settled) = (Vec::with_capacity(due.len()), Vec::new());
        for due in due {
            let Some((stream, changed)) = change_behind(&self.job.mapping.streams, &due.key) else {
                records.push(due);
                continue;
            };
            match expand(self.job, stream, &[changed]).await {
                Ok(keys) => {
                    let keys = keys.iter().map(|key| key.as_str().to_owned()).collect();
                    let actor = Actor {
                        user: "shangbao".into(),
                        host: self.context.holder.clone(),
                    };
                    let decision = Decision::Retry { resend: false };
                    let now = self.context.clock.now_ms();
                    self.context
                        .ledger
                        .decide(self.route, &Selection::Keys(keys), &decision, &actor, now)
                        .await?;
                    settled.push((due, Outcome::Ignored, Tally::Ignored));
                }
                Err(SourceError::Value { message }) => {
                    let stream = stream.name.as_str();
                    let message = text!("pipeline-expand-broke", stream = stream, error = message);
                    settled.push((due, refused("expand", None, message), Tally::Rejected));
                }
                Err(error) => {
                    let asked = Asked::Expand(stream.name.clone());
                    return Err(Stop::Source { asked, error });
                }
            }
        }
        Ok((records, settled))
    }
}
