//! A construction site with companies, workers and a gate, a configuration, and the sandbox.

mod promise;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use shangbao::app::App;
use shangbao::clock::Clock;
use shangbao::ledger::Failure;
use shangbao::pipeline::{Context, RunReport, run_once};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use tempfile::TempDir;

use super::{Database, now, words};

/// The project of the sandbox's account.
pub(crate) const PROJECT: &str = "440300201500303";

/// The jobs, in the order of a pass.
pub(crate) const JOBS: [&str; 5] = [
    "add_company",
    "register_employee",
    "passed_log",
    "leave_project",
    "remove_company",
];

/// 8 by 8 grey dots.
const JPEG: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z";

/// A construction site, its configuration, and the platform's stand-in.
pub(crate) struct Building {
    pub(crate) site: Database,
    pub(crate) folder: TempDir,
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    dialect: Dialect,
    /// What every job has beyond mapping, source and platform.
    pub(crate) job: String,
    /// `[platforms.building]` beyond kind, url and account.
    pub(crate) platform: String,
    pub(crate) secret: String,
}

const MAPPINGS: [(&str, &str); 5] = [
    (
        "add_company",
        include_str!("../../../data/building/add_company.toml"),
    ),
    (
        "register_employee",
        include_str!("../../../data/building/register_employee.toml"),
    ),
    (
        "passed_log",
        include_str!("../../../data/building/passed_log.toml"),
    ),
    (
        "leave_project",
        include_str!("../../../data/building/leave_project.toml"),
    ),
    (
        "remove_company",
        include_str!("../../../data/building/remove_company.toml"),
    ),
];

/// The identity card number of a worker.
pub(crate) fn id_code(worker: i64) -> String {
    format!("44030019880101{worker:03}X")
}

/// The unified social credit code of a company.
fn suid(company: i64) -> String {
    format!("91440300MA5DEM{company:03}X")
}

impl Building {
    /// An empty site on this database; the state lies beside it, in the same kind of database. It is 08:00 in Beijing.
    pub(crate) async fn new(dialect: Dialect) -> Self {
        let start: DateTime<Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        let site = Database::new(dialect).await;
        site.run(match dialect {
            Dialect::Postgres => include_str!("../../../data/building/site.postgres.sql"),
            Dialect::MySql => include_str!("../../../data/building/site.mysql.sql"),
            Dialect::Sqlite => include_str!("../../../data/building/site.sqlite.sql"),
        })
        .await;
        let sandbox = Sandbox::start(Options {
            now: now(&clock),
            seed: words(),
            ..Options::default()
        });
        let bed = Self {
            site,
            folder: tempfile::tempdir().unwrap(),
            sandbox: sandbox.await.unwrap(),
            clock,
            dialect,
            job: String::new(),
            platform: String::new(),
            secret: "sandbox".into(),
        };
        for (job, mapping) in MAPPINGS {
            bed.write(&format!("mappings/{job}.toml"), mapping);
        }
        bed
    }

    /// With company 1 and so many workers of it, all at the platform already.
    pub(crate) async fn staffed(dialect: Dialect, workers: i64) -> Self {
        let bed = Self::new(dialect).await;
        bed.add_company(1).await;
        for worker in 1..=workers {
            bed.hire(worker, 1).await;
        }
        bed.run().await;
        assert_eq!(bed.failures().await, BTreeMap::new());
        bed
    }

    /// Changes a line of a job's mapping.
    pub(crate) fn bend_mapping(&self, job: &str, from: &str, to: &str) {
        let path = self.folder.path().join(format!("mappings/{job}.toml"));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{job}: no line {from}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn jobs_toml(&self) -> String {
        let state = match self.dialect {
            Dialect::Sqlite => "sqlite://shangbao.db".to_owned(),
            _ => self.site.url.clone(),
        };
        let mut text = format!(
            "[state]\nurl = \"{state}\"\n\n[sources.site]\nurl = \"{}\"\n\n[platforms.building]\nkind = \"cwr\"\nurl = \"{}\"\n\
             api_key = \"sandbox\"\napi_secret = \"{}\"\nclient_serial = \"PL-sandbox\"\ntimeout = \"2s\"\n\
             params = {{ project = \"{PROJECT}\" }}\n{}\n",
            self.site.url,
            self.sandbox.url(),
            self.secret,
            self.platform
        );
        for job in JOBS {
            let _ = writeln!(
                text,
                "\n[jobs.{job}]\nmapping = \"{job}\"\nsource = \"site\"\nplatform = \"building\"\n{}",
                self.job
            );
        }
        text
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

    /// One pass of all jobs; their reports by name.
    pub(crate) async fn run(&self) -> BTreeMap<&'static str, RunReport> {
        let (app, context) = self.app().await;
        let mut reports = BTreeMap::new();
        for name in JOBS {
            let report = run_once(&app.job(name).unwrap(), &context, None).await;
            reports.insert(name, report);
        }
        reports
    }

    /// Passes, two minutes apart, until nothing waits any more; at most 40, within the age a passage may have.
    pub(crate) async fn run_until_settled(&self) {
        for _ in 0..40 {
            self.run().await;
            if self.waiting().await == 0 {
                return;
            }
            self.clock.advance(Duration::from_secs(120));
        }
        panic!("records still wait: {:#?}", self.looked(true).await);
    }

    async fn waiting(&self) -> u64 {
        let (app, context) = self.app().await;
        let mut waiting = 0;
        for name in JOBS {
            let account = &app.job(name).unwrap().account.id;
            let route = context.ledger.route(name, account).await.unwrap();
            waiting += context.ledger.counts(route.id).await.unwrap().waiting;
        }
        waiting
    }

    /// What failed, by job and key.
    pub(crate) async fn failures(&self) -> BTreeMap<(&'static str, String), Failure> {
        self.looked(false).await
    }

    async fn looked(&self, waiting: bool) -> BTreeMap<(&'static str, String), Failure> {
        let (app, context) = self.app().await;
        let mut all = BTreeMap::new();
        for name in JOBS {
            let account = &app.job(name).unwrap().account.id;
            let route = context.ledger.route(name, account).await.unwrap();
            let failures = context.ledger.failures(route.id, waiting).await.unwrap();
            all.extend(
                failures
                    .into_iter()
                    .map(|failure| ((name, failure.key.clone()), failure)),
            );
        }
        all
    }

    /// Runs statements of the site's application, with a line of the change log.
    pub(crate) async fn change(&self, subject: &str, id: i64, statement: &str) {
        let log = format!("INSERT INTO change_log (subject, row_key) VALUES ('{subject}', '{id}')");
        self.site.run(&format!("{statement};\n{log};\n")).await;
    }

    pub(crate) async fn add_company(&self, id: i64) {
        let insert = format!(
            "INSERT INTO companies (id, name, suid, legal) VALUES ({id}, '深圳市第{id}建筑公司', '{}', '许志强')",
            suid(id)
        );
        self.change("company", id, &insert).await;
    }

    pub(crate) async fn hire(&self, id: i64, company: i64) {
        let insert = format!(
            "INSERT INTO workers (id, company, name, id_code, phone, photo) VALUES ({id}, {company}, '工人{id}', '{}', '13900000000', '{JPEG}')",
            id_code(id)
        );
        self.change("worker", id, &insert).await;
    }

    pub(crate) async fn depart(&self, worker: i64, departed: bool) {
        let departed = i32::from(departed);
        let update = format!("UPDATE workers SET departed = {departed} WHERE id = {worker}");
        self.change("worker", worker, &update).await;
    }

    pub(crate) async fn exit(&self, company: i64) {
        let update = format!("UPDATE companies SET exited = 1 WHERE id = {company}");
        self.change("company", company, &update).await;
    }

    /// A worker passed a gate so many minutes ago.
    pub(crate) async fn pass(&self, worker: i64, minutes: i64) {
        let time = self.beijing() - TimeDelta::minutes(minutes);
        let insert = format!(
            "INSERT INTO passages (gate, id_code, name, passed) VALUES ('G-{}', '{}', '工人{worker}', '{time}');\n",
            worker % 2,
            id_code(worker)
        );
        self.site.run(&insert).await;
    }

    /// Now, in Beijing.
    pub(crate) fn beijing(&self) -> chrono::NaiveDateTime {
        self.clock.now().naive_utc() + TimeDelta::hours(8)
    }
}
