//! The promise: what the platform holds is what the site has, but for what is visible as failed.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Building, PROJECT};

/// What is said of each company, worker and passage, by what names it on the platform.
type Told = BTreeMap<String, String>;

impl Building {
    /// Holds the platform against the site.
    pub(crate) async fn assert_platform_equals_source(&self) {
        let failures = self.failures().await;
        let mut platform = self.platform();
        let mut source = Told::new();
        for line in self.source().await {
            let failed = |job: &&'static str| failures.contains_key(&(*job, line.key.clone()));
            if line.jobs.iter().any(failed) {
                platform.remove(&line.subject);
            } else {
                source.insert(line.subject, line.text);
            }
        }
        assert_eq!(platform, source, "failed: {failures:#?}");
    }

    /// What the platform holds.
    fn platform(&self) -> Told {
        let roster = self.sandbox.roster();
        let mut told = Told::new();
        for (suid, company) in roster.companies(PROJECT) {
            let legal = text(&company.content, "Legal_Person");
            told.insert(suid, standing(&legal, company.present));
        }
        for (id_code, worker) in roster.workers(PROJECT) {
            let phone = text(&worker.content, "emp_phone");
            told.insert(id_code, standing(&phone, worker.on_site));
        }
        for passage in roster.passages(PROJECT) {
            let time = text(&passage.content, "passed_time");
            let subject = format!("{} {} {time}", passage.device, passage.person);
            told.insert(subject, text(&passage.content, "direction"));
        }
        told
    }

    /// What the site has, as the platform should hold it.
    async fn source(&self) -> Vec<Line> {
        let pool = self.site.pool().await;
        let fetch = async |sql: &'static str| sqlx::query(sql).fetch_all(&pool).await.unwrap();
        let mut lines = Vec::new();
        for row in fetch("SELECT id, suid, COALESCE(legal, ''), exited FROM companies").await {
            let text = standing(row.get(2), number(&row, 3) == 0);
            let jobs = &["add_company", "remove_company"];
            lines.push(Line::new(jobs, &row, row.get(1), text));
        }
        for row in fetch("SELECT id, id_code, COALESCE(phone, ''), departed FROM workers").await {
            let text = standing(row.get(2), number(&row, 3) == 0);
            let jobs = &["register_employee", "leave_project"];
            lines.push(Line::new(jobs, &row, row.get(1), text));
        }
        let passages =
            "SELECT id, CONCAT(gate, ' ', id_code, ' ', passed), direction FROM passages";
        for row in fetch(passages).await {
            let text = if number(&row, 2) == 1 { "in" } else { "out" };
            lines.push(Line::new(
                &["passed_log"],
                &row,
                row.get(1),
                text.to_owned(),
            ));
        }
        pool.close().await;
        lines
    }
}

/// One record of the site.
struct Line {
    /// The jobs that report it.
    jobs: &'static [&'static str],
    key: String,
    /// What names it on the platform.
    subject: String,
    text: String,
}

impl Line {
    fn new(jobs: &'static [&'static str], row: &AnyRow, subject: String, text: String) -> Self {
        Self {
            jobs,
            key: number(row, 0).to_string(),
            subject,
            text,
        }
    }
}

fn standing(detail: &str, there: bool) -> String {
    format!("{detail} {}", if there { "there" } else { "left" })
}

fn text(content: &Map<String, Value>, name: &str) -> String {
    let value = content.get(name).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

/// An integer of any width.
fn number(row: &AnyRow, at: usize) -> i64 {
    row.try_get::<i64, _>(at)
        .unwrap_or_else(|_| i64::from(row.get::<i32, _>(at)))
}
