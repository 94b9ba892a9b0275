//! The ledger as the search sees it: a few rows, and the real functions that change them.
//!
//! A call is made on the real ledger: its rows are written as the world has them, the function runs, the rows are read
//! back. The same call on the same rows is made once and remembered.

use std::collections::HashMap;
use std::time::Duration;

use shangbao::ledger::{
    Acquired, Actor, Decision, Departure, Due, Fenced, Intake, IntakeOutcome, Lease, Ledger,
    Outcome, Selection, Settlement,
};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, AssertSqlSafe, Executor, Row};
use tempfile::TempDir;

/// Now. The world's time has two moments only: now, and later, when every request of now must be dead.
pub(super) const NOW: i64 = 1000;
/// Later.
pub(super) const LATER: i64 = 1001;

const KEY: &str = "k";
const STREAM: &str = "log";

/// The rows of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Rows {
    pub(super) fence: i64,
    pub(super) leased: bool,
    /// How many entries of the site's log have been read.
    pub(super) position: usize,
    pub(super) delivery: Option<Delivery>,
}

/// The row of the one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Delivery {
    pub(super) version: i64,
    pub(super) changed: i64,
    pub(super) state: &'static str,
    pub(super) suspect: i64,
    pub(super) digest: Option<char>,
    pub(super) tried: Option<char>,
    pub(super) reached: &'static str,
    pub(super) due_at: Option<i64>,
    pub(super) flight_until: Option<i64>,
    pub(super) failure: i64,
}

/// A call of the ledger. Those that need the lease name a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Call {
    Acquire,
    Intake {
        fence: i64,
        to: usize,
        candidates: bool,
    },
    Due {
        now: i64,
    },
    Depart {
        fence: i64,
        tried: char,
    },
    Settle {
        fence: i64,
        version: i64,
        what: What,
    },
    Retry,
}

/// What is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum What {
    Stored(char),
    Unchanged(char),
    Same,
    NoRow {
        reached: bool,
    },
    Refused(char),
    /// To be tried again at this time.
    Again(i64),
}

/// What a call answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Done,
    Refused,
    Fence(i64),
    Due(Option<Due>),
}

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
        let question = (*rows, call);
        if let Some(known) = self.known.get(&question) {
            return known.clone();
        }
        self.write(rows).await;
        let answer = self.real(&question.1).await;
        let after = (self.read().await, answer);
        self.known.insert(question, after.clone());
        after
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
                };
                let departed = self
                    .ledger
                    .depart(&self.lease(fence), &[departure], LATER)
                    .await;
                fenced(departed.unwrap())
            }
            Call::Settle {
                fence,
                version,
                what,
            } => {
                let settlement = Settlement {
                    key: KEY.into(),
                    version,
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
            now: NOW,
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
             INSERT INTO shangbao_stream VALUES ({route}, '{STREAM}', '{}', 1, {NOW});",
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

fn fenced(done: Fenced<()>) -> Answer {
    match done {
        Fenced::Done(()) => Answer::Done,
        Fenced::Refused => Answer::Refused,
    }
}

impl Delivery {
    fn of_row(row: &AnyRow) -> Self {
        Self {
            version: row.get("version"),
            changed: row.get("changed"),
            state: word(row, "state"),
            suspect: row.get("suspect"),
            digest: content(row.get("digest")),
            tried: content(row.get("tried")),
            reached: word(row, "reached"),
            due_at: row.get("due_at"),
            flight_until: row.get("flight_until"),
            failure: row.get("failure"),
        }
    }
}

/// Contents are one letter, and each is its own digest.
pub(super) fn content(digest: Option<String>) -> Option<char> {
    digest.and_then(|digest| digest.chars().next())
}

/// A word of the tables; a world is copied often, and should be small.
fn word(row: &AnyRow, column: &str) -> &'static str {
    const WORDS: [&str; 9] = [
        "waiting",
        "delivered",
        "rejected",
        "gone",
        "dismissed",
        "never",
        "asked",
        "doubt",
        "yes",
    ];
    let found: String = row.get(column);
    let known = WORDS.into_iter().find(|word| *word == found);
    known.unwrap_or_else(|| panic!("{column} = {found}"))
}

impl What {
    fn outcome(self) -> Outcome {
        match self {
            Self::Stored(content) => Outcome::Delivered {
                digest: content.into(),
                tried: content.into(),
                upload: String::new(),
            },
            Self::Unchanged(content) => Outcome::Unchanged {
                tried: content.into(),
            },
            Self::Same => Outcome::Same,
            Self::NoRow { reached: true } => Outcome::Gone { failure: true },
            Self::NoRow { reached: false } => Outcome::Ignored,
            Self::Refused(content) => Outcome::Rejected {
                tried: Some(content.into()),
                field: None,
                code: "400".into(),
                message: String::new(),
            },
            Self::Again(at) => Outcome::Again {
                at,
                attempts: 0,
                code: "lost".into(),
                message: String::new(),
            },
        }
    }
}

impl Rows {
    /// A ledger that never saw anything.
    pub(super) fn empty() -> Self {
        Self {
            fence: 0,
            leased: false,
            position: 0,
            delivery: None,
        }
    }

    /// Time passes: what was to come later is now.
    pub(super) fn tick(&mut self) {
        if let Some(delivery) = &mut self.delivery {
            for time in [&mut delivery.due_at, &mut delivery.flight_until] {
                *time = time.map(|time| time.min(NOW));
            }
        }
    }

    /// Whether something waits for later.
    pub(super) fn waits(&self) -> bool {
        self.delivery.as_ref().is_some_and(|delivery| {
            delivery.due_at == Some(LATER) || delivery.flight_until == Some(LATER)
        })
    }
}
