//! What the platforms hold, against what the database holds.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use shangbao_sandbox::{Content, Upload};
use sqlx::Row;

use super::site::{KINDS, Stressed};

/// How long it may take until all is equal.
const LIMIT: Duration = Duration::from_secs(90);

/// The permits that are committed: the counter that each bears, by its id at the platform.
pub(super) async fn permits(site: &Stressed) -> BTreeMap<String, u64> {
    let pool = site.site.database.pool().await;
    let rows = sqlx::query("SELECT id, place FROM permits")
        .fetch_all(&pool)
        .await
        .unwrap();
    pool.close().await;
    rows.iter()
        .map(|row| {
            let place: String = row.get(1);
            (
                format!("DH-{}", row.get::<i64, _>(0)),
                place.parse().unwrap(),
            )
        })
        .collect()
}

/// The ids of the change log's committed lines.
pub(super) async fn lines(site: &Stressed) -> Vec<String> {
    let pool = site.site.database.pool().await;
    let rows = sqlx::query("SELECT id FROM change_log")
        .fetch_all(&pool)
        .await
        .unwrap();
    pool.close().await;
    rows.iter()
        .map(|row| row.get::<i64, _>(0).to_string())
        .collect()
}

/// Waits until every platform holds what the database holds; how long that took.
pub(super) async fn equal(site: &Stressed) -> Duration {
    let started = Instant::now();
    let permits = permits(site).await;
    loop {
        let wrong: Vec<String> = differences(site, &permits);
        if wrong.is_empty() {
            return started.elapsed();
        }
        assert!(
            started.elapsed() < LIMIT,
            "{} records differ: {wrong:#?}",
            wrong.len()
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn differences(site: &Stressed, permits: &BTreeMap<String, u64>) -> Vec<String> {
    let mut wrong = Vec::new();
    for ((kind, _), platform) in std::iter::zip(KINDS, &site.platforms) {
        let records = platform.state().records(Upload::WorkTicket);
        for (id, counter) in permits {
            let held = records.get(id).map(of);
            if held != Some(*counter) {
                wrong.push(format!("{kind}: {id} is {held:?}, not {counter}"));
            }
        }
    }
    wrong
}

/// No record's counter ever went down at a platform.
pub(super) fn never_older(site: &Stressed) {
    for ((kind, _), platform) in std::iter::zip(KINDS, &site.platforms) {
        let state = platform.state();
        for id in state.records(Upload::WorkTicket).keys() {
            let history: Vec<u64> = state
                .history(Upload::WorkTicket, id)
                .iter()
                .map(of)
                .collect();
            assert!(history.is_sorted(), "{kind}: {id} was {history:?}");
        }
    }
}

fn of(content: &Content) -> u64 {
    content["ticket_position"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}
