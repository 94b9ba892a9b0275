//! Several processes at once, each with its own connections.

use std::time::Duration;

use shangbao::ledger::{
    Acquired, Decision, Departure, Intake, IntakeOutcome, Ledger, Selection, Settlement,
};

use super::decisions::dba;
use super::{Desk, lease, stored};
use crate::bed::each_dialect;

const PROCESSES: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_many_gets_the_lease() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let route = desk.route;
        for _ in 0..5 {
            let free = lease_or_none(&desk.ledger, route).await;
            if let Some(lease) = free {
                desk.ledger.release(&lease).await.unwrap();
            } else {
                desk.ledger.release(&desk.lease).await.unwrap();
            }
            let mut racers = Vec::new();
            for _ in 0..PROCESSES {
                let ledger = Ledger::open(&desk.database.url).await.unwrap();
                racers.push(tokio::spawn(
                    async move { lease_or_none(&ledger, route).await },
                ));
            }
            let mut granted = Vec::new();
            for racer in racers {
                granted.extend(racer.await.unwrap());
            }
            assert_eq!(granted.len(), 1);
            desk.ledger.release(&granted[0]).await.unwrap();
        }
    })
    .await;
}

async fn lease_or_none(ledger: &Ledger, route: i64) -> Option<shangbao::ledger::Lease> {
    let asked = ledger
        .acquire(route, "racer", Duration::from_secs(60))
        .await;
    match asked.unwrap() {
        Acquired::Granted(lease) => Some(lease),
        Acquired::Held { .. } => None,
    }
}

/// Every page is taken in exactly once, though all processes read the same pages (here all with the same lease).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_taken_in_by_one() {
    each_dialect(async |dialect| {
        const PAGES: i64 = 10;
        let desk = Desk::new(dialect).await;
        let mut readers = Vec::new();
        for _ in 0..PROCESSES {
            let ledger = Ledger::open(&desk.database.url).await.unwrap();
            let lease = desk.lease.clone();
            readers.push(tokio::spawn(async move {
                let mut taken = 0;
                loop {
                    let at = ledger.position(lease.route, "log").await.unwrap();
                    let expected = at.map(|at| at.version);
                    if expected == Some(PAGES) {
                        return taken;
                    }
                    let page = Intake {
                        stream: "log",
                        expected,
                        position: "{}",
                        keys: &["a", "b", "c"],
                        candidates: false,
                        round: None,
                        now: 1000,
                        ..Intake::default()
                    };
                    let outcome = ledger.intake(&lease, page).await.unwrap();
                    taken += i64::from(matches!(outcome, IntakeOutcome::Taken { .. }));
                }
            }));
        }
        let mut taken = 0;
        for reader in readers {
            taken += reader.await.unwrap();
        }
        assert_eq!(taken, PAGES);
        assert!(desk.due(1000).await.iter().all(|due| due.version == PAGES));
    })
    .await;
}

/// Jobs and people write at the same time, on overlapping ranges of keys in opposite orders: what a deadlock or a
/// busy database throws out is done again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_through() {
    each_dialect(async |dialect| {
        const ROUNDS: i64 = 15;
        let desk = Desk::new(dialect).await;
        let mut workers = Vec::new();
        for process in 0..PROCESSES {
            let ledger = Ledger::open(&desk.database.url).await.unwrap();
            let job = format!("job {process}");
            let shared = desk.route;
            workers.push(tokio::spawn(async move {
                let route = ledger.route(&job, "hazchem").await.unwrap().id;
                let lease = lease(&ledger, route, &job).await;
                for round in 0..ROUNDS {
                    one_round(&ledger, &lease, round).await;
                    let both = if process % 2 == 0 {
                        ["x", "y"]
                    } else {
                        ["y", "x"]
                    };
                    let both = Selection::Keys(both.map(Into::into).to_vec());
                    let retry = Decision::Retry { resend: false };
                    ledger
                        .decide(shared, &both, &retry, &dba(), 1000)
                        .await
                        .unwrap();
                }
                ledger.counts(route).await.unwrap().delivered
            }));
        }
        for worker in workers {
            assert_eq!(worker.await.unwrap(), 40);
        }
        let decided = ROUNDS * PROCESSES as i64;
        assert!(
            desk.due(1000)
                .await
                .iter()
                .all(|due| due.version == decided)
        );
    })
    .await;
}

async fn one_round(ledger: &Ledger, lease: &shangbao::ledger::Lease, round: i64) {
    let keys: Vec<String> = (0..40).map(|nth| format!("key {nth}")).collect();
    let mut keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    if round % 2 == 1 {
        keys.reverse();
    }
    let page = Intake {
        stream: "log",
        expected: (round > 0).then_some(round),
        position: "{}",
        keys: &keys,
        candidates: false,
        round: None,
        now: 1000,
        ..Intake::default()
    };
    let taken = ledger.intake(lease, page).await.unwrap();
    assert_eq!(taken, IntakeOutcome::Taken { version: round + 1 });
    let departures: Vec<Departure> = keys
        .iter()
        .map(|key| Departure {
            key: (*key).into(),
            tried: "A".into(),
            record: None,
            seen: None,
        })
        .collect();
    ledger.depart(lease, &departures, 1000, 1030).await.unwrap();
    let settlements: Vec<Settlement> = keys
        .iter()
        .map(|key| Settlement {
            key: (*key).into(),
            version: round + 1,
            request: None,
            outcome: stored("A"),
        })
        .collect();
    ledger.settle(lease, &settlements, 1010).await.unwrap();
}
