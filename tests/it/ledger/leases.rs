//! Leases: by the ledger database's own clock.

use std::time::{Duration, Instant};

use shangbao::ledger::{Acquired, Departure, Fenced, Intake, IntakeOutcome, Settlement, State};

use super::{Desk, stored};
use crate::bed::each_dialect;

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_held_lease_is_refused_also_to_its_holder() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        for asker in ["first", "second"] {
            let answer = desk.ledger.acquire(desk.route, asker, LONG).await;
            let Acquired::Held { holder, until, .. } = answer.unwrap() else {
                panic!("granted twice")
            };
            assert_eq!(holder, "first");
            let left = until - chrono::Utc::now().timestamp_millis();
            assert!((50_000..=61_000).contains(&left), "{left} ms left");
        }
    })
    .await;
}

#[tokio::test]
async fn a_lease_given_back_is_free_at_once() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.ledger.release(&desk.lease).await.unwrap();
        let second = super::lease(&desk.ledger, desk.route, "second").await;
        assert_eq!(second.fence, desk.lease.fence + 1);
        // Who lost it gives nothing back.
        desk.ledger.release(&desk.lease).await.unwrap();
        let answer = desk.ledger.acquire(desk.route, "third", LONG).await;
        assert!(matches!(answer.unwrap(), Acquired::Held { .. }));
        let renewed = desk.ledger.renew(&desk.lease, LONG).await.unwrap();
        assert!(matches!(renewed, Fenced::Refused));
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ran_out_is_taken_over_after_its_deadline() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.ledger.release(&desk.lease).await.unwrap();
        let first = desk.ledger.acquire(desk.route, "first", SHORT).await;
        let Acquired::Granted(first) = first.unwrap() else {
            panic!("not granted")
        };
        let Fenced::Done(first) = desk.ledger.renew(&first, SHORT).await.unwrap() else {
            panic!("not renewed")
        };
        let limit = Instant::now() + Duration::from_secs(20);
        let second = loop {
            match desk.ledger.acquire(desk.route, "second", LONG).await {
                Ok(Acquired::Granted(lease)) => break lease,
                other => assert!(Instant::now() < limit, "{other:?}"),
            }
        };
        // Our own deadline comes before the row's, whatever the call took.
        assert!(Instant::now() >= first.deadline);
        assert_eq!(second.fence, first.fence + 1);
    })
    .await;
}

#[tokio::test]
async fn a_backfill_lets_pass_who_waits_for_its_lease() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.ledger.release(&desk.lease).await.unwrap();
        let briefly = async || {
            let asked = desk.ledger.acquire_briefly(desk.route, "backfill", LONG);
            asked.await.unwrap()
        };
        let asked = async || {
            let asked = desk.ledger.acquire(desk.route, "service", LONG);
            asked.await.unwrap()
        };
        let Acquired::Granted(brief) = briefly().await else {
            panic!("it was free")
        };
        assert!(matches!(asked().await, Acquired::Held { brief: true, .. }));
        // What prolongs the lease keeps the wish.
        desk.ledger.renew(&brief, LONG).await.unwrap();
        desk.ledger.release(&brief).await.unwrap();
        assert!(matches!(briefly().await, Acquired::Held { .. }));
        let Acquired::Granted(lease) = asked().await else {
            panic!("it was given back")
        };
        assert!(matches!(
            briefly().await,
            Acquired::Held { brief: false, .. }
        ));
        desk.ledger.release(&lease).await.unwrap();
        assert!(
            matches!(briefly().await, Acquired::Granted(_)),
            "nobody waits any more"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_lost_the_lease_writes_nothing() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        let old = desk.lease.clone();
        desk.ledger.release(&old).await.unwrap();
        super::lease(&desk.ledger, desk.route, "second").await;
        let page = Intake {
            stream: "other",
            expected: None,
            position: "{}",
            keys: &["b"],
            candidates: false,
            round: None,
            now: 1000,
            ..Intake::default()
        };
        let taken = desk.ledger.intake(&old, page).await.unwrap();
        assert_eq!(taken, IntakeOutcome::Refused);
        let departure = Departure {
            key: "a".into(),
            tried: "A".into(),
            record: None,
            seen: None,
        };
        let departed = desk.ledger.depart(&old, &[departure], 1000, 5000).await;
        assert_eq!(departed.unwrap(), Fenced::Refused);
        let due = desk.one(1000).await;
        assert_eq!((due.version, due.tried), (1, None));
        let other = desk.ledger.position(desk.route, "other").await.unwrap();
        assert_eq!(other, None);
    })
    .await;
}

#[tokio::test]
async fn a_refused_settlement_sets_its_keys_waiting() {
    each_dialect(async |dialect| {
        let mut desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.depart("a", "A", 1030).await;
        desk.ledger.release(&desk.lease).await.unwrap();
        let stale = desk.lease.clone();
        desk.lease = super::lease(&desk.ledger, desk.route, "second").await;
        // The second one delivered meanwhile, and has the next request open.
        desk.settle("a", 1, stored("B"), 1040).await;
        desk.see(&["a"], false, 1050).await;
        desk.depart("a", "C", 1090).await;
        let late = Settlement {
            key: "a".into(),
            version: 1,
            request: None,
            outcome: stored("A"),
        };
        let settled = desk.ledger.settle(&stale, &[late], 1060).await;
        assert_eq!(settled.unwrap(), Fenced::Refused);
        // That request stays alone: the key is due when it must be dead.
        assert_eq!(desk.due(1089).await, []);
        let due = desk.one(1090).await;
        assert_eq!(
            (due.state, due.version, due.digest),
            (State::Waiting, 3, None)
        );
        // And its answer does not settle the key any more.
        desk.settle("a", 2, stored("C"), 1070).await;
        let due = desk.one(1070).await;
        assert_eq!((due.state, due.digest), (State::Waiting, None));
    })
    .await;
}

/// The clock was put back since the lease was written: nobody holds it for longer than it was granted for.
#[tokio::test]
async fn a_lease_of_the_future_ends_when_it_would_have_ended() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let pool = desk.database.pool().await;
        for ahead in [20_000_i64, 7_200_000, 30 * 86_400_000] {
            let until = chrono::Utc::now().timestamp_millis() + 700 + ahead;
            let script = format!("UPDATE shangbao_lease SET until_ms = {until}, span_ms = 700");
            sqlx::Executor::execute(&pool, sqlx::AssertSqlSafe(script))
                .await
                .unwrap();
            let began = Instant::now();
            loop {
                let asked = desk.ledger.acquire(desk.route, "second", LONG).await;
                if matches!(asked.unwrap(), Acquired::Granted(_)) {
                    break;
                }
                assert!(began.elapsed() < Duration::from_secs(20), "{ahead}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            assert!(
                began.elapsed() >= Duration::from_millis(500),
                "its requests may be open"
            );
        }
        pool.close().await;
    })
    .await;
}

/// Its holder prolongs it all the same, and then it ends by the clock as it is.
#[tokio::test]
async fn a_lease_of_the_future_is_prolonged_by_the_new_clock() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let pool = desk.database.pool().await;
        let until = chrono::Utc::now().timestamp_millis() + 86_400_000;
        let script = format!("UPDATE shangbao_lease SET until_ms = {until}");
        sqlx::Executor::execute(&pool, sqlx::AssertSqlSafe(script))
            .await
            .unwrap();
        let renewed = desk.ledger.renew(&desk.lease, LONG).await.unwrap();
        assert!(matches!(renewed, Fenced::Done(_)));
        let row = sqlx::query("SELECT until_ms FROM shangbao_lease")
            .fetch_one(&pool)
            .await
            .unwrap();
        let left = sqlx::Row::get::<i64, _>(&row, 0) - chrono::Utc::now().timestamp_millis();
        assert!(left < 70_000, "{left} ms");
        pool.close().await;
    })
    .await;
}
