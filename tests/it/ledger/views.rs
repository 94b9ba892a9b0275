//! What `status` and `failures` show; pauses.

use shangbao::ledger::{Counts, Departure, Failure, Fenced, Outcome, Pause, Scope, State};

use super::decisions::dba;
use super::{Desk, again, refused};
use crate::bed::each_dialect;

#[tokio::test]
async fn what_reached_the_platform_comes_newest_first_each_record_counted_once() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        for (key, now) in [("施工-1", 900), ("b", 1100), ("施工-2", 1000)] {
            desk.deliver(key, "A", now).await;
        }
        let latest = desk.ledger.reached(&[desk.route], 2).await.unwrap();
        let shown: Vec<(&str, i64)> = latest.iter().map(|l| (l.key.as_str(), l.at)).collect();
        assert_eq!(shown, [("b", 1100), ("施工-2", 1000)]);
        assert_eq!(latest[0].upload.as_deref(), Some("upload of A"));
        let count = async || desk.ledger.count_reached(&[desk.route]).await.unwrap();
        assert_eq!(count().await, 3);
        // Two keys are one record; a later change of the third was refused, and the row of the first is gone.
        desk.database
            .run("UPDATE shangbao_delivery SET record = 'r' WHERE record_key <> 'b'")
            .await;
        desk.see(&["施工-1", "b", "never"], false, 2000).await;
        desk.settle("施工-1", 2, Outcome::Gone { failure: true }, 2000)
            .await;
        desk.settle("b", 2, refused(Some("A")), 2000).await;
        desk.settle("never", 1, refused(None), 2000).await;
        assert_eq!(count().await, 2);
        assert_eq!(desk.ledger.count_reached(&[]).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn failures_come_with_their_reason_oldest_first() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("gone", "A", 100).await;
        desk.deliver("left", "A", 100).await;
        desk.deliver("good", "A", 100).await;
        desk.see(&["gone", "left", "bad", "busy", "fresh"], false, 1000)
            .await;
        desk.settle("gone", 2, Outcome::Gone { failure: true }, 1200)
            .await;
        desk.settle("left", 2, Outcome::Gone { failure: false }, 1200)
            .await;
        desk.settle("bad", 1, refused(Some("A")), 1100).await;
        desk.settle("busy", 1, again(5000, 2), 1100).await;
        let failures = desk.ledger.failures(desk.route, false).await.unwrap();
        let bad = Failure {
            key: "bad".into(),
            state: State::Rejected,
            field: Some("id".into()),
            code: Some("400".into()),
            message: Some("单号 is missing".into()),
            attempts: 0,
            next_at: None,
            since: 1100,
        };
        assert_eq!(failures[0], bad);
        assert_eq!(
            (failures[1].key.as_str(), failures[1].state),
            ("gone", State::Gone)
        );
        assert_eq!(failures.len(), 2);
        let all = desk.ledger.failures(desk.route, true).await.unwrap();
        let busy = all.iter().find(|failure| failure.key == "busy").unwrap();
        assert_eq!(
            (busy.attempts, busy.next_at, busy.since),
            (2, Some(5000), 1000)
        );
        assert_eq!(all.len(), 3);
        let counts = Counts {
            delivered: 1,
            waiting: 2,
            rejected: 1,
            gone: 2,
            ..Counts::default()
        };
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap(), counts);
    })
    .await;
}

#[tokio::test]
async fn a_run_leaves_its_end_and_its_error() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let ledger = &desk.ledger;
        let found = ledger.find_route("permits", "hazchem").await.unwrap();
        let found = found.unwrap();
        assert_eq!((found.last_run, found.error), (None, None));
        for error in [Some("表 `x` does not exist"), None] {
            ledger.run_ended(desk.route, 1000, error).await.unwrap();
            let found = ledger.find_route("permits", "hazchem").await.unwrap();
            let found = found.unwrap();
            assert_eq!((found.id, found.last_run), (desk.route, Some(1000)));
            assert_eq!(found.error.as_deref(), error);
        }
        assert_eq!(ledger.find_route("permits", "x").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_pause_stays_as_it_was_first_noted_until_it_is_lifted() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let ledger = &desk.ledger;
        let pause = Pause {
            scope: Scope::Platform,
            name: "hazchem http://10.0.0.1 用户".into(),
            reason: "401: password".into(),
            since: 1000,
            by: None,
            configuration: Some("abc".into()),
            until: None,
        };
        ledger.pause(&pause).await.unwrap();
        let later = Pause {
            since: 2000,
            reason: "403".into(),
            by: Some("dba".into()),
            ..pause.clone()
        };
        ledger.pause(&later).await.unwrap();
        let job = Pause {
            scope: Scope::Job,
            ..later.clone()
        };
        ledger.pause(&job).await.unwrap();
        assert_eq!(ledger.pauses().await.unwrap(), [job, pause.clone()]);
        let lifted = ledger
            .resume(Scope::Platform, &pause.name, "right again", &dba(), 3000)
            .await;
        assert!(lifted.unwrap());
        let lifted = ledger
            .resume(Scope::Platform, &pause.name, "right again", &dba(), 3000)
            .await;
        assert!(!lifted.unwrap());
        assert_eq!(ledger.pauses().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_pause_of_an_outage_gives_way_to_any_other_and_ends_alone() {
    each_dialect(async |dialect| {
        let ledger = Desk::new(dialect).await.ledger;
        let outage = Pause {
            scope: Scope::Platform,
            name: "hazchem http://10.0.0.1 u".into(),
            reason: "no connection".into(),
            since: 1000,
            by: None,
            configuration: None,
            until: Some(31_000),
        };
        ledger.pause(&outage).await.unwrap();
        let longer = Pause {
            until: Some(91_000),
            ..outage.clone()
        };
        ledger.pause(&longer).await.unwrap();
        assert_eq!(ledger.pauses().await.unwrap(), [longer]);
        ledger.outage_over(&outage.name).await.unwrap();
        assert!(ledger.pauses().await.unwrap().is_empty());

        let person = Pause {
            by: Some("dba".into()),
            until: None,
            ..outage.clone()
        };
        ledger.pause(&outage).await.unwrap();
        ledger.pause(&person).await.unwrap();
        ledger.pause(&outage).await.unwrap();
        ledger.outage_over(&outage.name).await.unwrap();
        assert_eq!(ledger.pauses().await.unwrap(), [person]);
    })
    .await;
}

#[tokio::test]
async fn a_witness_is_the_newest_record_that_the_platform_has_or_one_in_back_off() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let ledger = &desk.ledger;
        let witness = async |now| {
            ledger
                .witness(desk.route, now)
                .await
                .unwrap()
                .map(|due| due.key)
        };
        assert_eq!(witness(50).await, None);
        desk.see(&["c"], false, 100).await;
        assert_eq!(
            witness(100).await,
            None,
            "a key that is due may be in hand already"
        );
        desk.settle("c", 1, again(9000, 1), 100).await;
        assert_eq!(witness(100).await.as_deref(), Some("c"));
        desk.deliver("a", "A", 150).await;
        desk.deliver("b", "B", 200).await;
        assert_eq!(witness(300).await.as_deref(), Some("b"));
        desk.see(&["b"], true, 400).await;
        assert_eq!(witness(400).await.as_deref(), Some("a"), "a suspect is due");
    })
    .await;
}

#[tokio::test]
async fn a_borrowed_key_is_in_flight_and_is_sent_again_when_nobody_settles_it() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 100).await;
        let ledger = &desk.ledger;
        let witness = ledger.witness(desk.route, 200).await.unwrap().unwrap();
        let departure = Departure {
            key: "a".into(),
            tried: "T".into(),
            record: None,
            seen: None,
        };
        let borrow = async |version| {
            let borrowed = ledger
                .borrow(&desk.lease, &departure, version, 200, 500)
                .await;
            match borrowed.unwrap() {
                Fenced::Done(request) => request.is_some(),
                Fenced::Refused => panic!("the lease is held"),
            }
        };
        assert!(!borrow(witness.version + 1).await, "it was seen again");
        assert!(borrow(witness.version).await);
        assert!(!borrow(witness.version).await, "it is in flight");
        assert_eq!(desk.due(499).await, []);
        let due = desk.one(500).await;
        assert_eq!(
            (due.state, due.digest, due.reached),
            (State::Waiting, None, true)
        );
    })
    .await;
}
