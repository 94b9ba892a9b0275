//! Expand: from changed keys to record keys, where they differ.

use std::collections::HashSet;

use super::Job;
use super::narrow::{Narrowing, Reader};
use super::report::Tally;
use super::run_once::{Asked, PAGE, Run, Stop};
use crate::language::text;
use crate::ledger::{
    Fenced, LedgerError, Unexpanded, UnexpandedView, is_stand_in, key_fault, stand_in,
};
use crate::source::{Bounds, Key, RowSet, SourceError, Stream};

/// What changed keys lead to.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    /// The record keys, each once.
    pub(super) keys: Vec<Key>,
    /// Changed keys that break `expand` and record keys that the state cannot hold, and why.
    pub(super) unexpanded: Vec<Unexpanded>,
}

impl Expanded {
    /// Without the record keys that the state cannot hold: each is a failure of its own, so that it stops no others.
    pub(super) fn of_keys(keys: Vec<Key>) -> Self {
        let (keys, unkept) = keys
            .into_iter()
            .partition(|key| key_fault(key.as_str()).is_none());
        let unexpanded = Vec::<Key>::into_iter(unkept).map(|key| unkept_key(&key));
        Self {
            keys,
            unexpanded: unexpanded.collect(),
        }
    }
}

/// The failure of a change whose record key the state cannot hold.
fn unkept_key(key: &Key) -> Unexpanded {
    let text = key.as_str();
    let message = match key_fault(text) {
        Some(LedgerError::KeyWithNul) => text!("pipeline-key-nul"),
        _ => {
            let characters = text.chars().count().to_string();
            text!("pipeline-key-long", characters = characters)
        }
    };
    Unexpanded {
        key: stand_in(text),
        message,
    }
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
        return Ok(Expanded::of_keys(changed));
    };
    let (mut keys, mut unexpanded) = (Vec::new(), Vec::new());
    let mut narrowing = Narrowing::of(query, changed, bounds);
    while let Some((changed, answer)) = narrowing.next(reader).await? {
        match answer {
            Ok(rows) => keys.extend(record_keys(job, stream, &rows)?),
            Err(error) => {
                let message = broke(stream, &error.to_string());
                let broken = changed.iter().map(|key| Unexpanded {
                    key: kept(key.as_str()),
                    message: message.clone(),
                });
                unexpanded.extend(broken);
            }
        }
    }
    let mut seen = HashSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    let mut expanded = Expanded::of_keys(keys);
    expanded.unexpanded.extend(unexpanded);
    Ok(expanded)
}

/// A key, or what stands for it where the state cannot hold it.
fn kept(key: &str) -> String {
    match key_fault(key) {
        Some(_) => stand_in(key),
        None => key.to_owned(),
    }
}

fn broke(stream: &Stream, error: &str) -> String {
    let stream = stream.name.as_str();
    text!("pipeline-expand-broke", stream = stream, error = error)
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
        let latest = now + self.job.retry.most.as_millis() as i64;
        let due = ledger.unexpanded_due(self.route, (now, latest), PAGE);
        for change in due.await? {
            if !self.ask_again(&change).await? {
                self.count(Tally::Rejected);
            }
        }
        Ok(())
    }

    /// Asks for the records behind one change; whether they are known now.
    async fn ask_again(&self, change: &UnexpandedView) -> Result<bool, Stop> {
        let (ledger, clock) = (&self.context.ledger, &self.context.clock);
        let found = self.expand_one(change).await?;
        let lease = self.tenure.lease().await;
        let mut broken = found.unexpanded.iter();
        let broken = broken.find(|broken| broken.key == change.key);
        let known = found.unexpanded.is_empty();
        let written = match broken {
            None => {
                let keys: Vec<&str> = found.keys.iter().map(Key::as_str).collect();
                ledger
                    .expanded(&lease, change, &keys, &found.unexpanded, clock.now_ms())
                    .await?
            }
            Some(broken) => {
                let at = self.asked_again(change.attempts + 1);
                ledger
                    .unexpanded_again(&lease, change, &broken.message, at)
                    .await?
            }
        };
        match written {
            Fenced::Done(()) => Ok(known),
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }

    async fn expand_one(&self, change: &UnexpandedView) -> Result<Expanded, Stop> {
        if is_stand_in(&change.key) {
            // Nobody can tell the key itself from what stands for it.
            let broken = Unexpanded {
                key: change.key.clone(),
                message: change.message.clone(),
            };
            return Ok(Expanded {
                unexpanded: vec![broken],
                ..Expanded::default()
            });
        }
        let named = |stream: &&Stream| stream.name == change.stream && stream.expand.is_some();
        let Some(stream) = self.job.mapping.streams.iter().find(named) else {
            let broken = Unexpanded {
                key: change.key.clone(),
                message: text!("pipeline-expand-no-stream", stream = &change.stream),
            };
            return Ok(Expanded {
                unexpanded: vec![broken],
                ..Expanded::default()
            });
        };
        let mut reader = Reader::Site(self.job.source.as_ref());
        let changed = [Key::from(change.key.clone())];
        let expanded = expand(self.job, stream, &mut reader, &changed).await;
        expanded.map_err(|error| Stop::Source {
            asked: Asked::Expand(change.stream.clone()),
            error,
        })
    }
}
