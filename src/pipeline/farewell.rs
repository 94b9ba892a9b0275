//! Farewell: records whose row is no more, where the mapping says what to report of them.

use super::Job;
use super::deliver::Looked;
use super::item::Item;
use super::prepare::{Found, prepare_gone};
use super::report::Tally;
use super::run_once::Stop;
use crate::ledger::{Ledger, Outcome};
use crate::mapping::Mapping;
use crate::source::Key;

impl Looked {
    /// Makes records of keys without a row; their rows are the keys themselves. What the platform stores of them is `gone`.
    pub(super) async fn part_with(
        &mut self,
        job: &Job,
        ledger: &Ledger,
        farewell: &Mapping,
    ) -> Result<(), Stop> {
        let gone = std::mem::take(&mut self.gone);
        if gone.is_empty() {
            return Ok(());
        }
        let keys = gone.iter().map(|due| Key::from(due.key.clone())).collect();
        let prepared = prepare_gone(job, ledger, farewell, keys).await?;
        for (due, (_, found)) in std::iter::zip(gone, prepared.found) {
            match found {
                Found::Record { record, row } if due.digest != Some(record.digest.to_string()) => {
                    self.items.push(Item {
                        gone: true,
                        ..Item::new(due, *record, row)
                    });
                }
                Found::Refused { refusal, row } => {
                    let outcome = refusal.outcome(row);
                    self.settled.push((due, outcome, Tally::Rejected));
                }
                // The platform has been told already.
                Found::Record { .. } | Found::NoRow => {
                    let failure = false;
                    let (outcome, tally) = (Outcome::Gone { failure }, Tally::Gone { failure });
                    self.settled.push((due, outcome, tally));
                }
            }
        }
        Ok(())
    }
}
