//! Writers that commit out of order, and a poller: every committed row is read. A poller that forgets its gaps reads
//! along, and must lose some: this test can fail.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use shangbao::sql::Dialect;
use tokio::task::JoinSet;

use super::poller::{Poller, Writer, site};
use crate::source::site::Site;

const WRITERS: u64 = 8;
const TIME: Duration = Duration::from_secs(8);

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_on_postgres() {
    stress(Dialect::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_on_mariadb() {
    stress(Dialect::MySql).await;
}

async fn stress(dialect: Dialect) {
    let seed = fastrand::u64(..);
    eprintln!("late rows on {dialect}: seed {seed}");
    let site = Arc::new(site(dialect).await);
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let (site, rng) = (Arc::clone(&site), Rng::with_seed(seed ^ number));
        writers.spawn(async move { write(&site, dialect, number, rng).await });
    }
    let (mut exact, mut naive) = (Poller::new(&site).await, Poller::new(&site).await);
    (exact.limit, naive.naive) = (20, true);
    let (mut seen, mut naively): (BTreeSet<String>, BTreeSet<String>) = Default::default();
    let mut committed = BTreeSet::new();
    let mut reads = 0;
    while !writers.is_empty() {
        seen.extend(exact.poll().await);
        naively.extend(naive.poll().await);
        reads += 1;
        while let Some(joined) = writers.try_join_next() {
            committed.extend(joined.unwrap());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    seen.extend(exact.poll().await);
    seen.extend(exact.settle().await);
    naively.extend(naive.poll().await);
    let lost: Vec<_> = committed.difference(&seen).collect();
    let lost_naively = committed.difference(&naively).count();
    eprintln!(
        "{dialect}: {} rows, {reads} polls, {} lost; {lost_naively} by the naive way",
        committed.len(),
        lost.len(),
    );
    assert_eq!(lost, Vec::<&String>::new(), "seed {seed}");
    assert_eq!(seen.difference(&committed).count(), 0, "seed {seed}");
    assert!(committed.len() > 50 && lost_naively > 0, "seed {seed}");
}

/// Transactions of up to a second, a tenth of them rolled back; the keys that were committed.
async fn write(site: &Site, dialect: Dialect, number: u64, mut rng: Rng) -> Vec<String> {
    let mut writer = Writer::new(site).await;
    let mut committed = Vec::new();
    let until = Instant::now() + TIME;
    let mut count = 0;
    while Instant::now() < until {
        writer.run("BEGIN").await;
        let mut keys = Vec::new();
        for _ in 0..rng.u32(1..4) {
            count += 1;
            let key = format!("{number}-{count}");
            let pause = Duration::from_millis(rng.u64(0..330));
            match (dialect, rng.u32(0..4)) {
                (Dialect::Postgres, 0) => drawn_early(&mut writer, &key, pause).await,
                (_, 1) => {
                    writer.run("SAVEPOINT s").await;
                    writer.write(&["undone"]).await;
                    writer.run("ROLLBACK TO SAVEPOINT s").await;
                    writer.write(&[&key]).await;
                    tokio::time::sleep(pause).await;
                }
                (_, 2) => writer.write(&[&key]).await,
                _ => {
                    writer.write(&[&key]).await;
                    tokio::time::sleep(pause).await;
                }
            }
            keys.push(key);
        }
        if rng.u32(0..10) == 0 {
            writer.run("ROLLBACK").await;
        } else {
            writer.run("COMMIT").await;
            committed.extend(keys);
        }
    }
    committed
}

/// An id drawn by itself, and written later by the same transaction.
async fn drawn_early(writer: &mut Writer, key: &str, pause: Duration) {
    let draw = "SELECT set_config('late.id', nextval('log_id_seq')::text, false)";
    writer.run(draw).await;
    tokio::time::sleep(pause).await;
    let insert = format!("INSERT INTO log VALUES (current_setting('late.id')::bigint, '{key}')");
    writer.run(&insert).await;
}
