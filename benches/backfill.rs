//! A backfill of 1 000 000 permits beside live changes on PostgreSQL: what it costs these, and its memory.
//!
//! `tests/with-servers cargo bench --bench backfill` (or `just bench --bench backfill`); another number of permits is an
//! argument. Live changes are measured without and with the backfill in the same run, from their commit to their settlement
//! as the ledger notes it, woken by NOTIFY; the ratio of the 99th percentiles is to stay below 2. Half-way the backfill is
//! killed and begun again; what it sent twice is counted.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod service;

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::Utc;
use service::{MAPPING, Site};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

const PERMITS: i64 = 1_000_000;
const CHANGES: i64 = 500;
const APART: Duration = Duration::from_millis(20);
/// How long the service is given to make room for the backfill.
const BEGUN: Duration = Duration::from_secs(5);

const JOB: &str = "[jobs.work_ticket]\nmapping = \"work_ticket\"\nsource = \"site\"\nplatform = \"hazchem\"\n\
    begin = \"now\"\nwake = \"permit_changed\"\n";

#[tokio::main]
async fn main() {
    let given = std::env::args().find_map(|argument| argument.parse().ok());
    let permits = given.unwrap_or(PERMITS);
    let site = Site::new(Dialect::Postgres).await;
    let mut connection = site.connect().await;
    fill(&mut connection, permits).await;
    let options = Options {
        answer_only: true,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.expect("a free port");
    site.mapping("work_ticket", MAPPING);
    let service = site.start(&sandbox.url(), JOB);
    commit_until_stored(&mut connection, &sandbox).await;

    let spent = service.processor_time();
    let before = live(&mut connection, 2_000_000).await;
    let alone = service.processor_time() - spent;
    let stored = sandbox.state().counts().stored;
    let mut backfill = Backfill::start(&site);
    tokio::time::sleep(BEGUN).await;
    let spent = service.processor_time();
    let beside = live(&mut connection, 3_000_000).await;
    let spent = service.processor_time() - spent;
    println!(
        "live changes: p99 {before} ms alone, {beside} ms beside the backfill: {:.2} (limit 2); \
         {alone:.1} s and {spent:.1} s of the service's processor time",
        beside as f64 / before as f64
    );
    if !backfill.runs() {
        println!("the backfill ended meanwhile: give more permits");
    }
    backfill.watch(&site, &sandbox, stored, permits).await;
    service.stop();
    let sent = sandbox.state().counts().stored;
    let sql = "SELECT COUNT(*) FROM shangbao_delivery WHERE state = 'delivered'";
    let query = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
    let delivered: i64 = query.expect("state");
    println!(
        "killed half-way and begun again: {delivered} permits delivered, {} of them sent twice",
        sent - delivered as u64
    );
    drop(connection);
    site.drop().await;
}

/// Permits with their lines in the log, which the job begins behind.
async fn fill(connection: &mut AnyConnection, permits: i64) {
    for statement in [
        format!(
            "INSERT INTO permits (id, kind, place, status) \
             SELECT n, 'blind_plate', '罐区', 1 FROM generate_series(1, {permits}) AS n"
        ),
        format!(
            "INSERT INTO change_log (row_key, op) SELECT n::text, 'I' FROM generate_series(1, {permits}) AS n"
        ),
        "ANALYZE".to_owned(),
    ] {
        let filled = connection.execute(AssertSqlSafe(statement)).await;
        filled.expect("rows");
    }
}

/// Makes a change now and then, until the service has begun to work.
async fn commit_until_stored(connection: &mut AnyConnection, sandbox: &Sandbox) {
    let mut id = 1_500_000;
    while sandbox.state().counts().stored == 0 {
        commit(connection, id).await;
        id += 1;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// The 99th percentile (ms) of live changes, from commit to settlement.
async fn live(connection: &mut AnyConnection, first: i64) -> i64 {
    let mut committed = BTreeMap::new();
    let mut ticks = tokio::time::interval(APART);
    for id in first..first + CHANGES {
        ticks.tick().await;
        commit(connection, id).await;
        committed.insert(id.to_string(), Utc::now().timestamp_millis());
    }
    let sql = format!(
        "SELECT record_key, since FROM shangbao_delivery \
         WHERE record_key >= '{first}' AND record_key < '{}' AND length(record_key) = 7 AND state = 'delivered'",
        first + CHANGES
    );
    let settled: Vec<(String, i64)> = loop {
        let query = sqlx::query_as(AssertSqlSafe(sql.clone()));
        let settled: Vec<(String, i64)> = query.fetch_all(&mut *connection).await.expect("state");
        if settled.len() as i64 == CHANGES {
            break settled;
        }
        tokio::time::sleep(APART).await;
    };
    let mut latencies: Vec<i64> = settled
        .iter()
        .map(|(key, at)| (at - committed[key]).max(1))
        .collect();
    latencies.sort_unstable();
    let at = |percent: usize| latencies[(latencies.len() - 1) * percent / 100];
    println!(
        "live changes: p50 {} ms, p90 {} ms, p99 {} ms, longest {} ms",
        at(50),
        at(90),
        at(99),
        at(100)
    );
    at(99)
}

async fn commit(connection: &mut AnyConnection, id: i64) {
    let mut transaction = connection.begin().await.expect("a transaction");
    for statement in [
        format!(
            "INSERT INTO permits (id, kind, place, status) VALUES ({id}, 'blind_plate', 'A', 1)"
        ),
        format!("INSERT INTO change_log (row_key, op) VALUES ('{id}', 'U')"),
        "NOTIFY permit_changed".to_owned(),
    ] {
        let done = transaction.execute(AssertSqlSafe(statement)).await;
        done.expect("a row");
    }
    transaction.commit().await.expect("a commit");
}

/// `shangbao backfill` as a process.
struct Backfill {
    child: Child,
    began: Instant,
}

impl Backfill {
    fn start(site: &Site) -> Self {
        Self {
            child: Self::spawn(site),
            began: Instant::now(),
        }
    }

    fn spawn(site: &Site) -> Child {
        let child = Command::new(env!("CARGO_BIN_EXE_shangbao"))
            .arg("--config")
            .arg(site.folder.path().join("jobs.toml"))
            .args(["backfill", "work_ticket", "--all"])
            .stdin(Stdio::null())
            .spawn();
        child.expect("the backfill")
    }

    fn runs(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// Kills it half-way, begins it again and waits for its end; prints its peak memory when a tenth was stored, when it was
    /// killed, and at last.
    async fn watch(&mut self, site: &Site, sandbox: &Sandbox, before: u64, permits: i64) {
        let (mut tenth, mut half, mut last) = (None, None, None);
        while self.runs() {
            last = self.peak().or(last);
            let stored = sandbox.state().counts().stored - before;
            if tenth.is_none() && stored >= permits as u64 / 10 {
                tenth = last;
            }
            if half.is_none() && stored >= permits as u64 / 2 {
                half = last;
                self.child.kill().expect("a child");
                self.child.wait().expect("a child");
                self.child = Self::spawn(site);
            }
            tokio::time::sleep(APART).await;
        }
        let took = self.began.elapsed().as_secs_f64();
        let mib = |kib: Option<u64>| kib.unwrap_or_default() as f64 / 1024.0;
        println!(
            "backfill: {permits} permits in {took:.0} s, {:.0} a second; peak memory {:.1} MiB at a tenth, {:.1} MiB half-way, {:.1} MiB of the second half",
            permits as f64 / took,
            mib(tenth),
            mib(half),
            mib(last)
        );
    }

    /// Its peak memory so far (KiB).
    fn peak(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Backfill {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}
