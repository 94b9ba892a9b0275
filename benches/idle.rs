//! What 100 idle jobs cost that look for changes each second, on each database.
//!
//! `tests/with-servers cargo bench --bench idle` (or `just bench`). Prints the processor time of `shangbao run` alone, as a
//! share of one core: the database servers' own is theirs (but SQLite's, which runs in our process).

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod service;

use std::time::Duration;

use service::{MAPPING, Site};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use sqlx::Executor;

const JOBS: usize = 100;
/// What the first passes are given to be over.
const START: Duration = Duration::from_secs(10);
/// A lease is given back and taken anew meanwhile, by every job.
const MEASURED: Duration = Duration::from_secs(30);

#[tokio::main]
async fn main() {
    let only = std::env::args()
        .nth(1)
        .filter(|argument| !argument.starts_with('-'));
    for dialect in [Dialect::Postgres, Dialect::MySql, Dialect::Sqlite] {
        if only
            .as_ref()
            .is_none_or(|only| *only == dialect.to_string())
        {
            for kind in ["log", "updated"] {
                let share = measure(dialect, kind).await;
                println!(
                    "{dialect}: {JOBS} idle jobs with a stream of kind {kind}, each second: {share:.1} % of one core"
                );
            }
        }
    }
}

async fn measure(dialect: Dialect, kind: &str) -> f64 {
    let site = Site::new(dialect).await;
    let mut connection = site.connect().await;
    for statement in [
        "INSERT INTO permits (id, kind, place, status) VALUES (1, 'blind_plate', 'A', 1)",
        "INSERT INTO change_log (row_key, op) VALUES ('1', 'U')",
    ] {
        connection.execute(statement).await.expect("a row");
    }
    let sandbox = Sandbox::start(Options::default())
        .await
        .expect("a free port");
    let mut jobs = String::new();
    for job in 0..JOBS {
        site.mapping(&format!("m{job}"), &mapping(kind, job));
        jobs += &format!(
            "[jobs.j{job}]\nmapping = \"m{job}\"\nsource = \"site\"\nplatform = \"hazchem\"\nevery = \"1s\"\n\n"
        );
    }
    let service = site.start(&sandbox.url(), &jobs);
    tokio::time::sleep(START).await;
    let before = service.processor_time();
    tokio::time::sleep(MEASURED).await;
    let spent = service.processor_time() - before;
    service.stop();
    drop(connection);
    site.drop().await;
    100.0 * spent / MEASURED.as_secs_f64()
}

/// A job's mapping, with a condition of its own, so that every job has statements of its own.
fn mapping(kind: &str, job: usize) -> String {
    let from = MAPPING.find("[[changes]]").expect("a stream");
    let to = MAPPING.find("[rows]").expect("its rows");
    let stream = match kind {
        "log" => format!(
            "table = \"change_log\"\ncursor = \"id\"\nkey = \"row_key\"\nwhere = \"row_key <> 'job {job}'\""
        ),
        _ => format!(
            "table = \"permits\"\ncursor = \"changed_at\"\nkey = \"id\"\nwhere = \"place <> 'job {job}'\""
        ),
    };
    format!(
        "{}[[changes]]\nkind = \"{kind}\"\n{stream}\n\n{}",
        &MAPPING[..from],
        &MAPPING[to..]
    )
}
