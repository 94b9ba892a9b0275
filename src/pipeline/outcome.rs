//! What became of records that were sent: in the ledger's words, written there, and counted.

use super::deliver::Item;
use super::gate::{bond, first_need, own_record};
use super::policy::{Moment, paused};
use super::report::Tally;
use super::run_once::Stop;
use super::upload::Upload;
use crate::ledger::{Departure, Facts, Fenced, Outcome, Settlement, State};
use crate::platform::{Fault, ReplyFact, Verdict};

impl Upload {
    /// A record that is about to be sent, in the ledger's words.
    pub(super) fn departure(&self, item: &Item) -> Departure {
        let is_tied = self.job.mapping.target.is_tied();
        Departure {
            key: item.due.key.clone(),
            tried: item.tried.clone(),
            record: is_tied.then(|| own_record(&self.job, &self.context.ledger, &item.record)),
        }
    }

    /// What a verdict means for a record that has nobody beside it.
    pub(super) fn outcome(
        &self,
        item: &Item,
        upload: &str,
        verdict: Verdict,
        said: Facts,
    ) -> Outcome {
        match verdict {
            Verdict::Delivered if item.gone => Outcome::Gone { failure: false },
            Verdict::Delivered => Outcome::Delivered {
                digest: item.record.digest.to_string(),
                tried: item.tried.clone(),
                upload: upload.to_owned(),
                bond: bond(&self.job, &self.context.ledger, item, said),
            },
            Verdict::Rejected { code, message } => self.rejected(item, code, message),
            Verdict::Held { code, message } => {
                let needed = first_need(&self.context.ledger, &item.record);
                let retry = &self.job.retry;
                retry.after_hold(item, (code, message), needed, self.moment(item))
            }
            Verdict::Unknown { message } => {
                let outcome = self.job.retry.after_unknown(&message, self.moment(item));
                self.job.retry.give_up(outcome, &item.tried)
            }
        }
    }

    /// Leaves records waiting: until their back-off ends after a fault, else just as they were.
    pub(super) async fn leave(
        &mut self,
        items: Vec<Item>,
        fault: Option<&Fault>,
    ) -> Result<(), Stop> {
        let settled = items.into_iter().map(|item| {
            let moment = self.moment(&item);
            let outcome = match fault {
                Some(fault) => self.job.retry.after_outage(fault, moment),
                None => paused(moment),
            };
            (item, outcome)
        });
        let settled = settled.collect();
        self.settle(settled).await
    }

    /// Settles a record that was sent to test the platform. It counts in the report only if it was waiting itself.
    pub(super) async fn settle_witness(
        &mut self,
        witness: Item,
        outcome: Outcome,
    ) -> Result<(), Stop> {
        let waited = witness.due.state == State::Waiting;
        self.settle(vec![(witness, outcome)]).await?;
        if !waited {
            self.tallies.pop();
        }
        Ok(())
    }

    /// Writes outcomes, and counts them.
    pub(super) async fn settle(&mut self, settled: Vec<(Item, Outcome)>) -> Result<(), Stop> {
        if settled.is_empty() {
            return Ok(());
        }
        let mut settlements = Vec::with_capacity(settled.len());
        let mut tallies = Vec::with_capacity(settled.len());
        for (item, outcome) in settled {
            tallies.push((item.due.key.clone(), Tally::of(&outcome)));
            settlements.push(Settlement {
                key: item.due.key,
                version: item.due.version,
                outcome,
            });
        }
        let lease = self.tenure.lease().await;
        match self
            .context
            .ledger
            .settle(&lease, &settlements, self.context.clock.now_ms())
            .await?
        {
            Fenced::Done(()) => {
                self.tallies.extend(tallies);
                Ok(())
            }
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }

    /// When a request that starts now must be dead.
    pub(super) fn dead_at(&self) -> i64 {
        self.context.clock.now_ms() + self.job.account.longest_upload().as_millis() as i64
    }

    pub(super) fn moment(&self, item: &Item) -> Moment {
        Moment {
            now: self.context.clock.now_ms(),
            dead_at: self.dead_at(),
            since: item.due.since,
            attempts: item.due.attempts,
        }
    }
}

/// What a reply told of the record at this place of the batch.
pub(super) fn said(facts: &[ReplyFact], at: usize) -> Facts {
    let of_record = facts.iter().filter(|fact| fact.at == at);
    of_record
        .map(|fact| (fact.name.to_owned(), fact.value.clone()))
        .collect()
}
