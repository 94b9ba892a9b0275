//! What only PostgreSQL has: ids drawn apart from their insert, savepoints whose locks differ, prepared transactions,
//! partitions.

use shangbao::sql::Dialect;

use super::poller::{Poller, Writer, site};

#[tokio::test]
async fn an_id_drawn_before_its_insert_is_waited_for() {
    let site = site(Dialect::Postgres).await;
    let mut poller = Poller::new(&site).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.run("SELECT nextval('log_id_seq')").await;
    other.write(&["b"]).await;
    assert_eq!(poller.poll().await, ["b"]);
    poller.assert_stays_open().await;
    early.run("INSERT INTO log VALUES (1, 'late')").await;
    early.run("COMMIT").await;
    assert_eq!(poller.poll().await, ["late"]);
}

/// ROLLBACK TO SAVEPOINT frees the table's lock; the id stays with the transaction.
#[tokio::test]
async fn an_id_kept_over_a_savepoint_is_waited_for() {
    let site = site(Dialect::Postgres).await;
    let mut poller = Poller::new(&site).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.run("SAVEPOINT s").await;
    early.write(&["undone"]).await;
    early.run("ROLLBACK TO SAVEPOINT s").await;
    other.write(&["b"]).await;
    assert_eq!(poller.poll().await, ["b"]);
    poller.assert_stays_open().await;
    early.run("INSERT INTO log VALUES (1, 'late')").await;
    early.run("COMMIT").await;
    assert_eq!(poller.poll().await, ["late"]);

    early.run("BEGIN").await;
    early.run("SAVEPOINT s").await;
    early.write(&["undone"]).await;
    early.run("ROLLBACK TO SAVEPOINT s").await;
    early.run("COMMIT").await;
    other.write(&["c"]).await;
    assert_eq!(poller.poll().await, ["c"]);
    assert!(poller.settle().await.is_empty());
}

/// A prepared transaction has no session any more, and another name than it had before.
#[tokio::test]
async fn a_prepared_transaction_keeps_gaps_open() {
    let site = site(Dialect::Postgres).await;
    let (_, name) = site.database.url.rsplit_once('/').unwrap();
    for (ending, read) in [("COMMIT", vec!["late"]), ("ROLLBACK", vec![])] {
        let mut poller = Poller::new(&site).await;
        poller.poll().await;
        poller.settle().await;
        let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
        early.write(&["late"]).await;
        other.write(&["b"]).await;
        assert_eq!(poller.poll().await, ["b"]);
        early.run(&format!("PREPARE TRANSACTION '{name}'")).await;
        poller.assert_stays_open().await;
        other.run(&format!("{ending} PREPARED '{name}'")).await;
        assert_eq!(poller.settle().await, read);
    }
}

#[tokio::test]
async fn writers_of_a_partition_are_waited_for() {
    let site = site(Dialect::Postgres).await;
    site.database
        .run(
            "DROP TABLE log;\n\
             CREATE TABLE log (id BIGINT, row_key VARCHAR(40)) PARTITION BY RANGE (id);\n\
             CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (1000)",
        )
        .await;
    let mut poller = Poller::new(&site).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.run("INSERT INTO log_1 VALUES (1, 'late')").await;
    other.run("INSERT INTO log VALUES (2, 'b')").await;
    assert_eq!(poller.poll().await, ["b"]);
    poller.assert_stays_open().await;
    early.run("COMMIT").await;
    assert_eq!(poller.poll().await, ["late"]);
}

/// An insert through a view locks the table behind it, and so does one past the view.
#[tokio::test]
async fn writers_of_the_table_behind_a_view_are_waited_for() {
    let site = site(Dialect::Postgres).await;
    site.database
        .run("ALTER TABLE log RENAME TO lines;\nCREATE VIEW log AS SELECT * FROM lines")
        .await;
    let mut poller = Poller::new(&site).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    early.run("INSERT INTO lines VALUES (1, 'late')").await;
    other.run("INSERT INTO lines VALUES (2, 'b')").await;
    assert_eq!(poller.poll().await, ["b"]);
    poller.assert_stays_open().await;
    early.run("COMMIT").await;
    assert_eq!(poller.poll().await, ["late"]);
}

/// Who cannot write the log is not waited for.
#[tokio::test]
async fn other_transactions_keep_no_gap_open() {
    let site = site(Dialect::Postgres).await;
    site.database.run("CREATE TABLE elsewhere (id INT)").await;
    let mut poller = Poller::new(&site).await;
    let (mut early, mut other) = (Writer::begun(&site).await, Writer::new(&site).await);
    let (mut reader, mut stranger) = (Writer::begun(&site).await, Writer::begun(&site).await);
    reader.run("SELECT * FROM log").await;
    stranger.run("INSERT INTO elsewhere VALUES (1)").await;
    early.write(&["never"]).await;
    other.write(&["b"]).await;
    assert_eq!(poller.poll().await, ["b"]);
    assert_eq!(poller.gaps()[0].holders.len(), 1);
    early.run("ROLLBACK").await;
    stranger.run("INSERT INTO elsewhere VALUES (2)").await;
    assert!(poller.settle().await.is_empty());
    reader.run("COMMIT").await;
    stranger.run("COMMIT").await;
}
