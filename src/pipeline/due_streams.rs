//! Streams with a schedule of their own: when they were last read, and which are due.

use chrono::{DateTime, Utc};

use super::Job;
use super::report::{RunReport, Step};
use super::shift::{Pass, Shift};
use crate::ledger::LedgerError;
use crate::schedule::{Cron, Schedule, next_tick};

impl Job {
    /// The streams that are to be read now, by their place in the mapping: those without a schedule of their own, and those that
    /// missed a tick of it since they were last read to their end (ms). A time to come says nothing: the clock was put back since.
    pub fn streams_due(&self, last_read: &[Option<i64>], now: DateTime<Utc>) -> Vec<usize> {
        let is_due = |(at, schedule): &(usize, &Option<Cron>)| {
            let Some(cron) = schedule else { return true };
            let last = last_read.get(*at).copied().flatten();
            let last = last.and_then(DateTime::from_timestamp_millis);
            let Some(last) = last.filter(|last| *last <= now) else {
                return true;
            };
            let schedule = Schedule::Cron(cron.clone());
            next_tick(&schedule, self.zone, last, now).is_some_and(|next| next <= now)
        };
        let schedules = self.mapping.schedules.iter().enumerate();
        schedules.filter(is_due).map(|(at, _)| at).collect()
    }
}

impl Shift {
    /// When each stream was last read to its end (ms), by its place in the mapping, as far as that is kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn last_read(&self) -> Result<Vec<Option<i64>>, LedgerError> {
        let (ledger, job) = (&self.context().ledger, self.job());
        let stored = match ledger.find_route(&job.ledger_name, &job.account.id).await? {
            Some(route) => ledger.positions(route.id).await?,
            None => Vec::new(),
        };
        let streams = job.mapping.streams.iter().map(|stream| {
            let stored = stored.iter().find(|stored| stored.stream == stream.name);
            stored.and_then(|stored| stored.read_at)
        });
        Ok(streams.collect())
    }

    /// Notes that the streams with a schedule of their own were read to their end.
    pub(super) async fn note_read(
        &self,
        route: i64,
        pass: &Pass,
        report: &RunReport,
        began: i64,
    ) -> Result<(), LedgerError> {
        let failed = &report.steps.failed;
        if report.paused.is_some() || failed.contains_key(&Step::Work) {
            return Ok(());
        }
        let mapping = &self.job().mapping;
        for (index, stream) in mapping.streams.iter().enumerate() {
            let read = pass
                .streams
                .as_ref()
                .is_none_or(|list| list.contains(&index));
            let failed = failed.contains_key(&Step::Stream(stream.name.clone()));
            if read && !failed && mapping.schedules[index].is_some() {
                let ledger = &self.context().ledger;
                ledger.stream_read(route, &stream.name, began).await?;
            }
        }
        Ok(())
    }
}
