//! Whether a failed request was the platform's fault or a record's.
//!
//! The witness is another record of the target: one that the platform is known to have is sent once more (uploads are
//! upserts). Where the ledger holds no other record, the rest of the batch is the witness; where there is none at
//! all, a login is.

use super::files::{load, stamp_one};
use super::gate::gate;
use super::item::Item;
use super::narrow::Reader;
use super::outcome::said;
use super::policy::{paused, still_open};
use super::prepare::{Found, prepare};
use super::run_once::Stop;
use super::superiors::Turns;
use super::upload::Upload;
use crate::language::text;
use crate::ledger::{Due, Facts, Fenced, Outcome, PROBE};
use crate::platform::{Answer, Fault, Verdict};
use crate::source::Key;

/// What is known about a failed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// The platform works: the fault lies with a record of the batch.
    RecordFault,
    /// The platform does not work.
    Outage,
    /// There was nobody to ask yet: the other records of the batch will tell.
    Unsure,
}

/// How many faults in a row one sign of life accounts for.
const CREDIT: u32 = 8;

/// What a flight knows of the platform.
#[derive(Debug, Default)]
pub(super) struct Probing {
    credit: u32,
    suspended: Option<(Item, Fault)>,
}

impl Probing {
    /// The platform answered. The record that failed alone before, if there was one, and how.
    pub(super) fn answered(&mut self) -> Option<(Item, Fault)> {
        self.credit = CREDIT;
        self.suspended.take()
    }

    /// Keeps a record that failed alone until another one was tried; given back when one is kept already:
    /// two records failed alone, and none was answered.
    pub(super) fn suspend(&mut self, item: Item, fault: &Fault) -> Option<Item> {
        if self.suspended.is_some() {
            return Some(item);
        }
        self.suspended = Some((item, fault.clone()));
        None
    }

    /// The record that is kept.
    pub(super) fn suspended(&mut self) -> Option<Item> {
        self.suspended.take().map(|(item, _)| item)
    }

    /// Finds out about a failed request.
    pub(super) async fn evidence(
        &mut self,
        upload: &mut Upload,
        items: &[Item],
        fault: &Fault,
    ) -> Result<Evidence, Stop> {
        if self.credit > 0 {
            self.credit -= 1;
            return Ok(Evidence::RecordFault);
        }
        let evidence = match upload.ask_witness().await? {
            Some(evidence) => evidence,
            // Its records may not be sent again yet, so they cannot tell.
            None if still_open(fault) && items.len() == 1 => upload.ask_login().await?,
            None if still_open(fault) => return Ok(Evidence::RecordFault),
            None => Evidence::Unsure,
        };
        if evidence == Evidence::RecordFault {
            self.credit = CREDIT;
        }
        Ok(evidence)
    }
}

impl Upload {
    /// Whether a login succeeds; it speaks for the platform only where the job has no other record at all.
    pub(super) async fn ask_login(&self) -> Result<Evidence, Stop> {
        let counts = self.context.ledger.counts(self.route).await?;
        if counts.delivered + counts.waiting > 1 {
            return Ok(Evidence::Outage);
        }
        Ok(match self.job.account.platform.probe().await {
            Ok(()) => Evidence::RecordFault,
            Err(_) => Evidence::Outage,
        })
    }

    /// Sends another record of the target, alone; `None` when there is none to send. Where uploads are paced, and may
    /// stand twice at the platform, a login speaks for it.
    async fn ask_witness(&mut self) -> Result<Option<Evidence>, Stop> {
        if self.job.pace().is_some() {
            return Ok(Some(match self.job.account.platform.probe().await {
                Ok(()) => Evidence::RecordFault,
                Err(_) => Evidence::Outage,
            }));
        }
        let slots = self.job.account.slots.clone();
        let Ok(_slot) = slots.acquire_owned().await else {
            return Ok(None);
        };
        let Some(witness) = self.find_witness().await? else {
            return Ok(None);
        };
        self.requests += 1;
        let sent = self
            .job
            .account
            .platform
            .send(self.job.mapping.target, &[&witness.record])
            .await;
        self.keep_answer(witness.request, 1, &sent);
        let (outcome, evidence) = self.testimony(&witness, sent.answer);
        self.settle_witness(witness, outcome).await?;
        Ok(Some(evidence))
    }

    /// A record that is not of this batch, not due and not in flight, marked as in flight.
    async fn find_witness(&mut self) -> Result<Option<Item>, Stop> {
        let ledger = self.context.ledger.clone();
        let now = self.context.clock.now_ms();
        let Some(due) = ledger.witness(self.route, now).await? else {
            return Ok(None);
        };
        let Some(mut item) = self.read_again(due).await? else {
            return Ok(None);
        };
        let lease = self.tenure.cover(self.job.account.longest_upload()).await?;
        let departure = self.departure(&item);
        match ledger
            .borrow(
                &lease,
                &departure,
                item.due.version,
                now,
                self.longest_open(),
            )
            .await?
        {
            Fenced::Done(Some(request)) => {
                item.request = Some(request);
                Ok(Some(item))
            }
            Fenced::Done(None) => Ok(None),
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }

    /// The record of a key as its row is now; `None` where it has none, or not the one the platform has.
    async fn read_again(&self, due: Due) -> Result<Option<Item>, Stop> {
        let keys = vec![Key::from(due.key.clone())];
        let mut reader = Reader::Site(self.job.source.as_ref());
        let prepared = prepare(&self.job, &self.context.ledger, &mut reader, keys).await;
        let found = match prepared {
            Ok(mut prepared) => prepared.found.pop(),
            Err(stop @ Stop::Ledger(_)) => return Err(stop),
            // A site that gives no row gives no witness.
            Err(_) => None,
        };
        let Some((_, Found::Record { mut record, row })) = found else {
            return Ok(None);
        };
        stamp_one(&self.job.files, &mut record);
        if due
            .digest
            .as_ref()
            .is_some_and(|digest| *digest != record.digest.to_string())
        {
            return Ok(None);
        }
        let item = Item::new(due, *record, row);
        // Only what could be sent at this moment can be sent as a test.
        let at = (self.route, &Turns::default());
        let ((mut passed, _), _) = gate(&self.job, &self.context, at, vec![item]).await?;
        let Some(mut item) = passed.pop() else {
            return Ok(None);
        };
        let read = load(&self.job, &mut item.record).await;
        Ok(read.is_ok().then_some(item))
    }

    /// What the answer to the witness says about it, and about the platform.
    fn testimony(&self, witness: &Item, answer: Answer) -> (Outcome, Evidence) {
        let retry = &self.job.retry;
        let moment = self.moment(witness);
        match answer {
            Answer::Verdicts {
                upload,
                verdicts,
                facts,
            } => {
                let unread = Verdict::Unknown {
                    message: text!("pipeline-no-verdict"),
                };
                let verdict = verdicts.into_iter().next().unwrap_or(unread);
                (
                    self.outcome(witness, &upload, verdict, said(&facts, 0)),
                    Evidence::RecordFault,
                )
            }
            Answer::Refused {
                code,
                message,
                alone,
            } => {
                let verdict = alone.verdict(code, message);
                (
                    self.outcome(witness, "", verdict, Facts::new()),
                    Evidence::RecordFault,
                )
            }
            Answer::Fault(fault) => (
                resting(retry.after_outage(&fault, moment)),
                Evidence::Outage,
            ),
            Answer::Pause { .. } => (paused(moment), Evidence::Outage),
        }
    }
}

/// A witness that was not answered: it waits, and is the one to ask next time.
fn resting(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Again {
            at,
            open_until,
            attempts,
            message,
            ..
        } => Outcome::Again {
            at,
            open_until,
            attempts,
            code: PROBE.into(),
            message,
        },
        outcome => outcome,
    }
}
