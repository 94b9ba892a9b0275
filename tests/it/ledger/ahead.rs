//! Times that lie further ahead than they can: they were written by a clock that was put back since.

use shangbao::ledger::{Hold, Outcome};

use super::{Desk, again};
use crate::bed::each_dialect;

#[tokio::test]
async fn a_back_off_and_a_flight_end_when_they_could_have_ended() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["resting", "flying", "early", "near"], false, 1_000_000)
            .await;
        for key in ["resting", "near"] {
            desk.depart(key, "A", 1_000_030).await;
        }
        desk.settle("resting", 1, again(1_900_000, 3), 1_000_010)
            .await;
        desk.settle("near", 1, again(5200, 3), 1_000_010).await;
        desk.depart("flying", "A", 1_000_030).await;
        let hold = Hold {
            tried: "A".into(),
            field: None,
            code: "early".into(),
            message: "not yet".into(),
            at: Some(2_000_000),
            attempts: 0,
            record: None,
            needed: None,
        };
        desk.settle("early", 1, Outcome::Held(hold), 1_000_010)
            .await;
        // The clock was put back to 5000; a request lives for 30 at most, a back-off for 500.
        desk.ledger
            .mend_times(desk.route, 5000, 5030, 5530)
            .await
            .unwrap();
        let keys = async |now| {
            let due = desk.due(now).await;
            let keys: Vec<String> = due.into_iter().map(|due| due.key).collect();
            keys
        };
        assert_eq!(
            keys(5029).await,
            ["resting"],
            "the other's request may be open"
        );
        let mut by_now = keys(5030).await;
        by_now.sort();
        assert_eq!(by_now, ["flying", "resting"]);
        assert!(keys(5200).await.contains(&"near".to_owned()));
        assert!(
            !keys(1_999_999).await.contains(&"early".to_owned()),
            "that is its own time"
        );
        assert!(keys(2_000_000).await.contains(&"early".to_owned()));
    })
    .await;
}
