//! `/jobs/JOB/record`: how one record stands, and all that happened to it. `/search` leads there.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::Site;
use super::decide;
use super::posted::Posted;
use super::visitor::{Frame, Visitor, encoded};
use crate::ledger::{Event, History, LedgerError, Present, State as RecordState};
use crate::pipeline::Job;

/// While a record waits, its page is asked for again after so many seconds.
const REFRESH: u32 = 3;

/// How many of the newest events are shown.
const EVENTS: usize = 200;

#[derive(Template)]
#[template(path = "record.html")]
struct Record {
    frame: Frame,
    job: String,
    key: String,
    now: Option<Present>,
    /// What happens next.
    outlook: String,
    /// What happened, newest first.
    events: Vec<Event>,
    dismiss: String,
}

impl Record {
    /// What happened, in a word. What this version does not know is shown as it is kept.
    fn what(&self, event: &Event) -> String {
        let name = format!("event-{}", event.what);
        let text = self.frame.words.say(&name);
        if text == name {
            event.what.clone()
        } else {
            text
        }
    }
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
    let key = visitor.asked("key");
    match history(&site, &job, key).await {
        Ok(history) => {
            let page = page(&job, key, &visitor, history);
            visitor.page(StatusCode::OK, &page)
        }
        Err(error) => visitor.no_ledger(&error),
    }
}

async fn history(site: &Site, job: &Job, key: &str) -> Result<History, LedgerError> {
    let ledger = &site.context.ledger;
    match ledger.find_route(&job.ledger_name, &job.account.id).await? {
        Some(route) => ledger.history(route.id, key).await,
        None => Ok(History::default()),
    }
}

fn page(job: &Job, key: &str, visitor: &Visitor, history: History) -> Record {
    let mut frame = visitor.frame("record-title");
    let now = history.now;
    let waits = now
        .as_ref()
        .is_some_and(|now| now.state == RecordState::Waiting);
    frame.refresh = waits.then_some(REFRESH);
    let mut events = history.events;
    events.reverse();
    events.truncate(EVENTS);
    Record {
        outlook: outlook(&frame, now.as_ref()),
        frame,
        job: job.name.clone(),
        key: key.to_owned(),
        now,
        events,
        dismiss: format!("/jobs/{}/dismiss?{}", job.name, encoded(&[("key", key)])),
    }
}

/// What happens next, by how the record stands.
fn outlook(frame: &Frame, now: Option<&Present>) -> String {
    let words = frame.words;
    let Some(now) = now else {
        return words.say("outlook-unknown");
    };
    let at = |text, at: Option<i64>, without| match at {
        Some(at) => words.with(text, "time", frame.clock(at)),
        None => words.say(without),
    };
    match now.state {
        RecordState::Waiting => at("outlook-waiting", now.due_at, "outlook-held"),
        RecordState::Held => at("outlook-held-until", now.again_at, "outlook-held"),
        RecordState::Gone if !now.failure => words.say("outlook-gone-fine"),
        state => words.say(&format!("outlook-{}", state.word())),
    }
}

/// Leads to the record that was searched for, by its key or in the platform's words. It is posted: what is searched for may be
/// an identity number, and has no place in an address.
pub(super) async fn search(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Some(job) = posted.visitor.job(posted.field("job")) else {
        return posted.visitor.missing();
    };
    let text = posted.field("text").trim();
    match found(&site, &job, text).await {
        Ok(Some(key)) => Redirect::to(&decide::record(&job, &key, None)).into_response(),
        Ok(None) => posted
            .visitor
            .refuse(StatusCode::NOT_FOUND, "search-nothing"),
        Err(error) => posted.visitor.no_ledger(&error),
    }
}

/// The key that is meant: one that is known, or the last one whose request carried the record.
async fn found(site: &Site, job: &Job, text: &str) -> Result<Option<String>, LedgerError> {
    let ledger = &site.context.ledger;
    let Some(route) = ledger.find_route(&job.ledger_name, &job.account.id).await? else {
        return Ok(None);
    };
    if !ledger.standings(route.id, &[text]).await?.is_empty() {
        return Ok(Some(text.to_owned()));
    }
    let target = job.mapping.target;
    let Some(identity) = target.identity_of(text) else {
        return Ok(None);
    };
    let record = ledger.record(target.name, &identity);
    Ok(ledger.keys_of_record(route.id, &record).await?.pop())
}
