//! Turns: uploads of an account keep apart in time.

use std::time::Duration;

use shangbao::ledger::{Ledger, Turn};

use super::Desk;
use crate::bed::each_dialect;

const HOUR: Duration = Duration::from_secs(3600);

async fn ours(ledger: &Ledger, account: &str) -> i64 {
    match ledger.take_turn(account, HOUR, HOUR).await.unwrap() {
        Turn::Ours(until) => until,
        Turn::After(wait) => panic!("{wait:?}"),
    }
}

async fn wait(ledger: &Ledger, account: &str) -> Duration {
    match ledger.take_turn(account, HOUR, HOUR).await.unwrap() {
        Turn::After(wait) => wait,
        Turn::Ours(_) => panic!("two turns at once"),
    }
}

#[tokio::test]
async fn a_turn_is_given_once_and_the_next_one_counts_from_its_end() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let first = ours(&desk.ledger, "a").await;
        let other = Ledger::open(&desk.database.url).await.unwrap();
        let open = wait(&other, "a").await;
        assert!(open > HOUR && open <= HOUR * 2, "{open:?}");
        desk.ledger.end_turn("a", first, HOUR).await.unwrap();
        let ended = wait(&other, "a").await;
        assert!(ended > Duration::ZERO && ended <= HOUR, "{ended:?}");
        // It ended already: a late word changes nothing.
        desk.ledger
            .end_turn("a", first, Duration::ZERO)
            .await
            .unwrap();
        assert!(wait(&other, "a").await > Duration::ZERO);
        ours(&other, "b").await;
        assert_eq!(other.next_turn("c").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_turn_follows_when_the_time_is_over() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let first = ours(&desk.ledger, "a").await;
        desk.ledger
            .end_turn("a", first, Duration::ZERO)
            .await
            .unwrap();
        ours(&desk.ledger, "a").await;
    })
    .await;
}

#[tokio::test]
async fn of_many_who_ask_at_once_one_gets_it() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let asking: Vec<_> = (0..8)
            .map(|_| {
                let ledger = desk.ledger.clone();
                tokio::spawn(async move { ledger.take_turn("a", HOUR, HOUR).await.unwrap() })
            })
            .collect();
        let mut given = 0;
        for asked in asking {
            given += i32::from(matches!(asked.await.unwrap(), Turn::Ours(_)));
        }
        assert_eq!(given, 1);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_holds_nobody_up() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        ours(&desk.ledger, "a").await;
        let later = "UPDATE shangbao_pace SET next_at = next_at + 86400000";
        desk.database.run(later).await;
        ours(&desk.ledger, "a").await;
    })
    .await;
}
