//! `/jobs/JOB/failures`: what did not arrive, and why.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Site;
use super::visitor::{Frame, Visitor, encoded};
use crate::ledger::{Failure, LedgerError, Reason};
use crate::pipeline::Job;

/// How many records a page lists.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "failures.html")]
struct Failures {
    frame: Frame,
    job: String,
    reasons: Vec<Reason>,
    /// The one reason whose records are listed; all, where there is none.
    chosen: Option<(String, String)>,
    failures: Vec<Failure>,
    /// The page behind this one.
    next: Option<String>,
}

impl Failures {
    fn total(&self) -> u64 {
        self.reasons.iter().map(|reason| reason.keys).sum()
    }

    fn is_chosen(&self, reason: &Reason) -> bool {
        let code = reason.code.as_deref().unwrap_or_default();
        self.chosen
            .as_ref()
            .is_some_and(|(state, chosen)| state == reason.state.word() && chosen == code)
    }

    fn link(&self, reason: &Reason) -> String {
        let code = reason.code.as_deref().unwrap_or_default();
        format!(
            "?{}",
            encoded(&[("state", reason.state.word()), ("code", code)])
        )
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
    match page(&site, &job, &visitor).await {
        Ok(page) => visitor.page(StatusCode::OK, &page),
        Err(error) => visitor.no_ledger(&error),
    }
}

async fn page(site: &Site, job: &Job, visitor: &Visitor) -> Result<Failures, LedgerError> {
    let ledger = &site.context.ledger;
    let mut page = Failures {
        frame: visitor.frame("failures-title"),
        job: job.name.clone(),
        reasons: Vec::new(),
        chosen: None,
        failures: Vec::new(),
        next: None,
    };
    let Some(route) = ledger.find_route(&job.ledger_name, &job.account.id).await? else {
        return Ok(page);
    };
    page.reasons = ledger.reasons(route.id).await?;
    let (state, code) = (visitor.asked("state"), visitor.asked("code"));
    let of_state = |reason: &&Reason| reason.state.word() == state;
    let of = page.reasons.iter().find(of_state);
    let of = of.map(|reason| (reason.state, code));
    let since = visitor.asked("since").parse().ok();
    let after = since.map(|since| (since, visitor.asked("key")));
    page.failures = ledger.failures_page(route.id, of, after, PAGE).await?;
    page.chosen = of.map(|(state, code)| (state.word().to_owned(), code.to_owned()));
    let full = page.failures.len() == PAGE as usize;
    page.next = page.failures.last().filter(|_| full).map(|last| {
        let since = last.since.to_string();
        let (state, code) = page.chosen.clone().unwrap_or_default();
        let pairs = [
            ("state", state.as_str()),
            ("code", &code),
            ("since", &since),
            ("key", &last.key),
        ];
        format!("?{}", encoded(&pairs))
    });
    Ok(page)
}
