//! A site with permits and alarms, a configuration, and the sandbox: what a whole flow stands on.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use shangbao::app::App;
use shangbao::clock::Clock;
use shangbao::ledger::{Actor, Decision, Failure, Selection};
use shangbao::pipeline::{Context, Job, RunReport, run_once};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox, Upload};
use tempfile::TempDir;

use super::{Database, now, words};

/// A permit as the site has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permit<'a> {
    pub(crate) id: i64,
    pub(crate) kind: &'a str,
    pub(crate) place: &'a str,
    pub(crate) status: i64,
}

/// A permit in order.
pub(crate) fn permit(id: i64) -> Permit<'static> {
    Permit {
        id,
        kind: "confined_space",
        place: "罐区",
        status: 1,
    }
}

/// A site, its configuration, and the platform's stand-in.
pub(crate) struct Bed {
    pub(crate) dialect: Dialect,
    pub(crate) site: Database,
    pub(crate) folder: TempDir,
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    /// `[jobs.work_ticket]` beyond mapping, source and platform.
    pub(crate) job: String,
    /// `[platforms.hazchem]` beyond kind, url and account.
    pub(crate) platform: String,
    pub(crate) password: String,
    /// `[sources.site]` beyond its url.
    pub(crate) source: String,
    /// `[web]`: off, unless a test is about it.
    pub(crate) web: String,
}

const MAPPING: &str = include_str!("../../data/work_ticket.toml");

impl Bed {
    /// An empty site on this database; the state lies beside it, in the same kind of database.
    pub(crate) async fn new(dialect: Dialect) -> Self {
        let start: DateTime<Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        let site = Database::new(dialect).await;
        site.run(match dialect {
            Dialect::Postgres => include_str!("../../data/site.postgres.sql"),
            Dialect::MySql => include_str!("../../data/site.mysql.sql"),
            Dialect::Sqlite => include_str!("../../data/site.sqlite.sql"),
        })
        .await;
        let sandbox = Sandbox::start(Options {
            now: now(&clock),
            seed: words(),
            ..Options::default()
        });
        let bed = Self {
            dialect,
            site,
            folder: tempfile::tempdir().unwrap(),
            sandbox: sandbox.await.unwrap(),
            clock,
            job: String::new(),
            platform: String::new(),
            password: "sandbox".into(),
            source: String::new(),
            web: "[web]\nlisten = \"off\"".into(),
        };
        bed.write("mappings/work_ticket.toml", MAPPING);
        bed
    }

    /// Where the state lies.
    pub(crate) fn state_url(&self) -> String {
        match self.dialect {
            Dialect::Sqlite => {
                let file = self.folder.path().join("shangbao.db");
                format!("sqlite://{}", file.display())
            }
            _ => self.site.url.clone(),
        }
    }

    /// Writes a file of the configuration's folder.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The mapping with a replacement, to break or to bend it.
    pub(crate) fn bend_mapping(&self, from: &str, to: &str) {
        assert!(MAPPING.contains(from), "the mapping has no {from}");
        self.write("mappings/work_ticket.toml", &MAPPING.replace(from, to));
    }

    /// The program as a new process would start it.
    pub(crate) async fn app(&self) -> (App, Context) {
        self.write("jobs.toml", &self.jobs_toml());
        let app = App::load(&self.folder.path().join("jobs.toml"), self.clock.clone());
        let app = app.unwrap_or_else(|error| panic!("{error}"));
        let problems: Vec<String> = app.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        let context = app
            .context()
            .await
            .unwrap_or_else(|error| panic!("{error}"));
        (app, context)
    }

    pub(crate) async fn job(&self) -> (Arc<Job>, Context) {
        let (app, context) = self.app().await;
        (app.job("work_ticket").unwrap(), context)
    }

    /// One run of the permits' job; its counts must add up.
    pub(crate) async fn run(&self) -> RunReport {
        self.run_limited(None).await
    }

    pub(crate) async fn run_limited(&self, limit: Option<u64>) -> RunReport {
        let (job, context) = self.job().await;
        let report = run_once(&job, &context, limit).await;
        assert_adds_up(&report);
        report
    }

    /// Runs, and moves the clock on, until nothing waits any more; at most 60 times.
    pub(crate) async fn run_until_settled(&self) -> Vec<RunReport> {
        let mut reports = Vec::new();
        for _ in 0..60 {
            reports.push(self.run().await);
            if self.waiting().await == 0 {
                return reports;
            }
            self.clock.advance(Duration::from_secs(3700));
        }
        panic!(
            "records still wait: {:?}\n{reports:#?}",
            self.failures(true).await
        );
    }

    async fn waiting(&self) -> u64 {
        let (context, route) = self.route().await;
        context.ledger.counts(route).await.unwrap().waiting
    }

    /// What failed, by key.
    pub(crate) async fn failures(&self, waiting: bool) -> BTreeMap<String, Failure> {
        let (context, route) = self.route().await;
        let failures = context.ledger.failures(route, waiting).await.unwrap();
        let by_key = |failure: Failure| (failure.key.clone(), failure);
        failures.into_iter().map(by_key).collect()
    }

    /// A person decides on records; the keys that it was carried out on.
    pub(crate) async fn decide(&self, selection: Selection, decision: Decision) -> Vec<String> {
        let (context, route) = self.route().await;
        let actor = Actor {
            user: "dba".into(),
            host: "here".into(),
        };
        let now = self.clock.now_ms();
        let decided = context
            .ledger
            .decide(route, &selection, &decision, &actor, now);
        decided.await.unwrap()
    }

    /// The ledger, and the route of the permits' job in it.
    pub(crate) async fn route(&self) -> (Context, i64) {
        let (job, context) = self.job().await;
        let route = context.ledger.route("work_ticket", &job.account.id).await;
        (context, route.unwrap().id)
    }

    /// Writes permits as the site's application would: each with a line of the change log, in one transaction.
    pub(crate) async fn save(&self, permits: &[Permit<'_>]) {
        let mut script = String::new();
        for permit in permits {
            let Permit {
                id,
                kind,
                place,
                status,
            } = permit;
            script += &format!(
                "DELETE FROM permits WHERE id = {id};\n\
                 INSERT INTO permits (id, kind, place, status) VALUES ({id}, '{kind}', '{place}', {status});\n\
                 INSERT INTO change_log (row_key, op) VALUES ('{id}', 'U');\n"
            );
        }
        self.transaction(&script).await;
    }

    /// Deletes a permit, with its line of the change log.
    pub(crate) async fn delete(&self, id: i64) {
        self.transaction(&format!(
            "DELETE FROM permits WHERE id = {id};\nINSERT INTO change_log (row_key, op) VALUES ('{id}', 'D');\n"
        ))
        .await;
    }

    async fn transaction(&self, script: &str) {
        use sqlx::{AssertSqlSafe, Executor};
        let pool = self.site.pool().await;
        let mut transaction = pool.begin().await.unwrap();
        for statement in script
            .split(";\n")
            .filter(|statement| !statement.trim().is_empty())
        {
            transaction
                .execute(AssertSqlSafe(statement.to_owned()))
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
        pool.close().await;
    }

    /// Places of the permits that the platform holds, by permit.
    pub(crate) fn platform(&self) -> BTreeMap<String, String> {
        let records = self.sandbox.state().records(Upload::WorkTicket);
        let place = |record: &serde_json::Map<String, serde_json::Value>| {
            record["ticket_position"].as_str().unwrap().to_owned()
        };
        records
            .iter()
            .map(|(id, record)| (id.clone(), place(record)))
            .collect()
    }

    /// The same of the permits that the site has and reports.
    pub(crate) async fn site_permits(&self) -> BTreeMap<String, String> {
        use sqlx::Row;
        let pool = self.site.pool().await;
        let rows = sqlx::query("SELECT id, place FROM permits WHERE status <> 9")
            .fetch_all(&pool)
            .await
            .unwrap();
        pool.close().await;
        rows.iter()
            .map(|row| (format!("DH-{}", row.get::<i64, _>(0)), row.get(1)))
            .collect()
    }

    /// The promise: what the platform holds is what the site has, but for what is visible as failed.
    pub(crate) async fn assert_platform_equals_source(&self) {
        let failed = self.failures(false).await;
        let mut source = self.site_permits().await;
        let mut platform = self.platform();
        for key in failed.keys() {
            source.remove(&format!("DH-{key}"));
            platform.remove(&format!("DH-{key}"));
        }
        assert_eq!(platform, source, "failed: {failed:#?}");
    }
}

/// Every key that was seen has exactly one outcome.
fn assert_adds_up(report: &RunReport) {
    let parts = report.delivered
        + report.unchanged
        + report.ignored
        + report.rejected
        + report.expired
        + report.held
        + report.gone
        + report.dismissed
        + report.waiting;
    assert_eq!(report.seen, parts, "{report:#?}");
}

/// Lets a dead process's lease run out at once.
pub(crate) async fn expire_lease(bed: &Bed, route: i64) {
    use sqlx::{AssertSqlSafe, Executor};
    let url = bed.state_url();
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    let statement = format!("UPDATE shangbao_lease SET until_ms = 0 WHERE route = {route}");
    pool.execute(AssertSqlSafe(statement)).await.unwrap();
    pool.close().await;
}
