//! What became of records that were sent: in the ledger's words, written there, and counted.

use super::deadline::{self, closes_at};
use super::gate::bond;
use super::item::Item;
use super::policy::{self, Moment, paused};
use super::report::Tally;
use super::run_once::Stop;
use super::ties::{first_need, own_record};
use super::upload::Upload;
use crate::ledger::{Answered, Departure, Facts, Fenced, Outcome, Settlement, State};
use crate::platform::{Answer, Fault, ReplyFact, Sent, Verdict};

impl Upload {
    /// A record that is about to be sent, in the ledger's words.
    pub(super) fn departure(&self, item: &Item) -> Departure {
        Departure {
            key: item.due.key.clone(),
            tried: item.tried.clone(),
            record: Some(own_record(&self.job, &self.context.ledger, &item.record)),
            seen: item.due.suspect.then_some(item.due.due_at),
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
                self.job
                    .retry
                    .after_unknown(&message, &item.tried, self.moment(item))
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
        let mut deadlines = Vec::new();
        for (item, outcome) in settled {
            deadlines.extend(deadline::deadline(&self.job, &item, &outcome));
            tallies.push((item.due.key.clone(), Tally::of(&outcome)));
            settlements.push(Settlement {
                key: item.due.key,
                version: item.due.version,
                request: item.request,
                outcome,
            });
        }
        deadline::note(&self.context, self.route, &deadlines).await?;
        let lease = self.tenure.lease().await;
        let now = self.context.clock.now_ms();
        let answered = self.answered.take();
        let ledger = &self.context.ledger;
        let settled = ledger.settle_answered(&lease, answered.as_ref(), &settlements, now);
        match settled.await? {
            Fenced::Done(overwritten) => {
                self.tallies.extend(tallies);
                self.overwritten.extend(overwritten);
                Ok(())
            }
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }

    /// Keeps what was answered to a request until its records are settled.
    pub(super) fn keep_answer(&mut self, request: Option<i64>, records: usize, sent: &Sent) {
        let told = sent.request.as_ref();
        self.dead_at = told.map(|told| told.dead_at.timestamp_millis());
        let (code, message) = match &sent.answer {
            Answer::Refused { code, message, .. } => (code.clone(), message.clone()),
            Answer::Fault(fault) => (policy::code(fault.kind), fault.message.clone()),
            Answer::Pause { reason } => ("pause".to_owned(), reason.clone()),
            Answer::Verdicts { .. } => told
                .map(|told| (told.code.clone(), told.words.clone()))
                .unwrap_or_default(),
        };
        self.answered = request.map(|request| Answered {
            request,
            records,
            body: told.map(|told| told.body.clone()).unwrap_or_default(),
            reference: told.map(|told| told.reference.clone()).unwrap_or_default(),
            code,
            message,
        });
    }

    /// Writes an answer down that settled no record.
    pub(super) async fn write_answer(&mut self) -> Result<(), Stop> {
        if let Some(answered) = self.answered.take() {
            let now = self.context.clock.now_ms();
            self.context.ledger.answered(&answered, now).await?;
        }
        Ok(())
    }

    /// When a request that starts now must be dead, whatever it does on its way.
    pub(super) fn longest_open(&self) -> i64 {
        self.context.clock.now_ms() + self.job.account.longest_upload().as_millis() as i64
    }

    pub(super) fn moment(&self, item: &Item) -> Moment {
        Moment {
            now: self.context.clock.now_ms(),
            dead_at: self.dead_at.unwrap_or_else(|| self.longest_open()),
            since: item.due.since,
            attempts: item.due.attempts,
            deadline: closes_at(&self.job, item),
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
