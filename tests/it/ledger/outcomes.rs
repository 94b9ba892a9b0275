//! What became of a key: each outcome, by what happened since its row was read.

use shangbao::ledger::{Outcome, State};

use super::{Desk, again, lost, refused, stored};
use crate::bed::each_dialect;

fn unchanged() -> Outcome {
    Outcome::Unchanged { tried: "A".into() }
}

fn gone(failure: bool) -> Outcome {
    Outcome::Gone { failure }
}

#[tokio::test]
async fn a_delivery_sets_the_digest() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 1000).await;
        assert_eq!(desk.due(9000).await, []);
        desk.see(&["a"], false, 2000).await;
        let due = desk.one(2000).await;
        assert_eq!(due.digest.as_deref(), Some("A"));
        assert_eq!(due.tried.as_deref(), Some("A"));
        assert!(due.reached);
        desk.settle("a", 2, unchanged(), 2000).await;
        desk.see(&["a"], false, 3000).await;
        assert_eq!(desk.one(3000).await.digest.as_deref(), Some("A"));
    })
    .await;
}

#[tokio::test]
async fn a_candidate_since_leaves_the_key_due_for_a_look() {
    each_dialect(async |dialect| {
        let outcomes = [
            (stored("A"), State::Delivered),
            (refused(Some("A")), State::Rejected),
            (gone(true), State::Gone),
            (unchanged(), State::Delivered),
        ];
        for (outcome, state) in outcomes {
            let desk = Desk::new(dialect).await;
            desk.deliver("a", "Z", 900).await;
            desk.see(&["a"], false, 1000).await;
            desk.depart("a", "A", 1030).await;
            desk.see(&["a"], true, 1010).await;
            desk.settle("a", 2, outcome.clone(), 1020).await;
            let due = desk.one(1020).await;
            assert_eq!((due.state, due.suspect), (state, true), "{outcome:?}");
            assert_eq!(due.version, 3);
            // The look ends it.
            desk.settle("a", 3, Outcome::Same, 1030).await;
            assert_eq!(desk.due(9000).await, [], "{outcome:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_since_leaves_the_key_waiting_without_a_digest() {
    each_dialect(async |dialect| {
        let outcomes = [
            stored("A"),
            refused(Some("A")),
            gone(true),
            unchanged(),
            Outcome::Ignored,
            Outcome::Same,
        ];
        for outcome in outcomes {
            let desk = Desk::new(dialect).await;
            desk.see(&["a"], false, 1000).await;
            desk.depart("a", "A", 1030).await;
            desk.see(&["a"], false, 1010).await;
            desk.see(&["a"], true, 1010).await;
            desk.settle("a", 1, outcome.clone(), 1020).await;
            let due = desk.one(1020).await;
            assert_eq!(due.state, State::Waiting, "{outcome:?}");
            assert_eq!((due.digest, due.version), (None, 3), "{outcome:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_an_answer_a_changed_key_waits_until_its_request_must_be_dead() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.depart("a", "A", 1030).await;
        desk.see(&["a"], false, 1010).await;
        desk.settle("a", 1, lost(1500, 1030), 1020).await;
        // Not before, not as late as the back-off of the older content.
        assert_eq!(desk.due(1029).await, []);
        assert_eq!(desk.one(1030).await.attempts, 0);
    })
    .await;
}

#[tokio::test]
async fn a_change_after_a_lost_reply_waits_for_it_too() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["lost", "answered"], false, 1000).await;
        desk.depart("lost", "A", 1030).await;
        desk.depart("answered", "A", 1030).await;
        desk.settle("lost", 1, lost(1500, 1030), 1005).await;
        desk.settle("answered", 1, again(1020, 1), 1005).await;
        desk.see(&["lost", "answered"], false, 1010).await;
        assert_eq!(desk.one(1010).await.key, "answered");
        assert_eq!(desk.due(1030).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_request_whose_end_is_known_blocks_its_key_no_longer_than_that() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["quiet", "changed", "meanwhile"], false, 1000)
            .await;
        for key in ["quiet", "changed", "meanwhile"] {
            desk.depart(key, "A", 1120).await;
        }
        desk.see(&["meanwhile"], false, 1003).await;
        for key in ["quiet", "changed", "meanwhile"] {
            desk.settle(key, 1, lost(1030, 1030), 1005).await;
        }
        desk.see(&["changed"], false, 1010).await;
        assert_eq!(desk.due(1029).await, []);
        assert_eq!(desk.due(1030).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_the_platform_never_had_is_forgotten() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a", "seen"], false, 1000).await;
        desk.see(&["seen"], true, 1000).await;
        desk.settle("a", 1, Outcome::Ignored, 1000).await;
        desk.settle("seen", 1, Outcome::Ignored, 1000).await;
        assert_eq!(desk.one(1000).await.key, "seen");
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().waiting, 1);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_comes_back_is_sent_whatever_it_holds() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 1000).await;
        desk.see(&["a"], false, 2000).await;
        desk.settle("a", 2, gone(true), 2000).await;
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().gone, 1);
        desk.see(&["a"], true, 3000).await;
        let due = desk.one(3000).await;
        assert_eq!((due.digest, due.tried), (None, None));
        // The platform still has it: without a row it is gone again, not forgotten.
        assert!(due.suspect && due.reached);
    })
    .await;
}

#[tokio::test]
async fn whether_the_platform_may_have_it_follows_the_answers() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let keys = ["late", "lost", "mapping", "refused", "stored"];
        desk.see(&keys, false, 1000).await;
        for key in ["late", "lost", "refused", "stored"] {
            desk.depart(key, "A", 1030).await;
        }
        desk.settle("refused", 1, refused(Some("A")), 1010).await;
        desk.settle("mapping", 1, refused(None), 1010).await;
        desk.settle("stored", 1, stored("A"), 1010).await;
        // An unanswered request, then an answered one: the first may still have been stored.
        desk.settle("lost", 1, lost(1030, 1030), 1010).await;
        desk.depart("lost", "A", 1060).await;
        desk.settle("lost", 1, refused(Some("A")), 1040).await;
        // Its process died; the next one cannot map it: the open request was never answered.
        desk.settle("late", 1, refused(None), 1040).await;
        desk.see(&keys, false, 2000).await;
        let reached: Vec<_> = desk
            .due(2000)
            .await
            .into_iter()
            .map(|due| due.reached)
            .collect();
        assert_eq!(reached, [true, true, false, false, true]);
    })
    .await;
}

#[tokio::test]
async fn a_rejected_key_is_found_the_same_at_the_next_look() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], true, 1000).await;
        desk.settle("a", 1, refused(Some("A")), 1000).await;
        desk.see(&["a"], true, 2000).await;
        let due = desk.one(2000).await;
        assert_eq!(
            (due.state, due.tried.as_deref()),
            (State::Rejected, Some("A"))
        );
        desk.settle("a", 2, Outcome::Same, 2000).await;
        assert_eq!(desk.due(9000).await, []);
        let failures = desk.ledger.failures(desk.route, false).await.unwrap();
        assert_eq!((failures.len(), failures[0].since), (1, 1000));
    })
    .await;
}
