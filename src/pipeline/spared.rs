//! Keys whose rows are no more, where another key stands for the record: the platform's record has a row of its own.

use super::deliver::Looked;
use super::report::Tally;
use super::{Context, Job};
use crate::ledger::{Due, LedgerError, Outcome, Sharer};

impl Looked {
    /// Of the keys whose rows are no more: those whose record another key stands for, with a row of its own, are neither failures nor
    /// reported as gone.
    pub(super) async fn spare(
        &mut self,
        job: &Job,
        context: &Context,
        route: i64,
    ) -> Result<(), LedgerError> {
        if !job.mapping.target.is_upsert {
            return Ok(());
        }
        let failed = self.settled.iter_mut().filter_map(|(due, outcome, tally)| {
            let fails = *outcome == Outcome::Gone { failure: true };
            fails.then_some((&*due, (outcome, tally)))
        });
        let mut failed: Vec<_> = failed.collect();
        let gone = self.gone.iter().chain(failed.iter().map(|(due, _)| *due));
        let records: Vec<&str> = gone.filter_map(|due| due.record.as_deref()).collect();
        let sharers = context.ledger.sharers(&job.account.id, &records).await?;
        let stays = |due: &Due| {
            let others = due.record.as_ref().and_then(|record| sharers.get(record));
            let is_other = |other: &Sharer| other.route != route || other.key != due.key;
            others.is_some_and(|others| others.iter().any(|o| o.is_live && is_other(o)))
        };
        let failure = false;
        for (due, (outcome, tally)) in &mut failed {
            if stays(due) {
                (**outcome, **tally) = (Outcome::Gone { failure }, Tally::Gone { failure });
            }
        }
        let (spared, gone) = std::mem::take(&mut self.gone).into_iter().partition(stays);
        self.gone = gone;
        let spared: Vec<Due> = spared;
        let settled = spared.into_iter();
        self.settled
            .extend(settled.map(|due| (due, Outcome::Gone { failure }, Tally::Gone { failure })));
        Ok(())
    }
}
