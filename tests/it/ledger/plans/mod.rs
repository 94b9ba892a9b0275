//! No statement of the state reads a table whole that grows with the keys: each has its plan looked at, on every database, with
//! 200 000 keys in it; and a batch takes no longer there than among a few.

mod bound;
mod fill;
mod look;

use std::time::{Duration, Instant};

use shangbao::ledger::{Bond, Departure, Fenced, Hold, Ledger, Needed, Outcome, Settlement};
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use super::{Desk, lease};
use crate::bed::{Database, each_dialect};
use fill::fill;
use look::wrong;

/// The tables that grow with the keys, and what happens to them.
const GROWING: [&str; 4] = [
    "shangbao_delivery",
    "shangbao_history",
    "shangbao_request",
    "shangbao_deadline",
];

/// Statements that may read all of a route, and why.
const WHOLE: [(&str, &str); 6] = [
    (
        "counts",
        "counts every key, by the index of states; only for a person or a monitor that asks",
    ),
    (
        "intake_missed",
        "at the end of a scan's round, which has read every key at the site",
    ),
    (
        "account_routes",
        "asks of each route whether it has a key at all: the first one ends it",
    ),
    ("times_mend", "once after the clock was put back"),
    (
        "deadline_drop",
        "keeps the table small: what is over is dropped with every note",
    ),
    (
        "history_hours",
        "the last day, for the page: before it has counted the table PostgreSQL takes that for a third of it",
    ),
];

fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the ledger's statements.
fn names() -> Vec<String> {
    let code = include_str!("../../../../src/ledger/statements.rs");
    let (_, list) = code.split_once("\nstatements! {").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    let names = list.split(',').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[tokio::test]
async fn no_statement_reads_a_table_whole_that_grows_with_the_keys() {
    each_dialect(async |dialect| {
        let database = Database::new(dialect).await;
        let ledger = Ledger::open(&database.url).await.unwrap();
        ledger.route("permits", "hazchem").await.unwrap();
        ledger.route("alarms", "hazchem").await.unwrap();
        fill(&database, 200_000).await;
        let mut connection = AnyConnection::connect(&database.url).await.unwrap();
        let mut found = Vec::new();
        for analyzed in [false, true] {
            match (dialect, analyzed) {
                // The program never asks SQLite to look at its tables.
                (Dialect::Sqlite, true) => continue,
                (Dialect::Postgres, true) => drop(connection.execute("ANALYZE").await.unwrap()),
                (Dialect::MySql, true) => {
                    let analyze = format!("ANALYZE TABLE {}", GROWING.join(", "));
                    connection.fetch_all(AssertSqlSafe(analyze)).await.unwrap();
                }
                (_, false) => {}
            }
            for name in names() {
                let file = root().join(format!("sql/{dialect}/{name}.sql"));
                let statement = std::fs::read_to_string(file).unwrap();
                let grows = GROWING.iter().any(|table| statement.contains(table));
                // A row for a row, without a look at any other.
                let is_plain =
                    statement.contains("INSERT INTO") && statement.contains("\nVALUES (");
                if !grows || is_plain || WHOLE.iter().any(|(known, _)| *known == name) {
                    continue;
                }
                for wrong in wrong(&mut connection, dialect, (&name, &statement)).await {
                    found.push(format!("{name} (analyzed: {analyzed}): {wrong}"));
                }
            }
        }
        assert!(found.is_empty(), "{dialect}:\n{}", found.join("\n"));
    })
    .await;
}

/// A batch that other records are held for, sent and settled.
async fn batch(desk: &Desk, round: i64) -> Duration {
    let keys: Vec<String> = (0..100).map(|n| format!("new {round} {n}")).collect();
    let names: Vec<&str> = keys.iter().map(String::as_str).collect();
    desk.see(&names, false, 1000).await;
    let due = desk.due(1000).await;
    let began = Instant::now();
    let departures: Vec<Departure> = keys
        .iter()
        .map(|key| Departure {
            key: key.clone(),
            tried: "t".into(),
            record: Some(format!("record of {key}")),
            seen: None,
        })
        .collect();
    let departed = desk
        .ledger
        .depart(&desk.lease, &departures, 1000, 2000)
        .await;
    assert!(matches!(departed.unwrap(), Fenced::Done(_)));
    let settlements: Vec<Settlement> = due
        .iter()
        .map(|due| Settlement {
            key: due.key.clone(),
            version: due.version,
            request: None,
            outcome: outcome(&due.key),
        })
        .collect();
    let settled = desk.ledger.settle(&desk.lease, &settlements, 1100).await;
    assert_eq!(settled.unwrap(), Fenced::Done(()));
    began.elapsed()
}

/// Most are delivered; some wait for another record.
fn outcome(key: &str) -> Outcome {
    if key.ends_with('7') {
        return Outcome::Held(Hold {
            tried: "t".into(),
            field: None,
            code: "needs".into(),
            message: "m".into(),
            at: None,
            attempts: 0,
            record: None,
            needed: Some(Needed {
                record: format!("needed by {key}"),
                fact: None,
            }),
        });
    }
    Outcome::Delivered {
        digest: "d".into(),
        tried: "t".into(),
        upload: "u".into(),
        bond: Some(Bond {
            record: format!("record of {key}"),
            undoes: Some(format!("undone by {key}")),
            project: Some("project".into()),
            ..Bond::default()
        }),
    }
}

/// The shortest time of some batches.
async fn quickest(desk: &Desk) -> Duration {
    let mut quickest = Duration::MAX;
    for round in 0..8 {
        quickest = quickest.min(batch(desk, round).await);
    }
    quickest
}

#[tokio::test]
async fn a_batch_takes_no_longer_among_many_keys() {
    each_dialect(async |dialect| {
        let few = quickest(&Desk::new(dialect).await).await;
        let database = Database::new(dialect).await;
        let ledger = Ledger::open(&database.url).await.unwrap();
        let route = ledger.route("permits", "hazchem").await.unwrap().id;
        ledger.route("alarms", "hazchem").await.unwrap();
        fill(&database, 100_000).await;
        let lease = lease(&ledger, route, "first").await;
        let many = Desk {
            database,
            ledger,
            route,
            lease,
        };
        let many = quickest(&many).await;
        eprintln!("{dialect}: {few:?} among few keys, {many:?} among many");
        let most = few * 5 + Duration::from_millis(150);
        assert!(many < most, "{many:?} among many keys, {few:?} among few");
    })
    .await;
}
