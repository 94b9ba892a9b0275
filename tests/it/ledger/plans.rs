//! No statement of the state reads a table whole that grows with the keys: each has its plan looked at, on every database, with
//! 200 000 keys in it; and a batch takes no longer there than among a few.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shangbao::ledger::{Bond, Departure, Fenced, Hold, Ledger, Needed, Outcome, Settlement};
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

use super::{Desk, lease};
use crate::bed::{Database, each_dialect};

/// The tables that grow with the keys, and what happens to them.
const GROWING: [&str; 4] = [
    "shangbao_delivery",
    "shangbao_history",
    "shangbao_request",
    "shangbao_deadline",
];

/// Statements that may read all of a route, and why.
const WHOLE: [(&str, &str); 4] = [
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
];

/// What is bound where the statement's own words do not tell it.
const BOUND: [(&str, &[&str]); 8] = [
    (
        "failures_page",
        &["1", "0", "'rejected'", "'400'", "5", "5", "'k5'", "50"],
    ),
    ("failed_keys", &["1"]),
    (
        "borrow",
        &["5", "'t'", "9", "9", "1", "'k7'", "1", "5", "5"],
    ),
    ("account_routes", &["'hazchem'", "'other'"]),
    ("backfilled_routes", &["5"]),
    ("due", &["1", "5", "5", "5", "5", "'k5'", "50"]),
    // The last hours and days are asked for, not all there is.
    ("history_hours", &["199900"]),
    ("history_record", &["1", "'r100'"]),
];

fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the ledger's statements.
fn names() -> Vec<String> {
    let code = include_str!("../../../src/ledger/statements.rs");
    let (_, list) = code.split_once("\nstatements! {").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    let names = list.split(',').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// Fills a database with so many keys of the first route, and a few of another.
async fn fill(database: &Database, keys: u32) {
    let digits = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL \
                  SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
    let places: Vec<String> = (0..6)
        .map(|place| format!("{digits} AS p{place}"))
        .collect();
    let number: Vec<String> = (0..6)
        .map(|place| format!("p{place}.d * {}", 10_i64.pow(place)))
        .collect();
    let numbers = format!(
        "(SELECT {} AS n FROM {}) AS numbers",
        number.join(" + "),
        places.join(" CROSS JOIN ")
    );
    // Most are delivered; some failed, some are in back-off, some are held for a record.
    let deliveries = format!(
        "INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, digest, tried, reached, attempts, due_at,
            since, failure, code, record, needed, first_at)
         SELECT CASE WHEN n % 100 = 99 THEN 2 ELSE 1 END, CONCAT('k', n), 1, 1,
            CASE n % 100 WHEN 1 THEN 'rejected' WHEN 2 THEN 'waiting' WHEN 3 THEN 'held' ELSE 'delivered' END, 0, 'd', 't', 'yes', 0,
            CASE n % 100 WHEN 2 THEN 4000000000000 + n ELSE NULL END, n, 0,
            CASE n % 100 WHEN 1 THEN '400' WHEN 2 THEN 'busy' WHEN 3 THEN 'needs' ELSE NULL END,
            CONCAT('r', n), CASE n % 100 WHEN 3 THEN CONCAT('x', n) ELSE NULL END, n
         FROM {numbers} WHERE n < {keys}"
    );
    let history =
        "INSERT INTO shangbao_history (route, record_key, at, what, by_user, by_host, request)
         SELECT route, record_key, since, 'delivered', '', '', since FROM shangbao_delivery";
    let requests = "INSERT INTO shangbao_request (id, route, at, records, named)
         SELECT since, 1, since, 1, 0 FROM shangbao_delivery WHERE since % 10 = 0";
    let deadlines = "INSERT INTO shangbao_deadline (route, record_key, closes_at)
         SELECT route, record_key, since FROM shangbao_delivery WHERE since % 10 = 0";
    for statement in [deliveries.as_str(), history, requests, deadlines] {
        database.run(statement).await;
    }
}

/// What stands for a value that a statement's comment names.
fn literal(statement: &str, name: &str) -> String {
    let has = |word: &str| name.contains(word);
    if has("JSON") {
        let objects = ["->> '", "json_to_recordset", "PATH '$."];
        let list = match objects.iter().any(|form| statement.contains(form)) {
            true => json!([{
                "record_key": "k100", "version": 1, "outcome": "rejected", "tried": "t", "digest": "d", "record": "r5",
                "project": "x3", "code": "400", "message": "m", "told": "m", "at": 5, "closes_at": 5, "attempts": 1, "id": "u",
                "stream": "s", "changed_key": "k", "failure": 0, "answer": "stored", "what": "delivered", "upload": "u",
            }]),
            false => json!([if has("record") || has("project") {
                "x3"
            } else {
                "k100"
            }]),
        };
        return format!("'{list}'");
    }
    let texts = [
        "account", "stream", "reason", "digest", "message", "host", "job", "name",
    ];
    match name {
        "route" => "1".into(),
        _ if has("last key") || name == "key" => "'k100'".into(),
        _ if texts.iter().any(|text| has(text)) => "'hazchem'".into(),
        _ => "5".into(),
    }
}

/// The values that a statement binds, as its comment tells.
fn bound(name: &str, statement: &str) -> Vec<String> {
    if let Some((_, values)) = BOUND.iter().find(|(known, _)| *known == name) {
        return values.iter().map(|value| (*value).to_owned()).collect();
    }
    let comments = statement.lines().take_while(|line| line.starts_with("--"));
    let comments: Vec<&str> = comments
        .map(|line| line.trim_start_matches("-- "))
        .collect();
    let at = comments.iter().position(|line| line.starts_with("Binds:"));
    let Some(at) = at else { return Vec::new() };
    // It ends with a full stop, perhaps in a later line.
    let mut told = String::new();
    for line in &comments[at..] {
        told += line;
        if line.ends_with('.') {
            break;
        }
        told.push(' ');
    }
    let told = told.trim_start_matches("Binds:").trim_end_matches('.');
    let (mut values, mut depth, mut value) = (Vec::new(), 0, String::new());
    for letter in told.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                values.push(std::mem::take(&mut value));
                continue;
            }
            _ => {}
        }
        value.push(letter);
    }
    values.push(value);
    values
        .iter()
        .map(|value| literal(statement, value.trim()))
        .collect()
}

/// The tables of a statement that grow, by what it calls them.
fn aliases(statement: &str) -> BTreeMap<String, &'static str> {
    let words: Vec<&str> = statement
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let mut aliases = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let Some(table) = GROWING.iter().find(|table| *table == word) else {
            continue;
        };
        aliases.insert((*table).to_string(), *table);
        if words
            .get(at + 1)
            .is_some_and(|next| next.eq_ignore_ascii_case("as"))
        {
            aliases.insert(words[at + 2].to_owned(), *table);
        }
    }
    aliases
}

/// What is wrong with the plan of a statement.
async fn wrong(
    connection: &mut AnyConnection,
    dialect: Dialect,
    (name, statement): (&str, &str),
) -> Vec<String> {
    let values = bound(name, statement);
    let code: Vec<&str> = statement
        .lines()
        .filter(|line| !line.starts_with("--"))
        .collect();
    let code = code.join("\n");
    let aliases = aliases(&code);
    match dialect {
        Dialect::Sqlite => sqlite(connection, &aliases, &code, &values).await,
        Dialect::Postgres => postgres(connection, &aliases, &code, &values).await,
        Dialect::MySql => mysql(connection, &aliases, &code, &values).await,
    }
}

async fn sqlite(
    connection: &mut AnyConnection,
    aliases: &BTreeMap<String, &str>,
    code: &str,
    values: &[String],
) -> Vec<String> {
    let mut code = code.to_owned();
    for (at, value) in values.iter().enumerate().rev() {
        code = code.replace(&format!("?{}", at + 1), value);
    }
    let explain = format!("EXPLAIN QUERY PLAN {code}");
    let rows = connection.fetch_all(AssertSqlSafe(explain.clone())).await;
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{explain}"));
    let details = rows.iter().map(|row| row.get::<String, _>("detail"));
    let is_whole = |detail: &String| {
        let mut words = detail.split_whitespace();
        let (how, table) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        aliases.contains_key(table) && (how == "SCAN" || detail.ends_with("(route=?)"))
    };
    details.filter(is_whole).collect()
}

async fn postgres(
    connection: &mut AnyConnection,
    aliases: &BTreeMap<String, &str>,
    code: &str,
    values: &[String],
) -> Vec<String> {
    let call = match values.is_empty() {
        true => String::new(),
        false => format!("({})", values.join(", ")),
    };
    // As the driver prepares it. Planned for any values it is only where that is no dearer than for these.
    let prepare = format!("PREPARE looked_at AS {code}");
    for sql in [
        "DEALLOCATE ALL",
        "SET plan_cache_mode = force_custom_plan",
        &prepare,
    ] {
        let done = connection.execute(AssertSqlSafe(sql.to_owned())).await;
        done.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }
    let explain = format!("EXPLAIN EXECUTE looked_at{call}");
    let rows = connection.fetch_all(AssertSqlSafe(explain.clone())).await;
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{explain}\n{code}"));
    let lines: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let mut wrong = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !aliases.values().any(|table| line.contains(table)) {
            continue;
        }
        let mut conditions = lines[at + 1..]
            .iter()
            .take_while(|line| !line.contains("->"));
        let by_route = |condition: &String| {
            condition.trim().starts_with("Index Cond: (route = ") && !condition.contains(" AND ")
        };
        let whole_index = line.contains("Index") && conditions.any(by_route);
        if line.contains("Seq Scan") || whole_index {
            wrong.push(line.trim().to_owned());
        }
    }
    wrong
}

async fn mysql(
    connection: &mut AnyConnection,
    aliases: &BTreeMap<String, &str>,
    code: &str,
    values: &[String],
) -> Vec<String> {
    let mut filled = String::new();
    let mut values = values.iter();
    for part in code.split_inclusive('?') {
        match part.strip_suffix('?') {
            Some(part) => {
                let value = values
                    .next()
                    .unwrap_or_else(|| panic!("not all that is bound is told: {code}"));
                filled += &format!("{part}{value}");
            }
            None => filled += part,
        }
    }
    let explain = format!("EXPLAIN FORMAT=JSON {filled}");
    let row = connection.fetch_one(AssertSqlSafe(explain.clone())).await;
    let row = row.unwrap_or_else(|error| panic!("{error}\n{explain}"));
    let plan: Value = serde_json::from_str(&row.get::<String, _>(0)).unwrap();
    let mut wrong = Vec::new();
    tables(&plan, &mut |table| {
        let name = table["table_name"].as_str().unwrap_or_default();
        let access = table["access_type"].as_str().unwrap_or_default();
        let parts = table["used_key_parts"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let by_route = parts.len() == 1 && parts[0] == "route";
        if aliases.contains_key(name) && (["ALL", "index"].contains(&access) || by_route) {
            wrong.push(format!(
                "{name}: {access} {} {}",
                table["key"], table["rows"]
            ));
        }
    });
    wrong
}

fn tables(plan: &Value, see: &mut dyn FnMut(&Value)) {
    match plan {
        Value::Object(object) => {
            if object.contains_key("table_name") {
                see(plan);
            }
            object.values().for_each(|part| tables(part, see));
        }
        Value::Array(parts) => parts.iter().for_each(|part| tables(part, see)),
        _ => {}
    }
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
