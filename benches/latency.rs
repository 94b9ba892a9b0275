//! From the commit of a change to its arrival at the platform, at 50 changes a second: woken by NOTIFY, and by polling each second.
//!
//! `tests/with-servers cargo bench --bench latency` (or `just bench`). The sandbox notes when requests arrive, on the clock of
//! this process, which also notes when a commit has returned.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod service;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use service::{MAPPING, Site};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

const CHANGES: usize = 1500;
const APART: Duration = Duration::from_millis(20);

#[tokio::main]
async fn main() {
    let wake = "wake = \"permit_changed\"";
    measure(
        Dialect::Postgres,
        "NOTIFY",
        wake,
        Some("NOTIFY permit_changed"),
    )
    .await;
    for dialect in [Dialect::Postgres, Dialect::MySql, Dialect::Sqlite] {
        measure(dialect, "every = \"1s\"", "every = \"1s\"", None).await;
    }
}

async fn measure(dialect: Dialect, how: &str, when: &str, notify: Option<&'static str>) {
    let site = Site::new(dialect).await;
    let sandbox = Sandbox::start(Options::default())
        .await
        .expect("a free port");
    site.mapping("work_ticket", MAPPING);
    let job = format!(
        "[jobs.work_ticket]\nmapping = \"work_ticket\"\nsource = \"site\"\nplatform = \"hazchem\"\n{when}\n"
    );
    let service = site.start(&sandbox.url(), &job);
    let mut connection = site.connect().await;
    // The first changes find it at its start.
    commit(&mut connection, 1_000_000, notify).await;
    while arrivals(&sandbox).is_empty() {
        tokio::time::sleep(APART).await;
    }
    let mut committed = BTreeMap::new();
    let spent = service.processor_time();
    let mut ticks = tokio::time::interval(APART);
    for id in 1..=CHANGES {
        ticks.tick().await;
        commit(&mut connection, id, notify).await;
        committed.insert(format!("DH-{id}"), Utc::now());
    }
    while arrivals(&sandbox).len() <= CHANGES {
        tokio::time::sleep(APART).await;
    }
    let arrived = arrivals(&sandbox);
    let spent = (service.processor_time() - spent) * 1000.0 / CHANGES as f64;
    let mut latencies: Vec<i64> = committed
        .iter()
        .map(|(id, at)| (arrived[id] - *at).num_milliseconds())
        .collect();
    latencies.sort_unstable();
    let at = |part: usize| latencies[(latencies.len() - 1) * part / 100];
    println!(
        "{dialect}, {how}: {CHANGES} changes, p50 {} ms, p99 {} ms, longest {} ms; {spent:.1} ms of processor time each",
        at(50),
        at(99),
        at(100)
    );
    service.stop();
    drop(connection);
    site.drop().await;
}

async fn commit(connection: &mut AnyConnection, id: usize, notify: Option<&'static str>) {
    let mut transaction = connection.begin().await.expect("a transaction");
    for statement in [
        format!(
            "INSERT INTO permits (id, kind, place, status) VALUES ({id}, 'blind_plate', 'A', 1)"
        ),
        format!("INSERT INTO change_log (row_key, op) VALUES ('{id}', 'U')"),
    ] {
        transaction
            .execute(AssertSqlSafe(statement))
            .await
            .expect("a row");
    }
    if let Some(notify) = notify {
        transaction.execute(notify).await.expect("a notification");
    }
    transaction.commit().await.expect("a commit");
}

/// When each record first arrived.
fn arrivals(sandbox: &Sandbox) -> BTreeMap<String, DateTime<Utc>> {
    let mut first = BTreeMap::new();
    for request in sandbox.state().requests() {
        for id in request.ids {
            first.entry(id).or_insert(request.at);
        }
    }
    first
}
