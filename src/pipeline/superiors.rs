//! Records that name another of their target as the one above them: that one goes first.
//!
//! One whose superior the platform is not known to have is put off until the rest of the run is done. Then it goes if the superior
//! has arrived; is held if a job is to send that; and goes as it is where no job knows it, for it may have been entered by hand.
//! Of records that name each other as superior one goes as it is.

use std::collections::{HashMap, HashSet};

use tracing::warn;

use super::gate::needed;
use super::item::Item;
use super::run_once::Run;
use super::{Context, Job};
use crate::ledger::{Alias, Called, Known, Ledger, LedgerError};
use crate::platform::{Record, Requirement};

/// A record that is put off: the hashes of its own other name, and of its superior's.
#[derive(Clone, Debug)]
pub(super) struct PutOff {
    own: Option<String>,
    superior: String,
}

/// Whose turn it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    put_off: HashMap<String, PutOff>,
    /// Keys that are put off no longer; those with `true` go as they are, whatever is known of their superior.
    freed: HashMap<String, bool>,
    /// How many records had arrived when it was last looked.
    arrived: u64,
}

/// What is known of the superiors of a page.
#[derive(Debug, Default)]
pub(super) struct Superiors {
    called: HashMap<String, Called>,
}

/// Looks up the superiors that the platform is not known to have.
pub(super) async fn look(
    job: &Job,
    ledger: &Ledger,
    items: &[Item],
    known: &Known,
) -> Result<Superiors, LedgerError> {
    let missing: Vec<String> = items
        .iter()
        .filter_map(|item| missing(job, ledger, &item.record, known))
        .collect();
    let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
    let called = ledger.called(&job.account.id, &missing).await?;
    Ok(Superiors { called })
}

/// The superior of a record, where it has one that is waited for.
fn superior<'a>(job: &Job, record: &'a Record) -> Option<&'a Requirement> {
    let own = job.mapping.target.name;
    let mut needs = record.needs.iter();
    needs.find(|need| need.dependency.target == own && job.waits_for.contains(&own))
}

fn missing(job: &Job, ledger: &Ledger, record: &Record, known: &Known) -> Option<String> {
    let needed = needed(ledger, superior(job, record)?);
    (!needed.is_met_by(known)).then_some(needed.record)
}

impl Superiors {
    /// Whether a record is put off.
    pub(super) fn put_off(
        &self,
        job: &Job,
        ledger: &Ledger,
        item: &Item,
        (known, turns): (&Known, &Turns),
    ) -> Option<PutOff> {
        let superior = missing(job, ledger, &item.record, known)?;
        (!turns.freed.contains_key(&item.due.key)).then(|| PutOff {
            own: alias(job, ledger, &item.record.alias),
            superior,
        })
    }

    /// Whether a record need not wait for what it requires.
    pub(super) fn lets_go(
        &self,
        ledger: &Ledger,
        turns: &Turns,
        key: &str,
        need: &Requirement,
    ) -> bool {
        let freed = turns.freed.get(key).filter(|_| need.dependency.by_alias);
        freed.is_some_and(|as_it_is| {
            let called = self.called.get(&needed(ledger, need).record);
            *as_it_is || !called.is_some_and(|called| called.is_expected)
        })
    }
}

/// The hash of a record's other name.
pub(super) fn alias(job: &Job, ledger: &Ledger, alias: &Option<String>) -> Option<String> {
    let alias = alias.as_ref()?;
    Some(ledger.alias(job.mapping.target.name, alias))
}

/// Notes by what other names the records of a page are called, those that were refused included.
pub(super) async fn note(
    context: &Context,
    route: i64,
    (job, names): (&Job, Vec<(String, Option<String>)>),
) -> Result<(), LedgerError> {
    let ledger = &context.ledger;
    let names = names.into_iter().filter_map(|(key, name)| {
        let alias = alias(job, ledger, &name)?;
        Some(Alias { key, alias })
    });
    ledger.note_aliases(route, &names.collect::<Vec<_>>()).await
}

impl Turns {
    /// Whether a key waits for its turn.
    pub(super) fn is_put_off(&self, key: &str) -> bool {
        self.put_off.contains_key(key)
    }

    /// Puts a key off.
    pub(super) fn put_off(&mut self, key: String, put_off: PutOff) {
        self.put_off.insert(key, put_off);
    }

    /// Nothing else can be done: frees those whose superior is none of the others; where each waits for another, one of a circle.
    fn free(&mut self, job: &Job, put_off: &HashMap<String, PutOff>) {
        let names: HashMap<&str, &str> = put_off
            .iter()
            .filter_map(|(key, put_off)| Some((put_off.own.as_deref()?, key.as_str())))
            .collect();
        let above = |key: &str| names.get(put_off.get(key)?.superior.as_str()).copied();
        let first = put_off.keys().filter(|key| above(key).is_none());
        let first: Vec<String> = first.cloned().collect();
        if !first.is_empty() {
            self.freed.extend(first.into_iter().map(|key| (key, false)));
            return;
        }
        let mut met = HashSet::new();
        let mut at = put_off.keys().min().map(String::as_str);
        while let Some(key) = at {
            if !met.insert(key) {
                warn!(
                    job = job.name,
                    key, "records name each other as the one above them; this one is sent first"
                );
                self.freed.insert(key.to_owned(), true);
                return;
            }
            at = above(key);
        }
    }
}

impl Run<'_> {
    /// With nothing in flight: the keys that were put off and have their turn now.
    pub(super) fn next_turn(&mut self) -> Vec<String> {
        let put_off = std::mem::take(&mut self.turns.put_off);
        if put_off.is_empty() {
            return Vec::new();
        }
        let arrived = self.report.delivered + self.report.unchanged;
        if std::mem::replace(&mut self.turns.arrived, arrived) == arrived {
            self.turns.free(self.job, &put_off);
        }
        put_off.into_keys().collect()
    }
}
