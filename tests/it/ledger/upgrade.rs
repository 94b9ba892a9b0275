//! A ledger of each earlier version, with data in it, is brought up to date with all it knew.
//!
//! Every migration has a file of its name in `tests/data/ledger`: rows that hold what it brought.

use std::collections::BTreeSet;
use std::path::Path;

use shangbao::ledger::Ledger;
use shangbao::sql::Dialect;
use sqlx::{AssertSqlSafe, Column, Row};

use crate::bed::{Database, each_dialect};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the migrations, oldest first, each with its data.
fn steps() -> Vec<(String, String)> {
    let folder = root().join("sql/postgres/migrations");
    let names: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let data = |name: String| {
        let file = root().join("tests/data/ledger").join(&name);
        let data = std::fs::read_to_string(&file);
        let data = data.unwrap_or_else(|error| panic!("{} has no data: {error}", file.display()));
        (name, data)
    };
    names.into_iter().map(data).collect()
}

/// The statements of each migration, with the note that it was run.
fn migrations(dialect: Dialect) -> Vec<String> {
    let all = Ledger::migrations(dialect);
    let mut parts = vec![String::new()];
    for statement in all.split_inclusive(";\n") {
        parts.last_mut().unwrap().push_str(statement);
        if statement.contains("INSERT INTO shangbao_migrations") {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Everything that the data's columns hold.
async fn held(database: &Database, data: &[&str]) -> Vec<String> {
    let pool = database.pool().await;
    let mut held = Vec::new();
    for statement in data.iter().flat_map(|data| data.split(";\n")) {
        let Some(rest) = statement.trim().strip_prefix("INSERT INTO ") else {
            continue;
        };
        let (table, rest) = rest.split_once(" (").unwrap();
        let (columns, _) = rest.split_once(')').unwrap();
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT {columns} FROM {table}")))
            .fetch_all(&pool)
            .await;
        for row in rows.unwrap() {
            let text = |at: usize| match row.try_get::<Option<i64>, _>(at) {
                Ok(number) => format!("{number:?}"),
                Err(_) => match row.try_get::<Option<String>, _>(at) {
                    Ok(text) => format!("{text:?}"),
                    Err(_) => format!("{:?}", row.get::<Option<Vec<u8>>, _>(at)),
                },
            };
            let cells = row
                .columns()
                .iter()
                .map(|column| format!("{}={}", column.name(), text(column.ordinal())));
            held.push(format!("{table} {}", cells.collect::<Vec<_>>().join(" ")));
        }
    }
    pool.close().await;
    held.sort();
    held.dedup();
    held
}

#[tokio::test]
async fn a_ledger_of_each_earlier_version_keeps_all_it_knew() {
    each_dialect(async |dialect| {
        let (steps, migrations) = (steps(), migrations(dialect));
        assert_eq!(steps.len(), migrations.len());
        for version in 1..=steps.len() {
            let database = Database::new(dialect).await;
            let mut data: Vec<&str> = Vec::new();
            for ((_, rows), statements) in steps.iter().zip(&migrations).take(version) {
                database.run(statements).await;
                database.run(rows).await;
                data.push(rows);
            }
            let before = held(&database, &data).await;
            assert!(before.len() >= 8);
            let ledger = Ledger::open(&database.url).await.unwrap();
            assert_eq!(
                held(&database, &data).await,
                before,
                "{} on {dialect}",
                steps[version - 1].0
            );

            let route = ledger.route("permits", "hazchem").await.unwrap();
            assert_eq!((route.id, route.is_new), (7, false));
            let counts = ledger.counts(7).await.unwrap();
            assert_eq!(
                (counts.delivered, counts.rejected, counts.waiting),
                (1, 1, 1)
            );
        }
    })
    .await;
}
