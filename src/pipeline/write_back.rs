//! Flags are written back: rows that are due at the site, and whose content the platform has, or that were refused.
//!
//! It goes through the due rows anew, whatever was settled in this run: so a row that an earlier run left due, because it was
//! killed or its row was locked, is found as well. A flag is written only after the row was locked, read and mapped again,
//! and is as it was sent. What cannot be written stays due, costs no delivery, and shows as a warning.

use std::collections::HashMap;

use tracing::debug;

use super::expand::expand;
use super::files::stamp_one;
use super::halving::Halving;
use super::intake::Inlet;
use super::narrow::Reader;
use super::prepare::{Found, prepare};
use super::run_once::{Asked, PAGE, Run, Stop};
use crate::language::text;
use crate::ledger::{Standing, State};
use crate::media::Files;
use crate::source::{Flag, FlagPosition, Hold, Key, Position, SourceError, Stream, Writer};

/// How many rows are locked at a time.
const CHUNK: usize = 100;

/// After so many rows that failed by themselves the rest is left for the next run.
const PATIENCE: u64 = 10;

/// What a due row's flag becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Delivered,
    Rejected,
}

/// A flag stream whose flags are written.
struct Marking<'a> {
    writer: &'a Writer,
    stream: &'a Stream,
    flag: &'a Flag,
    /// How many rows failed by themselves, and how the first one did.
    failed: u64,
    reason: Option<String>,
}

impl Run<'_> {
    /// Writes the flags of each stream that brought due rows in this pass. What goes wrong is a warning of the report.
    pub(super) async fn write_back(&mut self, inlet: &Inlet) {
        let job = self.job.clone();
        let Some(writer) = &job.writer else { return };
        for index in inlet.met() {
            let stream = &job.mapping.streams[index];
            let Some(flag) = &stream.flag else { continue };
            let mut marking = Marking {
                writer,
                stream,
                flag,
                failed: 0,
                reason: None,
            };
            let went = self.through_due_rows(&mut marking).await;
            let reason = went.err().map(|stop| stop.to_string()).or(marking.reason);
            if let Some(reason) = reason {
                let stream = stream.name.as_str();
                let warning = text!("pipeline-flags-unwritten", stream = stream, reason = reason);
                self.report.add_warning(&warning);
            }
        }
    }

    async fn through_due_rows(&self, marking: &mut Marking<'_>) -> Result<(), Stop> {
        let mut position = Position::Flag(FlagPosition::default());
        loop {
            let page = self.job.source.page(marking.stream, &position, PAGE).await;
            let page = page.map_err(|error| failed(marking.stream, error))?;
            let keys = self.settled(marking, page.keys).await?;
            for chunk in keys.chunks(CHUNK.min(self.page.keys as usize)) {
                if self.context.stop.is_cancelled() || marking.failed >= PATIENCE {
                    return Ok(());
                }
                self.mark_all(marking, chunk.to_vec()).await?;
            }
            if page.end {
                return Ok(());
            }
            position = page.position;
        }
    }

    /// Leaves out rows whose record is not settled: no lock is taken for them. Which records a row leads to by `expand` is
    /// asked later, under the lock.
    async fn settled(&self, marking: &Marking<'_>, mut keys: Vec<Key>) -> Result<Vec<Key>, Stop> {
        keys.sort();
        keys.dedup();
        if marking.stream.expand.is_none() {
            let standings = self.standings(&keys).await?;
            keys.retain(|key| {
                let standing = standings.get(key.as_str());
                standing.is_some_and(|standing| hoped(standing, marking.flag).is_some())
            });
        }
        Ok(keys)
    }

    async fn standings(&self, keys: &[Key]) -> Result<HashMap<String, Standing>, Stop> {
        let keys: Vec<&str> = keys.iter().map(Key::as_str).collect();
        Ok(self.context.ledger.standings(self.route, &keys).await?)
    }

    /// Marks rows, fewer at a time where one of them breaks a statement, until it stands alone and is left due.
    async fn mark_all(&self, marking: &mut Marking<'_>, keys: Vec<Key>) -> Result<(), Stop> {
        let mut halving = Halving::of(keys);
        while let Some(turn) = halving.next() {
            match self.mark(marking, &turn.items).await {
                Err(Stop::Source { error, .. }) if !error.is_of_no_key() => {
                    match turn.items.len() {
                        1 => {
                            marking.failed += 1;
                            marking.reason.get_or_insert(error.to_string());
                        }
                        _ => halving.split(turn.items),
                    }
                }
                marked => marked.map(|()| halving.passed(&turn))?,
            }
            if marking.failed >= PATIENCE {
                break;
            }
        }
        Ok(())
    }

    /// One transaction: locks the rows, reads and maps them again, writes the flags of those that are as they were sent.
    async fn mark(&self, marking: &Marking<'_>, keys: &[Key]) -> Result<(), Stop> {
        let stream = marking.stream;
        let refused = |error| failed(stream, error);
        let mut hold = marking.writer.hold(stream, keys).await.map_err(refused)?;
        let records = self.records(stream, &mut hold).await?;
        let marks = self.marks(marking.flag, &records, &mut hold).await?;
        let mut written = 0;
        for (mark, value) in [
            (Mark::Delivered, Some(&marking.flag.delivered)),
            (Mark::Rejected, marking.flag.rejected.as_ref()),
        ] {
            let of_all = |(_, records): &&(Key, Vec<Key>)| {
                let marks = records.iter().map(|key| marks.get(key.as_str()).copied());
                marks
                    .collect::<Option<Vec<Mark>>>()
                    .and_then(|marks| marks.into_iter().max())
                    == Some(mark)
            };
            let keys: Vec<Key> = records
                .iter()
                .filter(of_all)
                .map(|(key, _)| key.clone())
                .collect();
            if let Some(value) = value.filter(|_| !keys.is_empty()) {
                hold.write(&keys, value).await.map_err(refused)?;
                written += keys.len();
            }
        }
        hold.end().await.map_err(refused)?;
        debug!(
            job = self.job.name,
            stream = stream.name,
            written,
            "flags written"
        );
        Ok(())
    }

    /// The record keys of each row that is held.
    async fn records(
        &self,
        stream: &Stream,
        hold: &mut Hold<'_>,
    ) -> Result<Vec<(Key, Vec<Key>)>, Stop> {
        let mut records = Vec::new();
        for key in hold.keys().to_vec() {
            let mut reader = Reader::Hold(&mut *hold);
            let expanded = expand(self.job, stream, &mut reader, std::slice::from_ref(&key)).await;
            records.push((key, expanded.map_err(|error| failed(stream, error))?.keys));
        }
        Ok(records)
    }

    /// What these records are marked as, by key: their rows as they are now against what was sent or refused.
    async fn marks(
        &self,
        flag: &Flag,
        records: &[(Key, Vec<Key>)],
        hold: &mut Hold<'_>,
    ) -> Result<HashMap<String, Mark>, Stop> {
        let mut keys: Vec<Key> = records.iter().flat_map(|(_, keys)| keys.clone()).collect();
        keys.sort();
        keys.dedup();
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let standings = self.standings(&keys).await?;
        let mut reader = Reader::Hold(hold);
        let prepared = prepare(self.job, &self.context.ledger, &mut reader, keys).await?;
        let marks = prepared.found.into_iter().filter_map(|(key, found)| {
            let standing = standings.get(key.as_str())?;
            let mark = mark(standing, flag, &self.job.files, found)?;
            Some((key.as_str().to_owned(), mark))
        });
        Ok(marks.collect())
    }
}

/// What a record may be marked as, should its row still be what it was.
fn hoped(standing: &Standing, flag: &Flag) -> Option<Mark> {
    match standing.state {
        State::Delivered if standing.digest.is_some() => Some(Mark::Delivered),
        State::Rejected | State::Expired | State::Dismissed | State::Overwritten
            if standing.tried.is_some() =>
        {
            flag.rejected.as_ref().map(|_| Mark::Rejected)
        }
        _ => None,
    }
}

/// What a record is marked as: its content is the one that was delivered, or its row the one that was refused.
fn mark(standing: &Standing, flag: &Flag, files: &Files, found: Found) -> Option<Mark> {
    let hoped = hoped(standing, flag)?;
    let same = match (hoped, found) {
        (Mark::Delivered, Found::Record { mut record, .. }) => {
            stamp_one(files, &mut record);
            standing.digest == Some(record.digest.to_string())
        }
        (Mark::Delivered, _) => false,
        (Mark::Rejected, found) => standing.tried.as_deref() == found.row(),
    };
    same.then_some(hoped)
}

fn failed(stream: &Stream, error: SourceError) -> Stop {
    let asked = Asked::Stream(stream.name.clone());
    Stop::Source { asked, error }
}
