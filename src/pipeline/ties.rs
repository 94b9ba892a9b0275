//! Which jobs' records hold which: what a target needs, where the configuration has a job for it.

use std::collections::HashSet;
use std::sync::Arc;

use super::Job;
use crate::ledger::{Ledger, Needed};
use crate::platform::{Record, Requirement, TargetLookup, target};

/// A job that the configuration asks for and that cannot start: its mapping or its table has a mistake, its source cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The account that it was to send to; `None` where that cannot be made out: it may be any.
    pub account: Option<String>,
    /// Its target; `None` where that cannot be made out: it may be any.
    pub target: Option<&'static str>,
}

impl Absent {
    fn may_send(&self, account: &str, target: &str) -> bool {
        self.account.as_deref().is_none_or(|own| own == account)
            && self.target.is_none_or(|own| own == target)
    }
}

/// Says of each job which other targets' records hold its own: those that its target needs and the configuration has a job for
/// at the account, be it one that cannot start.
pub fn tie(mut jobs: Vec<Job>, absent: &[Absent]) -> Vec<Arc<Job>> {
    let there: HashSet<(String, &str)> = jobs
        .iter()
        .map(|job| (job.account.id.clone(), job.mapping.target.name))
        .collect();
    for job in jobs.iter_mut().filter(|job| job.mapping.requires) {
        let needs = job.mapping.target.needs.iter().map(|need| need.target);
        let account = &job.account.id;
        let is_sent = |target: &&str| {
            there.contains(&(account.clone(), *target))
                || absent.iter().any(|job| job.may_send(account, target))
        };
        job.waits_for = needs.filter(is_sent).collect();
    }
    let shares = |job: &Job| {
        let ended = job.ends();
        let mut others = jobs.iter().filter(|other| {
            Some(other.mapping.target.name) == ended && other.account.id == job.account.id
        });
        others.any(|other| job.shares_keys_with(other))
    };
    let shares: Vec<bool> = jobs.iter().map(shares).collect();
    for (job, shares_keys) in jobs.iter_mut().zip(shares) {
        job.shares_keys = shares_keys;
    }
    jobs.into_iter().map(Arc::new).collect()
}

impl Job {
    /// The target whose records a record of this one takes away: leaving ends a registration.
    pub(super) fn ends(&self) -> Option<&'static str> {
        let undone = self
            .mapping
            .target
            .undoes
            .filter(|_| self.mapping.requires)?;
        match target(undone) {
            TargetLookup::Known(other) if other.is_upsert => Some(other.name),
            _ => None,
        }
    }

    /// Whether the keys of its rows are those of another job's: they come from the same column of the same table.
    fn shares_keys_with(&self, other: &Self) -> bool {
        let same_source = std::ptr::addr_eq(Arc::as_ptr(&self.source), Arc::as_ptr(&other.source));
        same_source
            && self.mapping.streams.iter().any(|stream| {
                other.mapping.streams.iter().any(|theirs| {
                    stream.expand.is_none()
                        && theirs.expand.is_none()
                        && (&stream.table, &stream.key, &stream.filter)
                            == (&theirs.table, &theirs.key, &theirs.filter)
                })
            })
    }
}

/// A need in the ledger's words.
pub(super) fn needed(ledger: &Ledger, requirement: &Requirement) -> Needed {
    let dependency = requirement.dependency;
    Needed {
        record: match dependency.by_alias {
            true => ledger.alias(dependency.target, &requirement.identity),
            false => ledger.record(dependency.target, &requirement.identity),
        },
        fact: dependency.fact,
    }
}

/// The record that a refused one may have wanted.
pub(super) fn first_need(ledger: &Ledger, record: &Record) -> Option<Needed> {
    record.needs.first().map(|need| needed(ledger, need))
}

/// What stands for a record in the ledger.
pub(super) fn own_record(job: &Job, ledger: &Ledger, record: &Record) -> String {
    ledger.record(job.mapping.target.name, &record.identity)
}
