//! Expand: from changed keys to record keys, where they differ.

use std::collections::HashSet;

use super::Job;
use super::deliver::is_as_before;
use super::narrow::{Narrowing, Reader};
use super::prepare::Refusal;
use super::report::Tally;
use super::run_once::{Asked, Run, Stop};
use crate::language::text;
use crate::ledger::{Actor, Decision, Due, Outcome, Selection};
use crate::source::{Bounds, Key, RowSet, SourceError, Stream};

/// What changed keys lead to.
#[derive(Default)]
pub(super) struct Expanded {
    /// The record keys, each once.
    pub(super) keys: Vec<Key>,
    /// For each changed key that breaks `expand` a key that stands for it, so that it shows as failed instead of being
    /// dropped, and why.
    pub(super) broken: Vec<(Key, Refusal)>,
}

/// The record keys that changed keys of a stream lead to: the same, where the stream has no `expand`.
///
/// # Errors
/// What is no key's fault, as of [`Narrowing::next`].
pub(super) async fn expand(
    job: &Job,
    stream: &Stream,
    reader: &mut Reader<'_, '_>,
    changed: &[Key],
) -> Result<Expanded, SourceError> {
    let mut seen = HashSet::new();
    let mut changed = changed.to_vec();
    changed.retain(|key| seen.insert(key.clone()));
    let Some(query) = &stream.expand else {
        return Ok(Expanded {
            keys: changed,
            broken: Vec::new(),
        });
    };
    let mut expanded = Expanded::default();
    let mut narrowing = Narrowing::of(query, changed, bounds);
    while let Some((changed, answer)) = narrowing.next(reader).await? {
        match answer {
            Ok(rows) => expanded.keys.extend(record_keys(job, stream, &rows)?),
            Err(error) => {
                let (name, error) = (stream.name.as_str(), error.to_string());
                let message = text!("pipeline-expand-broke", stream = name, error = error);
                let refusal = Refusal::new("expand", message);
                let broken = changed.iter().map(|key| unexpanded(stream, key));
                expanded
                    .broken
                    .extend(broken.map(|key| (key, refusal.clone())));
            }
        }
    }
    let mut seen = HashSet::new();
    expanded.keys.retain(|key| seen.insert(key.clone()));
    Ok(expanded)
}

/// How much `expand` may answer for so many keys. One change may lead to every worker of a site.
fn bounds(keys: usize) -> Bounds {
    Bounds {
        keys,
        rows: 100_000,
        bytes: 64 << 20,
    }
}

/// The record keys in what `expand` returned; a row without one leads nowhere.
fn record_keys(job: &Job, stream: &Stream, rows: &RowSet) -> Result<Vec<Key>, SourceError> {
    let columns = job.mapping.key.len();
    if rows.columns.len() < columns {
        return Err(SourceError::Sql {
            code: "expand".to_owned(),
            message: text!(
                "pipeline-expand-columns",
                stream = stream.name.as_str(),
                columns = columns.to_string(),
            ),
        });
    }
    let key = |row: &Vec<_>| {
        let parts = row.iter().take(columns).map(crate::source::Value::key_text);
        parts.collect::<Option<Vec<String>>>().map(Key::of_parts)
    };
    Ok(rows.rows.iter().filter_map(key).collect())
}

impl Expanded {
    /// The record keys, and those that stand for changes without one.
    pub(super) fn all(self) -> Vec<Key> {
        let broken = self.broken.into_iter().map(|(key, _)| key);
        self.keys.into_iter().chain(broken).collect()
    }

    /// Adds what other changed keys lead to.
    pub(super) fn add(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.broken.extend(other.broken);
    }
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

/// A change whose `expand` fails still: as before, or rejected.
fn settled_anew(due: Due, refusal: &Refusal) -> (Due, Outcome, Tally) {
    let row = refusal.digest();
    if is_as_before(&due, Some(&row)) {
        return (due, Outcome::Same, Tally::Same);
    }
    (due, refusal.outcome(row), Tally::Rejected)
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
            let mut reader = Reader::Site(self.job.source.as_ref());
            let expanded = expand(self.job, stream, &mut reader, &[changed]).await;
            let mut expanded = expanded.map_err(|error| Stop::Source {
                asked: Asked::Expand(stream.name.clone()),
                error,
            })?;
            if let Some((_, refusal)) = expanded.broken.pop() {
                settled.push(settled_anew(due, &refusal));
            } else {
                self.take_in_again(expanded.keys).await?;
                settled.push((due, Outcome::Ignored, Tally::Ignored));
            }
        }
        Ok((records, settled))
    }

    async fn take_in_again(&self, keys: Vec<Key>) -> Result<(), Stop> {
        let keys = keys.iter().map(|key| key.as_str().to_owned()).collect();
        let actor = Actor {
            user: "shangbao".into(),
            host: self.context.holder.clone(),
        };
        let decision = Decision::Retry { resend: false };
        let (ledger, now) = (&self.context.ledger, self.context.clock.now_ms());
        let selection = Selection::Keys(keys);
        ledger
            .decide(self.route, &selection, &decision, &actor, now)
            .await?;
        Ok(())
    }
}
