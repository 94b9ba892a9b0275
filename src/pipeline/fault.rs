//! A request that failed: the platform's fault, or a record's.

use super::halving::{Halving, Turn};
use super::item::Item;
use super::policy::{Blame, blame, still_open};
use super::probe::{Evidence, Probing};
use super::run_once::Stop;
use super::upload::{Next, Upload};
use crate::platform::Fault;

impl Upload {
    /// A request fault costs the records nothing, unless the platform is seen to work: then it is a record's.
    pub(super) async fn failed(
        &mut self,
        turn: Turn<Item>,
        fault: Fault,
        halving: &mut Halving<Item>,
        probing: &mut Probing,
    ) -> Result<Next, Stop> {
        let evidence = match blame(&fault) {
            Blame::Platform => Evidence::Outage,
            Blame::Probe => probing.evidence(self, &turn.items, &fault).await?,
        };
        let alone = turn.items.len() == 1;
        match evidence {
            Evidence::Outage => return self.outage(turn.items, fault).await,
            Evidence::RecordFault if alone || still_open(&fault) => {
                self.record_fault(turn.items, &fault).await?
            }
            Evidence::Unsure if alone => {
                let item = turn.items.into_iter().next();
                if let Some(item) = item.and_then(|item| probing.suspend(item, &fault)) {
                    return self.outage(vec![item], fault).await;
                }
            }
            Evidence::RecordFault | Evidence::Unsure => halving.split(turn.items),
        }
        Ok(Next::GoOn)
    }

    /// The platform does not work: what was sent and what was not stays waiting.
    async fn outage(&mut self, items: Vec<Item>, fault: Fault) -> Result<Next, Stop> {
        let message = fault.message.clone();
        self.leave(items, Some(&fault)).await?;
        let rest = Fault {
            in_doubt: false,
            ..fault
        };
        Ok(Next::Stop(Stop::Outage(message), Some(rest)))
    }

    /// The fault lies with these records, or with one of them: counted, and given up on when it stands alone.
    async fn record_fault(&mut self, items: Vec<Item>, fault: &Fault) -> Result<(), Stop> {
        let alone = items.len() == 1;
        let settled = items.into_iter().map(|item| {
            let outcome = self.job.retry.after_record_fault(fault, self.moment(&item));
            let outcome = if alone {
                self.job.retry.give_up(outcome, &item.tried)
            } else {
                outcome
            };
            (item, outcome)
        });
        let settled = settled.collect();
        self.settle(settled).await
    }

    /// The platform answers: a record that failed alone before is to blame for that itself.
    pub(super) async fn answered(&mut self, probing: &mut Probing) -> Result<(), Stop> {
        match probing.answered() {
            Some((item, fault)) => self.record_fault(vec![item], &fault).await,
            None => Ok(()),
        }
    }

    /// A record failed alone, and none was there to compare it with.
    pub(super) async fn last_suspect(&mut self, mut probing: Probing) -> Result<(), Stop> {
        let Some((item, fault)) = probing.answered() else {
            return Ok(());
        };
        if self.ask_login().await? == Evidence::RecordFault {
            return self.record_fault(vec![item], &fault).await;
        }
        self.leave(vec![item], Some(&fault)).await?;
        Err(Stop::Outage(fault.message))
    }
}
