//! What the platform's sentences on an upload mean.

mod properties;
mod reasons;
mod table;

use shangbao::platform::Verdict;
use shangbao::platform::hazchem::reply::{Reply, read};

/// A reply in short: `D`, `R` or `U` for each record, or `refused`.
fn short(text: &str, ids: &[&str]) -> String {
    match read("200", text, ids) {
        Reply::Refused { .. } => "refused".to_owned(),
        Reply::Verdicts(verdicts) => {
            assert_eq!(verdicts.len(), ids.len());
            verdicts.iter().map(letter).collect()
        }
    }
}

fn letter(verdict: &Verdict) -> char {
    match verdict {
        Verdict::Delivered => 'D',
        Verdict::Rejected { .. } => 'R',
        Verdict::Held { .. } => 'H',
        Verdict::Unknown { .. } => 'U',
    }
}

/// The platform's words on each record that was not delivered.
fn words(text: &str, ids: &[&str]) -> Vec<String> {
    match read("200", text, ids) {
        Reply::Refused { message } => vec![message],
        Reply::Verdicts(verdicts) => verdicts
            .into_iter()
            .filter_map(|verdict| match verdict {
                Verdict::Delivered => None,
                Verdict::Rejected { code, message } => {
                    assert_eq!(code, "200");
                    Some(message)
                }
                Verdict::Held { message, .. } | Verdict::Unknown { message } => Some(message),
            })
            .collect(),
    }
}
