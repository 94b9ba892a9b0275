//! What stands between a record and its sending: records that must be there first, facts that may not change, its time.

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use tracing::warn;

use super::deadline;
use super::item::Item;
use super::policy::early;
use super::project::sift;
use super::report::Tally;
use super::run_once::Stop;
use super::superiors::{self, PutOff, Turns, alias};
use super::ties::{needed, own_record};
use super::{Account, Context, Job, shared};
use crate::language::text;
use crate::ledger::{Bond, Due, Facts, Hold, Ledger, Outcome};
use crate::platform::field::{Dependency, FactSource};
use crate::platform::{Record, Requirement};

/// So long before a record is too old for the platform it is warned of.
pub const CLOSE: Duration = Duration::from_secs(15 * 60);

/// Records that may be sent, and what becomes of the others.
pub(super) type Passed = (Vec<Item>, Vec<(Due, Outcome, Tally)>);

/// Sorts out what may be sent now, and what is put off until others are done. What has least time left comes first.
pub(super) async fn gate(
    job: &Job,
    context: &Context,
    (route, turns): (i64, &Turns),
    mut items: Vec<Item>,
) -> Result<(Passed, Vec<(String, PutOff)>), Stop> {
    let ledger = &context.ledger;
    let asked: Vec<String> = items
        .iter()
        .flat_map(|item| asks(job, ledger, item))
        .collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let known = ledger.known(&job.account.id, &asked).await?;
    let superiors = superiors::look(job, ledger, &items, &known).await?;
    let shared = shared::look(job, context, &items).await?;
    if let Some(field) = job.mapping.target.window {
        items.sort_by_cached_key(|item| time_of(&job.account, &item.record, field));
    }
    let now = context.clock.now_ms() + job.account.ahead_ms();
    warn_of_age(job, &items, now);
    let (mut passed, mut settled) = (Vec::with_capacity(items.len()), Vec::new());
    let (mut deadlines, mut put_off) = (Vec::new(), Vec::new());
    for mut item in items {
        if job.keeps_facts() {
            let own = known.get(&own_record(job, ledger, &item.record));
            item.facts = own.cloned().unwrap_or_default();
        }
        if let Some(later) = superiors.put_off(job, ledger, &item, (&known, turns)) {
            put_off.push((item.due.key, later));
            continue;
        }
        let lets_go = |need: &Requirement| {
            needed(ledger, need).is_met_by(&known) || superiors.lets_go(job, ledger, &item, need)
        };
        let obstacle = too_old(job, &item, now)
            .or_else(|| changed(job, &item))
            .or_else(|| shared.obstacle(job, context, &item, context.clock.now_ms()))
            .or_else(|| unmet(job, ledger, &item, lets_go))
            .or_else(|| too_early(job, &item, now));
        match obstacle {
            None => passed.push(item),
            Some(outcome) => {
                deadlines.extend(deadline::deadline(job, &item, &outcome));
                let tally = Tally::of(&outcome);
                settled.push((item.due, outcome, tally));
            }
        }
    }
    deadline::note(context, route, &deadlines).await?;
    let sifted = sift(job, context, (passed, settled)).await?;
    Ok((sifted, put_off))
}

/// The records that must be known about to judge this one.
fn asks(job: &Job, ledger: &Ledger, item: &Item) -> Vec<String> {
    let needs = waited_for(job, &item.record).map(|need| needed(ledger, need).record);
    let own = job
        .keeps_facts()
        .then(|| own_record(job, ledger, &item.record));
    needs.chain(own).collect()
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

/// A record that it needs does not let it go.
fn unmet(
    job: &Job,
    ledger: &Ledger,
    item: &Item,
    lets_go: impl Fn(&Requirement) -> bool,
) -> Option<Outcome> {
    waited_for(job, &item.record).find_map(|requirement| {
        let dependency = requirement.dependency;
        (!lets_go(requirement)).then(|| {
            Outcome::Held(Hold {
                tried: item.tried.clone(),
                field: dependency.identity.last().copied(),
                code: "needs".into(),
                message: waits_for(dependency),
                at: None,
                attempts: item.due.attempts,
                needed: Some(needed(ledger, requirement)),
                ..Hold::default()
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
        _ if dependency.by_alias => {
            let field = dependency.identity.last().copied().unwrap_or_default();
            text!("pipeline-waits-for-named", target = target, field = field)
        }
        _ => text!("pipeline-waits-for", target = target, fields = fields),
    }
}

/// The needs that hold a record: those for which the account has a job.
fn waited_for<'a>(job: &'a Job, record: &'a Record) -> impl Iterator<Item = &'a Requirement> {
    let needs = record.needs.iter();
    needs.filter(|need| job.waits_for.contains(&need.dependency.target))
}

/// What the delivery of a record means for others; `said` is what the reply told of it.
pub(super) fn bond(job: &Job, ledger: &Ledger, item: &Item, said: Facts) -> Option<Bond> {
    let target = job.mapping.target;
    let project = job.project(ledger, &item.record);
    if !target.is_tied() && !target.is_upsert && project.is_none() {
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
    let record = own_record(job, ledger, &item.record);
    let left = item.due.record.as_ref().filter(|before| **before != record);
    Some(Bond {
        alias: alias(job, ledger, item.record.alias.as_ref()),
        left: left.filter(|_| target.is_upsert).cloned(),
        replaces: target.is_upsert,
        record,
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
