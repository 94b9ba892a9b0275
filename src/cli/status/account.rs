//! `status --account`: what each account has of each target, as the acceptance test with a platform wants it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use super::super::output::say;
use super::super::{csv, table};
use crate::app::App;
use crate::language::text;
use crate::ledger::{Arrival, LedgerError};
use crate::pipeline::{Account, Context, Job, identities, kept_dictionary};
use crate::platform::TARGETS;
use crate::platform::cwr::dictionary::DICTIONARIES;
use crate::platform::field::Target;
use crate::time::beijing;

/// How many records are shown.
const SHOWN: usize = 5;

/// How many are looked at, to find so many whose rows still say which record they are; and how many keys, as several may stand for one.
const LOOKED: usize = 20;
const KEYS: u32 = 200;

/// A line of the sheet.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Line {
    Target(TargetStatus),
    Dictionary(DictionaryStatus),
}

/// A target of an account in `status --account --json`.
#[derive(Debug, Serialize)]
pub(super) struct TargetStatus {
    platform: String,
    account: String,
    target: &'static str,
    /// The jobs that send it; none where the site does not report it, or its job is not started.
    jobs: Vec<String>,
    /// How many records ever reached the platform, each counted once, however many keys stand for it.
    delivered: u64,
    /// How many are missing to what the acceptance test wants; none where the platform has no such test.
    missing: Option<u64>,
    /// Those that are delivered first, the newest first.
    latest: Vec<Upload>,
}

/// A record that the platform stored.
#[derive(Debug, Serialize)]
struct Upload {
    job: String,
    key: String,
    /// Which record, as a person there can find it; `None` where its row is no more, or is another record by now.
    record: Option<String>,
    upload: Option<String>,
    at: String,
}

/// A dictionary of an account.
#[derive(Debug, Serialize)]
pub(super) struct DictionaryStatus {
    platform: String,
    account: String,
    dictionary: &'static str,
    title: &'static str,
    /// How many; `None` where it was never fetched.
    entries: Option<usize>,
    fetched_at: Option<String>,
}

/// Each account with every target of its platform, and its dictionaries.
pub(super) async fn sheet(app: &App, context: &Context) -> Result<Vec<Line>, LedgerError> {
    let mut sheet = Vec::new();
    for account in app.accounts.values() {
        let kind = app.config.platforms[&account.name].kind.name();
        for target in TARGETS.iter().filter(|target| target.kind() == kind) {
            let line = of_target(app, context, account, target).await?;
            sheet.push(Line::Target(line));
        }
        if account.cwr.is_some() {
            sheet.extend(dictionaries(context, account).await?);
        }
    }
    Ok(sheet)
}

async fn dictionaries(context: &Context, account: &Account) -> Result<Vec<Line>, LedgerError> {
    let mut lines = Vec::new();
    for dictionary in DICTIONARIES {
        let kept = kept_dictionary(&context.ledger, &account.id, dictionary.name).await?;
        lines.push(Line::Dictionary(DictionaryStatus {
            platform: account.name.clone(),
            account: account.id.clone(),
            dictionary: dictionary.name,
            title: dictionary.title,
            entries: kept.as_ref().map(|kept| kept.listed.entries.len()),
            fetched_at: kept.map(|kept| beijing(kept.fetched_at)),
        }));
    }
    Ok(lines)
}

async fn of_target(
    app: &App,
    context: &Context,
    account: &Account,
    target: &'static Target,
) -> Result<TargetStatus, LedgerError> {
    let ledger = &context.ledger;
    let sent_here = app
        .jobs
        .iter()
        .filter(|job| job.account.id == account.id && job.mapping.target.name == target.name);
    let jobs = sent_here.clone().map(|job| job.name.clone()).collect();
    let mut routes = BTreeMap::new();
    for job in sent_here {
        let route = ledger.find_route(&job.ledger_name, &account.id).await?;
        routes.extend(route.map(|route| (route.id, job)));
    }
    let ids: Vec<i64> = routes.keys().copied().collect();
    let delivered = ledger.count_reached(&ids).await?;
    let mut met = HashSet::new();
    let mut arrivals = ledger.reached(&ids, KEYS).await?;
    arrivals.retain(|arrival| {
        let own = || format!("{} {}", arrival.route, arrival.key);
        met.insert(arrival.record.clone().unwrap_or_else(own))
    });
    arrivals.truncate(LOOKED);
    Ok(TargetStatus {
        platform: account.name.clone(),
        account: account.id.clone(),
        target: target.name,
        jobs,
        delivered,
        missing: target
            .wanted_for_acceptance()
            .map(|wanted| wanted.saturating_sub(delivered)),
        latest: latest(context, &routes, arrivals).await,
    })
}

/// The records that are shown: first those that can be named.
async fn latest(
    context: &Context,
    routes: &BTreeMap<i64, &Arc<Job>>,
    arrivals: Vec<Arrival>,
) -> Vec<Upload> {
    let mut named = BTreeMap::new();
    for (route, job) in routes {
        let own = arrivals.iter().filter(|arrival| arrival.route == *route);
        let keys: Vec<String> = own.map(|arrival| arrival.key.clone()).collect();
        match identities(job, &context.ledger, &keys).await {
            Ok(found) => named.extend(found.into_iter().map(|(key, name)| ((*route, key), name))),
            Err(error) => eprintln!(
                "{}",
                text!("cli-status-unnamed", job = &job.name, error = error)
            ),
        }
    }
    let upload = |arrival: Arrival| {
        let job = routes.get(&arrival.route)?;
        let target = job.mapping.target;
        let identity = named.get(&(arrival.route, arrival.key.clone()));
        let is_same = |identity: &&String| {
            let record = context.ledger.record(target.name, identity);
            arrival.record.is_none() || arrival.record == Some(record)
        };
        Some(Upload {
            job: job.name.clone(),
            record: identity
                .filter(is_same)
                .map(|identity| target.label(identity)),
            key: arrival.key,
            upload: arrival.upload,
            at: beijing(arrival.at),
        })
    };
    let uploads = arrivals.into_iter().filter_map(upload);
    let (mut shown, unnamed): (Vec<_>, Vec<_>) = uploads.partition(|shown| shown.record.is_some());
    shown.extend(unnamed);
    shown.truncate(SHOWN);
    shown
}

impl Line {
    /// Its cells: platform, interface, how many, how many are missing, and the records, each with its key, upload and time.
    fn rows(&self) -> Vec<[String; 8]> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Target(target) => {
                let missing = target.missing.map(|missing| missing.to_string());
                let head = [
                    target.platform.clone(),
                    target.target.to_owned(),
                    target.delivered.to_string(),
                    text(&missing),
                ];
                let row = |tail: [String; 4]| {
                    let mut cells = head.iter().cloned().chain(tail);
                    std::array::from_fn(|_| cells.next().unwrap_or_default())
                };
                if target.latest.is_empty() {
                    let why = target.jobs.is_empty().then(|| text!("cli-status-no-job"));
                    return vec![row([
                        text(&why),
                        String::new(),
                        String::new(),
                        String::new(),
                    ])];
                }
                let latest = target.latest.iter().map(|upload| {
                    let (key, at) = (upload.key.clone(), upload.at.clone());
                    row([text(&upload.record), key, text(&upload.upload), at])
                });
                latest.collect()
            }
            Self::Dictionary(dictionary) => {
                let never = || text!("cli-status-never");
                let entries = dictionary.entries.map(|entries| entries.to_string());
                vec![[
                    dictionary.platform.clone(),
                    dictionary.dictionary.to_owned(),
                    text(&entries),
                    String::new(),
                    dictionary.title.to_owned(),
                    String::new(),
                    String::new(),
                    dictionary.fetched_at.clone().unwrap_or_else(never),
                ]]
            }
        }
    }
}

pub(super) fn show(sheet: &[Line]) {
    let mut rows = Vec::new();
    for line in sheet {
        for (nth, mut row) in line.rows().into_iter().enumerate() {
            if nth > 0 {
                row[..4].fill(String::new());
            }
            rows.push(row.to_vec());
        }
    }
    let heading = [
        text!("cli-column-platform"),
        text!("cli-column-target"),
        text!("cli-column-delivered"),
        text!("cli-column-missing"),
        text!("cli-column-record"),
        text!("cli-column-key"),
        text!("cli-column-upload"),
        text!("cli-column-at"),
    ];
    table::print(&heading, &rows);
}

/// The sheet as a file for a spreadsheet, on standard output.
pub(super) fn show_csv(sheet: &[Line]) {
    let heading = [
        "platform",
        "interface",
        "delivered",
        "missing",
        "record",
        "key",
        "upload",
        "time",
    ];
    let mut out = csv::MARK.to_string() + &csv::line(&heading);
    for row in sheet.iter().flat_map(Line::rows) {
        out += &csv::line(&row.each_ref().map(String::as_str));
    }
    say!("{}", out.trim_end());
}
