//! Logs of PostgreSQL that name the writing transaction: every row is read once, whatever its id is.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use shangbao::source::{Begin, Position, SourceError, Stream};
use shangbao::sql::Dialect;
use tokio::task::JoinSet;

use super::poller::{Poller, Writer};
use crate::source::site::{Site, log};

/// A log whose ids are drawn in blocks, as by an application's mapper.
async fn site(txid: &str) -> Site {
    let script = format!(
        "CREATE SEQUENCE ids CACHE 50;\n\
         CREATE TABLE log (id BIGINT PRIMARY KEY DEFAULT nextval('ids'), row_key VARCHAR(40), txid {txid});\n\
         CREATE INDEX ON log (txid)"
    );
    Site::new(Dialect::Postgres, &script).await
}

const XID8: &str = "xid8 DEFAULT pg_current_xact_id()";

fn stream() -> Stream {
    Stream {
        txid: Some("txid".to_owned()),
        ..log("log")
    }
}

async fn poller(site: &Site) -> Poller<'_> {
    Poller::of(site, stream(), Begin::All).await
}

#[tokio::test]
async fn rows_are_read_in_the_order_of_their_commits() {
    for txid in [XID8, "BIGINT DEFAULT txid_current()"] {
        let site = site(txid).await;
        let mut poller = poller(&site).await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        early.write(&["a", "b"]).await;
        other.write(&["c"]).await;
        assert_eq!(poller.poll().await, ["c"], "{txid}");
        early.run("COMMIT").await;
        assert_eq!(poller.poll().await, ["a", "b"], "{txid}");
        let settled = poller.position.clone();
        assert!(poller.poll().await.is_empty());
        assert_eq!(poller.position, settled, "it costs no writing");
    }
}

/// Its id was drawn by a transaction that ended long ago: no rule of gaps finds it.
#[tokio::test]
async fn an_id_of_an_earlier_transaction_is_read() {
    let site = site(XID8).await;
    let mut poller = poller(&site).await;
    let mut writer = Writer::new(&site).await;
    writer.run("INSERT INTO log VALUES (900, 'b')").await;
    assert_eq!(poller.poll().await, ["b"]);
    writer.run("INSERT INTO log VALUES (7, 'late')").await;
    assert_eq!(poller.poll().await, ["late"]);
    assert!(matches!(&poller.position, Position::Log(at) if at.after == "900"));
}

#[tokio::test]
async fn a_writer_that_stays_open_holds_up_nothing_and_costs_nothing() {
    let site = site(XID8).await;
    let mut poller = poller(&site).await;
    let mut idle = Writer::begun(&site).await;
    idle.write(&["idle"]).await;
    let mut other = Writer::new(&site).await;
    for number in 0..100 {
        let key = number.to_string();
        other.write(&[&key]).await;
        assert_eq!(poller.poll().await, [key]);
    }
    let stored = serde_json::to_string(&poller.position).unwrap();
    assert!(stored.len() < 200, "{stored}");
    idle.run("COMMIT").await;
    assert_eq!(poller.poll().await, ["idle"]);
}

#[tokio::test]
async fn what_commits_between_two_pages_is_read_by_the_next_reading() {
    let site = site(XID8).await;
    let mut poller = poller(&site).await;
    poller.limit = 2;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.write(&["late"]).await;
    other.write(&["a", "b", "c", "d", "e"]).await;
    let first = poller.page().await.unwrap();
    poller.position = first.position;
    early.run("COMMIT").await;
    assert_eq!(poller.poll().await, ["c", "d", "e"]);
    assert_eq!(poller.poll().await, ["late"]);
}

#[tokio::test]
async fn a_log_begins_where_it_is_told_to_and_reads_what_was_open_then() {
    let site = site(XID8).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.write(&["late"]).await;
    other.write(&["a", "b"]).await;
    for begin in [Begin::Now, Begin::Id(51)] {
        let mut poller = Poller::of(&site, stream(), begin).await;
        assert_eq!(poller.poll().await.len(), usize::from(begin != Begin::Now));
        early.run("COMMIT").await;
        assert_eq!(poller.poll().await, ["late"], "{begin:?}");
        early.run("BEGIN").await;
        early.run("DELETE FROM log WHERE row_key = 'late'").await;
        early.run("COMMIT").await;
        early.run("BEGIN").await;
        early.write(&["late"]).await;
    }
}

#[tokio::test]
async fn a_position_by_ids_goes_on() {
    let site = site(XID8).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    let mut poller = Poller::new(&site).await;
    early.run("INSERT INTO log VALUES (3, 'late')").await;
    other.run("INSERT INTO log VALUES (2, 'a'), (4, 'b')").await;
    assert_eq!(poller.poll().await, ["a", "b"]);
    poller.stream = stream();
    other.run("INSERT INTO log VALUES (9, 'c')").await;
    early.run("COMMIT").await;
    // From the first missing id on.
    assert_eq!(poller.poll().await, ["a", "late", "b", "c"]);
    assert!(poller.poll().await.is_empty());
}

#[tokio::test]
async fn a_server_that_counts_anew_stops_the_log() {
    let site = site(XID8).await;
    let mut poller = poller(&site).await;
    let mut writer = Writer::new(&site).await;
    writer.write(&["a"]).await;
    poller.poll().await;
    let Position::Log(at) = &mut poller.position else {
        panic!("{:?}", poller.position)
    };
    at.transactions.as_mut().unwrap().snapshot = Some("99000000:99000000:".to_owned());
    let page = poller.page().await;
    assert!(
        matches!(page, Err(SourceError::WentBack { .. })),
        "{page:?}"
    );

    writer
        .run("INSERT INTO log VALUES (8, 'x', '99000000')")
        .await;
    let begun = site.source.begin(&stream(), &Begin::All).await;
    let refused = matches!(&begun, Err(SourceError::Sql { code, .. }) if code == "txid");
    assert!(refused, "{begun:?}");
}

const WRITERS: u64 = 6;
const TIME: Duration = Duration::from_secs(5);

/// Writers that commit out of order, with ids in blocks: each row is read exactly once.
#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_read_once() {
    let seed = fastrand::u64(..);
    let site = Arc::new(site(XID8).await);
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let (site, rng) = (Arc::clone(&site), Rng::with_seed(seed ^ number));
        writers.spawn(async move { write(&site, number, rng).await });
    }
    let mut poller = poller(&site).await;
    poller.limit = 5;
    let (mut seen, mut committed) = (BTreeMap::<String, u32>::new(), BTreeMap::new());
    while !writers.is_empty() {
        for key in poller.poll().await {
            *seen.entry(key).or_default() += 1;
        }
        while let Some(joined) = writers.try_join_next() {
            committed.extend(joined.unwrap().into_iter().map(|key| (key, 1)));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for key in poller.poll().await {
        *seen.entry(key).or_default() += 1;
    }
    assert_eq!(seen, committed, "seed {seed}");
    assert!(committed.len() > 50, "seed {seed}");
}

async fn write(site: &Site, number: u64, mut rng: Rng) -> Vec<String> {
    let mut writer = Writer::new(site).await;
    let mut committed = Vec::new();
    let until = Instant::now() + TIME;
    while Instant::now() < until {
        writer.run("BEGIN").await;
        let mut keys = Vec::new();
        for _ in 0..rng.u32(1..4) {
            let key = format!("{number}-{}", rng.u64(..));
            writer.write(&[&key]).await;
            tokio::time::sleep(Duration::from_millis(rng.u64(0..150))).await;
            keys.push(key);
        }
        match rng.u32(0..8) {
            0 => writer.run("ROLLBACK").await,
            _ => {
                writer.run("COMMIT").await;
                committed.extend(keys);
            }
        }
    }
    committed
}
