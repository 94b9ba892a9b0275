//! A campaign against the built program: writers commit while the service is killed, stopped and paused, while its connections are
//! cut and the servers restarted, while the platform fails, the disk with the state is full and the clock steps. In the end the
//! platform holds what the site has, or the record is visible as failed.
//!
//! A short form runs with all tests; `just torture MINUTES` runs it for so long, with restarts of the servers. The seed is printed.

mod service;
mod writers;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use fastrand::Rng;
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::bed::Bed;
use service::Tortured;
use writers::write;

/// How many write at the same time.
const WRITERS: usize = 4;

/// How long everything may take to be right, once nothing fails any more.
const PATIENCE: Duration = Duration::from_secs(180);

/// What the platform does for a while.
const FAULTS: [&str; 7] = [
    "busy:3",
    "http-500:3",
    "drop-before:3",
    "drop-after-accept:3",
    "slow:2500ms x2",
    "slow:300ms p=0.5",
    "drop-before p=0.7, drop-after-accept p=0.5",
];

/// By how much the clock is set (s).
const STEPS: [i64; 6] = [-20, -7200, -30 * 86_400, 20, 7200, 0];

/// What is done to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Torture {
    Kill,
    Stop,
    Pause,
    Fault,
    Cut,
    Restart,
    FullDisk,
    Clock,
}

/// What was done, and how often.
#[derive(Default)]
struct Figures {
    done: BTreeMap<Torture, u64>,
    changes: Arc<AtomicU64>,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} changes", self.changes.load(Ordering::Relaxed))?;
        for (what, count) in &self.done {
            write!(f, ", {count} x {what:?}")?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_is_right_in_the_end_on_sqlite() {
    campaign(Dialect::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_is_right_in_the_end_on_postgres() {
    campaign(Dialect::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_is_right_in_the_end_on_mariadb() {
    campaign(Dialect::MySql).await;
}

/// How long one database is tortured: a third of the minutes that are asked for.
fn period() -> Duration {
    let minutes = std::env::var("TORTURE_MINUTES").ok();
    let minutes: Option<f64> = minutes.map(|minutes| minutes.parse().unwrap());
    minutes.map_or(Duration::from_secs(8), |minutes| {
        Duration::from_secs_f64(minutes * 60.0 / 3.0)
    })
}

/// The command that restarts a server, where nobody else works with it.
fn restarter(dialect: Dialect) -> Option<(String, &'static str)> {
    std::env::var("TORTURE_MINUTES").ok()?;
    let name = match dialect {
        Dialect::Sqlite => return None,
        Dialect::Postgres => "postgres",
        Dialect::MySql => "mariadb",
    };
    Some((std::env::var("TEST_RESTART").ok()?, name))
}

async fn site(dialect: Dialect) -> Bed {
    let mut bed = Bed::new(dialect).await;
    bed.sandbox = Sandbox::start(Options::default()).await.unwrap();
    bed.source = "statement_timeout = \"2s\"".into();
    bed.platform = "concurrency = 4".into();
    bed.job = "every = \"200ms\"\nretry = { first = \"200ms\", most = \"2s\" }".into();
    bed
}

async fn campaign(dialect: Dialect) {
    let seed = fastrand::u64(..);
    eprintln!("torture on {dialect}: seed {seed}");
    let mut rng = Rng::with_seed(seed);
    let bed = site(dialect).await;
    let mut figures = Figures::default();
    let stop = CancellationToken::new();
    let mut writing = JoinSet::new();
    for _ in 0..WRITERS {
        let changes = figures.changes.clone();
        writing.spawn(write(
            bed.site.url.clone(),
            rng.fork(),
            changes,
            stop.clone(),
        ));
    }
    // MySQL cannot undo a migration that is cut off: the state is there before anything goes wrong.
    bed.route().await;
    let mut service = Tortured::start(&bed);
    let began = Instant::now();
    while began.elapsed() < period() {
        tokio::time::sleep(Duration::from_millis(rng.u64(100..900))).await;
        let what = torment(&bed, &mut service, &mut rng).await;
        *figures.done.entry(what).or_default() += 1;
    }
    bed.sandbox.script("".parse().unwrap());
    service.set_clock(0);
    service.fill_disk(false).await;
    stop.cancel();
    writing.join_all().await;
    let healed = Instant::now();
    while !is_right(&bed).await {
        service.go_on(&bed).await;
        if healed.elapsed() > PATIENCE {
            eprintln!("{}", service.said(&bed));
            bed.assert_platform_equals_source().await;
            panic!("not right in time");
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let took = healed.elapsed();
    service.end(&bed).await;
    bed.assert_platform_equals_source().await;
    eprintln!(
        "torture on {dialect}, seed {seed}, {:?}: {figures}; right {took:?} after the last",
        period()
    );
}

/// One thing that goes wrong.
async fn torment(bed: &Bed, service: &mut Tortured, rng: &mut Rng) -> Torture {
    service.go_on(bed).await;
    let all = [
        Torture::Kill,
        Torture::Stop,
        Torture::Pause,
        Torture::Fault,
        Torture::Fault,
        Torture::Cut,
        Torture::Restart,
        Torture::FullDisk,
        Torture::Clock,
    ];
    loop {
        let what = all[rng.usize(..all.len())];
        let moment = Duration::from_millis(rng.u64(200..2500));
        match what {
            Torture::Kill => service.kill(bed).await,
            Torture::Stop => service.restart(bed).await,
            Torture::Pause => service.pause(moment).await,
            Torture::Fault => {
                let fault = FAULTS[rng.usize(..FAULTS.len())];
                bed.sandbox.script(fault.parse().unwrap());
            }
            Torture::Cut if bed.dialect != Dialect::Sqlite => cut(bed).await,
            Torture::Restart if restarter(bed.dialect).is_some() => restart_server(bed).await,
            Torture::FullDisk if bed.dialect == Dialect::Sqlite => {
                service.fill_disk(true).await;
                tokio::time::sleep(moment).await;
                service.fill_disk(false).await;
            }
            Torture::Clock if service.has_clock() => {
                service.set_clock(STEPS[rng.usize(..STEPS.len())]);
            }
            Torture::Cut | Torture::Restart | Torture::FullDisk | Torture::Clock => continue,
        }
        return what;
    }
}

/// Ends every connection to the site's database, which holds the state too.
async fn cut(bed: &Bed) {
    use sqlx::{AssertSqlSafe, Executor, Row};
    let Ok(pool) = sqlx::AnyPool::connect(&bed.site.url).await else {
        return;
    };
    // Who is cut off by it, this connection perhaps, is none of a failure.
    if bed.dialect == Dialect::Postgres {
        let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        let _ = pool.execute(all).await;
    } else {
        let all = "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()";
        for row in pool.fetch_all(all).await.unwrap_or_default() {
            let number = row.try_get::<i64, _>(0).unwrap_or_default();
            let _ = pool.execute(AssertSqlSafe(format!("KILL {number}"))).await;
        }
    }
    pool.close().await;
}

async fn restart_server(bed: &Bed) {
    let Some((command, name)) = restarter(bed.dialect) else {
        return;
    };
    let mut words = command.split_whitespace();
    let mut restart = tokio::process::Command::new(words.next().unwrap());
    let restarted = restart.args(words).arg(name).status().await;
    assert!(restarted.unwrap().success(), "{name} does not come again");
}

/// Whether the platform holds what the site has, but for what is visible as failed.
async fn is_right(bed: &Bed) -> bool {
    let failed = bed.failures(false).await;
    let mut source = bed.site_permits().await;
    let mut platform = bed.platform();
    for key in failed.keys() {
        source.remove(&format!("DH-{key}"));
        platform.remove(&format!("DH-{key}"));
    }
    platform == source
}
