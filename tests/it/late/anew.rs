//! Logs whose table began anew, and logs that were only pruned.

use shangbao::source::SourceError;
use shangbao::sql::Dialect;

use super::poller::{Poller, Writer};
use crate::bed::each_dialect;
use crate::source::site::Site;

const ROWS: &str = "INSERT INTO log (row_key) VALUES ('a'), ('b'), ('c'), ('d'), ('e')";

/// A log of five rows, whose ids the database draws.
async fn site(dialect: Dialect) -> Site {
    let id = match dialect {
        Dialect::Postgres => "BIGSERIAL PRIMARY KEY",
        Dialect::MySql => "BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY",
        Dialect::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
    };
    let script = format!("CREATE TABLE log (id {id}, row_key VARCHAR(40));\n{ROWS}");
    Site::new(dialect, &script).await
}

/// Empties the log; its ids are drawn from the first on.
fn emptied(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "TRUNCATE log RESTART IDENTITY",
        Dialect::MySql => "TRUNCATE log",
        Dialect::Sqlite => "DELETE FROM log;\nDELETE FROM sqlite_sequence",
    }
}

async fn assert_stopped(poller: &Poller<'_>, case: &str) {
    let page = poller.page().await;
    let stopped = matches!(&page, Err(SourceError::WentBack { message }) if message.contains(" 5"));
    assert!(stopped, "{case}: {page:?}");
}

#[tokio::test]
async fn a_log_that_was_emptied_stops() {
    each_dialect(|dialect| async move {
        for rows in [0, 1, 4, 5, 9] {
            let site = site(dialect).await;
            let mut poller = Poller::new(&site).await;
            assert_eq!(poller.poll().await.len(), 5);
            site.database.run(emptied(dialect)).await;
            let mut writer = Writer::new(&site).await;
            for _ in 0..rows {
                writer.write(&["new"]).await;
            }
            assert_stopped(&poller, &format!("{dialect}, {rows} rows")).await;
        }
    })
    .await;
}

/// The row at the watermark was rolled back in the new life of the table, so that nothing lies at its id. PostgreSQL
/// alone says that it is another table.
#[tokio::test]
async fn a_log_that_was_emptied_and_has_grown_past_a_gap_stops() {
    let site = site(Dialect::Postgres).await;
    let mut poller = Poller::new(&site).await;
    poller.poll().await;
    site.database.run(emptied(Dialect::Postgres)).await;
    let mut writer = Writer::new(&site).await;
    writer.write(&["x", "x", "x", "x"]).await;
    writer.run("BEGIN").await;
    writer.write(&["never", "never", "never"]).await;
    writer.run("ROLLBACK").await;
    writer.write(&["x"]).await;
    assert_stopped(&poller, "grown").await;
}

/// A backup of before was restored: the rows are those of then, and new ones take the ids that were read.
#[tokio::test]
async fn a_log_that_was_restored_stops() {
    each_dialect(|dialect| async move {
        let site = site(dialect).await;
        let mut poller = Poller::new(&site).await;
        poller.poll().await;
        let back = match dialect {
            Dialect::Postgres => "SELECT setval('log_id_seq', 3)",
            Dialect::MySql => "ALTER TABLE log AUTO_INCREMENT = 4",
            Dialect::Sqlite => "UPDATE sqlite_sequence SET seq = 3",
        };
        let restore = format!("DELETE FROM log WHERE id > 3;\n{back}");
        site.database.run(&restore).await;
        assert_stopped(&poller, "restored").await;
        Writer::new(&site).await.write(&["x", "y", "z"]).await;
        assert_stopped(&poller, "and written").await;
    })
    .await;
}

#[tokio::test]
async fn a_log_that_is_pruned_goes_on() {
    each_dialect(|dialect| async move {
        for prune in ["id < 5", "id = 5", "id <= 5", "id > 3"] {
            let site = site(dialect).await;
            let mut poller = Poller::new(&site).await;
            poller.poll().await;
            let delete = format!("DELETE FROM log WHERE {prune}");
            site.database.run(&delete).await;
            let at = poller.position.clone();
            assert!(poller.poll().await.is_empty(), "{dialect}: {prune}");
            assert_eq!(poller.position, at, "it costs no writing");
            let mut writer = Writer::new(&site).await;
            writer.write(&["x", "y"]).await;
            site.database
                .run("DELETE FROM log WHERE row_key = 'x'")
                .await;
            assert_eq!(poller.poll().await, ["y"], "{dialect}: {prune}");
        }
    })
    .await;
}

/// PostgreSQL alone goes on to draw ids after TRUNCATE.
#[tokio::test]
async fn a_postgres_log_that_is_pruned_by_truncate_goes_on() {
    let site = site(Dialect::Postgres).await;
    let mut poller = Poller::new(&site).await;
    poller.poll().await;
    site.database.run("TRUNCATE log").await;
    assert!(poller.poll().await.is_empty());
    Writer::new(&site).await.write(&["x"]).await;
    assert_eq!(poller.poll().await, ["x"]);
}

/// The id of a deleted newest row comes again.
#[tokio::test]
async fn a_sqlite_log_without_autoincrement_stops_before_an_id_comes_again() {
    let script = format!("CREATE TABLE log (id INTEGER PRIMARY KEY, row_key TEXT);\n{ROWS}");
    let site = Site::new(Dialect::Sqlite, &script).await;
    let mut poller = Poller::new(&site).await;
    poller.poll().await;
    site.database.run("DELETE FROM log WHERE id = 5").await;
    assert_stopped(&poller, "deleted").await;
    Writer::new(&site).await.write(&["x"]).await;
    assert_stopped(&poller, "and written").await;
}

/// Other columns name the row by now: the old mark says nothing of it.
#[tokio::test]
async fn a_stream_that_is_declared_anew_goes_on() {
    each_dialect(|dialect| async move {
        let site = site(dialect).await;
        let mut poller = Poller::new(&site).await;
        poller.poll().await;
        poller.stream.at = Some("row_key".to_owned());
        assert!(poller.poll().await.is_empty());
        site.database.run(emptied(dialect)).await;
        site.database.run(ROWS).await;
        site.database.run("UPDATE log SET row_key = 'other'").await;
        assert_stopped(&poller, "emptied").await;
    })
    .await;
}
