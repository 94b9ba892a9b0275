//! Photos and attachments: read shortly before their records are sent, so that few of them are in memory at once.

use std::sync::Arc;

use futures_util::stream::{self, StreamExt};
use tokio_util::task::AbortOnDropHandle;
use tracing::warn;

use super::Job;
use super::batch::{ENVELOPE_BYTES, json_bytes};
use super::deadline::closes_at;
use super::deliver::Looked;
use super::item::Item;
use super::policy::Moment;
use super::prepare::Refusal;
use super::report::Tally;
use super::run_once::{Run, Stop};
use crate::language::text;
use crate::ledger::{Outcome, State};
use crate::mapping::{RejectedField, Rejection};
use crate::media::{Files, MediaError, Origin, Wanted};
use crate::platform::Record;

/// How many records' files are read at a time: one for each processor, for photos are made smaller meanwhile; a few where there are
/// less, for some of them wait for a disk or a web server.
fn at_once() -> usize {
    let processors = std::thread::available_parallelism();
    processors.map_or(1, usize::from).clamp(4, 16)
}

/// Why a record's files cannot be had.
pub(super) enum Unread {
    /// They cannot be sent.
    Never(Rejection),
    /// What they lie on does not work.
    Now(String),
}

/// Counts the states of the files that records name into what the records are; beside each, whether all are there.
async fn stamp(files: &Arc<Files>, mut items: Vec<Item>) -> Vec<(Item, bool)> {
    if items.iter().all(|item| item.record.wanted.is_empty()) {
        return items.into_iter().map(|item| (item, true)).collect();
    }
    let files = files.clone();
    let stamp = move |mut item: Item| {
        let are_there = stamp_one(&files, &mut item.record);
        (item, are_there)
    };
    let stamped = tokio::task::spawn_blocking(move || items.drain(..).map(stamp).collect());
    match stamped.await {
        Ok(items) => items,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

impl Looked {
    /// Counts the states of files into what records are: one that is as it was delivered need not be sent.
    pub(super) async fn stamp(&mut self, files: &Arc<Files>) {
        let items = std::mem::take(&mut self.items);
        for (item, files_are_there) in stamp(files, items).await {
            let Item {
                due, record, tried, ..
            } = &item;
            let same_row = due.suspect && due.tried.as_ref() == Some(tried);
            if due.digest.as_deref() == Some(record.digest.to_string().as_str()) {
                let outcome = if same_row && due.state == State::Delivered {
                    Outcome::Same
                } else {
                    Outcome::Unchanged { tried: item.tried }
                };
                self.settled.push((item.due, outcome, Tally::Unchanged));
            } else if !files_are_there && same_row && due.state == State::Delivered {
                // Sites clear old photos away: that is no change of what was reported.
                self.settled.push((item.due, Outcome::Same, Tally::Same));
            } else {
                self.items.push(item);
            }
        }
    }
}

/// Counts the states of the files that a record names into what it is; whether all are there.
pub(super) fn stamp_one(files: &Files, record: &mut Record) -> bool {
    let named: Vec<Option<String>> = record
        .wanted
        .iter()
        .filter(|(_, wanted)| matches!(wanted.origin, Origin::File(_)))
        .map(|(_, wanted)| files.stamp(&wanted.origin))
        .collect();
    let are_there = named.iter().all(Option::is_some);
    if !named.is_empty() {
        let stamps: Vec<String> = named.into_iter().map(Option::unwrap_or_default).collect();
        record.stamp(&stamps);
    }
    are_there
}

/// Reads what a record wants. It goes without what is optional and cannot be had.
pub(super) async fn load(job: &Job, record: &mut Record) -> Result<(), Unread> {
    read(job, record, |reason, _| reason.to_string()).await
}

/// The same for a person's eyes: what cannot be had is told with the address that was asked. It may name somebody, so that it is
/// neither kept nor logged.
pub(super) async fn load_to_show(job: &Job, record: &mut Record) -> Result<(), Unread> {
    let told = |reason: &MediaError, origin: &Origin| match job.files.address(origin) {
        Some(address) => text!(
            "pipeline-asked-address",
            reason = reason.to_string(),
            address = address
        ),
        None => reason.to_string(),
    };
    read(job, record, told).await
}

async fn read(
    job: &Job,
    record: &mut Record,
    told: impl Fn(&MediaError, &Origin) -> String,
) -> Result<(), Unread> {
    for (field, wanted) in std::mem::take(&mut record.wanted) {
        let Wanted {
            origin,
            make,
            optional,
            column,
        } = wanted;
        match job.files.load(origin.clone(), make).await {
            Ok(made) => record.fill(field, Some(made)),
            Err(reason) if optional => {
                warn!(job = job.name, field, %reason, "a record goes without its photo");
                record.fill(field, None);
            }
            Err(reason) => {
                let message = format!("{column}: {}", told(&reason, &origin));
                return Err(unread(field, message, &reason));
            }
        }
    }
    Ok(())
}

fn unread(field: &'static str, message: String, reason: &MediaError) -> Unread {
    if reason.is_passing() {
        return Unread::Now(message);
    }
    Unread::Never(Rejection {
        fields: vec![RejectedField { field, message }],
        ..Rejection::default()
    })
}

async fn loaded(job: Arc<Job>, mut item: Item) -> Result<Item, (Item, Unread)> {
    match load(&job, &mut item.record).await {
        Ok(()) => Ok(item),
        Err(unread) => Err((item, unread)),
    }
}

impl Run<'_> {
    /// Sends a batch on its way, its files read just before; in parts, where these make it too large.
    pub(super) async fn dispatch(&mut self, batch: Vec<Item>) -> Result<(), Stop> {
        if batch.iter().all(|item| item.record.wanted.is_empty()) {
            return self.launch(batch).await;
        }
        let job = self.job.clone();
        let load = |item| AbortOnDropHandle::new(tokio::spawn(loaded(job.clone(), item)));
        let mut loading = stream::iter(batch).map(load).buffered(at_once());
        let (mut part, mut size) = (Vec::new(), ENVELOPE_BYTES);
        while let Some(loaded) = loading.next().await {
            if self.context.stop.is_cancelled() {
                return Ok(());
            }
            self.tenure.cover_page().await?;
            let item = match loaded {
                Ok(Ok(item)) => item,
                Ok(Err((item, unread))) => {
                    self.settle_unread(item, unread).await?;
                    continue;
                }
                Err(error) => std::panic::resume_unwind(error.into_panic()),
            };
            let more = json_bytes(&item.record);
            if size + more > self.job.batch_bytes && !part.is_empty() {
                self.launch(std::mem::take(&mut part)).await?;
                size = ENVELOPE_BYTES;
            }
            size += more;
            part.push(item);
        }
        if part.is_empty() {
            return Ok(());
        }
        self.launch(part).await
    }

    /// A record whose files cannot be had is rejected; where only what they lie on does not work, it is tried again later.
    async fn settle_unread(&mut self, item: Item, unread: Unread) -> Result<(), Stop> {
        let now = self.now(&item);
        let Item { due, tried, .. } = item;
        let outcome = match unread {
            Unread::Never(rejection) => Refusal::from(rejection).outcome(tried),
            Unread::Now(message) => {
                let outcome = self.job.retry.after_unread(&message, now);
                self.job.retry.give_up(outcome, &tried)
            }
        };
        let tally = Tally::of(&outcome);
        self.in_hand.remove(&due.key);
        if tally == Tally::Waiting {
            self.tried.insert(due.key.clone());
        }
        self.settle_here(vec![(due, outcome, tally)]).await
    }

    /// A moment at which nothing of the record is under way.
    fn now(&self, item: &Item) -> Moment {
        let now = self.context.clock.now_ms();
        Moment {
            now,
            dead_at: now,
            since: item.due.since,
            attempts: item.due.attempts,
            deadline: closes_at(self.job, item),
        }
    }
}
