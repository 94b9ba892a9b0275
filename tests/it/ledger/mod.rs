//! The ledger on each of its databases: one suite proves all three.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by a panic, also outside the test function itself"
)]

mod accounts;
mod broken;
mod bulk;
mod decisions;
mod history;
mod intake;
mod keys;
mod leases;
mod outcomes;
mod plans;
mod projects;
mod prune;
mod setup;
mod ties;
mod together;
mod turns;
mod upgrade;
mod views;

use std::time::Duration;

use shangbao::ledger::{
    Acquired, Departure, Due, Fenced, Intake, IntakeOutcome, Lease, Ledger, Outcome, Settlement,
};
use shangbao::sql::Dialect;

use crate::bed::Database;

/// A ledger with one route, leased.
struct Desk {
    database: Database,
    ledger: Ledger,
    route: i64,
    lease: Lease,
}

impl Desk {
    async fn new(dialect: Dialect) -> Self {
        let database = Database::new(dialect).await;
        let ledger = Ledger::open(&database.url).await.unwrap();
        let route = ledger.route("permits", "hazchem").await.unwrap().id;
        let lease = lease(&ledger, route, "first").await;
        Self {
            database,
            ledger,
            route,
            lease,
        }
    }

    /// Takes keys in, wherever the stream `log` stands.
    async fn see(&self, keys: &[&str], candidates: bool, now: i64) {
        let stream = if candidates { "window" } else { "log" };
        let position = self.ledger.position(self.route, stream).await.unwrap();
        let page = Intake {
            stream,
            expected: position.map(|position| position.version),
            position: "{}",
            keys,
            candidates,
            round: None,
            now,
            ..Intake::default()
        };
        let taken = self.ledger.intake(&self.lease, page).await.unwrap();
        assert!(
            matches!(taken, IntakeOutcome::Taken { .. }),
            "{taken:?} for {keys:?}"
        );
    }

    async fn due(&self, now: i64) -> Vec<Due> {
        self.ledger.due(self.route, None, now, 1000).await.unwrap()
    }

    /// The one key that is due.
    async fn one(&self, now: i64) -> Due {
        let mut due = self.due(now).await;
        assert_eq!(due.len(), 1, "{due:?}");
        due.remove(0)
    }

    async fn depart(&self, key: &str, tried: &str, until: i64) {
        let departure = Departure {
            key: key.into(),
            tried: tried.into(),
            record: None,
            seen: None,
        };
        let done = self
            .ledger
            .depart(&self.lease, &[departure], until - 30, until)
            .await;
        assert!(matches!(done.unwrap(), Fenced::Done(_)));
    }

    async fn settle(&self, key: &str, version: i64, outcome: Outcome, now: i64) {
        let settlement = Settlement {
            key: key.into(),
            version,
            request: None,
            outcome,
        };
        let done = self.ledger.settle(&self.lease, &[settlement], now).await;
        assert_eq!(done.unwrap(), Fenced::Done(()));
    }

    /// Takes a key in, sends it and has it stored with the content `digest`.
    async fn deliver(&self, key: &str, digest: &str, now: i64) {
        self.see(&[key], false, now).await;
        let due = self.due(now).await;
        let due = due.iter().find(|due| due.key == key).unwrap();
        self.depart(key, digest, now + 30).await;
        self.settle(key, due.version, stored(digest), now).await;
    }
}

async fn lease(ledger: &Ledger, route: i64, holder: &str) -> Lease {
    let asked = ledger.acquire(route, holder, Duration::from_secs(60)).await;
    match asked.unwrap() {
        Acquired::Granted(lease) => lease,
        Acquired::Held { holder, until, .. } => panic!("held by {holder} until {until}"),
    }
}

fn stored(digest: &str) -> Outcome {
    Outcome::Delivered {
        digest: digest.into(),
        tried: digest.into(),
        upload: format!("upload of {digest}"),
        bond: None,
    }
}

fn refused(tried: Option<&str>) -> Outcome {
    Outcome::Rejected {
        project: None,
        tried: tried.map(Into::into),
        field: Some("id".into()),
        code: "400".into(),
        message: "单号 is missing".into(),
    }
}

fn again(at: i64, attempts: u32) -> Outcome {
    Outcome::Again {
        at,
        open_until: None,
        attempts,
        code: "503".into(),
        message: "busy".into(),
    }
}

/// No answer came: the request must be dead at `until`, and the key is tried again at `due`.
fn lost(due: i64, until: i64) -> Outcome {
    Outcome::Again {
        at: due,
        open_until: Some(until),
        attempts: 1,
        code: "lost".into(),
        message: "no answer".into(),
    }
}
