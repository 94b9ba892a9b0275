//! Intake: changed keys become due in the ledger, and the watermark moves, in one transaction.

use tokio_util::task::AbortOnDropHandle;

use super::Job;
use super::expand::{Expanded, expand};
use super::narrow::Reader;
use super::report::Tally;
use super::run_once::{PAGE, Run, Stop};
use crate::language::text;
use crate::ledger::{Doubt, Intake, IntakeOutcome, LedgerError, Round, key_fault};
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
    /// A person set it back, and it was not read to its end since.
    doubted: bool,
    end: bool,
    /// Whether it brought a key in this pass.
    met: bool,
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
            reading.met = false;
            reading.ahead = None;
        }
        one_round(&mut self.streams);
    }

    /// The streams, by their place in the mapping, that brought a key in this pass.
    pub(super) fn met(&self) -> impl Iterator<Item = usize> {
        let met = self.streams.iter().filter(|reading| reading.met);
        met.map(|reading| reading.index)
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
        let doubted = stored.as_ref().is_some_and(|stored| stored.doubted);
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
            doubted,
            end: false,
            met: false,
            ahead: None,
        })
    }

    /// Takes the next page in; whether there was anything to write down.
    async fn take_next(&mut self, run: &mut Run<'_>) -> Result<bool, Stop> {
        let stream = &run.job.mapping.streams[self.index];
        let page = match self.next_page(run).await {
            Ok(page) => page,
            Err(error) => {
                if let SourceError::WentBack { message } = &error {
                    self.keep_stop(run, stream, message).await?;
                }
                return Err(failed(run.job, stream, error));
            }
        };
        let keys = record_keys(run.job, stream, &page).await?;
        let taken = self.take_in(run, stream, page, &keys).await?;
        for _ in &keys.unexpanded {
            run.count(Tally::Rejected);
        }
        Ok(taken)
    }

    /// Keeps that the stream's table began anew: what is written to it later may hide that.
    async fn keep_stop(
        &mut self,
        run: &Run<'_>,
        stream: &Stream,
        message: &str,
    ) -> Result<(), Stop> {
        let Some(position) = self.position.stopped(message) else {
            return Ok(());
        };
        let page = Intake {
            stream: &stream.name,
            doubt: self.doubted.then(Doubt::default),
            ..Intake::default()
        };
        self.write(run, &position, page).await?;
        self.position = position;
        Ok(())
    }

    /// Writes a page and the position behind it, if the stream still is where it was read from.
    async fn write(
        &mut self,
        run: &Run<'_>,
        position: &Position,
        page: Intake<'_>,
    ) -> Result<(), Stop> {
        let position = position.to_json().map_err(LedgerError::Unwritable)?;
        let page = Intake {
            expected: self.version,
            position: &position,
            now: run.context.clock.now_ms(),
            ..page
        };
        let lease = run.tenure.lease().await;
        match run.context.ledger.intake(&lease, page).await? {
            IntakeOutcome::Taken { version } => self.version = Some(version),
            IntakeOutcome::Moved | IntakeOutcome::Refused => return Err(Stop::LeaseLost),
        }
        Ok(())
    }

    async fn take_in(
        &mut self,
        run: &Run<'_>,
        stream: &Stream,
        page: Page,
        found: &Expanded,
    ) -> Result<bool, Stop> {
        let moved = page.position != self.position || self.version.is_none();
        let empty = found.keys.is_empty() && found.unexpanded.is_empty();
        let brought = moved || !empty || self.doubted;
        if brought {
            let keys: Vec<&str> = found.keys.iter().map(Key::as_str).collect();
            // Where keys are expanded, what was deleted is a row that speaks of a record, not the record's own.
            let own = page.deleted.iter().filter(|_| stream.expand.is_none());
            let own = own.filter(|key| key_fault(key.as_str()).is_none());
            let deleted: Vec<&str> = own.map(Key::as_str).collect();
            let intake = Intake {
                stream: &stream.name,
                keys: &keys,
                candidates: page.sighting == Sighting::Candidate,
                round: self.round(&page),
                doubt: self.doubted.then_some(Doubt {
                    ends: page.end,
                    deleted: &deleted,
                }),
                unexpanded: &found.unexpanded,
                asked_again: run.asked_again(1),
                ..Intake::default()
            };
            self.write(run, &page.position, intake).await?;
        }
        self.doubted &= !page.end;
        self.position = page.position;
        self.end = page.end;
        self.met |= !page.keys.is_empty();
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

fn parse(stream: &Stream, text: &str) -> Result<Position, Stop> {
    serde_json::from_str(text).map_err(|error| {
        let message = text!(
            "pipeline-position-of-another-version",
            stream = stream.name.as_str(),
            error = error.to_string(),
        );
        Stop::of_stream(stream, message)
    })
}

/// What the changes of a page lead to.
pub(super) async fn record_keys(job: &Job, stream: &Stream, page: &Page) -> Result<Expanded, Stop> {
    let mut reader = Reader::Site(job.source.as_ref());
    let expanded = expand(job, stream, &mut reader, &page.keys).await;
    expanded.map_err(|error| failed(job, stream, error))
}

pub(super) fn failed(job: &Job, stream: &Stream, error: SourceError) -> Stop {
    let (name, said) = (stream.name.as_str(), error.to_string());
    let message = match error {
        SourceError::WentBack { .. } => {
            let job = job.name.as_str();
            text!("pipeline-went-back", stream = name, error = said, job = job)
        }
        _ => text!("pipeline-stream-unread", stream = name, error = said),
    };
    Stop::of_stream(stream, message)
}
