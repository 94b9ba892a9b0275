//! Backfill: a range of a job's records, looked at once more by the path that every change takes.
//!
//! It has a position of its own and never moves those of the job's streams. It works in slices: each takes the job's lease
//! for a moment, takes some keys in, sends what is due of them, and gives the lease back, so that live changes pass. Where
//! these are sent at once, they have the job nearly all of the time while they come.
//!
//! | file | what it is |
//! |---|---|
//! | `range` | which records |
//! | `reading` | their keys, page by page, from the source |
//! | `slice` | a moment's work under the lease |
//! | `survey` | what a range holds, without touching anything |

mod range;
mod reading;
mod slice;
mod survey;

use std::sync::Arc;
use std::time::{Duration, Instant};

pub use range::Range;
pub use survey::{Survey, survey};

use super::report::{RunReport, Tally};
use super::rewind::Undecided;
use super::run_once::{PAGE, Stop};
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{Actor, Backfill, BackfillOrder, State, Unexpanded};
use reading::{Counting, Place, Reading};
use slice::Size;

/// How often a slice is tried that could not work, with ever longer pauses.
const TRIES: u32 = 6;

/// What a person asks for.
#[derive(Clone, Debug)]
pub struct BackfillRequest {
    /// Which records.
    pub range: Range,
    /// Also what the platform has already.
    pub resend: bool,
    /// At most so many records a second.
    pub rate: Option<u32>,
}

/// How far a backfill is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many changes lie behind it, those before an interruption included.
    pub passed: u64,
    /// How many there are, once they are counted.
    pub total: Option<u64>,
}

/// Why a backfill ends before it is done.
enum Cut {
    /// It was asked to.
    Asked,
    /// Another process goes on with it.
    TakenOver,
    /// It could not work.
    Stop(Stop),
}

impl<E: Into<Stop>> From<E> for Cut {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
}

/// Looks at the records of a range once more, and sends those that differ from what the platform has; with `resend` all of them. Goes on where
/// the same request was interrupted. `tell` hears how far it is.
///
/// # Errors
/// A range that the job's streams do not know; a ledger that cannot be used. What goes wrong later is in the report.
pub async fn backfill(
    job: &Arc<Job>,
    context: &Context,
    request: &BackfillRequest,
    actor: &Actor,
    tell: &(dyn Fn(Progress) + Sync),
) -> Result<RunReport, Undecided> {
    let reading = Reading::of(job, &request.range)?;
    let ledger = &context.ledger;
    let route = ledger.route(&job.ledger_name, &job.account.id).await?;
    let order = BackfillOrder {
        span: &request.range.to_string(),
        resend: request.resend,
        position: &Place::default().to_text()?,
        actor,
        holder: &context.holder,
        now: context.clock.now_ms(),
    };
    let begun = ledger.begin_backfill(route.id, order).await?;
    let work = Work {
        route: route.id,
        place: Place::of_text(&begun.position)?,
        counting: Counting::start(&reading, begun.total),
        size: Size::of(job, request.rate),
        moves: None,
        report: RunReport::of(&job.name),
        began: Instant::now(),
        worked: 0,
        state: begun,
        job,
        context,
        request,
        reading,
        tell,
    };
    Ok(work.run().await)
}

/// A backfill at work.
struct Work<'a> {
    job: &'a Arc<Job>,
    context: &'a Context,
    request: &'a BackfillRequest,
    route: i64,
    /// What the ledger keeps of it.
    state: Backfill,
    reading: Reading,
    /// Where it stands.
    place: Place,
    counting: Counting,
    size: Size,
    /// How often the job's streams had moved before the last slice.
    moves: Option<i64>,
    report: RunReport,
    began: Instant,
    /// How many keys this process has worked on.
    worked: u64,
    tell: &'a (dyn Fn(Progress) + Sync),
}

impl Work<'_> {
    async fn run(mut self) -> RunReport {
        let ended = self.go_through().await;
        let noted = match &ended {
            Ok(()) => self.finish().await,
            Err(_) => {
                let now = self.context.clock.now_ms();
                self.context.ledger.stop_backfill(&self.state, now).await
            }
        };
        match ended.and(noted.map_err(Cut::from)) {
            Ok(()) => {}
            Err(Cut::Stop(stop)) => self.report.stopped_by(stop),
            Err(Cut::Asked) => self
                .report
                .add_error(&text!("pipeline-backfill-asked-to-stop")),
            Err(Cut::TakenOver) => self
                .report
                .add_error(&text!("pipeline-backfill-taken-over")),
        }
        self.report.took(self.began.elapsed());
        self.report
    }

    /// Page by page to the end of the range.
    async fn go_through(&mut self) -> Result<(), Cut> {
        self.tell_progress(0);
        while let Some(page) = self.reading.page(&self.place, PAGE).await? {
            let found = self.reading.record_keys(&page).await?;
            let stream = page.stream(&self.reading).to_owned();
            self.keep_unexpanded(&stream, &found.unexpanded).await?;
            let keys: Vec<&str> = found.keys.iter().map(|key| key.as_str()).collect();
            let mut left = keys.as_slice();
            while !left.is_empty() {
                self.give_way().await?;
                let (part, rest) = left.split_at(self.size.keys().min(left.len()));
                self.work_on(part).await?;
                left = rest;
                self.note().await?;
                self.tell_progress((keys.len() - left.len()).min(page.changes()) as u64);
                self.keep_rate(part.len()).await?;
            }
            self.state.passed += page.changes() as u64;
            self.place = page.behind;
            self.state.position = self.place.to_text()?;
            self.note().await?;
            self.tell_progress(0);
        }
        Ok(())
    }

    /// Keeps changes whose records are not known: the job asks again for them.
    async fn keep_unexpanded(&mut self, stream: &str, changes: &[Unexpanded]) -> Result<(), Cut> {
        if changes.is_empty() {
            return Ok(());
        }
        let now = self.context.clock.now_ms();
        let ledger = &self.context.ledger;
        ledger
            .keep_unexpanded(self.route, stream, changes, now)
            .await?;
        self.report.unexpanded(changes.len() as u64);
        Ok(())
    }

    /// Keeps how far it is.
    async fn note(&mut self) -> Result<(), Cut> {
        self.state.total = self.counting.total();
        let now = self.context.clock.now_ms();
        match self.context.ledger.move_backfill(&self.state, now).await? {
            true => Ok(()),
            false => Err(Cut::TakenOver),
        }
    }

    fn tell_progress(&self, of_page: u64) {
        (self.tell)(Progress {
            passed: self.state.passed + of_page,
            total: self.counting.total(),
        });
    }

    /// Works on some keys until they are settled or wait for something else; again, where the platform or the ledger failed.
    async fn work_on(&mut self, keys: &[&str]) -> Result<(), Cut> {
        let mut tries = 0;
        let mut left_waiting = false;
        loop {
            let slice = self.slice(keys, tries == 0).await?;
            left_waiting |= slice.left_waiting;
            self.report.add(&slice.report);
            let Some(stop) = slice.stop else { break };
            left_waiting = true;
            tries += 1;
            let may_pass = matches!(stop, Stop::Outage(_) | Stop::LeaseLost | Stop::Ledger(_));
            if tries == TRIES || !may_pass {
                self.count_waiting(keys).await?;
                return Err(Cut::Stop(stop));
            }
            tracing::warn!(job = self.job.name, %stop, "the backfill tries again in a moment");
            self.rest(Duration::from_secs(1 << (tries - 1))).await?;
        }
        if left_waiting {
            self.count_waiting(keys).await?;
        }
        Ok(())
    }

    /// Counts those of the keys that wait, whoever sends them.
    async fn count_waiting(&mut self, keys: &[&str]) -> Result<(), Cut> {
        let standings = self.context.ledger.standings(self.route, keys).await?;
        let waiting = standings
            .values()
            .filter(|standing| standing.state == State::Waiting);
        self.report.count(Tally::Waiting, waiting.count() as u64);
        Ok(())
    }

    /// Waits until so many keys more fit the rate.
    async fn keep_rate(&mut self, keys: usize) -> Result<(), Cut> {
        self.worked += keys as u64;
        let Some(rate) = self.request.rate else {
            return Ok(());
        };
        let due = Duration::from_secs_f64(self.worked as f64 / f64::from(rate));
        self.rest(due.saturating_sub(self.began.elapsed())).await
    }

    async fn rest(&self, time: Duration) -> Result<(), Cut> {
        tokio::select! {
            biased;
            () = self.context.stop.cancelled() => Err(Cut::Asked),
            () = tokio::time::sleep(time) => Ok(()),
        }
    }

    /// It is done: the ledger keeps only what became of it.
    async fn finish(&self) -> Result<(), crate::ledger::LedgerError> {
        let report = &self.report;
        let detail = text!(
            "pipeline-backfill-ended",
            passed = self.state.passed.to_string(),
            delivered = report.delivered.to_string(),
            unchanged = report.unchanged.to_string(),
            rejected = report.rejected.to_string(),
            waiting = report.waiting.to_string(),
        );
        let now = self.context.clock.now_ms();
        let ledger = &self.context.ledger;
        ledger
            .end_backfill(self.route, &self.state, &detail, now)
            .await
    }
}
