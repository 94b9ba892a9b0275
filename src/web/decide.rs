//! What people decide on records: retry, dismiss.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::Site;
use super::pauses::{Question, question};
use super::posted::Posted;
use super::visitor::{Visitor, encoded};
use crate::ledger::{Decision, LedgerError, Selection};
use crate::pipeline::Job;

/// Sends one record again, or all that failed (`all=1`).
pub(super) async fn retry(
    State(site): State<Arc<Site>>,
    Path(job): Path<String>,
    posted: Posted,
) -> Response {
    let Some(job) = posted.visitor.job(&job) else {
        return posted.visitor.missing();
    };
    let key = posted.field("key");
    let selection = match (posted.field("all"), key) {
        ("1", _) => Selection::Failed,
        (_, "") => {
            return posted
                .visitor
                .refuse(StatusCode::BAD_REQUEST, "no-record-named");
        }
        (_, key) => Selection::Keys(vec![key.to_owned()]),
    };
    let resend = posted.field("resend") == "1";
    let decided = decide(
        &site,
        &job,
        &posted,
        &selection,
        &Decision::Retry { resend },
    )
    .await;
    let done = decided.map(|keys| {
        if keys.is_empty() {
            "done-nothing"
        } else {
            "done-retry"
        }
    });
    back(&posted, &job, key, done)
}

/// Asks why a record need not be sent.
pub(super) async fn ask(Path(job): Path<String>, visitor: Visitor) -> Response {
    match visitor.job(&job) {
        Some(job) => ask_why(&visitor, &job, visitor.asked("key"), StatusCode::OK),
        None => visitor.missing(),
    }
}

/// Dismisses a record.
pub(super) async fn dismiss(
    State(site): State<Arc<Site>>,
    Path(job): Path<String>,
    posted: Posted,
) -> Response {
    let Some(job) = posted.visitor.job(&job) else {
        return posted.visitor.missing();
    };
    let key = posted.field("key");
    let Some(reason) = posted.reason().map(str::to_owned) else {
        return ask_why(&posted.visitor, &job, key, StatusCode::BAD_REQUEST);
    };
    let selection = Selection::Keys(vec![key.to_owned()]);
    let decided = decide(
        &site,
        &job,
        &posted,
        &selection,
        &Decision::Dismiss { reason },
    )
    .await;
    let done = decided.map(|keys| {
        if keys.is_empty() {
            "done-nothing"
        } else {
            "done-dismiss"
        }
    });
    back(&posted, &job, key, done)
}

fn ask_why(visitor: &Visitor, job: &Job, key: &str, status: StatusCode) -> Response {
    let subject = format!("{} · {key}", job.name);
    let asked = Question {
        verb: "dismiss",
        subject: &subject,
        action: format!("/jobs/{}/dismiss", job.name),
        key: Some(key),
        back: record(job, key, None),
    };
    question(visitor, asked, status)
}

async fn decide(
    site: &Site,
    job: &Job,
    posted: &Posted,
    selection: &Selection,
    decision: &Decision,
) -> Result<Vec<String>, LedgerError> {
    let ledger = &site.context.ledger;
    let route = ledger.route(&job.ledger_name, &job.account.id).await?.id;
    let now = site.context.clock.now_ms();
    let actor = posted.visitor.actor();
    ledger.decide(route, selection, decision, &actor, now).await
}

/// To the record, or to the failures where all were meant.
fn back(posted: &Posted, job: &Job, key: &str, done: Result<&str, LedgerError>) -> Response {
    match done {
        Err(error) => posted.visitor.no_ledger(&error),
        Ok(done) if key.is_empty() => {
            Redirect::to(&format!("/jobs/{}/failures?done={done}", job.name)).into_response()
        }
        Ok(done) => Redirect::to(&record(job, key, Some(done))).into_response(),
    }
}

/// The page of a record.
pub(super) fn record(job: &Job, key: &str, done: Option<&str>) -> String {
    let mut pairs = vec![("key", key)];
    pairs.extend(done.map(|done| ("done", done)));
    format!("/jobs/{}/record?{}", job.name, encoded(&pairs))
}
