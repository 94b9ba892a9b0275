//! Intake: changed keys become due in the ledger, and the watermark moves, in one transaction.

use std::collections::HashSet;

use tokio_util::task::AbortOnDropHandle;

use super::Job;
use super::run_once::{PAGE, Run, Stop};
use crate::ledger::{Intake, IntakeOutcome, Round};
use crate::source::{Key, Page, Position, Sighting, SourceError, Stream};

/// The change streams of a job, each with its position. One that cannot be read stops alone: the others go on, and the
/// report says so.
pub(super) struct Inlet {
    streams: Vec<Reading>,
    /// Whether a stream brought anything since it was last asked.
    brought: bool,
}

/// A stream being read.
struct Reading {
    /// Its place in the mapping.
    index: usize,
    position: Position,
    /// The position's version in the ledger; `None` before it was first written.
    version: Option<i64>,
    end: bool,
    /// The next page, read while the last one is worked on.
    ahead: Option<AbortOnDropHandle<Result<Page, SourceError>>>,
}

impl Inlet {
    /// Finds where each stream stands; a stream that was never read starts where the job begins.
    pub(super) async fn open(run: &mut Run<'_>) -> Result<Self, Stop> {
        let mut streams = Vec::new();
        for index in 0..run.job.mapping.streams.len() {
            let opened = Reading::open(run, index).await;
            streams.extend(run.stream_read(opened)?);
        }
        Ok(Self {
            streams,
            brought: false,
        })
    }

    /// Begins another pass, which reads these streams (by their place in the mapping; `None`: all) from where they stand.
    pub(super) fn begin_pass(&mut self, wanted: Option<&[usize]>) {
        self.brought = false;
        for reading in &mut self.streams {
            reading.end = wanted.is_some_and(|wanted| !wanted.contains(&reading.index));
            reading.ahead = None;
        }
        one_round(&mut self.streams);
    }

    /// Whether a stream brought anything in this pass.
    pub(super) fn brought(&self) -> bool {
        self.brought
    }

    /// Takes in the next page of each stream that has one; whether any had. All streams go on side by side, so that a
    /// record that several of them saw is mostly looked at once.
    pub(super) async fn next_pages(&mut self, run: &mut Run<'_>) -> Result<bool, Stop> {
        let mut any = false;
        for reading in self.streams.iter_mut().filter(|reading| !reading.end) {
            let taken = reading.take_next(run).await;
            match run.stream_read(taken)? {
                Some(brought) => {
                    self.brought |= brought;
                    any = true;
                }
                None => reading.end = true,
            }
        }
        Ok(any)
    }
}

impl Reading {
    async fn open(run: &Run<'_>, index: usize) -> Result<Self, Stop> {
        let stream = &run.job.mapping.streams[index];
        let stored = run.context.ledger.position(run.route, &stream.name).await?;
        let (position, version) = match stored {
            Some(stored) => (parse(stream, &stored.position)?, Some(stored.version)),
            None => {
                let begin = run.job.source.begin(stream, &run.job.begin).await;
                (begin.map_err(|error| failed(run.job, stream, error))?, None)
            }
        };
        Ok(Self {
            index,
            position,
            version,
            end: false,
            ahead: None,
        })
    }

    /// Takes the next page in; whether there was anything to write down.
    async fn take_next(&mut self, run: &Run<'_>) -> Result<bool, Stop> {
        let stream = &run.job.mapping.streams[self.index];
        let page = self.next_page(run).await;
        let page = page.map_err(|error| failed(run.job, stream, error))?;
        let keys = record_keys(run, stream, &page).await?;
        self.take_in(run, stream, page, &keys).await
    }

    async fn take_in(
        &mut self,
        run: &Run<'_>,
        stream: &Stream,
        page: Page,
        keys: &[Key],
    ) -> Result<bool, Stop> {
        let moved = page.position != self.position || self.version.is_none();
        let brought = moved || !keys.is_empty();
        if brought {
            let position = serde_json::to_string(&page.position).unwrap_or_default();
            let keys: Vec<&str> = keys.iter().map(Key::as_str).collect();
            let lease = run.tenure.lease().await;
            let intake = Intake {
                stream: &stream.name,
                expected: self.version,
                position: &position,
                keys: &keys,
                candidates: page.sighting == Sighting::Candidate,
                round: self.round(&page),
                now: run.context.clock.now_ms(),
            };
            match run.context.ledger.intake(&lease, intake).await? {
                IntakeOutcome::Taken { version } => self.version = Some(version),
                IntakeOutcome::Moved | IntakeOutcome::Refused => return Err(Stop::LeaseLost),
            }
        }
        self.position = page.position;
        self.end = page.end;
        if !self.end {
            self.ahead = Some(self.read_ahead(run));
        }
        Ok(brought)
    }

    /// The round of a scan that a page belongs to.
    fn round(&self, page: &Page) -> Option<Round> {
        match &self.position {
            Position::Scan(at) => Some(Round {
                number: at.round,
                ends: page.end,
            }),
            _ => None,
        }
    }

    async fn next_page(&mut self, run: &Run<'_>) -> Result<Page, SourceError> {
        let ahead = self.ahead.take().unwrap_or_else(|| self.read_ahead(run));
        match ahead.await {
            Ok(page) => page,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    fn read_ahead(&self, run: &Run<'_>) -> AbortOnDropHandle<Result<Page, SourceError>> {
        let (job, index, position) = (run.job.clone(), self.index, self.position.clone());
        AbortOnDropHandle::new(tokio::spawn(async move {
            let stream = &job.mapping.streams[index];
            job.source.page(stream, &position, PAGE).await
        }))
    }
}

/// Scans that begin a round together count it alike, so that neither takes the other's keys for missed.
fn one_round(streams: &mut [Reading]) {
    let rounds = streams
        .iter()
        .filter_map(|reading| match &reading.position {
            Position::Scan(at) => Some(at.round),
            _ => None,
        });
    let newest = rounds.max().unwrap_or_default();
    for reading in streams.iter_mut().filter(|reading| !reading.end) {
        if let Position::Scan(at) = &mut reading.position
            && at.after.is_empty()
        {
            at.round = newest;
        }
    }
}

/// The record keys of a page, each once. A changed key that breaks the `expand` statement becomes a key of its own,
/// so that it shows as failed instead of being dropped.
async fn record_keys(run: &Run<'_>, stream: &Stream, page: &Page) -> Result<Vec<Key>, Stop> {
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
        match expand(run, stream, &part).await {
            Ok(expanded) => keys.extend(expanded),
            Err(SourceError::Value { .. }) if part.len() > 1 => {
                let second = part.split_off(part.len() / 2);
                parts.extend([part, second]);
            }
            Err(SourceError::Value { .. }) => {
                keys.extend(part.iter().map(|key| unexpanded(stream, key)))
            }
            Err(error) => return Err(failed(run.job, stream, error)),
        }
    }
    let mut seen = HashSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    Ok(keys)
}

/// The record keys that `expand` gives for changed keys.
pub(super) async fn expand(
    run: &Run<'_>,
    stream: &Stream,
    changed: &[Key],
) -> Result<Vec<Key>, SourceError> {
    let Some(query) = &stream.expand else {
        return Ok(changed.to_vec());
    };
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let rows = run.job.source.rows(query, changed).await?;
    let columns = run.job.mapping.key.len();
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
    Ok(keys.collect())
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

fn parse(stream: &Stream, text: &str) -> Result<Position, Stop> {
    serde_json::from_str(text).map_err(|error| {
        Stop::Stream(format!(
            "stream `{}`: its stored position is not readable ({error}); it was written by another version",
            stream.name
        ))
    })
}

fn failed(job: &Job, stream: &Stream, error: SourceError) -> Stop {
    let name = &stream.name;
    let hint = match &error {
        SourceError::WentBack { .. } => format!(
            "; no row of it is read until a person decides: shangbao rewind {} --stream {name} \
             --to ID|TIME|start --reason \"..\"",
            job.name
        ),
        _ => String::new(),
    };
    Stop::Stream(format!("stream `{name}`: {error}{hint}"))
}
