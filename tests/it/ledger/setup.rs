//! Opening, migrating, reopening.

use shangbao::ledger::{Ledger, LedgerError};
use shangbao::sql::Dialect;

use super::{Desk, lease};
use crate::bed::{Database, each_dialect};

#[tokio::test]
async fn it_opens_again_with_all_it_knew() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 1000).await;
        let again = Ledger::open(&desk.database.url).await.unwrap();
        let route = again.route("permits", "hazchem").await.unwrap();
        assert_eq!((route.id, route.is_new), (desk.route, false));
        assert_eq!(again.counts(route.id).await.unwrap().delivered, 1);
        let other = again.route("permits", "production").await.unwrap();
        assert!(other.is_new && other.id != desk.route);
    })
    .await;
}

#[tokio::test]
async fn the_printed_statements_are_all_it_needs() {
    each_dialect(async |dialect| {
        let database = Database::new(dialect).await;
        database.run(&Ledger::migrations(dialect)).await;
        // Were they run again, the tables would be there already.
        let ledger = Ledger::open(&database.url).await.unwrap();
        let route = ledger.route("permits", "hazchem").await.unwrap();
        lease(&ledger, route.id, "first").await;
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_start_at_once_make_the_tables_once() {
    each_dialect(async |dialect| {
        let database = Database::new(dialect).await;
        let openings = (0..4).map(|_| {
            let url = database.url.clone();
            // Spawned: the futures of the ledger can move between threads.
            tokio::spawn(async move {
                let ledger = Ledger::open(&url).await.unwrap();
                ledger.route("permits", "hazchem").await.unwrap()
            })
        });
        let opened: Vec<_> = openings.collect();
        let mut new = 0;
        for opening in opened {
            new += i32::from(opening.await.unwrap().is_new);
        }
        assert_eq!(new, 1);
    })
    .await;
}

#[tokio::test]
async fn a_newer_ledger_is_refused() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.database
            .run(
                "INSERT INTO shangbao_migrations (version, description, success, checksum, execution_time) \
                 SELECT 999, description, success, checksum, execution_time FROM shangbao_migrations WHERE version = 1",
            )
            .await;
        let error = Ledger::open(&desk.database.url).await.unwrap_err();
        assert!(matches!(error, LedgerError::Migration(_)), "{error}");
    })
    .await;
}

/// MySQL commits each statement that makes a table: a process that is killed meanwhile leaves some of them.
#[tokio::test]
async fn tables_that_were_half_made_are_told_with_what_to_do() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let cut_off = "UPDATE shangbao_migrations SET success = FALSE WHERE version = 2";
        desk.database.run(cut_off).await;
        let error = Ledger::open(&desk.database.url).await.unwrap_err();
        assert!(
            matches!(error, LedgerError::HalfMade { version: 2 }),
            "{error}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("absent/shangbao.db");
    let url = format!("sqlite://{}", file.display());
    let error = Ledger::open(&url).await.unwrap_err().to_string();
    assert!(error.contains("absent/shangbao.db"), "{error}");
    assert!(error.contains("make its folder"), "{error}");
}

#[tokio::test]
async fn another_scheme_is_refused() {
    let error = Ledger::open("oracle://x").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`oracle` is no state database; use sqlite://, postgres:// or mysql://"
    );
}

/// Only SQLite has a choice here: a power cut must not bring a cleared digest back.
#[tokio::test]
async fn sqlite_writes_through_to_the_disk() {
    let desk = Desk::new(Dialect::Sqlite).await;
    let pool = desk.database.pool().await;
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
}

/// A file alone has rights; servers have accounts.
#[cfg(unix)]
#[tokio::test]
async fn the_state_file_is_its_owners_alone() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let url = format!("sqlite://{}", path.display());
    let modes = || {
        ["", "-wal", "-shm"].map(|end| {
            let found = metadata(format!("{}{end}", path.display()));
            found.map_or(0, |found| found.permissions().mode() & 0o777)
        })
    };
    let ledger = Ledger::open(&url).await.unwrap();
    assert_eq!(modes(), [0o600; 3]);
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", path.display());
        set_permissions(file, Permissions::from_mode(0o644)).unwrap();
    }
    let again = Ledger::open(&url).await.unwrap();
    assert_eq!(modes(), [0o600; 3]);
    drop((ledger, again));
}
