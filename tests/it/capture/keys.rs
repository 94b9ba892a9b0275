//! Keys in the log are those of the ledger, letter for letter.

use shangbao::source::Key;
use shangbao::sql::Dialect;

use super::Captured;
use crate::bed::each_dialect;

/// Texts that JSON or SQL could write in another way.
const TEXTS: &[&str] = &[
    "A-7",
    "动火 票",
    "it's \"so\"",
    "a/b\\c",
    "tab\tline\nreturn\r",
    "\u{1}\u{8}\u{c}\u{19}\u{7f}",
    "<&>é\u{2028}😀",
    "[\"7\",\"2\"]",
    "",
];

async fn bound(site: &Captured, number: i64, text: &str) {
    let sql = match site.text {
        "CHAR" => "INSERT INTO t (id, name) VALUES (?, ?)",
        _ => "INSERT INTO t (id, name) VALUES ($1, $2)",
    };
    sqlx::query(sql)
        .bind(number)
        .bind(text)
        .execute(&site.pool)
        .await
        .unwrap();
}

fn table(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::MySql => "CREATE TABLE t (id BIGINT, name VARCHAR(40)) DEFAULT CHARSET utf8mb4",
        Dialect::Postgres => "CREATE TABLE t (id BIGINT, name VARCHAR(40))",
        Dialect::Sqlite => "CREATE TABLE t (id BIGINT, name VARCHAR(40) COLLATE NOCASE)",
    }
}

#[tokio::test]
async fn keys_of_several_columns_are_the_ledgers() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, table(dialect), "name,id").await;
        for text in TEXTS {
            bound(&site, -7, text).await;
            let lines = site.lines().await;
            let key = Key::of_parts(vec![(*text).to_owned(), "-7".to_owned()]);
            assert_eq!(lines, [(Some(key.to_string()), "I".to_owned())]);
        }
    })
    .await;
}

/// MariaDB alone writes some control characters' numbers in capitals.
#[tokio::test]
async fn control_characters_differ_by_case_at_most() {
    let table = table(Dialect::MySql);
    let site = Captured::new(Dialect::MySql, table, "name,id").await;
    let text = "\u{b}\u{e}\u{f}\u{1a}\u{1f}";
    bound(&site, -7, text).await;
    let key = Key::of_parts(vec![text.to_owned(), "-7".to_owned()]);
    let lines = site.lines().await;
    let written = lines[0].0.as_deref().unwrap();
    assert_eq!(written.to_lowercase(), key.as_str());
    assert_eq!(Key::from(written.to_owned()).parts(2), key.parts(2));
}

#[tokio::test]
async fn keys_of_one_column_are_its_text() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, table(dialect), "name").await;
        for text in TEXTS {
            bound(&site, 1, text).await;
            let lines = site.lines().await;
            assert_eq!(lines, [(Some((*text).to_owned()), "I".to_owned())]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_of_case_is_a_change_of_key() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, table(dialect), "name").await;
        site.write(&[
            "INSERT INTO t VALUES (1, 'abc')",
            "UPDATE t SET name = 'ABC'",
        ])
        .await;
        let mut shown = site.shown().await;
        shown.sort();
        assert_eq!(shown, ["D abc", "I ABC", "I abc"]);
    })
    .await;
}

/// Only these two have a type for it.
#[tokio::test]
async fn uuids_days_and_padded_texts_are_the_ledgers() {
    let uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let table = "CREATE TABLE t (a UUID, b DATE, c CHAR(9))";
        let site = Captured::new(dialect, table, "a,b,c").await;
        let sql = format!("INSERT INTO t VALUES ('{uuid}', '2026-03-01', 'K7')");
        site.write(&[&sql]).await;
        let parts = [uuid, "2026-03-01", "K7"].map(str::to_owned);
        let key = Key::of_parts(parts.to_vec()).to_string();
        assert_eq!(site.shown().await, [format!("I {key}")], "{dialect}");
    }
}
