//! Deliver: due keys become records, or settlements that need no request.

use tokio_util::task::AbortOnDropHandle;

use super::gate::gate;
use super::item::Item;
use super::narrow::Reader;
use super::page::Weight;
use super::prepare::{Found, prepare};
use super::report::Tally;
use super::run_once::{PAGE, Run, Stop};
use super::superiors::{Name, PutOff, Turns, note};
use super::{Context, Job};
use crate::ledger::{Due, Fenced, Outcome, Settlement, State};
use crate::mapping::GoneRule;
use crate::source::Key;

/// What a look at due keys found.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) items: Vec<Item>,
    pub(super) settled: Vec<(Due, Outcome, Tally)>,
    /// Keys whose row is no more, to be reported so.
    pub(super) gone: Vec<Due>,
    /// Keys that are put off until others are done.
    put_off: Vec<(String, PutOff)>,
    /// By what other names the keys' records are called.
    names: Vec<Name>,
    weight: Weight,
}

/// A look that goes on in the background, and ends with the run.
pub(super) type LookAhead = AbortOnDropHandle<Result<Looked, Stop>>;

impl Run<'_> {
    /// The next due keys, none of them in hand; at most `most`.
    pub(super) async fn next_due(&mut self, most: u64) -> Result<Vec<Due>, Stop> {
        let limit = u32::try_from(most).unwrap_or(PAGE).min(self.page.keys);
        if limit == 0 {
            return Ok(Vec::new());
        }
        let now = self.context.clock.now_ms();
        loop {
            let after = self.behind.as_ref().map(|(at, key)| (*at, key.as_str()));
            let ledger = &self.context.ledger;
            let mut due = ledger.due(self.route, after, now, limit).await?;
            let Some(last) = due.last() else {
                return Ok(due);
            };
            self.behind = Some((last.due_at, last.key.clone()));
            due.retain(|due| {
                let key = &due.key;
                let taken = self.in_hand.contains(key) || self.tried.contains(key);
                !taken && !self.turns.is_put_off(key)
            });
            if !due.is_empty() {
                return Ok(due);
            }
        }
    }

    /// Takes due keys in hand and begins to read and map their rows, while other things go on.
    pub(super) async fn look_ahead(&mut self, due: Vec<Due>) -> Result<Option<LookAhead>, Stop> {
        if due.is_empty() {
            return Ok(None);
        }
        self.need_dictionaries().await?;
        self.in_hand.extend(due.iter().map(|due| due.key.clone()));
        let (job, context, route) = (self.job.clone(), self.context.clone(), self.route);
        let turns = self.turns.clone();
        let looking = tokio::spawn(async move { look(&job, &context, (route, &turns), due).await });
        Ok(Some(AbortOnDropHandle::new(looking)))
    }

    /// What a look found: keys that need no request are settled, the others are to be sent.
    pub(super) async fn looked(&mut self, ahead: LookAhead) -> Result<Vec<Item>, Stop> {
        let found = match ahead.await {
            Ok(found) => found?,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        };
        for (due, _, _) in &found.settled {
            self.in_hand.remove(&due.key);
        }
        for (key, put_off) in found.put_off {
            self.in_hand.remove(&key);
            self.left = self.left.saturating_add(1);
            self.turns.put_off(key, put_off);
        }
        self.page.weighed(&found.weight);
        self.settle_here(found.settled).await?;
        Ok(found.items)
    }

    /// Writes what became of keys that need no request.
    pub(super) async fn settle_here(
        &mut self,
        settled: Vec<(Due, Outcome, Tally)>,
    ) -> Result<(), Stop> {
        if settled.is_empty() {
            return Ok(());
        }
        for (_, _, tally) in &settled {
            self.count(*tally);
        }
        let settlements: Vec<Settlement> = settled
            .into_iter()
            .map(|(due, outcome, _)| Settlement {
                key: due.key,
                version: due.version,
                request: None,
                outcome,
            })
            .collect();
        let lease = self.tenure.lease().await;
        match self
            .context
            .ledger
            .settle(&lease, &settlements, self.context.clock.now_ms())
            .await?
        {
            Fenced::Done(()) => Ok(()),
            Fenced::Refused => Err(Stop::LeaseLost),
        }
    }
}

/// Reads and maps the rows of due keys, and sorts them by what is to be done with them.
async fn look(
    job: &Job,
    context: &Context,
    (route, turns): (i64, &Turns),
    due: Vec<Due>,
) -> Result<Looked, Stop> {
    let ledger = &context.ledger;
    let keys = due.iter().map(|due| Key::from(due.key.clone())).collect();
    let mut reader = Reader::Site(job.source.as_ref());
    let prepared = prepare(job, ledger, &mut reader, keys).await?;
    let mut looked = Looked {
        weight: prepared.weight,
        ..Looked::default()
    };
    for (due, (_, found)) in std::iter::zip(due, prepared.found) {
        looked.sort(due, found, job.mapping.gone);
    }
    looked.spare(job, context, route).await?;
    if let Some(farewell) = &job.mapping.farewell {
        looked.part_with(job, ledger, farewell).await?;
    }
    looked.stamp(&job.files).await;
    note(context, route, (job, std::mem::take(&mut looked.names))).await?;
    let ((items, settled), put_off) = gate(job, context, (route, turns), looked.items).await?;
    looked.settled.extend(settled);
    Ok(Looked {
        items,
        put_off,
        ..looked
    })
}

impl Looked {
    /// What is to be done with a key.
    fn sort(&mut self, due: Due, found: Found, rule: GoneRule) {
        if is_as_before(&due, found.row()) {
            return self.settled.push((due, Outcome::Same, Tally::Same));
        }
        match found {
            Found::Record { record, row } => {
                self.names.push(Name::of(&due.key, &record));
                self.items.push(Item::new(due, *record, row));
            }
            Found::Refused { refusal, row } => {
                self.names.push(Name::of_refused(&due.key, &refusal));
                let outcome = refusal.outcome(row);
                self.settled.push((due, outcome, Tally::Rejected));
            }
            Found::NoRow if due.reached && !due.let_be && rule == GoneRule::Report => {
                self.gone.push(due)
            }
            Found::NoRow => {
                let (outcome, tally) = no_row(&due, rule);
                self.settled.push((due, outcome, tally));
            }
        }
    }
}

/// Whether a key stays what it is: it was seen again, its row is the one that was last tried, and that was not delivered, or
/// what was is undone by another record, or another key was stored as it, and is sent again only when it changes. A key that is gone stays so without a row.
pub(super) fn is_as_before(due: &Due, row: Option<&str>) -> bool {
    let same = due.suspect && row.is_some() && due.tried.as_deref() == row;
    match due.state {
        State::Gone => row.is_none(),
        State::Rejected | State::Expired | State::Held | State::Dismissed => same,
        State::Delivered | State::Overwritten => same && due.digest.is_none(),
        _ => false,
    }
}

/// A key without a row.
fn no_row(due: &Due, rule: GoneRule) -> (Outcome, Tally) {
    let failure = rule == GoneRule::Fail;
    match (due.state, due.reached) {
        // A person knows of it.
        (State::Dismissed, _) if due.let_be => (Outcome::Same, Tally::Same),
        _ if due.let_be => (Outcome::Dismissed, Tally::Dismissed),
        (_, true) => (Outcome::Gone { failure }, Tally::Gone { failure }),
        (_, false) => (Outcome::Ignored, Tally::Ignored),
    }
}
