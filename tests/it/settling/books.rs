//! The ledger as the search sees it: a few rows, and the real functions that change them.
//!
//! A call is made on the real ledger: its rows are written as the world has them, the function runs, the rows are read
//! back. The same call on the same rows is made once and remembered. Calls that differ only in where the numbers begin
//! are the same: versions, fences and positions are compared and counted up, nothing else.

use std::collections::HashMap;
use std::time::Duration;

use shangbao::ledger::{
    Acquired, Actor, Decision, Departure, Fenced, Intake, IntakeOutcome, Lease, Ledger, Selection,
    Settlement,
};
use sqlx::{AnyPool, AssertSqlSafe, Executor, Row};
use tempfile::TempDir;

use super::base::Base;
use super::rows::{Answer, Call, Delivery, LATER, NOW, Rows};

const KEY: &str = "k";
const STREAM: &str = "log";

/// The ledger.
pub(super) struct Books {
    ledger: Ledger,
    pool: AnyPool,
    route: i64,
    known: HashMap<(Rows, Call), (Rows, Answer)>,
    _folder: TempDir,
}

impl Books {
    pub(super) async fn new() -> Self {
        // In memory where there is such a place: each call commits, and nothing here needs to outlast a power cut.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let folder = folder.unwrap();
        let url = format!("sqlite://{}/state.db", folder.path().display());
        let ledger = Ledger::open(&url).await.unwrap();
        let route = ledger.route("job", "account").await.unwrap().id;
        let pool = AnyPool::connect(&url).await.unwrap();
        Self {
            ledger,
            pool,
            route,
            known: HashMap::new(),
            _folder: folder,
        }
    }

    /// How many different calls were made.
    pub(super) fn calls(&self) -> usize {
        self.known.len()
    }

    /// Makes `call` on a ledger with these rows; the rows behind it, and its answer.
    pub(super) async fn call(&mut self, rows: &Rows, call: Call) -> (Rows, Answer) {
        let base = Base::of(rows);
        let question = (base.down(rows), base.call_down(call));
        if !self.known.contains_key(&question) {
            self.write(&question.0).await;
            let answer = self.real(&question.1).await;
            let after = self.read().await;
            self.known.insert(question, (after, answer));
        }
        let (after, answer) = &self.known[&question];
        let mut after = base.up(after);
        after.position = match call {
            Call::Intake { to, .. } if after.position > 0 => to,
            _ => rows.position,
        };
        (after, base.answer_up(answer.clone()))
    }

    async fn real(&self, call: &Call) -> Answer {
        match *call {
            Call::Acquire => {
                let ttl = Duration::from_secs(3600);
                match self.ledger.acquire(self.route, "p", ttl).await.unwrap() {
                    Acquired::Granted(lease) => Answer::Fence(lease.fence),
                    Acquired::Held { .. } => Answer::Refused,
                }
            }
            Call::Intake {
                fence,
                to,
                candidates,
            } => self.intake(fence, to, candidates).await,
            Call::Due { now } => {
                let due = self.ledger.due(self.route, None, now, 10).await;
                Answer::Due(due.unwrap().pop())
            }
            Call::Depart { fence, tried } => {
                let departure = Departure {
                    key: KEY.into(),
                    tried: tried.to_string(),
                    record: None,
                    seen: None,
                };
                let lease = self.lease(fence);
                let keys = [departure];
                let departed = self.ledger.depart(&lease, &keys, NOW, LATER);
                fenced(departed.await.unwrap())
            }
            Call::Settle {
                fence,
                version,
                what,
            } => {
                let settlement = Settlement {
                    key: KEY.into(),
                    version,
                    request: None,
                    outcome: what.outcome(),
                };
                let settled = self
                    .ledger
                    .settle(&self.lease(fence), &[settlement], NOW)
                    .await;
                fenced(settled.unwrap())
            }
            Call::Retry => self.retry().await,
        }
    }

    async fn intake(&self, fence: i64, to: usize, candidates: bool) -> Answer {
        let stored = self.ledger.position(self.route, STREAM).await.unwrap();
        let page = Intake {
            stream: STREAM,
            expected: stored.map(|stored| stored.version),
            position: &to.to_string(),
            keys: &[KEY],
            candidates,
            round: None,
            now: NOW,
            ..Intake::default()
        };
        match self.ledger.intake(&self.lease(fence), page).await.unwrap() {
            IntakeOutcome::Taken { .. } => Answer::Done,
            IntakeOutcome::Refused => Answer::Refused,
            IntakeOutcome::Moved => unreachable!("nobody else is at work"),
        }
    }

    async fn retry(&self) -> Answer {
        let actor = Actor {
            user: "dba".into(),
            host: "site".into(),
        };
        let key = Selection::Keys(vec![KEY.into()]);
        let retry = Decision::Retry { resend: false };
        self.ledger
            .decide(self.route, &key, &retry, &actor, NOW)
            .await
            .unwrap();
        Answer::Done
    }

    fn lease(&self, fence: i64) -> Lease {
        Lease {
            route: self.route,
            fence,
            deadline: std::time::Instant::now(),
        }
    }

    async fn write(&self, rows: &Rows) {
        let route = self.route;
        let text = |text: Option<char>| {
            let quoted = text.map(|text| format!("'{text}'"));
            quoted.unwrap_or("NULL".into())
        };
        let number = |number: Option<i64>| number.map_or("NULL".into(), |n| n.to_string());
        let until = if rows.leased { i64::MAX } else { 0 };
        let mut script = format!(
            "BEGIN IMMEDIATE; DELETE FROM shangbao_delivery; DELETE FROM shangbao_stream;
             UPDATE shangbao_lease SET fence = {}, until_ms = {until};
             INSERT INTO shangbao_stream (route, stream, position, version, moved_at) VALUES ({route}, '{STREAM}', '{}', 1, {NOW});",
            rows.fence, rows.position
        );
        if let Some(d) = &rows.delivery {
            script += &format!(
                "INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, digest, tried,
                    reached, attempts, due_at, flight_until, since, failure)
                 VALUES ({route}, '{KEY}', {}, {}, '{}', {}, {}, {}, '{}', 0, {}, {}, {NOW}, {});",
                d.version,
                d.changed,
                d.state,
                d.suspect,
                text(d.digest),
                text(d.tried),
                d.reached,
                number(d.due_at),
                number(d.flight_until),
                d.failure
            );
        }
        script += "COMMIT";
        self.pool.execute(AssertSqlSafe(script)).await.unwrap();
    }

    async fn read(&self) -> Rows {
        let row = sqlx::query(
            "SELECT l.fence, l.until_ms, s.position, d.* FROM shangbao_lease AS l
             JOIN shangbao_stream AS s ON s.route = l.route
             LEFT JOIN shangbao_delivery AS d ON d.route = l.route",
        )
        .fetch_one(&self.pool)
        .await
        .unwrap();
        Rows {
            fence: row.get("fence"),
            leased: row.get::<i64, _>("until_ms") > 0,
            position: row.get::<String, _>("position").parse().unwrap(),
            delivery: row
                .get::<Option<String>, _>("record_key")
                .map(|_| Delivery::of_row(&row)),
        }
    }
}

fn fenced<T>(done: Fenced<T>) -> Answer {
    match done {
        Fenced::Done(_) => Answer::Done,
        Fenced::Refused => Answer::Refused,
    }
}
