//! One pass of a job until nothing is due: the story.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use tokio::task::JoinSet;

use super::intake::Inlet;
use super::item::Item;
use super::page::PageSize;
use super::report::{RunReport, Tally};
use super::shift::{Pass, Shift};
pub(super) use super::stop::{Asked, Stop};
use super::superiors::Turns;
use super::tenure::Tenure;
use super::upload::{Ended, Upload};
use super::waves::Orders;
use super::{Context, Job};

/// How many keys are taken in, looked up and mapped at a time.
pub(super) const PAGE: u32 = 1000;

/// How many pages are read and mapped ahead of the one that is sent.
const AHEAD: usize = 2;

/// A run: one pass of a job.
pub(super) struct Run<'a> {
    pub(super) job: &'a Arc<Job>,
    pub(super) context: &'a Context,
    pub(super) route: i64,
    pub(super) tenure: Arc<Tenure>,
    pub(super) report: RunReport,
    /// Keys in hand: read, or in flight. They are not picked again before they are settled.
    pub(super) in_hand: HashSet<String>,
    /// Keys that failed and wait for another time: they are not tried twice in a run.
    pub(super) tried: HashSet<String>,
    /// Where the walk through the due keys stands.
    pub(super) behind: Option<(i64, String)>,
    /// How many of them are looked up next.
    pub(super) page: PageSize,
    /// The ledger holds the dictionaries that the mapping uses.
    pub(super) has_dictionaries: bool,
    /// Whose turn it is, where records go one after another.
    pub(super) turns: Turns,
    /// The identities of what is in flight, by key: at most one request of each is open.
    aloft: HashMap<String, String>,
    flights: JoinSet<Ended>,
    pub(super) left: u64,
}

/// Runs a job once: takes in what changed, sends what is due, settles what was answered, until nothing is due.
///
/// At most `limit` keys are worked on. All streams are read, whatever their schedules. The report says what happened; a run
/// never fails otherwise.
pub async fn run_once(job: &Arc<Job>, context: &Context, limit: Option<u64>) -> RunReport {
    let orders = Orders {
        limit,
        all_streams: true,
    };
    run_with(job, context, &orders).await
}

/// The same by a person's orders.
pub(super) async fn run_with(job: &Arc<Job>, context: &Context, orders: &Orders) -> RunReport {
    let mut shift = Shift::new(job.clone(), context.clone());
    let streams = match orders.all_streams {
        true => None,
        // Where that cannot be said, the pass says why.
        false => shift.last_read().await.ok(),
    };
    let pass = Pass {
        limit: orders.limit,
        streams: streams.map(|read| job.streams_due(&read, context.clock.now())),
        ..Pass::default()
    };
    let report = shift.pass(&pass).await;
    shift.rest().await;
    report
}

impl<'a> Run<'a> {
    /// A run of a job whose lease is held.
    pub(super) fn new(
        job: &'a Arc<Job>,
        context: &'a Context,
        route: i64,
        tenure: Arc<Tenure>,
        limit: Option<u64>,
    ) -> Self {
        Self {
            job,
            context,
            route,
            tenure,
            report: RunReport::of(&job.name),
            in_hand: HashSet::new(),
            tried: HashSet::new(),
            behind: None,
            page: PageSize::of(job),
            has_dictionaries: false,
            turns: Turns::default(),
            aloft: HashMap::new(),
            flights: JoinSet::new(),
            left: limit.unwrap_or(u64::MAX),
        }
    }

    /// Reads, maps and sends until nothing is due. The next page is read and mapped while the last is uploading.
    pub(super) async fn drain(&mut self, inlet: &mut Inlet, nothing_due: bool) -> Result<(), Stop> {
        self.expand_again().await?;
        let mut ahead = VecDeque::new();
        let mut worked = false;
        while !self.context.stop.is_cancelled() {
            self.tenure.cover_page().await?;
            let taken = self.left > 0 && inlet.next_pages(self).await?;
            let due = if nothing_due && !inlet.brought() {
                Vec::new()
            } else {
                self.report.steps.asked = true;
                self.next_due(self.left).await?
            };
            self.left -= due.len() as u64;
            worked |= taken || !due.is_empty();
            let next = self.look_ahead(due).await?;
            let enough = next.is_none() || ahead.len() >= AHEAD;
            ahead.extend(next);
            if !enough {
                continue;
            }
            if let Some(looked) = ahead.pop_front() {
                let items = self.looked(looked).await?;
                for batch in self.cut(items) {
                    self.dispatch(batch).await?;
                }
            } else if !taken && !self.land().await? {
                // The walk through the due keys is at its end: once more from the start, until that finds nothing.
                if !worked && self.next_turn().is_empty() {
                    break;
                }
                (worked, self.behind) = (false, None);
            }
        }
        Ok(())
    }

    /// What reading a stream gave; `None`, and a line of the report, where the stream could not be read: it stops alone.
    pub(super) fn stream_read<T>(&mut self, read: Result<T, Stop>) -> Result<Option<T>, Stop> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(Stop::Stream { stream, error }) => {
                self.report.stream_failed(&stream, &error);
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// Sends a batch on its way, as soon as fewer than the platform's `concurrency` are in flight.
    pub(super) async fn launch(&mut self, batch: Vec<Item>) -> Result<(), Stop> {
        while self.flights.len() >= self.job.account.concurrency || self.is_aloft(&batch) {
            self.land().await?;
        }
        if self.job.mapping.target.is_upsert {
            let identity = |item: &Item| (item.due.key.clone(), item.record.identity.clone());
            self.aloft.extend(batch.iter().map(identity));
        }
        let upload = Upload::new(self);
        self.flights.spawn(upload.fly(batch));
        Ok(())
    }

    /// Whether the record of another key of the batch is in flight: which of two contents stays at the platform must be known.
    fn is_aloft(&self, batch: &[Item]) -> bool {
        let aloft: HashSet<&String> = self.aloft.values().collect();
        batch
            .iter()
            .any(|item| aloft.contains(&item.record.identity))
    }

    /// Waits for one flight to end; whether there was one.
    async fn land(&mut self) -> Result<bool, Stop> {
        let Some(joined) = self.flights.join_next().await else {
            return Ok(false);
        };
        match joined {
            Ok(ended) => self.note(ended).map(|()| true),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    fn note(&mut self, ended: Ended) -> Result<(), Stop> {
        self.report.requests += ended.requests;
        self.report.overwrote(&ended.overwritten);
        for (key, tally) in ended.tallies {
            self.count(tally);
            self.in_hand.remove(&key);
            self.aloft.remove(&key);
            if matches!(tally, Tally::Waiting | Tally::Held) {
                self.tried.insert(key);
            }
        }
        ended.stop.map_or(Ok(()), Err)
    }

    /// Counts what became of a key.
    pub(super) fn count(&mut self, tally: Tally) {
        self.report.count(tally, 1);
        if tally != Tally::Same {
            let metrics = &self.context.metrics;
            metrics.outcome(&self.job.name, tally.word());
        }
    }

    /// Lets what is in flight land; how the run ended, all in all.
    pub(super) async fn land_all(&mut self, mut ended: Result<(), Stop>) -> Result<(), Stop> {
        loop {
            match self.land().await {
                Ok(true) => {}
                Ok(false) => return ended,
                Err(stop) => ended = ended.and(Err(stop)),
            }
        }
    }

    /// Lets what is in flight land, and keeps what was learnt of the platform's clock.
    pub(super) async fn end(&mut self, ended: Result<(), Stop>) -> Result<(), Stop> {
        let ended = self.land_all(ended).await;
        if self.report.requests == 0 {
            return ended;
        }
        let noted = self.note_clock().await;
        ended.and(noted.map_err(Stop::from))
    }

    /// Lets what is in flight land, and writes the report.
    pub(super) async fn close(mut self, ended: Result<(), Stop>) -> RunReport {
        let ended = self.end(ended).await;
        if let Err(stop) = ended {
            self.count_left_waiting().await;
            self.report.stopped_by(stop);
        }
        self.report
    }

    /// Counts what is due and was not worked on, after a run that was stopped.
    async fn count_left_waiting(&mut self) {
        let now = self.context.clock.now_ms();
        let mut behind: Option<(i64, String)> = None;
        loop {
            let after = behind.as_ref().map(|(at, key)| (*at, key.as_str()));
            let Ok(due) = self.context.ledger.due(self.route, after, now, PAGE).await else {
                return;
            };
            let Some(last) = due.last() else { return };
            behind = Some((last.due_at, last.key.clone()));
            let left = due.iter().filter(|due| !self.tried.contains(&due.key));
            self.report.count(Tally::Waiting, left.count() as u64);
        }
    }
}
