//! What `check` asks the platforms: whether they let us in, their clocks, and whether they know the codes of mappings.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Finding;
use crate::app::App;
use crate::language::text;
use crate::pipeline::{Account, Job};
use crate::platform::ListedDictionary;
use crate::platform::cwr::{Cwr, Unanswered};

/// More than this is worth a note: the construction platform allows 6 minutes.
const TOLERATED_S: i64 = 60;

/// Whether each platform lets us in.
pub(super) async fn look(app: &App) -> Vec<Finding> {
    let mut findings = Vec::new();
    for account in app.accounts.values() {
        let mut finding = Finding {
            name: format!("platform {}", account.name),
            title: text!("cli-check-title-platform", platform = account.name.as_str()),
            ..Finding::default()
        };
        match account.platform.probe().await {
            Ok(()) => {
                finding.fine.push(text!("cli-check-login"));
                if let Some(client) = &account.cwr {
                    clock(client, &mut finding);
                    dictionaries(app, account, client, &mut finding).await;
                    versions(client, &mut finding);
                }
            }
            Err(fault) => finding.unreachable.push(fault.message),
        }
        findings.push(finding);
    }
    findings
}

/// How far the platform's clock is from ours.
fn clock(client: &Cwr, finding: &mut Finding) {
    let Some(ahead) = client.clock_offset() else {
        return finding.notes.push(text!("cli-check-clock-unknown"));
    };
    let ahead = ahead.num_seconds();
    let seconds = ahead.to_string();
    if ahead.abs() > TOLERATED_S {
        finding
            .notes
            .push(text!("cli-check-clock-off", seconds = seconds));
    } else {
        finding
            .fine
            .push(text!("cli-check-clock", seconds = seconds));
    }
}

/// Whether the platform gives the dictionaries that mappings use, and whether these have the codes that mappings write.
async fn dictionaries(app: &App, account: &Account, client: &Cwr, finding: &mut Finding) {
    let mine = |job: &&Arc<Job>| job.account.id == account.id;
    let jobs: Vec<&Arc<Job>> = app.jobs.iter().filter(mine).collect();
    let used = jobs.iter().flat_map(|job| {
        let written = job.mapping.written_codes().into_iter();
        let written = written.map(|(_, dictionary, _)| dictionary);
        job.mapping.dictionaries().into_iter().chain(written)
    });
    for dictionary in used.collect::<BTreeSet<_>>() {
        match client.dictionary(dictionary).await {
            Ok(listed) => {
                finding.notes.extend(listed.skipped.iter().map(|skipped| {
                    let note = skipped.said();
                    text!("cli-check-skipped", dictionary = dictionary, note = note)
                }));
                for job in &jobs {
                    codes(job, dictionary, &listed, finding);
                }
            }
            Err(Unanswered::Fault(fault)) => finding.unreachable.push(fault.message),
            Err(Unanswered::Refused { reason }) => finding.unreachable.push(reason),
        }
    }
}

/// Whether a dictionary has the codes that a job's mapping writes.
fn codes(job: &Job, name: &str, listed: &ListedDictionary, finding: &mut Finding) {
    let written = job.mapping.written_codes().into_iter();
    for (field, _, codes) in written.filter(|(_, dictionary, _)| *dictionary == name) {
        let is_known = |code: &String| listed.entries.iter().any(|entry| entry.code == *code);
        let unknown = codes.iter().filter(|code| !is_known(code));
        finding.wrong.extend(unknown.map(|code| {
            text!(
                "cli-check-unknown-code",
                job = job.name.as_str(),
                field = field,
                dictionary = name,
                code = format!("{code:?}"),
                platform = job.account.name.as_str(),
            )
        }));
    }
}

/// The functions that are answered with another version than is set.
fn versions(client: &Cwr, finding: &mut Finding) {
    let others = client.other_versions().into_iter();
    finding.notes.extend(others.map(|other| {
        text!(
            "cli-check-other-version",
            function = other.function,
            set = other.set,
            answered = other.answered
        )
    }));
}
