//! What a person is told of how a record stands.

use crate::ledger::{Present, State};
use crate::report::beijing;

/// How the record stands, and what happens next.
pub(super) fn outlook(job: &str, key: &str, now: Option<&Present>) -> String {
    let Some(now) = now else {
        return "not known (any more): it had no row and was never delivered, or it was delivered so long ago that \
                `keep` of [state] let it go; it is taken in again when it changes"
            .to_owned();
    };
    let because = match (&now.code, &now.message) {
        (Some(code), Some(message)) => format!(" ({code}: {message})"),
        _ => String::new(),
    };
    let retry = format!("shangbao retry {job} --key '{key}'");
    let dismiss = format!("shangbao dismiss {job} --key '{key}' --reason \"..\"");
    let since = beijing(now.since);
    match now.state {
        State::Waiting => waiting(now, &because),
        State::Delivered => {
            let upload = now.upload.as_ref().map(|upload| format!(" by {upload}"));
            format!(
                "delivered since {since}{}: sent again when its content changes",
                upload.unwrap_or_default()
            )
        }
        State::Held => match now.again_at {
            Some(at) => format!(
                "held since {since}{because}: tried again from {} on",
                beijing(at)
            ),
            None => format!("held since {since}{because}: it goes as soon as that is there"),
        },
        State::Gone if !now.failure => {
            format!("gone since {since}: it has no row any more, and that is in order")
        }
        State::Gone => format!(
            "gone since {since}: it was delivered and has no row any more; have it put right there, then: {dismiss}"
        ),
        State::Rejected => format!(
            "rejected since {since}{because}: a changed row is sent by itself; else correct the cause, then: {retry}"
        ),
        State::Expired => {
            format!("expired since {since}{because}: nothing can send it any more; {dismiss}")
        }
        State::Dismissed => {
            format!("dismissed since {since}: sent when its row changes, or by: {retry}")
        }
    }
}

fn waiting(now: &Present, because: &str) -> String {
    let since = beijing(now.since);
    let Some(due) = now.due_at else {
        return format!("waiting since {since}{because}");
    };
    let why = match now.flight_until {
        Some(until) if until >= due => ", when the request that is open must be dead",
        _ => "",
    };
    format!(
        "waiting since {since}{because}: it is sent by the first run from {} on{why}",
        beijing(due)
    )
}
