//! `status --account`: what each account has of each target, as the acceptance test with a platform wants it.

use std::cmp::Reverse;

use serde::Serialize;

use super::super::table;
use crate::app::App;
use crate::language::text;
use crate::ledger::LedgerError;
use crate::pipeline::{Account, Context};
use crate::platform::TARGETS;
use crate::report::beijing;

/// How many records of every interface the acceptance test asks for.
const WANTED: u64 = 5;

/// How many of the latest records are shown.
const LATEST: u32 = 5;

/// A target of an account in `status --account --json`.
#[derive(Debug, Serialize)]
pub(super) struct TargetStatus {
    platform: String,
    account: String,
    target: &'static str,
    /// The jobs that send it; none where the site does not report it, or its job is not started.
    jobs: Vec<String>,
    delivered: u64,
    /// How many are missing to five.
    missing: u64,
    /// The newest first.
    latest: Vec<Upload>,
}

/// A record that the platform stored.
#[derive(Debug, Serialize)]
struct Upload {
    job: String,
    key: String,
    upload: Option<String>,
    at: String,
}

/// Each account with every target of its platform.
pub(super) async fn sheet(app: &App, context: &Context) -> Result<Vec<TargetStatus>, LedgerError> {
    let mut sheet = Vec::new();
    for account in app.accounts.values() {
        let kind = app.config.platforms[&account.name].kind.name();
        let own = |name: &&str| name.split('.').next() == Some(kind);
        for target in TARGETS.iter().map(|target| target.name).filter(own) {
            sheet.push(of_target(app, context, account, target).await?);
        }
    }
    Ok(sheet)
}

async fn of_target(
    app: &App,
    context: &Context,
    account: &Account,
    target: &'static str,
) -> Result<TargetStatus, LedgerError> {
    let ledger = &context.ledger;
    let (mut jobs, mut delivered, mut latest) = (Vec::new(), 0, Vec::new());
    let sent_here = app
        .jobs
        .iter()
        .filter(|job| job.account.id == account.id && job.mapping.target.name == target);
    for job in sent_here {
        jobs.push(job.name.clone());
        if let Some(route) = ledger.find_route(&job.ledger_name, &account.id).await? {
            delivered += ledger.counts(route.id).await?.delivered;
            let arrivals = ledger.latest(route.id, LATEST).await?;
            latest.extend(arrivals.into_iter().map(|arrival| (&job.name, arrival)));
        }
    }
    latest.sort_by_key(|(_, arrival)| Reverse(arrival.at));
    latest.truncate(LATEST as usize);
    let upload = |(job, arrival): (&String, crate::ledger::Arrival)| Upload {
        job: job.clone(),
        key: arrival.key,
        upload: arrival.upload,
        at: beijing(arrival.at),
    };
    Ok(TargetStatus {
        platform: account.name.clone(),
        account: account.id.clone(),
        target,
        jobs,
        delivered,
        missing: WANTED.saturating_sub(delivered),
        latest: latest.into_iter().map(upload).collect(),
    })
}

pub(super) fn show(sheet: &[TargetStatus]) {
    let mut rows = Vec::new();
    for target in sheet {
        let mut row = vec![
            target.platform.clone(),
            target.target.to_owned(),
            target.delivered.to_string(),
            target.missing.to_string(),
        ];
        for upload in &target.latest {
            let id = upload.upload.clone().unwrap_or_default();
            row.extend([upload.key.clone(), id, upload.at.clone()]);
            rows.push(std::mem::replace(&mut row, vec![String::new(); 4]));
        }
        if target.latest.is_empty() {
            let why = target.jobs.is_empty().then(|| text!("cli-status-no-job"));
            row.extend([why.unwrap_or_default(), String::new(), String::new()]);
            rows.push(row);
        }
    }
    let heading = [
        text!("cli-column-platform"),
        text!("cli-column-target"),
        text!("cli-column-delivered"),
        text!("cli-column-missing"),
        text!("cli-column-key"),
        text!("cli-column-upload"),
        text!("cli-column-at"),
    ];
    table::print(&heading, &rows);
}
