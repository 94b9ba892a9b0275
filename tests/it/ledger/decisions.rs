//! What people decide.

use shangbao::ledger::{Actor, Decision, Outcome, Selection, State};
use sqlx::Row;

use super::{Desk, refused, stored};
use crate::bed::each_dialect;

pub(super) fn dba() -> Actor {
    Actor {
        user: "dba".into(),
        host: "站点-1".into(),
    }
}

fn keys(keys: &[&str]) -> Selection {
    Selection::Keys(keys.iter().map(ToString::to_string).collect())
}

const RETRY: Decision = Decision::Retry { resend: false };

impl Desk {
    async fn decide(&self, which: &Selection, what: &Decision, now: i64) -> Vec<String> {
        self.ledger
            .decide(self.route, which, what, &dba(), now)
            .await
            .unwrap()
    }

    async fn dismiss(&self, key: &str, now: i64) -> Vec<String> {
        let reason = "entered by hand".into();
        self.decide(&keys(&[key]), &Decision::Dismiss { reason }, now)
            .await
    }
}

#[tokio::test]
async fn a_retry_makes_what_failed_due() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("delivered", "A", 900).await;
        desk.deliver("gone", "A", 900).await;
        desk.deliver("left", "A", 900).await;
        desk.see(&["gone", "left", "rejected"], false, 1000).await;
        desk.settle("gone", 2, Outcome::Gone { failure: true }, 1000)
            .await;
        desk.settle("left", 2, Outcome::Gone { failure: false }, 1000)
            .await;
        desk.settle("rejected", 1, refused(Some("A")), 1000).await;
        let done = desk.decide(&Selection::Failed, &RETRY, 2000).await;
        assert_eq!(done, ["gone", "rejected"]);
        let due = desk.due(2000).await;
        assert_eq!(due.len(), 2);
        assert!(
            due.iter()
                .all(|due| due.state == State::Waiting && !due.suspect)
        );
        let failures = desk.ledger.failures(desk.route, true).await.unwrap();
        assert_eq!(failures, []);
    })
    .await;
}

#[tokio::test]
async fn a_retry_sends_what_the_platform_has_only_when_asked_to() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 900).await;
        desk.decide(&keys(&["a", "unknown", "a"]), &RETRY, 1000)
            .await;
        let due = desk.due(1000).await;
        assert_eq!(due[0].digest.as_deref(), Some("A"));
        assert_eq!(
            (due[1].key.as_str(), due[1].state),
            ("unknown", State::Waiting)
        );
        let resend = Decision::Retry { resend: true };
        desk.decide(&keys(&["a"]), &resend, 1000).await;
        assert_eq!(desk.due(1000).await[0].digest, None);
    })
    .await;
}

#[tokio::test]
async fn a_retry_waits_for_the_request_in_flight() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.depart("a", "A", 1030).await;
        desk.decide(&keys(&["a"]), &RETRY, 1010).await;
        assert_eq!(desk.due(1029).await, []);
        desk.settle("a", 1, stored("A"), 1020).await;
        let due = desk.one(1020).await;
        assert_eq!((due.state, due.digest), (State::Waiting, None));
    })
    .await;
}

#[tokio::test]
async fn a_dismissal_outlasts_what_is_under_way() {
    each_dialect(async |dialect| {
        for outcome in [stored("A"), refused(Some("A")), super::again(1500, 1)] {
            let desk = Desk::new(dialect).await;
            desk.see(&["a"], false, 1000).await;
            // Read, then dismissed, then sent: the request is not held back, but the key is not revived.
            assert_eq!(desk.dismiss("a", 1001).await, ["a"]);
            desk.depart("a", "A", 1030).await;
            desk.settle("a", 1, outcome.clone(), 1010).await;
            assert_eq!(desk.due(9000).await, [], "{outcome:?}");
            let counts = desk.ledger.counts(desk.route).await.unwrap();
            assert_eq!(counts.dismissed, 1, "{outcome:?}");
            desk.see(&["a"], false, 2000).await;
            assert_eq!(desk.one(2000).await.state, State::Waiting);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_forgotten_counts_as_never_delivered() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 900).await;
        let reason = "deleted there by hand".into();
        let forget = Decision::Forget { reason };
        let done = desk.decide(&keys(&["a", "unknown"]), &forget, 1000).await;
        assert_eq!(done, ["a"]);
        let due = desk.one(1000).await;
        assert_eq!(
            (due.state, due.digest, due.reached),
            (State::Waiting, None, false)
        );
        assert!(
            desk.ledger
                .reached(&[desk.route], 5)
                .await
                .unwrap()
                .is_empty()
        );
        // Without a row it is as if it had never been there.
        desk.settle("a", due.version, Outcome::Ignored, 1001).await;
        assert_eq!(
            desk.ledger.counts(desk.route).await.unwrap(),
            Default::default()
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_forgotten_in_flight_is_not_brought_back_by_an_older_answer() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.depart("a", "A", 1030).await;
        let reason = "a mistake".into();
        desk.decide(&keys(&["a"]), &Decision::Forget { reason }, 1010)
            .await;
        assert_eq!(desk.due(1029).await, []);
        desk.settle("a", 1, stored("A"), 1020).await;
        let due = desk.one(1020).await;
        // Its row may be gone by now: then the platform has something that is to be told.
        assert_eq!(
            (due.state, due.digest, due.reached),
            (State::Waiting, None, true)
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_key_is_not_dismissed() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        assert!(desk.dismiss("unknown", 1000).await.is_empty());
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().dismissed, 0);
    })
    .await;
}

#[tokio::test]
async fn decisions_are_kept_with_their_maker() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.dismiss("a", 1001).await;
        desk.decide(&keys(&["a"]), &RETRY, 1002).await;
        let pool = desk.database.pool().await;
        let rows = sqlx::query(
            "SELECT what, detail, by_user, by_host, at FROM shangbao_history ORDER BY id",
        )
        .fetch_all(&pool)
        .await
        .unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].get::<String, _>("what"), "dismiss");
        assert_eq!(rows[0].get::<String, _>("detail"), "entered by hand");
        assert_eq!(rows[0].get::<String, _>("by_user"), "dba");
        assert_eq!(rows[0].get::<String, _>("by_host"), "站点-1");
        assert_eq!(rows[1].get::<String, _>("what"), "retry");
        assert_eq!(rows[1].get::<i64, _>("at"), 1002);
    })
    .await;
}
