//! What a person is told of how a record stands.

use crate::language::{spoken, text};
use crate::ledger::{Present, State};
use crate::time::beijing;

/// How the record stands, and what happens next.
pub(super) fn next_step(job: &str, key: &str, now: Option<&Present>) -> String {
    let Some(now) = now else {
        return text!("cli-outlook-unknown");
    };
    let since = beijing(now.since);
    match now.state {
        State::Waiting => waiting(now),
        State::Delivered => match &now.upload {
            Some(upload) => text!("cli-outlook-delivered-by", since = since, upload = upload),
            None => text!("cli-outlook-delivered", since = since),
        },
        State::Held => match now.again_at {
            Some(at) => text!(
                "cli-outlook-held-until",
                since = because(now),
                at = beijing(at)
            ),
            None => text!("cli-outlook-held", since = because(now)),
        },
        State::Gone if !now.failure => text!("cli-outlook-gone-fine", since = since),
        State::Gone => text!("cli-outlook-gone", since = since, job = job, key = key),
        State::Rejected => text!(
            "cli-outlook-rejected",
            since = because(now),
            job = job,
            key = key
        ),
        State::Expired => text!(
            "cli-outlook-expired",
            since = because(now),
            job = job,
            key = key
        ),
        State::Overwritten => text!(
            "cli-outlook-overwritten",
            since = because(now),
            job = job,
            key = key
        ),
        // That is no state of a record.
        State::Unexpanded => text!("cli-outlook-unknown"),
        State::Dismissed => text!("cli-outlook-dismissed", since = since, job = job, key = key),
    }
}

/// Since when a record stands so, and why.
fn because(now: &Present) -> String {
    let since = beijing(now.since);
    match (&now.code, &now.message) {
        (Some(code), Some(message)) => text!(
            "cli-outlook-because",
            since = since,
            code = code,
            message = spoken().retell(message),
        ),
        _ => since,
    }
}

fn waiting(now: &Present) -> String {
    let since = because(now);
    let Some(due) = now.due_at else {
        return text!("cli-outlook-waiting", since = since);
    };
    match now.flight_until {
        Some(until) if until >= due => {
            text!("cli-outlook-in-flight", since = since, due = beijing(due))
        }
        _ => text!(
            "cli-outlook-waiting-until",
            since = since,
            due = beijing(due)
        ),
    }
}
