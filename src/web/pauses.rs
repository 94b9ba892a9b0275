//! What people decide on platforms and jobs: pause, resume.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::Site;
use super::posted::Posted;
use super::visitor::{Frame, Visitor};
use crate::ledger::{LedgerError, Pause, Scope};

/// A decision that wants a reason, asked on a page of its own: what is typed there is not lost to a refresh.
#[derive(Template)]
#[template(path = "question.html")]
struct Asked<'a> {
    frame: Frame,
    asked: Question<'a>,
}

/// What is asked.
pub(super) struct Question<'a> {
    /// `pause`, `resume` or `dismiss`: part of the texts' names.
    pub(super) verb: &'static str,
    /// What it is about.
    pub(super) subject: &'a str,
    /// Where the answer is posted.
    pub(super) action: String,
    /// The record, where it is about one.
    pub(super) key: Option<&'a str>,
    /// Where to go without an answer.
    pub(super) back: String,
}

/// Asks for a reason.
pub(super) fn question(visitor: &Visitor, asked: Question<'_>, status: StatusCode) -> Response {
    let frame = visitor.frame(&format!("{}-title", asked.verb));
    visitor.page(status, &Asked { frame, asked })
}

type Named = Path<(String, String)>;

/// Asks why something is to be paused.
pub(super) async fn ask_pause(named: Named, site: State<Arc<Site>>, visitor: Visitor) -> Response {
    ask(&named, &site, &visitor, "pause", StatusCode::OK)
}

/// Asks why something is to go on.
pub(super) async fn ask_resume(named: Named, site: State<Arc<Site>>, visitor: Visitor) -> Response {
    ask(&named, &site, &visitor, "resume", StatusCode::OK)
}

fn ask(
    named: &Named,
    site: &Site,
    visitor: &Visitor,
    verb: &'static str,
    status: StatusCode,
) -> Response {
    let Path((what, name)) = named;
    if subjects(site, what, name).is_empty() {
        return visitor.missing();
    }
    let asked = Question {
        verb,
        subject: name,
        action: format!("/{verb}/{what}/{name}"),
        key: None,
        back: "/".into(),
    };
    question(visitor, asked, status)
}

/// Pauses a platform or a job.
pub(super) async fn pause(named: Named, site: State<Arc<Site>>, posted: Posted) -> Response {
    let Some(reason) = posted.reason() else {
        return ask(
            &named,
            &site,
            &posted.visitor,
            "pause",
            StatusCode::BAD_REQUEST,
        );
    };
    let Path((what, name)) = &named;
    let Some((scope, name)) = subjects(&site, what, name).into_iter().next() else {
        return posted.visitor.missing();
    };
    let actor = posted.visitor.actor();
    let pause = Pause {
        scope,
        name,
        reason: reason.to_owned(),
        since: site.context.clock.now_ms(),
        by: Some(format!("{}@{}", actor.user, actor.host)),
        configuration: None,
        until: None,
    };
    let paused = site.context.ledger.pause(&pause).await;
    home(&posted.visitor, paused.map(|()| "done-pause"))
}

/// Lets a platform or a job go on.
pub(super) async fn resume(named: Named, site: State<Arc<Site>>, posted: Posted) -> Response {
    let Some(reason) = posted.reason() else {
        return ask(
            &named,
            &site,
            &posted.visitor,
            "resume",
            StatusCode::BAD_REQUEST,
        );
    };
    let Path((what, name)) = &named;
    let subjects = subjects(&site, what, name);
    if subjects.is_empty() {
        return posted.visitor.missing();
    }
    let (ledger, now) = (&site.context.ledger, site.context.clock.now_ms());
    let actor = posted.visitor.actor();
    let mut done = "done-nothing";
    for (scope, name) in subjects {
        match ledger.resume(scope, &name, reason, &actor, now).await {
            Ok(true) => done = "done-resume",
            Ok(false) => {}
            Err(error) => return posted.visitor.no_ledger(&error),
        }
    }
    home(&posted.visitor, Ok(done))
}

fn home(visitor: &Visitor, done: Result<&str, LedgerError>) -> Response {
    match done {
        Ok(done) => Redirect::to(&format!("/?done={done}")).into_response(),
        Err(error) => visitor.no_ledger(&error),
    }
}

/// What is meant, as the ledger names it: a platform by its account; a job by its name, and by that which it has for several
/// platforms. Empty where there is no such thing.
fn subjects(site: &Site, what: &str, name: &str) -> Vec<(Scope, String)> {
    let app = &site.app;
    match what {
        "platform" => {
            let account = app.accounts.get(name);
            account
                .map(|account| (Scope::Platform, account.id.clone()))
                .into_iter()
                .collect()
        }
        "job" => {
            let job = app.jobs.iter().find(|job| job.name == name);
            let names = job.map(|job| [job.name.clone(), job.ledger_name.clone()]);
            let mut names: Vec<String> = names.into_iter().flatten().collect();
            names.dedup();
            names.into_iter().map(|name| (Scope::Job, name)).collect()
        }
        _ => Vec::new(),
    }
}
