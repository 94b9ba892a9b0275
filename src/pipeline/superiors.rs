//! Records that name another of their target as the one above them: that one goes first.
//!
//! One whose superior the platform is not known to have is put off until the rest of the run is done. Then it goes if the superior
//! has arrived; is held if a job is to send that; and goes as it is where no job knows it, for it may have been entered by hand.
//! Records that name each other as superior, in a circle, go as they are.

use std::collections::{HashMap, HashSet};

use tracing::warn;

use super::item::Item;
use super::prepare::Refusal;
use super::run_once::Run;
use super::ties::needed;
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
    /// Keys that are put off no longer.
    freed: HashSet<String>,
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
    let (mut called, mut unknown) = (HashMap::new(), HashSet::new());
    let mut wanted = missing;
    // Up to where nobody is above, or a circle closes.
    while !wanted.is_empty() {
        let names: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let found = ledger.called(&job.account.id, &names).await?;
        called.extend(found);
        let above = called
            .values()
            .filter_map(|called: &Called| called.above.clone());
        wanted = above.filter(|name| !called.contains_key(name)).collect();
        wanted.retain(|name| !unknown.contains(name));
        unknown.extend(wanted.iter().cloned());
    }
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
        (!turns.freed.contains(&item.due.key)).then(|| PutOff {
            own: alias(job, ledger, item.record.alias.as_ref()),
            superior,
        })
    }

    /// Whether a record need not wait for what it requires: no job is to send that, or it waits for this one itself.
    pub(super) fn lets_go(
        &self,
        job: &Job,
        ledger: &Ledger,
        item: &Item,
        need: &Requirement,
    ) -> bool {
        if !need.dependency.by_alias {
            return false;
        }
        let superior = needed(ledger, need).record;
        let is_expected = |name: &str| {
            self.called
                .get(name)
                .is_some_and(|called| called.is_expected)
        };
        let own = alias(job, ledger, item.record.alias.as_ref());
        !is_expected(&superior)
            || self
                .chain(&superior)
                .any(|name| Some(name) == own.as_deref())
    }

    /// A superior, the one above it, and so on.
    fn chain<'a>(&'a self, superior: &'a str) -> impl Iterator<Item = &'a str> {
        let above = |name: &&'a str| self.called.get(*name)?.above.as_deref();
        // A circle elsewhere has no end.
        std::iter::successors(Some(superior), above).take(self.called.len() + 1)
    }
}

/// The hash of a record's other name.
pub(super) fn alias(job: &Job, ledger: &Ledger, alias: Option<&String>) -> Option<String> {
    Some(ledger.alias(job.mapping.target.name, alias?))
}

/// By what other name the record of a key is called, and that of the one above it.
#[derive(Debug)]
pub(super) struct Name {
    key: String,
    alias: Option<String>,
    above: Option<String>,
}

impl Name {
    /// Of a record.
    pub(super) fn of(key: &str, record: &Record) -> Self {
        let above = record.needs.iter().find(|need| need.dependency.by_alias);
        Self {
            key: key.to_owned(),
            alias: record.alias.clone(),
            above: above.map(|need| need.identity.clone()),
        }
    }

    /// Of a row that was refused.
    pub(super) fn of_refused(key: &str, refusal: &Refusal) -> Self {
        Self {
            key: key.to_owned(),
            alias: refusal.alias.clone(),
            above: None,
        }
    }
}

/// Notes by what other names the records of a page are called, those that were refused included.
pub(super) async fn note(
    context: &Context,
    route: i64,
    (job, names): (&Job, Vec<Name>),
) -> Result<(), LedgerError> {
    let ledger = &context.ledger;
    let names = names.into_iter().filter_map(|name| {
        Some(Alias {
            alias: alias(job, ledger, name.alias.as_ref())?,
            above: alias(job, ledger, name.above.as_ref()),
            key: name.key,
        })
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

    /// Nothing else can be done: frees those whose superior is none of the others; where each waits for another, those of a circle.
    fn free(&mut self, job: &Job, put_off: &HashMap<String, PutOff>) {
        let names: HashMap<&str, &str> = put_off
            .iter()
            .filter_map(|(key, put_off)| Some((put_off.own.as_deref()?, key.as_str())))
            .collect();
        let above = |key: &str| names.get(put_off.get(key)?.superior.as_str()).copied();
        let first = put_off.keys().filter(|key| above(key).is_none());
        let first: Vec<String> = first.cloned().collect();
        if !first.is_empty() {
            self.freed.extend(first);
            return;
        }
        let mut met: Vec<&str> = Vec::new();
        let mut at = put_off.keys().min().map(String::as_str);
        while let Some(key) = at.filter(|key| !met.contains(key)) {
            met.push(key);
            at = above(key);
        }
        let circle = met.iter().skip_while(|key| Some(**key) != at);
        let circle: Vec<&str> = circle.copied().collect();
        warn!(
            job = job.name,
            keys = circle.join(" "),
            "records name each other as the one above them; they are sent as they are"
        );
        self.freed.extend(circle.into_iter().map(str::to_owned));
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
