//! Retention: what is old and settled goes, the rest stays.

use shangbao::ledger::{Outcome, State};

use super::{Desk, again, refused};
use crate::bed::each_dialect;

impl Desk {
    async fn drop_history(&self, before: i64) {
        let mut from = i64::MIN;
        while let Some(next) = self.ledger.prune_history(from, before).await.unwrap() {
            assert!(next > from);
            from = next;
        }
        while self.ledger.prune_requests(before).await.unwrap() {}
    }

    async fn drop_delivered(&self, before: i64) {
        while self
            .ledger
            .prune_delivered(self.route, before)
            .await
            .unwrap()
        {}
    }

    async fn state(&self, key: &str) -> Option<State> {
        let history = self.ledger.history(self.route, key).await.unwrap();
        history.now.map(|now| now.state)
    }

    /// What happened to a key after it was first seen.
    async fn events(&self, key: &str) -> Vec<String> {
        let history = self.ledger.history(self.route, key).await.unwrap();
        let events = history.events.into_iter().map(|event| event.what);
        events.filter(|what| what != "seen").collect()
    }
}

#[tokio::test]
async fn old_history_goes_but_for_that_of_what_is_not_settled() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        for key in ["a", "b"] {
            desk.deliver(key, "A", 1000).await;
        }
        desk.see(&["wrong", "back-off", "gone"], false, 1000).await;
        desk.settle("wrong", 1, refused(None), 1001).await;
        desk.settle("back-off", 1, again(9_999_999, 3), 1001).await;
        desk.settle("gone", 1, Outcome::Gone { failure: true }, 1001)
            .await;
        desk.deliver("b", "B", 5000).await;
        desk.drop_history(5000).await;
        assert_eq!(desk.events("a").await, Vec::<String>::new(), "{dialect}");
        // The request that is dropped is the one that delivered both.
        assert_eq!(
            desk.events("b").await,
            ["changed", "sent", "delivered"],
            "{dialect}"
        );
        for (key, what) in [
            ("wrong", "rejected"),
            ("back-off", "again"),
            ("gone", "gone"),
        ] {
            assert_eq!(desk.events(key).await, [what], "{dialect}");
        }
        assert_eq!(desk.state("a").await, Some(State::Delivered));
    })
    .await;
}

#[tokio::test]
async fn more_than_a_step_is_dropped_step_by_step() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let keys: Vec<String> = (0..1500).map(|n| format!("{n:04}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        for (page, now) in [
            (&keys[..700], 1000),
            (&keys[700..1400], 2000),
            (&keys[1400..], 3000),
        ] {
            desk.see(page, false, now).await;
            for key in [page[0], page[page.len() - 1]] {
                desk.settle(key, 1, refused(None), now).await;
                desk.see(&[key], false, now + 1).await;
                desk.depart(key, "A", now + 40).await;
                desk.settle(key, 2, super::stored("A"), now + 50).await;
            }
        }
        desk.drop_history(3000).await;
        assert_eq!(desk.events("0000").await, Vec::<String>::new());
        assert_eq!(desk.events("1399").await, Vec::<String>::new());
        assert_eq!(desk.events("1499").await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn keys_delivered_long_ago_go_unless_something_is_to_be_done_with_them() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        for key in ["old", "suspect", "again", "flight"] {
            desk.deliver(key, "A", 1000).await;
        }
        desk.deliver("young", "A", 5000).await;
        desk.see(&["dismissed", "wrong"], false, 1000).await;
        desk.settle("wrong", 1, refused(None), 1001).await;
        desk.see(&["suspect"], true, 1500).await;
        desk.see(&["again", "flight"], false, 1500).await;
        desk.depart("flight", "B", 9_999_999).await;
        desk.drop_delivered(5000).await;
        assert_eq!(desk.state("old").await, None, "{dialect}");
        for key in ["suspect", "again", "flight", "young", "wrong"] {
            assert!(desk.state(key).await.is_some(), "{key} on {dialect}");
        }
        // Seen again, it is new.
        desk.deliver("old", "A", 6000).await;
        assert_eq!(desk.state("old").await, Some(State::Delivered));
    })
    .await;
}
