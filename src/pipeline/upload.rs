//! Upload: a batch is sent, split where its answer asks for it, and settled.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use super::gate::too_old;
use super::halving::{Halving, Turn};
use super::item::Item;
use super::outcome::said;
use super::pause::account_pause;
use super::probe::Probing;
use super::report::Tally;
use super::run_once::{Run, Stop};
use super::tenure::Tenure;
use super::{Context, Job};
use crate::ledger::{Answered, Departure, Facts, Fenced, Overwritten};
use crate::platform::{Answer, Fault, Record, ReplyFact, Verdict};

/// What it takes to send a batch, apart from the batch.
pub(super) struct Upload {
    pub(super) job: Arc<Job>,
    pub(super) context: Context,
    pub(super) route: i64,
    pub(super) tenure: Arc<Tenure>,
    pub(super) requests: u64,
    /// The platform took a record of the batch.
    pub(super) taken: bool,
    pub(super) tallies: Vec<(String, Tally)>,
    /// Keys whose content was overwritten by what was stored.
    pub(super) overwritten: Vec<Overwritten>,
    /// What was answered last, until it is written down.
    pub(super) answered: Option<Answered>,
    /// When the last request must be dead (ms), where it is known when it went out.
    pub(super) dead_at: Option<i64>,
}

/// How a flight ended: every key of its batch has a tally.
pub(super) struct Ended {
    pub(super) tallies: Vec<(String, Tally)>,
    pub(super) overwritten: Vec<Overwritten>,
    pub(super) requests: u64,
    pub(super) stop: Option<Stop>,
}

/// What one answer leaves to do.
pub(super) enum Next {
    GoOn,
    /// Nothing more is sent in this run; what is left stays waiting.
    Stop(Stop, Option<Fault>),
}

impl Upload {
    pub(super) fn new(run: &Run<'_>) -> Self {
        Self {
            job: run.job.clone(),
            context: run.context.clone(),
            route: run.route,
            tenure: run.tenure.clone(),
            requests: 0,
            taken: false,
            tallies: Vec::new(),
            overwritten: Vec::new(),
            answered: None,
            dead_at: None,
        }
    }

    /// Sends a batch until each of its records has an outcome, or nothing more can be sent.
    pub(super) async fn fly(mut self, batch: Vec<Item>) -> Ended {
        let mut open: HashSet<String> = batch.iter().map(|item| item.due.key.clone()).collect();
        let ended = self.send_all(batch).await;
        let ended = ended.and(self.write_answer().await);
        for (key, _) in &self.tallies {
            open.remove(key);
        }
        let left = open.into_iter().map(|key| (key, Tally::Waiting));
        let mut tallies = self.tallies;
        tallies.extend(left);
        Ended {
            tallies,
            overwritten: self.overwritten,
            requests: self.requests,
            stop: ended.err(),
        }
    }

    async fn send_all(&mut self, batch: Vec<Item>) -> Result<(), Stop> {
        let mut halving = Halving::of(batch);
        let mut probing = Probing::default();
        while let Some(mut turn) = halving.next() {
            if self.context.stop.is_cancelled() {
                break;
            }
            let Some(clearance) = self.clearance().await? else {
                break;
            };
            self.drop_hopeless(&mut turn.items).await?;
            if turn.items.is_empty() {
                self.clear(clearance).await?;
                continue;
            }
            let answer = self.send(&mut turn.items).await?;
            self.clear(clearance).await?;
            let next = match answer {
                Answer::Verdicts {
                    upload,
                    verdicts,
                    facts,
                } => {
                    self.answered(&mut probing).await?;
                    let said = (verdicts, facts);
                    self.read(turn, &upload, said, &mut halving).await?
                }
                Answer::Refused {
                    code,
                    message,
                    alone,
                } => {
                    self.answered(&mut probing).await?;
                    let verdict = alone.verdict(code, message);
                    self.refused(turn, verdict, &mut halving).await?
                }
                Answer::Fault(fault) => {
                    self.failed(turn, fault, &mut halving, &mut probing).await?
                }
                Answer::Pause { reason } => self.pause(turn, reason).await?,
            };
            if let Next::Stop(stop, fault) = next {
                let mut rest = halving.rest();
                rest.extend(probing.suspended());
                self.leave(rest, fault.as_ref()).await?;
                return Err(stop);
            }
        }
        self.last_suspect(probing).await
    }

    /// Makes one request. The digests of its keys are cleared first, and no request outlives the lease.
    async fn send(&mut self, items: &mut [Item]) -> Result<Answer, Stop> {
        self.write_answer().await?;
        let account = self.job.account.clone();
        let lease = self.tenure.cover(account.longest_upload()).await?;
        let departures: Vec<Departure> = items.iter().map(|item| self.departure(item)).collect();
        let now = self.context.clock.now_ms();
        let ledger = &self.context.ledger;
        let departed = ledger.depart(&lease, &departures, now, self.longest_open());
        let Fenced::Done(request) = departed.await? else {
            return Err(Stop::LeaseLost);
        };
        for item in &mut *items {
            item.request = Some(request);
        }
        let records: Vec<&Record> = items.iter().map(|item| &item.record).collect();
        self.requests += 1;
        let target = self.job.mapping.target;
        let began = Instant::now();
        let sent = account.platform.send(target, &records).await;
        let metrics = &self.context.metrics;
        metrics.request(&account.name, target.name, began.elapsed());
        self.keep_answer(Some(request), items.len(), &sent);
        Ok(sent.answer)
    }

    /// Settles what became too old while it waited for its turn, and what its project's refusal holds by now.
    async fn drop_hopeless(&mut self, items: &mut Vec<Item>) -> Result<(), Stop> {
        let now = self.context.clock.now_ms() + self.job.account.ahead_ms();
        let mut expired = Vec::new();
        for item in std::mem::take(items) {
            match too_old(&self.job, &item, now) {
                Some(outcome) => expired.push((item, outcome)),
                None => items.push(item),
            }
        }
        self.settle(expired).await?;
        self.drop_refused(items).await
    }

    /// Settles by the platform's word on each record; what it does not vouch for is sent again, in a smaller batch.
    async fn read(
        &mut self,
        turn: Turn<Item>,
        upload: &str,
        (verdicts, facts): (Vec<Verdict>, Vec<ReplyFact>),
        halving: &mut Halving<Item>,
    ) -> Result<Next, Stop> {
        if verdicts
            .iter()
            .all(|verdict| *verdict == Verdict::Delivered)
        {
            halving.passed(&turn);
        }
        let sent = turn.items.len();
        // Where it is said that some failed, others were taken: the project is not refused whole.
        let some = |verdict: &Verdict| sent > 1 && matches!(verdict, Verdict::Unknown { .. });
        self.taken |= verdicts.contains(&Verdict::Delivered) || verdicts.iter().any(some);
        let (mut settled, mut unknown) = (Vec::new(), Vec::new());
        for (at, (item, verdict)) in turn.items.into_iter().zip(verdicts).enumerate() {
            if sent > 1 && matches!(verdict, Verdict::Unknown { .. }) {
                unknown.push(item);
            } else {
                let outcome = self.outcome(&item, upload, verdict, said(&facts, at));
                settled.push((item, outcome));
            }
        }
        if unknown.len() == sent {
            halving.split(unknown);
        } else {
            halving.again(unknown);
        }
        self.settle(settled).await?;
        Ok(Next::GoOn)
    }

    /// A batch that was refused whole is halved; for a single record the refusal is a verdict.
    async fn refused(
        &mut self,
        turn: Turn<Item>,
        verdict: Verdict,
        halving: &mut Halving<Item>,
    ) -> Result<Next, Stop> {
        if turn.items.len() > 1 {
            halving.split(turn.items);
            return Ok(Next::GoOn);
        }
        let settled = turn.items.into_iter().map(|item| {
            let outcome = self.outcome(&item, "", verdict.clone(), Facts::new());
            (item, outcome)
        });
        self.settle(settled.collect()).await?;
        Ok(Next::GoOn)
    }

    /// The account may not go on: the platform is paused until a person acts, and the records stay waiting.
    async fn pause(&mut self, turn: Turn<Item>, reason: String) -> Result<Next, Stop> {
        let pause = account_pause(&self.job, &reason, self.context.clock.now_ms());
        self.context.ledger.pause(&pause).await?;
        self.leave(turn.items, None).await?;
        Ok(Next::Stop(Stop::Paused(reason), None))
    }
}
