//! What `check` asks the platforms: whether they let us in, their clocks, and whether they know the codes of mappings.

use super::Finding;
use crate::app::App;
use crate::language::text;
use crate::pipeline::{Account, Job};
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
                    codes(app, account, client, &mut finding).await;
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

/// Whether the platform's dictionaries have the codes that mappings write.
async fn codes(app: &App, account: &Account, client: &Cwr, finding: &mut Finding) {
    let mine = |job: &&std::sync::Arc<Job>| job.account.id == account.id;
    for job in app.jobs.iter().filter(mine) {
        for (field, dictionary, codes) in job.mapping.written_codes() {
            match client.dictionary(dictionary).await {
                Ok(entries) => {
                    let unknown = codes
                        .iter()
                        .filter(|code| entries.iter().all(|entry| entry.code != **code));
                    finding.wrong.extend(unknown.map(|code| {
                        text!(
                            "cli-check-unknown-code",
                            job = job.name.as_str(),
                            field = field,
                            dictionary = dictionary,
                            code = format!("{code:?}"),
                            platform = account.name.as_str(),
                        )
                    }));
                }
                Err(Unanswered::Fault(fault)) => finding.unreachable.push(fault.message),
                Err(Unanswered::Refused { reason }) => finding.unreachable.push(reason),
            }
        }
    }
}
