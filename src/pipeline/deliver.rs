//! Deliver: due keys become records, or settlements that need no request.

use tokio_util::task::AbortOnDropHandle;

use super::found::{Found, Rows, bind};
use super::gate::gate;
use super::item::Item;
use super::lookups::lookups;
use super::page::Weight;
use super::report::Tally;
use super::run_once::{Asked, PAGE, Run, Stop};
use super::superiors::{Name, PutOff, Turns, note};
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{Due, Fenced, Outcome, Settlement, State};
use crate::mapping::{Bound, GoneRule, Lookups, Rejection};
use crate::platform::Record;
use crate::source::{Key, RowSet, SourceError, Value};

/// What a look at a due key found.
enum Look {
    Send(Record, String),
    Refuse(Rejection, String),
    PartWith,
    Settle(Outcome, Tally),
}

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
        let (due, settled) = self.expand_again(due).await?;
        self.settle_here(settled).await?;
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

/// Reads and maps the rows of due keys. A page whose SQL fails on a value is halved until the value's key stands alone.
async fn look(
    job: &Job,
    context: &Context,
    (route, turns): (i64, &Turns),
    due: Vec<Due>,
) -> Result<Looked, Stop> {
    let mut looked = Looked::default();
    let mut parts = vec![due];
    while let Some(mut part) = parts.pop() {
        let keys: Vec<Key> = part.iter().map(|due| Key::from(due.key.clone())).collect();
        match job.source.rows(&job.mapping.rows, &keys).await {
            Ok(rows) => {
                let bound = bind(&job.mapping, &rows)?;
                let lookups = lookups(job, &context.ledger, &bound, &rows.rows).await?;
                looked.weight.add(&rows);
                let lost = looked.map(&bound, &lookups, part, &rows)?;
                parts.extend(lost.into_iter().map(|due| vec![due]));
            }
            Err(SourceError::Value { .. }) if part.len() > 1 => {
                let second = part.split_off(part.len() / 2);
                parts.extend([second, part]);
            }
            Err(SourceError::Value { message }) => {
                let outcome = refused("sql", None, message);
                let settled = part.into_iter();
                let settled = settled.map(|due| (due, outcome.clone(), Tally::Rejected));
                looked.settled.extend(settled);
            }
            Err(error) => {
                let asked = Asked::Rows;
                return Err(Stop::Source { asked, error });
            }
        }
    }
    looked.spare(job, context, route).await?;
    if let Some(farewell) = &job.mapping.farewell {
        looked.part_with(job, context, farewell).await?;
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
    /// Looks at each key. Keys whose row may have come under another text are given back.
    fn map(
        &mut self,
        bound: &Bound<'_>,
        lookups: &Lookups,
        part: Vec<Due>,
        rows: &RowSet,
    ) -> Result<Vec<Due>, Stop> {
        let keys: Vec<&str> = part.iter().map(|due| due.key.as_str()).collect();
        let found = Found::of(&keys, bound, rows)?;
        let mut lost = Vec::new();
        for due in part {
            let look = match found.of_key(&due.key) {
                Rows::None if found.has_strays() => {
                    lost.push(due);
                    continue;
                }
                Rows::None => no_row(&due, bound.gone()),
                Rows::One(row) => look_at(&due, bound, row, lookups),
                Rows::Many => {
                    let message = text!("pipeline-many-rows");
                    Look::Settle(refused("rows", None, message), Tally::Rejected)
                }
            };
            match look {
                Look::Send(record, tried) => {
                    self.names.push(Name::of(&due.key, &record));
                    self.items.push(Item::of(due, record, tried));
                }
                Look::Refuse(rejection, tried) => {
                    self.names.push(Name::of_refused(&due.key, &rejection));
                    let outcome = rejected(rejection, tried);
                    self.settled.push((due, outcome, Tally::Rejected));
                }
                Look::PartWith => self.gone.push(due),
                Look::Settle(outcome, tally) => self.settled.push((due, outcome, tally)),
            }
        }
        Ok(lost)
    }
}

/// A key without a row.
fn no_row(due: &Due, rule: GoneRule) -> Look {
    let failure = rule == GoneRule::Fail;
    match (due.state, due.reached) {
        (State::Gone, _) => Look::Settle(Outcome::Same, Tally::Same),
        (_, true) if rule == GoneRule::Report => Look::PartWith,
        (_, true) => Look::Settle(Outcome::Gone { failure }, Tally::Gone { failure }),
        (_, false) => Look::Settle(Outcome::Ignored, Tally::Ignored),
    }
}

/// A key with its row: the same as before, rejected, or to be sent unless it is unchanged.
fn look_at(due: &Due, bound: &Bound<'_>, row: &[Value], lookups: &Lookups) -> Look {
    let tried = bound.row_digest(row).to_string();
    let same = due.suspect && due.tried.as_deref() == Some(tried.as_str());
    match due.state {
        State::Rejected | State::Expired | State::Held | State::Dismissed if same => {
            return Look::Settle(Outcome::Same, Tally::Same);
        }
        // What another record undid, or another key was stored as, is sent again only when it changes.
        State::Delivered | State::Overwritten if same && due.digest.is_none() => {
            return Look::Settle(Outcome::Same, Tally::Same);
        }
        _ => {}
    }
    match bound.apply(row, lookups) {
        Ok(record) => Look::Send(record, tried),
        Err(rejection) => Look::Refuse(rejection, tried),
    }
}

/// A rejection by the mapping: the first field, and what is wrong with all of them.
pub(super) fn rejected(rejection: Rejection, tried: String) -> Outcome {
    let field = rejection.fields.first().map(|field| field.field.to_owned());
    let texts: Vec<String> = rejection
        .fields
        .into_iter()
        .map(|wrong| format!("{}: {}", wrong.field, wrong.message))
        .collect();
    Outcome::Rejected {
        tried: Some(tried),
        field,
        code: "mapping".into(),
        message: texts.join("; "),
        project: None,
    }
}

/// What cannot be looked at is rejected.
pub(super) fn refused(code: &str, tried: Option<String>, message: String) -> Outcome {
    Outcome::Rejected {
        tried,
        field: None,
        code: code.into(),
        message,
        project: None,
    }
}
