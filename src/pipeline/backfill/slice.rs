//! A moment's work of a backfill, under the job's lease.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::Job;
use super::super::page::PageSize;
use super::super::pause::standing_pause;
use super::super::report::RunReport;
use super::super::run_once::{PAGE, Run, Stop};
use super::super::tenure::Tenure;
use super::{Cut, Work};
use crate::ledger::{Acquired, Backfill, Fenced, Lease};

/// A slice that took less is followed by a larger one.
const SHORT: Duration = Duration::from_millis(15);
/// One that took more, by a smaller one: live changes wait for it.
const LONG: Duration = Duration::from_millis(40);
/// And so on down to one key, where it took even more.
const TOO_LONG: Duration = Duration::from_millis(250);
/// How many keys the first slice has; with fewer, what each slice costs by itself would be most of it.
const FIRST: usize = 50;
/// The shortest and the longest pause before a lease is asked for once more.
const ASKS: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(100));

/// A job whose live changes are sent at once is left to them for so many times as long as a slice takes, when some came since
/// the last slice: so few of them find it taken that their 99th percentile does not show it;
const WAY: u32 = 200;
/// but not for longer than this, or slow platforms would never see the end of a backfill.
const LONGEST_WAY: Duration = Duration::from_secs(5);

/// What a slice did.
pub(super) struct Slice {
    /// Its counts; what was left waiting is not counted.
    pub(super) report: RunReport,
    /// Keys were left waiting, or are in flight elsewhere.
    pub(super) left_waiting: bool,
    /// Why it ended before everything was done.
    pub(super) stop: Option<Stop>,
}

/// How many keys a slice has.
pub(super) struct Size {
    keys: usize,
    most: usize,
    /// How long the last one took.
    last: Duration,
}

impl Size {
    /// The first slice of a job's.
    pub(super) fn of(job: &Job, rate: Option<u32>) -> Self {
        let page = PageSize::of(job).keys;
        let most = if page == 1 { 1 } else { PAGE };
        let most = rate.map_or(most, |rate| most.min(rate)).max(1) as usize;
        Self {
            keys: FIRST.min(most),
            most,
            last: Duration::ZERO,
        }
    }

    fn start_again(&mut self) {
        self.keys = self.keys.min(FIRST);
    }

    /// The keys of the next one.
    pub(super) fn keys(&self) -> usize {
        self.keys
    }

    /// Goes by how long one took.
    fn took(&mut self, time: Duration, keys: usize) {
        self.last = time;
        let least = if time > TOO_LONG { 1 } else { FIRST };
        if time < SHORT && keys == self.keys {
            self.keys = (keys * 2).min(self.most);
        } else if time > LONG && keys > least {
            self.keys = (keys / 2).max(least);
        }
    }
}

impl Work<'_> {
    /// Takes keys in (the first time), and sends what is due of them.
    pub(super) async fn slice(&mut self, keys: &[&str], first: bool) -> Result<Slice, Cut> {
        if let Some(reason) = standing_pause(self.job, self.context).await? {
            return Err(Cut::Stop(Stop::Paused(reason)));
        }
        let lease = self.lease().await?;
        let began = Instant::now();
        let (ledger, life) = (self.context.ledger.clone(), self.job.lease_life);
        let tenure = Arc::new(Tenure::new(ledger, lease, life));
        let mut run = Run::new(self.job, self.context, self.route, tenure.clone(), None);
        let taken = match first {
            true => run.take_in_backfill(&self.state, keys).await,
            false => Ok(()),
        };
        let (ended, all) = match taken {
            Ok(()) => run.work_through(keys).await,
            Err(stop) => (Err(stop), false),
        };
        let ended = run.end(ended).await;
        let mut report = std::mem::take(&mut run.report);
        let lease = tenure.lease().await;
        self.context.ledger.release(&lease).await?;
        self.size.took(began.elapsed(), keys.len());
        let left_waiting = report.waiting > 0 || (first && !all);
        report.seen -= std::mem::take(&mut report.waiting);
        Ok(Slice {
            report,
            left_waiting,
            stop: ended.err(),
        })
    }

    /// Leaves the job to live changes for a while, where some were read since the last slice.
    pub(super) async fn give_way(&mut self) -> Result<(), Cut> {
        if !self.job.is_prompt {
            return Ok(());
        }
        let positions = self.context.ledger.positions(self.route).await?;
        let moves = positions.iter().map(|position| position.version).sum();
        match self.moves.replace(moves) {
            Some(before) if before != moves => {
                let way = (self.size.last * WAY).min(LONGEST_WAY);
                self.size.start_again();
                self.rest(way).await
            }
            _ => Ok(()),
        }
    }

    /// The job's lease, once nobody else holds it or waits for it.
    async fn lease(&self) -> Result<Lease, Cut> {
        let (ledger, life) = (&self.context.ledger, self.job.lease_life);
        let mut pause = ASKS.0;
        loop {
            if self.context.stop.is_cancelled() {
                return Err(Cut::Asked);
            }
            let asked = ledger.acquire_briefly(self.route, &self.context.holder, life);
            match asked.await? {
                Acquired::Granted(lease) => return Ok(lease),
                Acquired::Held { .. } => self.rest(pause).await?,
            }
            pause = (pause * 3 / 2).min(ASKS.1);
        }
    }
}

impl Run<'_> {
    async fn take_in_backfill(&self, backfill: &Backfill, keys: &[&str]) -> Result<(), Stop> {
        let lease = self.tenure.lease().await;
        let now = self.context.clock.now_ms();
        let ledger = &self.context.ledger;
        match ledger.take_in_backfill(&lease, backfill, keys, now).await? {
            Fenced::Done(()) => Ok(()),
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }

    /// Reads, maps and sends what is due of these keys; how that ended, and whether all of them were.
    async fn work_through(&mut self, keys: &[&str]) -> (Result<(), Stop>, bool) {
        let (mut ended, all) = self.work_once(keys).await;
        while ended.is_ok() && !self.context.stop.is_cancelled() {
            ended = self.land_all(ended).await;
            let later = self.next_turn();
            if later.is_empty() || ended.is_err() {
                break;
            }
            let later: Vec<&str> = later.iter().map(String::as_str).collect();
            ended = self.work_once(&later).await.0;
        }
        (ended, all)
    }

    async fn work_once(&mut self, keys: &[&str]) -> (Result<(), Stop>, bool) {
        let mut all = true;
        let mut left = keys;
        while !left.is_empty() && !self.context.stop.is_cancelled() {
            let (page, rest) = left.split_at(left.len().min(self.page.keys as usize));
            left = rest;
            match self.send_due_among(page).await {
                Ok(due) => all &= due == page.len(),
                Err(stop) => return (Err(stop), false),
            }
        }
        (Ok(()), all && left.is_empty())
    }

    /// Sends what is due of a page of keys; how many were.
    async fn send_due_among(&mut self, keys: &[&str]) -> Result<usize, Stop> {
        self.tenure.cover_page().await?;
        let now = self.context.clock.now_ms();
        let ledger = &self.context.ledger;
        let due = ledger.due_among(self.route, keys, now).await?;
        let count = due.len();
        if let Some(looking) = self.look_ahead(due).await? {
            let items = self.looked(looking).await?;
            for batch in self.cut(items) {
                self.dispatch(batch).await?;
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_are_as_large_as_live_changes_can_wait_for() {
        let mut size = Size {
            keys: FIRST,
            most: 300,
            last: Duration::ZERO,
        };
        let mut after = |ms, keys| {
            size.took(Duration::from_millis(ms), keys);
            size.keys()
        };
        assert_eq!(after(10, 50), 100);
        assert_eq!(after(10, 7), 100, "the rest of a page says little");
        assert_eq!(after(10, 100), 200);
        assert_eq!(after(10, 200), 300);
        assert_eq!(after(30, 300), 300);
        assert_eq!(after(100, 300), 150);
        assert_eq!(after(100, 90), 50);
        assert_eq!(after(100, 50), 50, "commits may be slow here");
        assert_eq!(after(2000, 50), 25);
        assert_eq!(after(2000, 1), 25);
        assert_eq!(after(100, 25), 25);
    }
}
