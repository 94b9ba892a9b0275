//! Farewell: records whose row is no more, where the mapping says what to report of them.

use super::deliver::{Looked, rejected};
use super::found::bind;
use super::item::Item;
use super::lookups::lookups;
use super::report::Tally;
use super::run_once::Stop;
use super::{Context, Job};
use crate::ledger::{Due, Outcome};
use crate::mapping::Mapping;
use crate::source::{Key, RowSet, Value};

impl Looked {
    /// Makes records of keys without a row; their rows are the keys themselves. What the platform stores of them is `gone`.
    pub(super) async fn part_with(
        &mut self,
        job: &Job,
        context: &Context,
        farewell: &Mapping,
    ) -> Result<(), Stop> {
        let mut rows = RowSet::from(farewell.key_columns());
        let gone = std::mem::take(&mut self.gone);
        rows.rows = gone.iter().map(|due| row_of_key(due, farewell)).collect();
        let bound = bind(farewell, &rows)?;
        let known = lookups(job, &context.ledger, &bound, &rows.rows).await?;
        for (due, row) in std::iter::zip(gone, &rows.rows) {
            let tried = bound.row_digest(row).to_string();
            match bound.apply(row, &known) {
                Ok(record) if due.digest == Some(record.digest.to_string()) => {
                    let failure = false;
                    self.settled
                        .push((due, Outcome::Gone { failure }, Tally::Gone { failure }));
                }
                Ok(record) => self.items.push(Item {
                    gone: true,
                    ..Item::of(due, record, tried)
                }),
                Err(rejection) => {
                    let outcome = rejected(rejection, tried);
                    self.settled.push((due, outcome, Tally::Rejected));
                }
            }
        }
        Ok(())
    }
}

fn row_of_key(due: &Due, farewell: &Mapping) -> Vec<Value> {
    let columns = farewell.key.len();
    let parts = Key::from(due.key.clone()).parts(columns);
    let parts = parts.unwrap_or_else(|| vec![due.key.clone(); columns]);
    parts.into_iter().map(Value::Text).collect()
}
