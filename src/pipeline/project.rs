//! Projects that the platform refuses whole: their records wait, and one at a time tries whether that is so still.

use std::collections::{HashMap, HashSet};

use super::gate::Passed;
use super::item::Item;
use super::report::Tally;
use super::run_once::Stop;
use super::upload::Upload;
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{Hold, Ledger, LedgerError, Needed, Outcome, PROJECT, Project, RefusedProject};
use crate::platform::Record;

impl Job {
    /// What stands for a record's project in the ledger, where the platform may refuse it whole.
    pub(super) fn project(&self, ledger: &Ledger, record: &Record) -> Option<String> {
        let target = self.mapping.target;
        let field = target.scope?;
        let kind = format!("{} by {field}", target.name);
        Some(ledger.record(&kind, record.field(field)?))
    }
}

/// Of each project that is refused whole, lets one record try when it is time, and holds the others. One that was not
/// refused itself tries first: it may be the others' fault.
pub(super) async fn sift(
    job: &Job,
    context: &Context,
    (mut items, mut settled): Passed,
) -> Result<Passed, Stop> {
    let refused = refused(job, context, &items).await?;
    if refused.is_empty() {
        return Ok((items, settled));
    }
    let now = context.clock.now_ms();
    items.sort_by_key(|item| item.due.attempts);
    let mut scouts = HashSet::new();
    let mut passed = Vec::new();
    for mut item in items {
        let name = job.project(&context.ledger, &item.record);
        match name.and_then(|name| refused.get_key_value(&name)) {
            None => passed.push(item),
            Some((name, project)) if project.again_at <= now && scouts.insert(name) => {
                item.scout = true;
                passed.push(item);
            }
            Some((name, project)) => {
                let outcome = held(job, &item, (name, project), now);
                settled.push((item.due, outcome, Tally::Held));
            }
        }
    }
    Ok((passed, settled))
}

async fn refused(
    job: &Job,
    context: &Context,
    items: &[Item],
) -> Result<HashMap<String, RefusedProject>, LedgerError> {
    let names: HashSet<String> = items
        .iter()
        .filter_map(|item| job.project(&context.ledger, &item.record))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let ledger = &context.ledger;
    ledger.refused_projects(&job.account.id, &names).await
}

/// A record whose project is refused whole; it waits at least until the next one tries.
fn held(job: &Job, item: &Item, (name, project): (&str, &RefusedProject), now: i64) -> Outcome {
    let next = now + job.retry.pause_after(project.attempts + 1).as_millis() as i64;
    let at = if project.again_at > now {
        project.again_at
    } else {
        next
    };
    hold(job, item, (name, &project.told), at, item.due.attempts)
}

fn hold(job: &Job, item: &Item, (name, told): (&str, &str), at: i64, attempts: u32) -> Outcome {
    Outcome::Held(Hold {
        tried: item.tried.clone(),
        field: job.mapping.target.scope,
        code: PROJECT.into(),
        message: told.to_owned(),
        at: Some(at),
        attempts,
        needed: Some(Needed {
            record: name.to_owned(),
            fact: None,
        }),
        ..Hold::default()
    })
}

impl Upload {
    /// What the platform's refusal of a record means: one that tried for its project waits again, any other is rejected.
    pub(super) fn rejected(&self, item: &Item, code: String, message: String) -> Outcome {
        let job = &self.job;
        let attempts = item.due.attempts.saturating_add(1);
        let project = job
            .project(&self.context.ledger, &item.record)
            .map(|name| Project {
                name,
                again_at: self.moment(item).now
                    + job.retry.pause_after(attempts).as_millis() as i64,
                told: text!(
                    "pipeline-project-refused",
                    scope = job.mapping.target.scope.unwrap_or_default(),
                    code = code.as_str(),
                    words = message.as_str(),
                ),
            });
        match project {
            Some(project) if item.scout => {
                let known = (project.name.as_str(), project.told.as_str());
                hold(job, item, known, project.again_at, attempts)
            }
            project => Outcome::Rejected {
                tried: Some(item.tried.clone()),
                field: None,
                code,
                message,
                project: project.filter(|_| !self.taken),
            },
        }
    }

    /// Holds what is left of a batch whose project has turned out to be refused whole.
    pub(super) async fn drop_refused(&mut self, items: &mut Vec<Item>) -> Result<(), Stop> {
        if self.requests == 0 || self.taken || self.job.mapping.target.scope.is_none() {
            return Ok(());
        }
        let refused = refused(&self.job, &self.context, items).await?;
        let now = self.context.clock.now_ms();
        let mut settled = Vec::new();
        for item in std::mem::take(items) {
            let name = self.job.project(&self.context.ledger, &item.record);
            match name.and_then(|name| refused.get_key_value(&name)) {
                Some((name, project)) if !item.scout => {
                    let outcome = held(&self.job, &item, (name, project), now);
                    settled.push((item, outcome));
                }
                _ => items.push(item),
            }
        }
        self.settle(settled).await
    }
}
