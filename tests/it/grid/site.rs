//! A site with a job for one target, which many cells follow each other on.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{NaiveDateTime, TimeDelta};
use shangbao::clock::Clock;
use shangbao::ledger::{Actor, Decision, Selection};
use shangbao::pipeline::{Context, Job, RunReport, run_once};
use shangbao_sandbox::{Sandbox, Upload};

use super::ground::{Ground, Target, held, pdf};
use super::verdicts::{Standing, Standings};
use crate::bed::{Database, permit};

/// A site on SQLite; its job gives a record up after three failures.
pub(super) struct Site {
    target: Target,
    ground: Ground,
    job: Arc<Job>,
    context: Context,
    route: i64,
    /// The first id of the cell, and the id behind its last.
    ids: (i64, i64),
    /// When its passages began.
    began: NaiveDateTime,
    /// What names each record in a script of faults, and on the platform.
    subjects: BTreeMap<i64, String>,
    /// Uploads that were seen before the cell.
    before: u64,
}

impl Site {
    pub(super) async fn new(target: Target) -> Self {
        let (ground, name) = Ground::new(target).await;
        let (app, context) = match &ground {
            Ground::Plant(bed) => bed.app().await,
            Ground::Building(bed) => bed.app().await,
        };
        let job = app.job(name).unwrap();
        let route = context.ledger.route(name, &job.account.id).await.unwrap();
        Self {
            target,
            ground,
            job,
            context,
            route: route.id,
            ids: (1, 1),
            began: NaiveDateTime::default(),
            subjects: BTreeMap::new(),
            before: 0,
        }
    }

    pub(super) fn sandbox(&self) -> &Sandbox {
        match &self.ground {
            Ground::Plant(bed) => &bed.sandbox,
            Ground::Building(bed) => &bed.sandbox,
        }
    }

    fn clock(&self) -> &Clock {
        match &self.ground {
            Ground::Plant(bed) => &bed.clock,
            Ground::Building(bed) => &bed.clock,
        }
    }

    fn database(&self) -> &Database {
        match &self.ground {
            Ground::Plant(bed) => &bed.site,
            Ground::Building(bed) => &bed.site,
        }
    }

    /// Writes so many new records; their ids.
    pub(super) async fn enter(&mut self, n: i64) -> Vec<i64> {
        let first = self.ids.1;
        let ids: Vec<i64> = (first..first + n).collect();
        self.began = self.clock().now().naive_utc() + TimeDelta::hours(8) - TimeDelta::minutes(10);
        self.ids = (first, first + n);
        let subjects: Vec<_> = ids.iter().map(|id| (*id, self.named(*id))).collect();
        self.subjects.extend(subjects);
        let rows = ids.iter().map(|id| match self.target {
            Target::Permits | Target::Files => String::new(),
            Target::Alarms => format!("INSERT INTO alarms (id) VALUES ({id});\n"),
            Target::Passages { .. } => format!(
                "INSERT INTO passages (id, gate, visitor, id_code, name, passed) VALUES ({id}, 'G-1', 1, '{}', '访客', '{}');\n",
                self.person(*id),
                self.time(*id)
            ),
        });
        let rows: String = rows.collect();
        if let (Ground::Plant(bed), Target::Permits) = (&self.ground, self.target) {
            let permits: Vec<_> = ids.iter().copied().map(permit).collect();
            bed.save(&permits).await;
        }
        if self.target == Target::Files {
            self.enter_files(&ids).await;
        }
        self.database().run(&rows).await;
        self.before = self.uploads();
        ids
    }

    /// Attachments, of permits that the platform has.
    async fn enter_files(&self, ids: &[i64]) {
        let Ground::Plant(bed) = &self.ground else {
            return;
        };
        bed.sandbox.script("".parse().unwrap());
        bed.save(&ids.iter().copied().map(permit).collect::<Vec<_>>())
            .await;
        bed.run().await;
        let rows = ids.iter().map(|id| {
            let coded = BASE64_STANDARD.encode(pdf(*id));
            format!("INSERT INTO attachments VALUES ({id}, '{coded}');\n")
        });
        bed.site.run(&rows.collect::<String>()).await;
    }

    fn person(&self, id: i64) -> String {
        let each = match self.target {
            Target::Passages { each } => each,
            _ => 1,
        };
        format!("4403001990010{:05}", self.ids.0 + (id - self.ids.0) / each)
    }

    fn time(&self, id: i64) -> String {
        let time = self.began + TimeDelta::seconds(id - self.ids.0);
        time.format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// What names a record in a script of faults.
    pub(super) fn subject(&self, id: i64) -> String {
        self.subjects[&id].clone()
    }

    fn named(&self, id: i64) -> String {
        match self.target {
            Target::Permits | Target::Files => format!("DH-{id}"),
            Target::Alarms => format!("G{id}"),
            Target::Passages { .. } => format!("{} {}", self.person(id), self.time(id)),
        }
    }

    pub(super) fn script(&self, script: &str) {
        let script = script.parse();
        self.sandbox()
            .script(script.unwrap_or_else(|error| panic!("{error:?}")));
    }

    /// One pass of the job; then two minutes go by.
    pub(super) async fn pass(&self) -> RunReport {
        let report = run_once(&self.job, &self.context, None).await;
        self.clock().advance(Duration::from_secs(120));
        report
    }

    /// Passes on until nothing waits any more; at most as many as it takes to give a record up, and some that are lost.
    pub(super) async fn settle(&self) {
        for _ in 0..6 {
            let counts = self.context.ledger.counts(self.route).await;
            if counts.unwrap().waiting == 0 {
                break;
            }
            self.pass().await;
        }
    }

    fn uploads(&self) -> u64 {
        self.sandbox().state().counts().uploads
    }

    /// Uploads of the cell so far.
    pub(super) fn requests(&self) -> u64 {
        self.uploads() - self.before
    }

    /// Attachments that the platform stored, copies of the same file too.
    pub(super) fn files(&self) -> usize {
        let state = self.sandbox().state();
        let held = state.records(Upload::TicketFile).into_keys();
        held.map(|id| state.history(Upload::TicketFile, &id).len())
            .sum()
    }

    /// What the first uploads of the cell were answered.
    pub(super) fn replies(&self) -> Vec<String> {
        let seen = self.sandbox().state().requests();
        let before = usize::try_from(self.before).unwrap();
        let uploads = seen.iter().filter(|seen| seen.records > 0);
        uploads
            .skip(before)
            .take(2)
            .map(|seen| {
                let answer: String = seen.answer.chars().take(400).collect();
                format!("{} records: {answer}", seen.records)
            })
            .collect()
    }

    /// What became of these records on either side.
    pub(super) async fn standing(&self, ids: &[i64]) -> Standings {
        let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let ledger = self.context.ledger.standings(self.route, &keys).await;
        let mut ledger = ledger.unwrap();
        let held = held(self.sandbox(), self.target);
        let standings = ids.iter().map(|id| {
            let standing = Standing {
                stored: held.contains(&self.subject(*id)),
                ledger: ledger.remove(&id.to_string()),
            };
            (*id, standing)
        });
        Standings(standings.collect())
    }

    /// Dismisses what did not arrive, so that the next cell begins with nothing else to send.
    pub(super) async fn forget(&self) {
        let failures = self.context.ledger.failures(self.route, true).await;
        let keys = failures.unwrap().into_iter().map(|failure| failure.key);
        let decision = Decision::Dismiss {
            reason: "the cell ended".into(),
        };
        let actor = Actor {
            user: "grid".into(),
            host: "here".into(),
        };
        let selection = Selection::Keys(keys.collect());
        let now = self.clock().now_ms();
        let ledger = &self.context.ledger;
        let decided = ledger.decide(self.route, &selection, &decision, &actor, now);
        decided.await.unwrap();
    }
}
