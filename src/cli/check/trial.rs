//! What the first rows would become, and why some would be refused.

use super::Finding;
use crate::pipeline::{Context, Job, trial};

/// The most reasons that are listed.
const MOST: usize = 10;

/// Tries a job's mapping on the rows that a first run would take in.
pub(super) async fn look(job: &Job, context: &Context, finding: &mut Finding) {
    let trial = match trial(job, context).await {
        Ok(trial) => trial,
        Err(message) => {
            let note = format!("the mapping was tried on no row: {message}");
            return finding.notes.push(note);
        }
    };
    let tried = trial.tried;
    if tried == 0 {
        return finding
            .notes
            .push("there is no row to try the mapping on".into());
    }
    match trial.refused {
        0 => finding.fine.push(format!("none of the first {tried} records would be refused")),
        refused => finding.notes.push(format!(
            "{refused} of the first {tried} records would be refused; `shangbao preview {} --limit {tried}` names them",
            job.name
        )),
    }
    if trial.ignored > 0 {
        let ignored = trial.ignored;
        finding.notes.push(format!(
            "for {ignored} of the first {tried} keys the SQL returns no row: they would be ignored"
        ));
    }
    for (mark, list) in [("refused", trial.reasons), ("worth a look", trial.warnings)] {
        let more = list.len().saturating_sub(MOST);
        for (field, message, count) in list.into_iter().take(MOST) {
            finding
                .notes
                .push(format!("{mark}, {count} of {tried}: `{field}`: {message}"));
        }
        if more > 0 {
            finding.notes.push(format!("{mark}: {more} more reasons"));
        }
    }
}
