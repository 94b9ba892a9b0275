//! Taking keys in, and what is due.

use shangbao::ledger::{Due, Intake, IntakeOutcome, State};

use super::{Desk, again, refused, stored};
use crate::bed::each_dialect;

#[tokio::test]
async fn a_page_and_its_position_move_together() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let page = Intake {
            stream: "log",
            expected: None,
            position: r#"{"after":"9223372036854775807"}"#,
            keys: &["a", "b"],
            candidates: false,
            round: None,
            now: 1000,
            ..Intake::default()
        };
        let ledger = &desk.ledger;
        let taken = ledger.intake(&desk.lease, page).await.unwrap();
        assert_eq!(taken, IntakeOutcome::Taken { version: 1 });
        // A page that was read from where the stream no longer is.
        let stale = Intake {
            keys: &["c"],
            ..page
        };
        let moved = ledger.intake(&desk.lease, stale).await.unwrap();
        assert_eq!(moved, IntakeOutcome::Moved);
        let far = Intake {
            expected: Some(7),
            ..stale
        };
        let moved = ledger.intake(&desk.lease, far).await.unwrap();
        assert_eq!(moved, IntakeOutcome::Moved);
        assert_eq!(desk.due(1000).await.len(), 2);
        let next = Intake {
            expected: Some(1),
            position: "2",
            keys: &[],
            now: 2000,
            ..page
        };
        let taken = ledger.intake(&desk.lease, next).await.unwrap();
        assert_eq!(taken, IntakeOutcome::Taken { version: 2 });
        let stored = ledger.positions(desk.route).await.unwrap();
        assert_eq!(stored.len(), 1);
        assert_eq!(stored[0].position, "2");
        assert_eq!((stored[0].version, stored[0].moved_at), (2, 2000));
    })
    .await;
}

#[tokio::test]
async fn a_new_key_waits_and_a_change_raises_its_version() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        let fresh = Due {
            key: "a".into(),
            version: 1,
            state: State::Waiting,
            suspect: false,
            digest: None,
            tried: None,
            reached: false,
            record: None,
            first_at: Some(1000),
            let_be: false,
            attempts: 0,
            since: 1000,
            due_at: 1000,
        };
        assert_eq!(desk.due(999).await, []);
        assert_eq!(desk.one(1000).await, fresh);
        desk.settle("a", 1, again(9000, 3), 1000).await;
        assert_eq!(desk.due(8999).await, []);
        desk.see(&["a"], false, 2000).await;
        let changed = desk.one(2000).await;
        assert_eq!((changed.version, changed.attempts), (2, 0));
        assert_eq!(changed.due_at, 2000);
    })
    .await;
}

#[tokio::test]
async fn a_change_in_flight_is_due_when_that_request_must_be_dead() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 1000).await;
        desk.see(&["a"], false, 2000).await;
        assert_eq!(desk.one(2000).await.digest.as_deref(), Some("A"));
        desk.depart("a", "B", 2030).await;
        desk.see(&["a"], false, 2010).await;
        assert_eq!(desk.due(2029).await, []);
        let due = desk.one(2030).await;
        assert_eq!((due.digest, due.due_at), (None, 2030));
        assert_eq!(due.tried.as_deref(), Some("B"));
    })
    .await;
}

#[tokio::test]
async fn a_candidate_is_due_for_a_look_and_keeps_its_state() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 1000).await;
        desk.see(&["a", "new"], true, 2000).await;
        let due = desk.due(2000).await;
        assert_eq!((due[0].state, due[0].suspect), (State::Delivered, true));
        assert_eq!((due[1].state, due[1].suspect), (State::Waiting, false));
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().delivered, 1);
        // Seen once more it is due since the first time.
        desk.see(&["a"], true, 2500).await;
        let due = desk.due(2500).await;
        assert_eq!((due[0].version, due[0].due_at), (3, 2000));
    })
    .await;
}

#[tokio::test]
async fn a_candidate_shortens_no_back_off_and_no_flight() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["backoff", "flight"], false, 1000).await;
        desk.settle("backoff", 1, again(5000, 1), 1000).await;
        desk.depart("flight", "F", 5000).await;
        desk.see(&["backoff", "flight"], true, 2000).await;
        assert_eq!(desk.due(4999).await, []);
        let due = desk.due(5000).await;
        assert_eq!(due.len(), 2);
        // Waiting already, they are to be sent, not looked at.
        assert!(due.iter().all(|due| !due.suspect), "{due:?}");
    })
    .await;
}

#[tokio::test]
async fn what_a_suspect_failed_before_does_not_count() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.settle("a", 1, again(1500, 19), 1000).await;
        desk.settle("a", 1, refused(Some("A")), 1500).await;
        desk.see(&["a"], true, 2000).await;
        assert_eq!(desk.one(2000).await.attempts, 0);
        // Sent and lost, it must be sent again: as a suspect it would be found the same.
        desk.depart("a", "B", 2030).await;
        let lost = desk.one(2030).await;
        assert_eq!((lost.state, lost.suspect), (State::Waiting, false));
        assert_eq!((lost.tried.as_deref(), lost.attempts), (Some("B"), 0));
    })
    .await;
}

#[tokio::test]
async fn due_keys_come_in_pages_by_time_and_key() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["c", "d"], false, 1000).await;
        desk.see(&["b", "a", "e"], false, 900).await;
        let mut keys = Vec::new();
        let mut after: Option<(i64, String)> = None;
        loop {
            let place = after.as_ref().map(|(due_at, key)| (*due_at, key.as_str()));
            let page = desk.ledger.due(desk.route, place, 2000, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some((last.due_at, last.key.clone()));
            keys.extend(page.into_iter().map(|due| due.key));
        }
        assert_eq!(keys, ["a", "b", "e", "c", "d"]);
    })
    .await;
}

#[tokio::test]
async fn routes_do_not_see_each_other() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let other = desk.ledger.route("alarms", "hazchem").await.unwrap().id;
        desk.see(&["a"], false, 1000).await;
        assert_eq!(desk.ledger.due(other, None, 9000, 10).await.unwrap(), []);
        let lease = super::lease(&desk.ledger, other, "first").await;
        let page = Intake {
            stream: "log",
            expected: None,
            position: "{}",
            keys: &["a"],
            candidates: false,
            round: None,
            now: 1000,
            ..Intake::default()
        };
        desk.ledger.intake(&lease, page).await.unwrap();
        desk.settle("a", 1, stored("A"), 1000).await;
        let due = desk.ledger.due(other, None, 9000, 10).await.unwrap();
        assert_eq!((due.len(), due[0].state), (1, State::Waiting));
    })
    .await;
}
