//! `/`: is all well? Then every job and every platform.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};

use super::Site;
use super::decide::record;
use super::plot::{Plot, plot};
use super::visitor::{Frame, Visitor, encoded};
use crate::app::App;
use crate::language::Words;
use crate::ledger::{Deadline, LedgerError, Reason};
use crate::pipeline::{CLOSE, Context, Job};
use crate::schedule::next_tick;
use crate::status::{BackfillStatus, JobStatus, PlatformStatus, gather};

/// After so many seconds the page is asked for again.
const REFRESH: u32 = 30;

/// How many records are shown whose time is nearly over.
const NEAR: u32 = 50;

/// How many reasons of a job are shown.
const REASONS: usize = 5;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    verdict: Verdict,
    jobs: Vec<Card>,
    platforms: Vec<PlatformStatus>,
    /// What concerns the state and the host.
    notices: Vec<String>,
    /// Jobs that are not started, and why.
    blocked: Vec<(String, String)>,
    /// Records that the platform will soon take no more.
    near: Vec<Near>,
    plot: Plot,
}

impl Home {
    /// How far a backfill is, in a sentence.
    fn backfill(&self, backfill: &BackfillStatus) -> String {
        let passed = backfill.passed.to_string();
        let total = backfill
            .total
            .map_or_else(|| "?".into(), |total| total.to_string());
        let args = [
            ("range", backfill.range.as_str()),
            ("passed", &passed),
            ("total", &total),
        ];
        let text = format!("backfill-{}", backfill.state);
        self.frame.words.fill(&text, &args)
    }
}

/// A record that can be sent only until soon.
struct Near {
    job: String,
    key: String,
    closes_at: i64,
    link: String,
}

/// A job as it is shown.
pub(super) struct Card {
    pub(super) status: JobStatus,
    pub(super) reasons: Vec<Reason>,
    /// No run ended when one should have.
    pub(super) late: bool,
}

impl Card {
    /// How many records did not arrive.
    pub(super) fn failed(&self) -> u64 {
        self.reasons.iter().map(|reason| reason.keys).sum()
    }

    /// How it goes, as the name of a text and of a colour.
    fn mood(&self) -> &'static str {
        let status = &self.status;
        match (&status.error, &status.paused) {
            (_, Some(_)) => "paused",
            (Some(_), _) => "stopped",
            _ if self.late => "late",
            _ if self.failed() > 0 => "failing",
            _ => "well",
        }
    }

    /// The reasons that are shown.
    fn few_reasons(&self) -> &[Reason] {
        &self.reasons[..self.reasons.len().min(REASONS)]
    }

    /// Where the records of a reason are listed.
    fn link(&self, reason: &Reason) -> String {
        let code = reason.code.as_deref().unwrap_or_default();
        let pairs = [("state", reason.state.word()), ("code", code)];
        format!("/jobs/{}/failures?{}", self.status.job, encoded(&pairs))
    }
}

/// The page.
pub(super) async fn show(State(site): State<Arc<Site>>, visitor: Visitor) -> Response {
    match home(&site, &visitor).await {
        Ok(home) => visitor.page(StatusCode::OK, &home),
        Err(error) => visitor.no_ledger(&error),
    }
}

async fn home(site: &Site, visitor: &Visitor) -> Result<Home, LedgerError> {
    let (app, context) = (&site.app, &site.context);
    let status = gather(app, context).await?;
    let now = context.clock.now();
    let mut jobs = Vec::new();
    let mut routes = BTreeMap::new();
    for (job, status) in app.jobs.iter().zip(status.jobs) {
        let ledger = &context.ledger;
        let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
        let reasons = match &route {
            Some(route) => ledger.reasons(route.id).await?,
            None => Vec::new(),
        };
        routes.extend(route.map(|route| (route.id, job.clone())));
        let late = late(app, job, &status, now);
        jobs.push(Card {
            status,
            reasons,
            late,
        });
    }
    let blocked: Vec<(String, String)> = app.blocked.clone().into_iter().collect();
    let near = near(context, &routes).await?;
    let mut frame = visitor.frame("home-title");
    frame.refresh = Some(REFRESH);
    Ok(Home {
        verdict: Verdict::of(
            visitor.words,
            &jobs,
            &status.platforms,
            &blocked,
            (near.len(), context.troubles.of_state().is_some()),
        ),
        plot: plot(visitor, context).await?,
        frame,
        near,
        jobs,
        platforms: status.platforms,
        notices: status.notices,
        blocked,
    })
}

/// The records whose time is nearly over.
async fn near(
    context: &Context,
    routes: &BTreeMap<i64, Arc<Job>>,
) -> Result<Vec<Near>, LedgerError> {
    let now = context.clock.now_ms();
    let until = now + CLOSE.as_millis() as i64;
    let closing = context.ledger.closing(now, until, NEAR).await?;
    let near = closing.into_iter().filter_map(|closing| {
        let job = routes.get(&closing.route)?;
        let Deadline { key, closes_at } = closing.deadline;
        Some(Near {
            job: job.name.clone(),
            link: record(job, &key, None),
            key,
            closes_at,
        })
    });
    Ok(near.collect())
}

/// So long after a run should have begun, one should have ended.
const GRACE: TimeDelta = TimeDelta::minutes(15);

/// The answer.
struct Verdict {
    /// Whether nothing needs a person.
    well: bool,
    /// The answer in a sentence.
    sentence: String,
}

impl Verdict {
    /// Judges by what is shown below it.
    fn of(
        words: &Words,
        jobs: &[Card],
        platforms: &[PlatformStatus],
        blocked: &[(String, String)],
        (near, unwritten): (usize, bool),
    ) -> Self {
        let count =
            |holds: &dyn Fn(&Card) -> bool| jobs.iter().filter(|job| holds(job)).count() as u64;
        let paused = platforms.iter().filter(|platform| platform.paused).count() as u64;
        let parts = [
            ("part-unwritten", unwritten.into()),
            ("part-blocked", blocked.len() as u64),
            ("part-platforms-paused", paused),
            (
                "part-jobs-paused",
                count(&|job| job.status.paused.is_some()),
            ),
            (
                "part-stopped",
                count(&|job| job.status.error.is_some() && job.status.paused.is_none()),
            ),
            ("part-late", count(&|job| job.late)),
            ("part-near", near as u64),
            ("part-failed", jobs.iter().map(Card::failed).sum()),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(text, count)| words.count(text, count))
            .collect();
        let waiting: u64 = jobs.iter().map(|job| job.status.counts.waiting).sum();
        let sentence = match (parts.is_empty(), waiting) {
            (true, 0) => words.say("all-well"),
            (true, waiting) => words.count("all-well-waiting", waiting),
            _ => words.with("not-well", "parts", parts.join(&words.say("between-parts"))),
        };
        Self {
            well: parts.is_empty(),
            sentence,
        }
    }
}

/// Whether a run of the job should have ended by now, and none has. What rests because it is paused is not late.
fn late(app: &App, job: &Job, status: &JobStatus, now: DateTime<Utc>) -> bool {
    let config = app
        .config
        .jobs
        .iter()
        .find(|config| config.name == job.name);
    let schedule = config.and_then(|config| config.schedule.as_ref());
    let last = status
        .last_run
        .and_then(|at| DateTime::from_timestamp_millis(at.0));
    let (Some(schedule), Some(last), None) = (schedule, last, &status.paused) else {
        return false;
    };
    let due = next_tick(schedule, app.config.timezone, last, now);
    due.is_some_and(|due| due + GRACE < now)
}
