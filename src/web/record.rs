//! `/jobs/JOB/record`: one record. `/search` leads there.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::Site;
use super::decide;
use super::visitor::{Frame, Visitor, encoded};
use crate::ledger::{LedgerError, State as RecordState};
use crate::pipeline::Job;

/// While a record waits, its page is asked for again after so many seconds.
const REFRESH: u32 = 3;

#[derive(Template)]
#[template(path = "record.html")]
struct Record {
    frame: Frame,
    job: String,
    key: String,
    state: Option<&'static str>,
    dismiss: String,
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Path(job): Path<String>,
    visitor: Visitor,
) -> Response {
    let Some(job) = visitor.job(&job) else {
        return visitor.missing();
    };
    match page(&site, &job, &visitor).await {
        Ok(page) => visitor.page(StatusCode::OK, &page),
        Err(error) => visitor.no_ledger(&error),
    }
}

async fn page(site: &Site, job: &Job, visitor: &Visitor) -> Result<Record, LedgerError> {
    let ledger = &site.context.ledger;
    let key = visitor.asked("key");
    let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
    let standing = match route {
        Some(route) => ledger.standings(route.id, &[key]).await?.remove(key),
        None => None,
    };
    let state = standing.map(|standing| standing.state);
    let mut frame = visitor.frame("record-title");
    frame.refresh = (state == Some(RecordState::Waiting)).then_some(REFRESH);
    Ok(Record {
        frame,
        job: job.name.clone(),
        key: key.to_owned(),
        state: state.map(RecordState::word),
        dismiss: format!("/jobs/{}/dismiss?{}", job.name, encoded(&[("key", key)])),
    })
}

/// Leads to the record that was searched for.
pub(super) async fn search(visitor: Visitor) -> Response {
    match visitor.job(visitor.asked("job")) {
        Some(job) => {
            let key = visitor.asked("key").trim();
            Redirect::to(&decide::record(&job, key, None)).into_response()
        }
        None => visitor.missing(),
    }
}
