//! Whole pages and batches, among very many keys.

use std::time::Instant;

use shangbao::ledger::{Departure, Due, Fenced, Outcome, Settlement};

use super::{Desk, again, refused, stored};
use crate::bed::each_dialect;

fn settlement(due: &Due, outcome: Outcome) -> Settlement {
    Settlement {
        key: due.key.clone(),
        version: due.version,
        request: None,
        outcome,
    }
}

#[tokio::test]
async fn a_batch_of_all_outcomes_is_settled_at_once() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let keys: Vec<String> = (0..100).map(|nth| format!("票-{nth:03}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        desk.see(&keys, false, 1000).await;
        let due = desk.due(1000).await;
        let departures: Vec<Departure> = due
            .iter()
            .map(|due| Departure {
                key: due.key.clone(),
                tried: format!("row of {}", due.key),
                record: None,
                seen: None,
            })
            .collect();
        let departed = desk
            .ledger
            .depart(&desk.lease, &departures, 1000, 1030)
            .await;
        assert!(matches!(departed.unwrap(), Fenced::Done(_)));
        assert_eq!(desk.due(1029).await, []);
        // Some change while they are on their way.
        desk.see(&["票-000", "票-001"], false, 1010).await;
        let settlements: Vec<Settlement> = due
            .iter()
            .enumerate()
            .map(|(nth, due)| {
                settlement(
                    due,
                    match nth % 5 {
                        0 => stored(&due.key),
                        1 => refused(Some(&due.key)),
                        2 => again(2000, 1),
                        3 => Outcome::Gone { failure: true },
                        _ => Outcome::Ignored,
                    },
                )
            })
            .collect();
        let settled = desk.ledger.settle(&desk.lease, &settlements, 1020).await;
        assert_eq!(settled.unwrap(), Fenced::Done(()));
        let counts = desk.ledger.counts(desk.route).await.unwrap();
        assert_eq!((counts.delivered, counts.rejected), (19, 19));
        assert_eq!((counts.waiting, counts.gone), (22, 20));
        assert_eq!(desk.due(1020).await.len(), 2);
        let failures = desk.ledger.failures(desk.route, true).await.unwrap();
        assert_eq!(failures.len(), 59);
    })
    .await;
}

/// A page reads no more of the tables than it works on: among many keys, waiting too, it takes about as long.
#[tokio::test]
async fn a_page_costs_the_same_among_many_keys() {
    each_dialect(async |dialect| {
        const MANY: u32 = 40_000;
        let desk = Desk::new(dialect).await;
        let alone = fastest_page(&desk, "alone").await;
        for from in (0..MANY).step_by(5000) {
            let keys: Vec<String> = (from..from + 5000).map(|n| format!("old {n}")).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            desk.see(&keys, false, 2000).await;
        }
        let among = fastest_page(&desk, "among").await;
        eprintln!(
            "{:.1} ms alone, {:.1} ms among {MANY}",
            alone * 1e3,
            among * 1e3
        );
        // 200 times as many keys: whatever looks at all of them takes far longer than this.
        assert!(among < alone * 8.0, "{among} s among many, {alone} s alone");
    })
    .await;
}

/// How long a page of 200 keys takes from intake to its settlement, at best (s).
async fn fastest_page(desk: &Desk, name: &str) -> f64 {
    let mut fastest = f64::MAX;
    for round in 0..5 {
        let keys: Vec<String> = (0..200).map(|n| format!("{name} {round} {n}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let started = Instant::now();
        desk.see(&keys, false, 1000).await;
        let due = desk.ledger.due(desk.route, None, 3000, 200).await.unwrap();
        let departures: Vec<Departure> = due
            .iter()
            .map(|due| Departure {
                key: due.key.clone(),
                tried: "A".into(),
                record: None,
                seen: None,
            })
            .collect();
        desk.ledger
            .depart(&desk.lease, &departures, 3000, 3030)
            .await
            .unwrap();
        let settlements: Vec<Settlement> =
            due.iter().map(|due| settlement(due, stored("A"))).collect();
        desk.ledger
            .settle(&desk.lease, &settlements, 3010)
            .await
            .unwrap();
        fastest = fastest.min(started.elapsed().as_secs_f64());
    }
    fastest
}
