//! The whole program under stress: eight writers commit out of order while the real binary polls, is killed at random
//! and begins again, by each kind of stream at once, with an account that may only SELECT. In the end every platform
//! holds what the database holds, none ever took older content after newer, and no writer ever waited for the poller.
//!
//! A short form runs with all tests; `just stress` runs it for `STRESS_SECONDS`. The seed is printed.

mod blockers;
mod poller;
mod site;
mod verdict;
mod writers;

use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use shangbao::source::{Begin, Stream};
use shangbao::sql::Dialect;
use sqlx::AnyPool;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::late::poller::Poller;
use crate::source::site::log;
use blockers::Blockers;
use poller::Binary;
use site::Stressed;
use writers::Writer;

/// How many write at the same time.
const WRITERS: u64 = 8;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_on_sqlite() {
    stress(Dialect::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_on_postgres() {
    stress(Dialect::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_on_mariadb() {
    stress(Dialect::MySql).await;
}

/// How long is written.
fn period() -> Duration {
    let seconds = std::env::var("STRESS_SECONDS").ok();
    Duration::from_secs(seconds.map_or(8, |seconds| seconds.parse().unwrap()))
}

async fn stress(dialect: Dialect) {
    let seed = fastrand::u64(..);
    eprintln!("stress on {dialect}: seed {seed}");
    let site = Arc::new(Stressed::new(dialect).await);
    let stop = CancellationToken::new();
    let blockers = tokio::spawn(Blockers::new(&site).await.watch(stop.clone()));
    let naive = tokio::spawn(naive(Arc::clone(&site), stop.clone()));
    let binary = Binary::new(Arc::clone(&site), Rng::with_seed(seed));
    let mut binary = tokio::spawn(binary.run(stop.clone()));
    let (behind, settled) = tokio::select! {
        ended = &mut binary => panic!("the poller ended: {ended:?}, seed {seed}"),
        settled = written_and_settled(&site, seed) => settled,
    };
    stop.cancel();
    let runs = binary.await.unwrap();
    let lost = naive.await.unwrap();
    let (samples, blocked) = blockers.await.unwrap();
    eprintln!(
        "{dialect}: {} permits, {runs}; equal {behind:?} after the last commit, {settled:?} after the idle one's; \
         {lost} lines lost by the naive way; {blocked} of {samples} samples saw a writer wait for the poller",
        verdict::permits(&site).await.len()
    );
    verdict::never_older(&site);
    assert_eq!(blocked, 0, "seed {seed}");
    assert!(
        dialect == Dialect::Sqlite || lost > 0,
        "seed {seed}: the naive way lost nothing"
    );
}

/// Lets the writers write, and waits until all is equal: behind a transaction that stays open, and after it ended.
async fn written_and_settled(site: &Arc<Stressed>, seed: u64) -> (Duration, Duration) {
    let mut idle = Writer::new(site, WRITERS).await;
    if site.dialect != Dialect::Sqlite {
        idle.leave_open().await;
    }
    write(site, seed).await;
    let behind = verdict::equal(site).await;
    idle.end().await;
    (behind, verdict::equal(site).await)
}

/// Lets all writers write for as long as the period is.
async fn write(site: &Arc<Stressed>, seed: u64) {
    let until = Instant::now() + period();
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let mut writer = Writer::new(site, number).await;
        let rng = Rng::with_seed(seed ^ (number + 1));
        writers.spawn(async move { writer.write(rng, until).await });
    }
    let committed: usize = writers.join_all().await.into_iter().sum();
    assert!(committed > 30, "seed {seed}: {committed} transactions");
}

/// Reads the change log by a plain watermark; how many of its committed lines it never saw.
async fn naive(site: Arc<Stressed>, stop: CancellationToken) -> usize {
    let lines = Stream {
        key: vec!["id".to_owned()],
        ..log("change_log")
    };
    let mut poller = Poller::of(&site.site, lines, Begin::All).await;
    poller.naive = true;
    let mut seen = std::collections::BTreeSet::new();
    while !stop.is_cancelled() {
        seen.extend(poller.poll().await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    seen.extend(poller.poll().await);
    let ids = verdict::lines(&site).await;
    ids.iter().filter(|id| !seen.contains(*id)).count()
}

/// The control: a reader that does hold a writer up is seen. SQLite does not say who waits.
#[tokio::test]
async fn a_writer_that_waits_for_the_reader_would_be_seen() {
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let site = Stressed::new(dialect).await;
        let mut blockers = Blockers::new(&site).await;
        assert_eq!(blockers.now().await, 0);
        let (hold, wait) = match dialect {
            Dialect::Postgres => ("SELECT id FROM permits", "LOCK TABLE permits"),
            _ => (
                "SELECT id FROM permits WHERE id = 1 LOCK IN SHARE MODE",
                "UPDATE permits SET sent = '1' WHERE id = 1",
            ),
        };
        let reader = AnyPool::connect(&site.read_url()).await.unwrap();
        let mut holding = reader.begin().await.unwrap();
        sqlx::query(hold).fetch_all(&mut *holding).await.unwrap();
        let writer = site.site.database.pool().await;
        let waiting = tokio::spawn(async move {
            let mut transaction = writer.begin().await.unwrap();
            sqlx::query(wait).execute(&mut *transaction).await.unwrap();
        });
        let limit = Instant::now() + Duration::from_secs(20);
        while blockers.now().await == 0 {
            assert!(
                Instant::now() < limit && !waiting.is_finished(),
                "{dialect}"
            );
            tokio::time::sleep(blockers.pause).await;
        }
        holding.rollback().await.unwrap();
        waiting.await.unwrap();
    }
}
