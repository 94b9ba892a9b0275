//! PostgreSQL behind PgBouncer in transaction mode, its other settings as distributed: the sessions are lent to us for a
//! transaction, and to the vendor's application for the next. PostgreSQL alone has such a pooler.

use std::collections::BTreeSet;

use shangbao::ledger::{Ledger, LedgerError};
use shangbao::source::{
    Begin, Bounds, Flag, Key, SourceError, Stream, StreamKind, Value, cannot_listen, connect,
    connect_writer,
};
use shangbao::sql::Dialect;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Executor, Row};

use super::site::{log, query, settings, updated};
use crate::bed::Database;

/// A database and its URL through the pooler.
async fn pooled(script: &str) -> (Database, String) {
    let database = Database::new(Dialect::Postgres).await;
    database.run(script).await;
    let url = through_pooler(&database);
    (database, url)
}

/// The database's URL through the pooler.
pub(crate) fn through_pooler(database: &Database) -> String {
    let pooler = std::env::var("TEST_PGBOUNCER").expect("TEST_PGBOUNCER: run the tests by ./test");
    let (server, _) = pooler.rsplit_once('/').unwrap();
    let (_, name) = database.url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// The vendor's application: a client of the same pooler, with the same account, so that it is lent the same sessions.
pub(crate) struct Vendor {
    pool: PgPool,
}

impl Vendor {
    pub(crate) async fn new(url: &str) -> Self {
        let options: PgConnectOptions = url.parse().unwrap();
        let pool = PgPoolOptions::new().max_connections(4);
        let pool = pool.connect_lazy_with(options.extra_float_digits(None));
        pool.execute("CREATE TABLE IF NOT EXISTS vendor (n INT)")
            .await
            .unwrap();
        Self { pool }
    }

    /// Writes in every session that the pooler has, and finds nothing of ours in any.
    pub(crate) async fn works_after(&self, what: &str) {
        let mut sessions = BTreeSet::new();
        let mut held = Vec::new();
        for _ in 0..4 {
            // Held, so that each is lent another session.
            let mut transaction = self.pool.begin().await.unwrap();
            let wrote = (&mut *transaction)
                .execute("INSERT INTO vendor VALUES (1)")
                .await;
            assert!(wrote.is_ok(), "after {what}: {wrote:?}");
            let look = "SELECT pg_backend_pid(), current_setting('default_transaction_read_only'), \
                        current_setting('statement_timeout'), current_setting('lock_timeout'), \
                        (SELECT count(*) FROM pg_prepared_statements), \
                        (SELECT count(*) FROM pg_listening_channels()), \
                        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())";
            let row = (&mut *transaction)
                .fetch_one(sqlx::raw_sql(look))
                .await
                .unwrap();
            let text = |at: usize| row.try_get_unchecked::<String, _>(at).unwrap();
            sessions.insert(text(0));
            let told: Vec<String> = (1..7).map(text).collect();
            assert_eq!(told, ["off", "0", "0", "0", "0", "0"], "after {what}");
            held.push(transaction);
        }
        for transaction in held {
            transaction.commit().await.unwrap();
        }
        assert_eq!(sessions.len(), 4, "after {what}");
    }
}

const SITE: &str = "CREATE TYPE kind AS ENUM ('hot', 'cold');
CREATE DOMAIN code AS VARCHAR(10);
CREATE TABLE t (id BIGSERIAL PRIMARY KEY, name TEXT, kind kind, code code, at TIMESTAMPTZ DEFAULT now(), sent INT DEFAULT 0);
INSERT INTO t (name, kind, code) SELECT 'n' || n, 'hot', 'c' FROM generate_series(1, 50) AS n";

#[tokio::test]
async fn the_application_can_write_after_whatever_we_read() {
    let (_database, url) = pooled(SITE).await;
    let vendor = Vendor::new(&url).await;
    vendor.works_after("nothing").await;
    let source = connect(settings(&url)).unwrap();
    let all = query("SELECT * FROM t WHERE id IN (:keys)", 1);
    for round in 0..5 {
        let keys: Vec<Key> = (1..=20 + round)
            .map(|id| Key::single(id.to_string()))
            .collect();
        let found = source.rows(&all, &keys, Bounds::OWN).await.unwrap().rows;
        assert_eq!(found.len(), 20 + round);
        assert_eq!(found[0][2], Value::Text("hot".into()));
        vendor.works_after("rows").await;
    }
    let none = source.rows(&all, &[], Bounds::OWN).await.unwrap();
    assert_eq!(none.columns.len(), 6);
    vendor.works_after("rows for no key").await;
    let by_enum = query(
        "SELECT id FROM t WHERE kind::text IN (:keys) AND code IN (:keys)",
        1,
    );
    assert!(
        source
            .rows(&by_enum, &[Key::single("hot")], Bounds::OWN)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    vendor.works_after("a query of types of its own").await;
    for wrong in [
        "SELECT nothing FROM t WHERE id IN (:keys)",
        "SELECT 1/0 WHERE '1' IN (:keys)",
        "DELETE FROM t WHERE id IN (:keys)",
    ] {
        assert!(
            source
                .rows(&query(wrong, 1), &[Key::single("1")], Bounds::OWN)
                .await
                .is_err()
        );
        vendor.works_after(wrong).await;
    }
    let log = Stream {
        key: vec!["id".into()],
        ..log("t")
    };
    for position in [Begin::All, Begin::Now] {
        let position = source.begin(&log, &position).await.unwrap();
        vendor.works_after("begin").await;
        source.page(&log, &position, 10).await.unwrap();
        vendor.works_after("a page of a log").await;
    }
    let updated = Stream {
        cursor: "at".into(),
        ..updated("t")
    };
    let position = source.begin(&updated, &Begin::All).await.unwrap();
    source.page(&updated, &position, 10).await.unwrap();
    vendor.works_after("a page by times").await;
}

#[tokio::test]
async fn a_statement_that_is_abandoned_leaves_nothing_in_the_session() {
    let (_database, url) = pooled(SITE).await;
    let vendor = Vendor::new(&url).await;
    let source = connect(settings(&url)).unwrap();
    let slow = query(
        "SELECT pg_sleep(30)::text, id FROM t WHERE id IN (:keys)",
        1,
    );
    for _ in 0..3 {
        let keys = [Key::single("1")];
        let asked = tokio::time::timeout(
            std::time::Duration::from_millis(300),
            source.rows(&slow, &keys, Bounds::OWN),
        );
        assert!(asked.await.is_err());
        vendor.works_after("an abandoned statement").await;
    }
}

#[tokio::test]
async fn many_read_through_it_at_once() {
    let (_database, url) = pooled(SITE).await;
    let vendor = Vendor::new(&url).await;
    let mut readers = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let source = connect(settings(&url)).unwrap();
        readers.spawn(async move {
            for id in 1..=50 {
                let some = query("SELECT name FROM t WHERE id IN (:keys)", 1);
                let found = source
                    .rows(&some, &[Key::single(id.to_string())], Bounds::OWN)
                    .await
                    .unwrap();
                assert_eq!(found.rows, [[Value::Text(format!("n{id}"))]]);
            }
        });
    }
    while let Some(read) = readers.join_next().await {
        read.unwrap();
    }
    vendor.works_after("three readers").await;
}

#[tokio::test]
async fn flags_are_written_back_through_it() {
    let (database, url) = pooled(SITE).await;
    let vendor = Vendor::new(&url).await;
    let writer = connect_writer(settings(&url)).unwrap();
    let stream = Stream {
        kind: StreamKind::Flag,
        key: vec!["id".into()],
        flag: Some(Flag {
            column: "sent".into(),
            due: vec!["0".into()],
            null_is_due: false,
            delivered: "1".into(),
            rejected: None,
        }),
        ..log("t")
    };
    writer.may_write(&stream).await.unwrap();
    vendor.works_after("a look at the rights").await;
    for id in ["1", "2", "3"] {
        let keys = [Key::single(id)];
        let mut hold = writer.hold(&stream, &keys).await.unwrap();
        hold.write(&keys, "1").await.unwrap();
        hold.end().await.unwrap();
        vendor.works_after("a flag").await;
        // Dropped: nothing is written.
        drop(writer.hold(&stream, &[Key::single("4")]).await.unwrap());
        vendor.works_after("a flag that was not written").await;
    }
    let pool = database.pool().await;
    let sent: i64 = sqlx::query_scalar("SELECT count(*) FROM t WHERE sent = 1")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(sent, 3);
}

#[tokio::test]
async fn the_state_is_refused_at_once_and_a_session_of_its_own_is_taken() {
    let (database, url) = pooled("SELECT 1").await;
    let vendor = Vendor::new(&url).await;
    for _ in 0..3 {
        let started = std::time::Instant::now();
        let refused = Ledger::open(&url).await.err();
        assert!(matches!(refused, Some(LedgerError::Pooler)), "{refused:?}");
        assert!(started.elapsed() < std::time::Duration::from_secs(5));
        vendor.works_after("the state").await;
    }
    assert!(Ledger::open(&database.url).await.is_ok());
}

/// While the vendor's application is busy its sessions go from hand to hand.
#[tokio::test]
async fn a_pooler_is_known_while_others_use_it() {
    let (database, url) = pooled("SELECT 1").await;
    let vendor = std::sync::Arc::new(Vendor::new(&url).await);
    let busy = tokio::spawn({
        let vendor = vendor.clone();
        async move {
            loop {
                vendor.works_after("a look for the pooler").await;
            }
        }
    });
    for _ in 0..10 {
        assert!(cannot_listen(&settings(&url)).await);
    }
    busy.abort();
    assert!(!cannot_listen(&settings(&database.url)).await);
}

#[tokio::test]
async fn what_the_pooler_refuses_is_its_word_and_named() {
    let (_database, url) = pooled("SELECT 1").await;
    let options = connect(settings(&format!("{url}?options=-c%20geqo%3Doff"))).unwrap();
    let one = query("SELECT 1 WHERE '1' IN (:keys)", 1);
    match options.rows(&one, &[], Bounds::OWN).await {
        Err(SourceError::Unreachable { message }) => {
            assert!(
                message.contains("take `options` out of the url"),
                "{message}"
            );
        }
        other => panic!("{other:?}"),
    }
}
