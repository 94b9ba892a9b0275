//! What the first rows would become, and why some would be refused.

use super::Finding;
use crate::language::text;
use crate::pipeline::{Context, Job, trial};

/// The most reasons that are listed.
const MOST: usize = 10;

/// Tries a job's mapping on the rows that a first run would take in.
pub(super) async fn look(job: &Job, context: &Context, finding: &mut Finding) {
    let trial = match trial(job, context).await {
        Ok(trial) => trial,
        Err(reason) => return finding.stops.push(reason),
    };
    if trial.tried == 0 {
        return finding.notes.push(text!("cli-check-no-row"));
    }
    let tried = trial.tried.to_string();
    let tried = tried.as_str();
    finding.refuses = trial.refused > 0;
    if trial.refused == 0 {
        let fine = text!("cli-check-none-refused", tried = tried);
        finding.fine.push(fine);
    } else {
        finding.notes.push(text!(
            "cli-check-some-refused",
            refused = trial.refused.to_string(),
            tried = tried,
            job = job.name.as_str(),
        ));
    }
    if trial.ignored > 0 {
        let ignored = trial.ignored.to_string();
        let note = text!("cli-check-ignored", ignored = ignored, tried = tried);
        finding.notes.push(note);
    }
    shared(job, &trial.shared, finding);
    reasons(
        text!("cli-check-mark-refused"),
        &trial.reasons,
        tried,
        finding,
    );
    reasons(
        text!("cli-check-mark-warning"),
        &trial.warnings,
        tried,
        finding,
    );
}

/// Names the keys that are one record.
fn shared(job: &Job, records: &[Vec<String>], finding: &mut Finding) {
    let fields = job.mapping.target.identity.join("`, `");
    for keys in records.iter().take(MOST) {
        let more = if keys.len() > MOST { " .." } else { "" };
        let named: Vec<&str> = keys.iter().take(MOST).map(String::as_str).collect();
        finding.notes.push(text!(
            "cli-check-one-record",
            keys = format!("{}{more}", named.join(", ")),
            fields = fields.as_str(),
        ));
    }
    let more = records.len().saturating_sub(MOST);
    if more > 0 {
        let note = text!("cli-check-more-records", count = more);
        finding.notes.push(note);
    }
}

/// Lists the most frequent of some reasons, under a mark.
fn reasons(
    mark: String,
    list: &[(Option<&str>, String, usize)],
    tried: &str,
    finding: &mut Finding,
) {
    let mark = mark.as_str();
    for (field, message, count) in list.iter().take(MOST) {
        let (count, message) = (count.to_string(), message.as_str());
        finding.notes.push(match field {
            Some(field) => text!(
                "cli-check-reason",
                mark = mark,
                count = count,
                tried = tried,
                field = *field,
                message = message,
            ),
            None => text!(
                "cli-check-reason-alone",
                mark = mark,
                count = count,
                tried = tried,
                message = message,
            ),
        });
    }
    let more = list.len().saturating_sub(MOST);
    if more > 0 {
        let more = more.to_string();
        let note = text!("cli-check-more-reasons", mark = mark, count = more);
        finding.notes.push(note);
    }
}
