//! Records that wait for others, undo others, and are remembered: settled in the same transaction.

use shangbao::ledger::{
    Bond, Departure, Facts, Fenced, Hold, Lease, Ledger, Needed, Outcome, Settlement, State,
};

use super::{Desk, lease};
use crate::bed::{Database, each_dialect};

/// Two jobs of an account, and one of another account.
struct Office {
    ledger: Ledger,
    permits: Lease,
    alarms: Lease,
    strangers: Lease,
    _database: Database,
}

const ISSUED: Option<(&str, &[&str])> = Some(("ticket_status", &["1", "3"]));

impl Office {
    async fn new(dialect: shangbao::sql::Dialect) -> Self {
        let Desk {
            database,
            ledger,
            lease: permits,
            ..
        } = Desk::new(dialect).await;
        let alarms = ledger.route("alarms", "hazchem").await.unwrap().id;
        let strangers = ledger.route("alarms", "elsewhere").await.unwrap().id;
        Self {
            permits,
            alarms: lease(&ledger, alarms, "first").await,
            strangers: lease(&ledger, strangers, "first").await,
            ledger,
            _database: database,
        }
    }

    async fn settle(&self, lease: &Lease, key: &str, version: i64, outcome: Outcome, now: i64) {
        let settlement = Settlement {
            key: key.into(),
            version,
            request: None,
            outcome,
        };
        let done = self.ledger.settle(lease, &[settlement], now).await;
        assert_eq!(done.unwrap(), Fenced::Done(()));
    }

    async fn see(&self, lease: &Lease, key: &str, now: i64) {
        let retry = shangbao::ledger::Decision::Retry { resend: false };
        let keys = shangbao::ledger::Selection::Keys(vec![key.into()]);
        let actor = shangbao::ledger::Actor {
            user: "dba".into(),
            host: "site".into(),
        };
        let decided = self.ledger.decide(lease.route, &keys, &retry, &actor, now);
        decided.await.unwrap();
    }

    /// A permit is sent and stored, with this status.
    async fn deliver(&self, key: &str, version: i64, status: &str, now: i64) {
        self.see(&self.permits, key, now).await;
        let record = self.ledger.record("permit", key);
        let departure = [Departure {
            key: key.into(),
            tried: "t".into(),
            record: Some(record.clone()),
            seen: None,
        }];
        let departed = self.ledger.depart(&self.permits, &departure, now, now + 30);
        assert!(matches!(departed.await.unwrap(), Fenced::Done(_)));
        let bond = Bond {
            record,
            undoes: Some(self.ledger.record("leave", key)),
            facts: Facts::from([("ticket_status".into(), status.into())]),
            ..Bond::default()
        };
        self.settle(&self.permits, key, version, stored(Some(bond)), now)
            .await;
    }

    /// An alarm is held for a permit.
    async fn hold(&self, lease: &Lease, key: &str, permit: &str, now: i64) {
        self.see(lease, key, now).await;
        let held = held(None, Some(self.needed(permit)));
        self.settle(lease, key, 1, held, now).await;
    }

    fn needed(&self, permit: &str) -> Needed {
        Needed {
            record: self.ledger.record("permit", permit),
            fact: ISSUED,
        }
    }

    async fn state(&self, lease: &Lease) -> Vec<(String, State)> {
        let due = self.ledger.due(lease.route, None, 9000, 10).await.unwrap();
        due.into_iter().map(|due| (due.key, due.state)).collect()
    }
}

fn stored(bond: Option<Bond>) -> Outcome {
    Outcome::Delivered {
        digest: "D".into(),
        tried: "t".into(),
        upload: "u".into(),
        bond,
    }
}

fn held(at: Option<i64>, needed: Option<Needed>) -> Outcome {
    Outcome::Held(Hold {
        tried: "t".into(),
        field: Some("ticket_id"),
        code: "needs".into(),
        message: "waits for the permit".into(),
        at,
        attempts: 0,
        needed,
        ..Hold::default()
    })
}

#[tokio::test]
async fn what_is_held_goes_when_the_record_it_needs_is_delivered() {
    each_dialect(async |dialect| {
        let office = Office::new(dialect).await;
        office.hold(&office.alarms, "a", "7", 1000).await;
        office.hold(&office.alarms, "b", "8", 1000).await;
        office.hold(&office.strangers, "a", "7", 1000).await;
        assert_eq!(office.state(&office.alarms).await, []);
        let failures = office.ledger.failures(office.alarms.route, false).await;
        let failures = failures.unwrap();
        assert_eq!(failures.len(), 2);
        assert_eq!(failures[0].state, State::Held);
        assert_eq!(failures[0].next_at, None);

        office.deliver("7", 1, "1", 2000).await;
        let waiting = [("a".to_owned(), State::Waiting)];
        assert_eq!(office.state(&office.alarms).await, waiting);
        assert_eq!(office.state(&office.strangers).await, [], "another account");
    })
    .await;
}

#[tokio::test]
async fn what_was_delivered_between_the_look_and_the_hold_holds_nothing() {
    each_dialect(async |dialect| {
        let office = Office::new(dialect).await;
        office.deliver("7", 1, "1", 1000).await;
        office.deliver("8", 1, "4", 1000).await;
        office.hold(&office.alarms, "a", "7", 1000).await;
        office.hold(&office.alarms, "b", "8", 1000).await;
        let waiting = [("a".to_owned(), State::Waiting)];
        assert_eq!(office.state(&office.alarms).await, waiting);
        // The permit is issued at last.
        office.deliver("8", 2, "3", 2000).await;
        assert_eq!(office.state(&office.alarms).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn holds_and_deliveries_at_once_leave_nothing_behind() {
    each_dialect(async |dialect| {
        let office = std::sync::Arc::new(Office::new(dialect).await);
        for round in 0..20 {
            let key = round.to_string();
            let (one, other) = (office.clone(), office.clone());
            let (first, second) = (key.clone(), key.clone());
            let delivering = tokio::spawn(async move { one.deliver(&first, 1, "1", 1000).await });
            let holding =
                tokio::spawn(
                    async move { other.hold(&other.alarms, &second, &second, 1000).await },
                );
            delivering.await.unwrap();
            holding.await.unwrap();
        }
        let route = office.alarms.route;
        assert_eq!(office.ledger.counts(route).await.unwrap().held, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_known_is_what_the_platform_stored_at_this_account() {
    each_dialect(async |dialect| {
        let office = Office::new(dialect).await;
        office.deliver("7", 1, "1", 1000).await;
        let ledger = &office.ledger;
        let record = ledger.record("permit", "7");
        let known = ledger.known("hazchem", &[&record]).await.unwrap();
        assert_eq!(known[&record]["ticket_status"], "1");
        assert!(
            ledger
                .known("elsewhere", &[&record])
                .await
                .unwrap()
                .is_empty()
        );
        let other = ledger.record("alarm", "7");
        assert!(ledger.known("hazchem", &[&other]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_record_has_a_hash_for_a_name_that_begins_as_its_neighbours_do() {
    each_dialect(async |dialect| {
        let ledger = Office::new(dialect).await.ledger;
        let number = |last: &str| ledger.record("worker", &format!("4403011990010112{last}"));
        let record = number("34");
        assert!(record.len() == 40 && record.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(record, number("34"));
        assert_ne!(record, number("35"));
        assert_eq!(record[..8], number("35")[..8]);
        let elsewhere = ledger.record("worker", "440301199001021234");
        assert_ne!(record[..8], elsewhere[..8]);
        assert_ne!(record, ledger.record("leave", "440301199001011234"));
        assert_ne!(ledger.record("worker", "7"), ledger.record("worker", "8"));
    })
    .await;
}

#[tokio::test]
async fn what_another_record_undid_is_sent_again_when_it_changes() {
    each_dialect(async |dialect| {
        let office = Office::new(dialect).await;
        let leave = |key: &str| office.ledger.record("leave", key);
        for (key, version) in [("7", 1), ("8", 1)] {
            office.see(&office.alarms, key, 1000).await;
            let departure = [Departure {
                key: key.into(),
                tried: "t".into(),
                record: Some(leave(key)),
                seen: None,
            }];
            let departed = office.ledger.depart(&office.alarms, &departure, 1000, 9999);
            assert!(matches!(departed.await.unwrap(), Fenced::Done(_)));
            if key == "7" {
                office
                    .settle(&office.alarms, key, version, stored(None), 1010)
                    .await;
            }
        }
        // The second is still under way when both are undone.
        office.deliver("7", 1, "1", 2000).await;
        office.deliver("8", 1, "1", 2000).await;
        office
            .settle(&office.alarms, "8", 1, stored(None), 2010)
            .await;
        for key in ["7", "8"] {
            office.see(&office.alarms, key, 3000).await;
        }
        let due = office
            .ledger
            .due(office.alarms.route, None, 3000, 10)
            .await
            .unwrap();
        assert_eq!(due.len(), 2);
        assert!(due.iter().all(|due| due.digest.is_none()), "{due:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_held_until_a_time_is_looked_at_before_and_keeps_it() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        desk.settle("a", 1, held(Some(5000), None), 1000).await;
        assert_eq!(desk.due(4999).await, []);
        desk.see(&["a"], true, 2000).await;
        let due = desk.one(2000).await;
        assert_eq!((due.state, due.suspect), (State::Held, true));
        desk.settle("a", 2, Outcome::Same, 2000).await;
        assert_eq!(desk.due(4999).await, []);
        assert_eq!(desk.one(5000).await.state, State::Held);
        let failures = desk.ledger.failures(desk.route, false).await.unwrap();
        assert_eq!(failures[0].next_at, Some(5000));
    })
    .await;
}

/// Two jobs send one record at the same moment: which of the two contents came last, nobody knows. The second to be settled is sent once more,
/// alone.
#[tokio::test]
async fn of_two_jobs_that_send_a_record_at_once_one_sends_it_again() {
    each_dialect(async |dialect| {
        let office = Office::new(dialect).await;
        let record = office.ledger.record("permit", "7");
        let depart = async |lease: &Lease, until: i64| {
            let departure = [Departure {
                key: "7".into(),
                tried: "t".into(),
                record: Some(record.clone()),
                seen: None,
            }];
            let departed = office.ledger.depart(lease, &departure, until - 30, until);
            assert!(matches!(departed.await.unwrap(), Fenced::Done(_)));
        };
        let content = |digest: &str| Outcome::Delivered {
            digest: digest.into(),
            tried: "t".into(),
            upload: "u".into(),
            bond: Some(Bond {
                record: record.clone(),
                replaces: true,
                ..Bond::default()
            }),
        };
        let (first, second) = (&office.permits, &office.alarms);
        for lease in [first, second] {
            office.see(lease, "7", 1000).await;
            depart(lease, 1030).await;
        }
        office.settle(first, "7", 1, content("D"), 1010).await;
        office.settle(second, "7", 1, content("E"), 1011).await;
        assert_eq!(office.state(first).await, []);
        assert_eq!(
            office.state(second).await,
            [("7".to_owned(), State::Waiting)]
        );
        depart(second, 1060).await;
        office.settle(second, "7", 1, content("E"), 1040).await;
        assert_eq!(office.state(second).await, []);
        let overwritten = office.ledger.counts(first.route).await.unwrap().overwritten;
        let delivered = office.ledger.counts(second.route).await.unwrap().delivered;
        assert_eq!((overwritten, delivered), (1, 1));
    })
    .await;
}
