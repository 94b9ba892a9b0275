//! What stands between a record and its sending: records that must be there first, facts that may not change, its time.

use std::collections::HashSet;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use tracing::warn;

use super::deadline;
use super::deliver::Item;
use super::policy::early;
use super::project::sift;
use super::report::Tally;
use super::run_once::Stop;
use super::{Account, Context, Job};
use crate::language::text;
use crate::ledger::{Bond, Due, Facts, Hold, Known, Ledger, Needed, Outcome};
use crate::platform::field::{Dependency, FactSource};
use crate::platform::{Record, Requirement};

/// So long before a record is too old for the platform it is warned of.
pub const CLOSE: Duration = Duration::from_secs(15 * 60);

/// Says of each job which other targets' records hold its own: those that its target needs and the account has a job for.
pub fn tie(mut jobs: Vec<Job>) -> Vec<Job> {
    let there: HashSet<(String, &str)> = jobs
        .iter()
        .map(|job| (job.account.id.clone(), job.mapping.target.name))
        .collect();
    for job in jobs.iter_mut().filter(|job| job.mapping.requires) {
        let needs = job.mapping.target.needs.iter().map(|need| need.target);
        let account = &job.account.id;
        job.waits_for = needs
            .filter(|target| there.contains(&(account.clone(), target)))
            .collect();
    }
    jobs
}

/// Records that may be sent, and what becomes of the others.
pub(super) type Passed = (Vec<Item>, Vec<(Due, Outcome, Tally)>);

/// Sorts out what may be sent now. What has least time left comes first.
pub(super) async fn gate(
    job: &Job,
    context: &Context,
    route: i64,
    mut items: Vec<Item>,
) -> Result<Passed, Stop> {
    let ledger = &context.ledger;
    let asked: Vec<String> = items
        .iter()
        .flat_map(|item| asks(job, ledger, item))
        .collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let known = ledger.known(&job.account.id, &asked).await?;
    if let Some(field) = job.mapping.target.window {
        items.sort_by_cached_key(|item| time_of(&job.account, &item.record, field));
    }
    let now = context.clock.now_ms() + job.account.ahead_ms();
    warn_of_age(job, &items, now);
    let (mut passed, mut settled) = (Vec::with_capacity(items.len()), Vec::new());
    let mut deadlines = Vec::new();
    for mut item in items {
        if job.keeps_facts() {
            let own = known.get(&own_record(job, ledger, &item.record));
            item.facts = own.cloned().unwrap_or_default();
        }
        match obstacle(job, ledger, &item, &known, now) {
            None => passed.push(item),
            Some(outcome) => {
                deadlines.extend(deadline::deadline(job, &item, &outcome));
                let tally = Tally::of(&outcome);
                settled.push((item.due, outcome, tally));
            }
        }
    }
    deadline::note(context, route, &deadlines).await?;
    sift(job, context, (passed, settled)).await
}

/// The records that must be known about to judge this one.
fn asks(job: &Job, ledger: &Ledger, item: &Item) -> Vec<String> {
    let needs = waited_for(job, &item.record).map(|need| needed(ledger, need).record);
    let own = job
        .keeps_facts()
        .then(|| own_record(job, ledger, &item.record));
    needs.chain(own).collect()
}

/// What keeps a record from being sent now, by the platform's clock.
fn obstacle(job: &Job, ledger: &Ledger, item: &Item, known: &Known, now: i64) -> Option<Outcome> {
    too_old(job, item, now)
        .or_else(|| changed(job, item))
        .or_else(|| unmet(job, ledger, item, known))
        .or_else(|| too_early(job, item, now))
}

/// The record is older than the platform takes it; its time is never altered.
pub(super) fn too_old(job: &Job, item: &Item, now: i64) -> Option<Outcome> {
    let (field, window) = (job.mapping.target.window?, job.account.window?);
    let age = now - time_of(&job.account, &item.record, field)?;
    (age >= window.as_millis() as i64).then(|| Outcome::Expired {
        tried: item.tried.clone(),
        field,
        message: text!(
            "pipeline-too-old",
            minutes = (window.as_secs() / 60).to_string()
        ),
    })
}

/// A fact that may never change is another than the first one delivered.
fn changed(job: &Job, item: &Item) -> Option<Outcome> {
    let fixed = job.mapping.target.facts.iter().filter(|rule| rule.fixed);
    fixed.into_iter().find_map(|rule| {
        let (first, now) = (item.facts.get(rule.name)?, item.record.field(rule.name)?);
        (first != now).then(|| Outcome::Rejected {
            tried: Some(item.tried.clone()),
            field: Some(rule.name.into()),
            code: "fixed".into(),
            message: text!("pipeline-fixed", field = rule.name, first = first.as_str()),
            project: None,
        })
    })
}

/// A record that it needs is not at the platform.
fn unmet(job: &Job, ledger: &Ledger, item: &Item, known: &Known) -> Option<Outcome> {
    waited_for(job, &item.record).find_map(|requirement| {
        let needed = needed(ledger, requirement);
        let dependency = requirement.dependency;
        (!needed.is_met_by(known)).then(|| {
            Outcome::Held(Hold {
                tried: item.tried.clone(),
                field: dependency.identity.last().copied(),
                code: "needs".into(),
                message: waits_for(dependency),
                at: None,
                attempts: item.due.attempts,
                needed: Some(needed),
            })
        })
    })
}

/// Its time has not come.
fn too_early(job: &Job, item: &Item, now: i64) -> Option<Outcome> {
    let field = job.mapping.target.starts?;
    let start = time_of(&job.account, &item.record, field)?;
    (start > now).then(|| early(item, field, start - job.account.ahead_ms()))
}

fn waits_for(dependency: &Dependency) -> String {
    let (target, fields) = (dependency.target, dependency.identity.join("`, `"));
    match dependency.fact {
        Some((fact, [one, other])) => text!(
            "pipeline-waits-for-fact",
            target = target,
            fields = fields,
            fact = fact,
            one = *one,
            other = *other,
        ),
        _ => text!("pipeline-waits-for", target = target, fields = fields),
    }
}

/// The needs that hold a record: those for which the account has a job.
fn waited_for<'a>(job: &'a Job, record: &'a Record) -> impl Iterator<Item = &'a Requirement> {
    let needs = record.needs.iter();
    needs.filter(|need| job.waits_for.contains(&need.dependency.target))
}

/// A need in the ledger's words.
fn needed(ledger: &Ledger, requirement: &Requirement) -> Needed {
    let dependency = requirement.dependency;
    Needed {
        record: ledger.record(dependency.target, &requirement.identity),
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

/// What the delivery of a record means for others; `said` is what the reply told of it.
pub(super) fn bond(job: &Job, ledger: &Ledger, item: &Item, said: Facts) -> Option<Bond> {
    let target = job.mapping.target;
    let project = job.project(ledger, &item.record);
    if !target.is_tied() && project.is_none() {
        return None;
    }
    let mut facts = item.facts.clone();
    facts.extend(said);
    for rule in target.facts {
        if rule.from == FactSource::Field
            && let Some(value) = item.record.field(rule.name)
        {
            facts.insert(rule.name.into(), value.to_owned());
        }
    }
    Some(Bond {
        record: own_record(job, ledger, &item.record),
        undoes: target
            .undoes
            .map(|undone| ledger.record(undone, &item.record.identity)),
        project,
        facts,
    })
}

/// Says when records are close to being too old.
fn warn_of_age(job: &Job, items: &[Item], now: i64) {
    let (Some(field), Some(window)) = (job.mapping.target.window, job.account.window) else {
        return;
    };
    let close = window.saturating_sub(CLOSE).as_millis() as i64;
    let aged = |item: &&Item| {
        let time = time_of(&job.account, &item.record, field);
        time.is_some_and(|time| (close..window.as_millis() as i64).contains(&(now - time)))
    };
    let records = items.iter().filter(aged).count();
    if records > 0 {
        let job = &job.name;
        warn!(
            job,
            records, "records will be too old for the platform within 15 minutes"
        );
    }
}

/// The time (or first day) that a field holds, in the platform's zone (ms).
pub(super) fn time_of(account: &Account, record: &Record, field: &str) -> Option<i64> {
    let text = record.field(field)?;
    let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok();
    let time = time.or_else(|| {
        let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
        day.and_hms_opt(0, 0, 0)
    })?;
    let time = account.zone.from_local_datetime(&time).earliest()?;
    Some(time.timestamp_millis())
}
