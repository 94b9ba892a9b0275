//! Failures by their reasons.

use super::noted::Noted;
use super::table;
use crate::language::text;
use crate::ledger::{Failure, Ledger, LedgerError, State};
use crate::pipeline::Job;
use crate::time::beijing;

/// How many keys are named of each reason.
const NAMED: usize = 3;

/// Records of a job that failed for one reason.
struct Reason {
    job: String,
    state: &'static str,
    code: String,
    message: String,
    records: usize,
    since: i64,
    keys: Vec<String>,
}

/// What failed of a job, oldest first, in the language of this process; with `waiting` also what is in back-off.
pub(super) async fn failures(
    ledger: &Ledger,
    job: &Job,
    waiting: bool,
) -> Result<Vec<Failure>, LedgerError> {
    let route = ledger.find_route(&job.ledger_name, &job.account.id);
    let Some(route) = route.await? else {
        return Ok(Vec::new());
    };
    let mut failures = ledger.failures(route.id, waiting).await?;
    let mut noted = Noted::default();
    for failure in &mut failures {
        failure.message = noted.retell(failure.message.take());
        if failure.state == State::Gone {
            failure
                .message
                .get_or_insert_with(|| text!("cli-failures-gone"));
        }
    }
    Ok(failures)
}

/// Prints how many records failed for which reasons, the most frequent first, each with some keys.
pub(super) fn print<'a>(failures: impl IntoIterator<Item = (&'a str, &'a Failure)>) {
    let mut reasons: Vec<Reason> = Vec::new();
    for (job, failure) in failures {
        let code = failure.code.clone().unwrap_or_default();
        let message = failure.message.clone().unwrap_or_default();
        let state = failure.state.word();
        let same = |reason: &&mut Reason| {
            reason.job == job
                && reason.state == state
                && reason.code == code
                && reason.message == message
        };
        if let Some(reason) = reasons.iter_mut().find(same) {
            reason.count(failure);
        } else {
            reasons.push(Reason {
                job: job.to_owned(),
                state,
                code,
                message,
                records: 1,
                since: failure.since,
                keys: vec![failure.key.clone()],
            });
        }
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.records));
    let rows: Vec<Vec<String>> = reasons.iter().map(Reason::row).collect();
    let heading = [
        text!("cli-column-records"),
        text!("cli-column-job"),
        text!("cli-column-state"),
        text!("cli-column-code"),
        text!("cli-column-since"),
        text!("cli-column-keys"),
        text!("cli-column-reason"),
    ];
    table::print(&heading, &rows);
}

impl Reason {
    fn count(&mut self, failure: &Failure) {
        self.records += 1;
        self.since = self.since.min(failure.since);
        if self.keys.len() < NAMED {
            self.keys.push(failure.key.clone());
        }
    }

    fn row(&self) -> Vec<String> {
        let more = if self.records > self.keys.len() {
            " .."
        } else {
            ""
        };
        vec![
            self.records.to_string(),
            self.job.clone(),
            table::state(self.state),
            self.code.clone(),
            beijing(self.since),
            format!("{}{more}", self.keys.join(" ")),
            self.message.clone(),
        ]
    }
}
