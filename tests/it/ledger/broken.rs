//! A transaction that fails leaves nothing behind: the next one has a connection that is in the middle of nothing.

use shangbao::ledger::{Ledger, LedgerError};
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, Connection, Executor};

use super::Desk;
use crate::bed::each_dialect;

/// SQLite rolls back by itself where the disk is full, and so does this trigger.
#[tokio::test]
async fn a_transaction_that_the_database_rolled_back_costs_only_itself() {
    let desk = Desk::new(Dialect::Sqlite).await;
    desk.deliver("a", "A", 1000).await;
    let pool = desk.database.pool().await;
    let breaks = "CREATE TRIGGER full BEFORE UPDATE ON shangbao_delivery BEGIN SELECT RAISE(ROLLBACK, 'full'); END";
    pool.execute(breaks).await.unwrap();
    for _ in 0..3 {
        let retry = shangbao::ledger::Decision::Retry { resend: false };
        let actor = shangbao::ledger::Actor {
            user: "dba".into(),
            host: "here".into(),
        };
        let all = shangbao::ledger::Selection::Keys(vec!["a".into()]);
        let failed = desk
            .ledger
            .decide(desk.route, &all, &retry, &actor, 2000)
            .await;
        let said = failed.unwrap_err().to_string();
        assert!(said.contains("full") && !said.contains("depth"), "{said}");
    }
    pool.execute("DROP TRIGGER full").await.unwrap();
    pool.close().await;
    desk.deliver("b", "B", 3000).await;
    assert_eq!(desk.ledger.counts(desk.route).await.unwrap().delivered, 2);
}

/// The same where a statement of ours is refused, on every database.
#[tokio::test]
async fn a_transaction_that_was_refused_costs_only_itself() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        for _ in 0..12 {
            let refused = desk.ledger.mend_times(-1, 0, 0, 0).await;
            assert!(refused.is_err(), "there is no such route");
        }
        desk.deliver("a", "A", 1000).await;
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().delivered, 1);
    })
    .await;
}

#[tokio::test]
async fn a_full_disk_and_a_damaged_file_are_told_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let url = format!("sqlite://{}?mode=rwc", path.display());
    Ledger::open(&url).await.unwrap().close().await;
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    // The second is as little as there are pages by now.
    for sql in ["CREATE TABLE much (text TEXT)", "PRAGMA max_page_count = 1"] {
        connection.execute(sql).await.unwrap();
    }
    let full = loop {
        let row = "INSERT INTO much VALUES (hex(zeroblob(4000)))";
        if let Err(error) = connection.execute(row).await {
            break LedgerError::from(error);
        }
    };
    connection.close().await.unwrap();
    assert!(matches!(full, LedgerError::Full(_)), "{full}");
    assert!(
        full.to_string().contains("the disk with the state is full"),
        "{full}"
    );

    for (from, kind) in [(4096, "malformed"), (0, "not a database")] {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[from..].fill(0xA5);
        std::fs::write(&path, bytes).unwrap();
        let error = match Ledger::open(&url).await {
            Ok(ledger) => ledger.look_at_file().await.unwrap_err(),
            Err(error) => error,
        };
        assert!(error.is_fatal(), "{kind}: {error}");
        assert!(error.to_string().contains("damaged"), "{kind}: {error}");
    }
}

/// The servers of a state tell a full disk by numbers of their own.
#[tokio::test]
async fn a_full_disk_of_a_server_is_told_as_one_too() {
    each_dialect(async |dialect| {
        let raised: &[&str] = match dialect {
            // A file's limit is no server's matter.
            Dialect::Sqlite => &[],
            Dialect::Postgres => &["DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$"],
            Dialect::MySql => &[
                "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1021, MESSAGE_TEXT = 'x'",
                "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'x'",
                "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1030, MESSAGE_TEXT = 'Got error 28 \"No space left on device\" from storage engine Aria'",
                "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 3, MESSAGE_TEXT = 'Error writing file ''./a'' (Errcode: 28 \"No space left on device\")'",
            ],
        };
        let desk = Desk::new(dialect).await;
        let mut connection = AnyConnection::connect(&desk.database.url).await.unwrap();
        for sql in raised {
            let error = sqlx::raw_sql(*sql).execute(&mut connection).await.unwrap_err();
            let error = LedgerError::from(error);
            assert!(matches!(error, LedgerError::Full(_)), "{sql}: {error:?}");
        }
        connection.close().await.unwrap();
    })
    .await;
}

/// The file is lost a second time, and what was saved the first time still lies there.
#[tokio::test]
async fn a_copy_that_was_saved_before_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let url = format!("sqlite://{}", at("state.db").display());
    let ledger = Ledger::open(&url).await.unwrap();
    ledger.route("permits", "hazchem").await.unwrap();
    std::fs::write(at("state.db.rescued"), "older").unwrap();
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(at(&format!("state.db{end}"))).unwrap();
    }
    let lost = ledger.look_at_file().await.unwrap_err();
    let rescued = at("state.db.rescued-2");
    assert!(
        lost.to_string().contains(&rescued.display().to_string()),
        "{lost}"
    );
    assert_eq!(std::fs::read(at("state.db.rescued")).unwrap(), b"older");
    ledger.close().await;
    let refused = Ledger::open(&url).await.unwrap_err().to_string();
    assert!(refused.contains("state.db.rescued-2"), "{refused}");
    std::fs::rename(rescued, at("state.db")).unwrap();
    let ledger = Ledger::open(&url).await.unwrap();
    assert!(!ledger.route("permits", "hazchem").await.unwrap().is_new);
    ledger.close().await;
}

/// What SQLite keeps beside the file is deleted while the ledger is open: nothing of it is lost, and other processes see it.
#[tokio::test]
async fn what_lies_beside_the_file_may_be_deleted() {
    for gone in [&["-wal"][..], &["-shm"], &["-wal", "-shm"]] {
        let folder = tempfile::tempdir().unwrap();
        let at = |end: &str| folder.path().join(format!("state.db{end}"));
        let url = format!("sqlite://{}", at("").display());
        let ledger = Ledger::open(&url).await.unwrap();
        ledger.look_at_file().await.unwrap();
        ledger.route("permits", "hazchem").await.unwrap();
        for end in gone {
            std::fs::remove_file(at(end)).unwrap();
        }
        ledger.look_at_file().await.unwrap();
        ledger.route("permits", "elsewhere").await.unwrap();
        assert!(at("-wal").exists() && at("-shm").exists(), "{gone:?}");
        let other = Ledger::open(&url).await.unwrap();
        for account in ["hazchem", "elsewhere"] {
            let route = other.find_route("permits", account).await.unwrap();
            assert!(route.is_some(), "{gone:?}: {account}");
        }
        other.close().await;
        ledger.close().await;
    }
}
