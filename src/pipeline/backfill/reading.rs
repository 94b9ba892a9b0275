//! The keys of a range, page by page, from the source.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use tokio_util::task::AbortOnDropHandle;

use super::super::Job;
use super::super::expand::Expanded;
use super::super::intake::{failed, record_keys};
use super::super::rewind::Undecided;
use super::super::run_once::Stop;
use super::Range;
use crate::language::text;
use crate::ledger::LedgerError;
use crate::source::{Begin, Key, Page, Position, RangePosition, ScanPosition, Stream, StreamKind};

/// How many changes are counted at a time.
const COUNTED: u32 = 10_000;

/// A range of a job's records.
#[derive(Clone)]
pub(super) struct Reading {
    job: Arc<Job>,
    range: Range,
    /// What is read, one after another.
    streams: Vec<Stream>,
}

/// Where the reading of a range stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// How many streams lie behind it; or how many keys, where these are given.
    behind: usize,
    /// Where it stands in the next stream; `None` before its first row.
    position: Option<Position>,
}

/// Some changes.
pub(super) struct Changes {
    /// The place behind them.
    pub(super) behind: Place,
    stream: Option<usize>,
    page: Page,
}

impl Changes {
    /// The stream that they were read from, by its name.
    pub(super) fn stream<'a>(&self, reading: &'a Reading) -> &'a str {
        let stream = self.stream.and_then(|at| reading.streams.get(at));
        stream.map_or("", |stream| stream.name.as_str())
    }

    /// How many there are.
    pub(super) fn changes(&self) -> usize {
        self.page.keys.len()
    }
}

impl Place {
    /// As the ledger keeps it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn to_text(&self) -> Result<String, LedgerError> {
        serde_json::to_string(self).map_err(LedgerError::Unwritable)
    }

    /// What the ledger kept.
    ///
    /// # Errors
    /// When another version wrote it.
    pub(super) fn of_text(text: &str) -> Result<Self, Undecided> {
        serde_json::from_str(text).map_err(|error| {
            Undecided::Impossible(text!(
                "pipeline-backfill-unreadable",
                error = error.to_string()
            ))
        })
    }
}

impl Reading {
    /// What is to be read.
    ///
    /// # Errors
    /// A range of times, of a job whose streams do not know any.
    pub(super) fn of(job: &Arc<Job>, range: &Range) -> Result<Self, Undecided> {
        let streams = job.mapping.streams.iter();
        let streams: Vec<Stream> = match range {
            Range::Keys(_) => Vec::new(),
            Range::All => streams.map(whole).collect(),
            Range::Times { from, to } if from >= to => {
                return Err(Undecided::Impossible(text!("pipeline-backfill-empty")));
            }
            Range::Times { .. } => streams
                .filter(|stream| stream.time_column().is_some())
                .cloned()
                .collect(),
        };
        if streams.is_empty() && !matches!(range, Range::Keys(_)) {
            let names: Vec<&str> = job
                .mapping
                .streams
                .iter()
                .map(|s| s.name.as_str())
                .collect();
            return Err(Undecided::Impossible(text!(
                "pipeline-backfill-no-times",
                job = job.name.as_str(),
                streams = names.join(", "),
            )));
        }
        Ok(Self {
            job: job.clone(),
            range: range.clone(),
            streams,
        })
    }

    /// The next changes, at most about `limit`; `None` at the end.
    ///
    /// # Errors
    /// What the source refuses.
    pub(super) async fn page(&self, place: &Place, limit: u32) -> Result<Option<Changes>, Stop> {
        if let Range::Keys(keys) = &self.range {
            return Ok(page_of_keys(keys, place, limit));
        }
        let Some(stream) = self.streams.get(place.behind) else {
            return Ok(None);
        };
        let position = match &place.position {
            Some(position) => position.clone(),
            None => self.first(stream).await?,
        };
        let page = self.job.source.page(stream, &position, limit).await;
        let page = page.map_err(|error| failed(&self.job, stream, error))?;
        let behind = match page.end {
            true => Place {
                behind: place.behind + 1,
                position: None,
            },
            false => Place {
                behind: place.behind,
                position: Some(page.position.clone()),
            },
        };
        Ok(Some(Changes {
            behind,
            stream: Some(place.behind),
            page,
        }))
    }

    async fn first(&self, stream: &Stream) -> Result<Position, Stop> {
        match (&self.range, stream.kind) {
            (Range::Times { from, to }, _) => Ok(Position::Range(RangePosition {
                from: *from,
                to: *to,
                ..RangePosition::default()
            })),
            (_, StreamKind::Log) => {
                let begin = self.job.source.begin(stream, &Begin::All).await;
                begin.map_err(|error| failed(&self.job, stream, error))
            }
            _ => Ok(Position::Scan(ScanPosition::default())),
        }
    }

    /// The keys of the records behind changes, each once.
    ///
    /// # Errors
    /// What the source refuses.
    pub(super) async fn record_keys(&self, changes: &Changes) -> Result<Expanded, Stop> {
        match changes.stream {
            Some(at) => record_keys(&self.job, &self.streams[at], &changes.page).await,
            None => Ok(Expanded::of_keys(changes.page.keys.clone())),
        }
    }
}

/// A stream as it is read whole: a log by its ids, any other table by its keys.
fn whole(stream: &Stream) -> Stream {
    match stream.kind {
        StreamKind::Log => stream.clone(),
        _ => Stream {
            kind: StreamKind::Scan,
            flag: None,
            ..stream.clone()
        },
    }
}

fn page_of_keys(keys: &[String], place: &Place, limit: u32) -> Option<Changes> {
    let left = keys.get(place.behind..).filter(|left| !left.is_empty())?;
    let some = &left[..left.len().min(limit as usize)];
    Some(Changes {
        behind: Place {
            behind: place.behind + some.len(),
            position: None,
        },
        stream: None,
        page: Page {
            deleted: Vec::new(),
            keys: some.iter().cloned().map(Key::from).collect(),
            times: Vec::new(),
            sighting: crate::source::Sighting::Candidate,
            position: Position::Scan(ScanPosition::default()),
            end: false,
            newest: None,
        },
    })
}

/// Counts the changes of a range while they are worked on.
pub(super) struct Counting {
    total: Arc<OnceLock<u64>>,
    _task: AbortOnDropHandle<()>,
}

impl Counting {
    /// Starts, unless they were counted before.
    pub(super) fn start(reading: &Reading, known: Option<u64>) -> Self {
        let total = Arc::new(known.map_or_else(OnceLock::new, OnceLock::from));
        let (reading, counted) = (reading.clone(), total.clone());
        let task = tokio::spawn(async move {
            let (mut place, mut count) = (Place::default(), 0);
            while counted.get().is_none() {
                match reading.page(&place, COUNTED).await {
                    Ok(Some(page)) => {
                        count += page.changes() as u64;
                        place = page.behind;
                    }
                    Ok(None) => drop(counted.set(count)),
                    // The backfill itself will say so.
                    Err(_) => return,
                }
            }
        });
        Self {
            total,
            _task: AbortOnDropHandle::new(task),
        }
    }

    /// How many there are, once that is known.
    pub(super) fn total(&self) -> Option<u64> {
        self.total.get().copied()
    }
}
