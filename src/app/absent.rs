//! Jobs that the configuration asks for and that cannot start: what depends on their records is held all the same.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::config::AskedJob;
use crate::document::{Document, Node};
use crate::pipeline::{Absent, Account, Job, tie};
use crate::platform::{TargetLookup, target};

/// The jobs that can start, each with what holds its records.
pub(super) fn tied(
    jobs: Vec<Job>,
    asked: &[AskedJob],
    accounts: &BTreeMap<String, Arc<Account>>,
) -> Vec<Arc<Job>> {
    let absent = absent(&jobs, asked, accounts);
    tie(jobs, &absent)
}

/// The jobs that are asked for and are not among `jobs`, whatever the reason.
fn absent(
    jobs: &[Job],
    asked: &[AskedJob],
    accounts: &BTreeMap<String, Arc<Account>>,
) -> Vec<Absent> {
    let mut absent = Vec::new();
    for job in asked {
        let is_there = |platform: &String| {
            let is = |there: &Job| there.ledger_name == job.job && there.account.name == *platform;
            jobs.iter().any(is)
        };
        let accounts: Vec<Option<String>> = match &job.platforms {
            // It may have been meant for any of them.
            None => vec![None],
            // Nothing is sent to a platform that cannot be used, so nothing is to be held there.
            Some(platforms) => platforms
                .iter()
                .filter(|platform| !is_there(platform))
                .filter_map(|platform| Some(Some(accounts.get(platform)?.id.clone())))
                .collect(),
        };
        if accounts.is_empty() {
            continue;
        }
        let target = job.mapping.as_deref().and_then(target_of);
        absent.extend(
            accounts
                .into_iter()
                .map(|account| Absent { account, target }),
        );
    }
    absent
}

/// The target of a mapping file that may be full of mistakes; `None` where it cannot be made out.
fn target_of(mapping: &Path) -> Option<&'static str> {
    let (document, _) = Document::read(mapping).ok()?;
    match target(document.root.get("target").and_then(Node::as_text)?) {
        TargetLookup::Known(target) => Some(target.name),
        TargetLookup::Closed(_) | TargetLookup::Unknown(_) => None,
    }
}
