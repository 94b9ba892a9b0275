//! Which lines the triggers write.

use shangbao::sql::Dialect;
use sqlx::postgres::{PgListener, PgPool};
use sqlx::{AssertSqlSafe, Row};

use super::{Captured, apply, commented, printed};
use crate::bed::{Database, each_dialect};

const TABLE: &str = "CREATE TABLE t (id BIGINT, name VARCHAR(40))";

#[tokio::test]
async fn every_write_leaves_its_lines() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, TABLE, "id").await;
        site.write(&[
            "INSERT INTO t VALUES (1, 'a'), (9007199254740993, 'b')",
            "UPDATE t SET name = 'c' WHERE id = 1",
            "UPDATE t SET id = 2 WHERE id = 1",
            "UPDATE t SET name = 'd'",
            "DELETE FROM t WHERE id = 2",
        ])
        .await;
        let mut shown = site.shown().await;
        shown[3..5].sort();
        shown[5..7].sort();
        let big = "9007199254740993";
        let expected = ["I 1", &format!("I {big}"), "U 1", "D 1", "I 2"];
        let rest = ["U 2", &format!("U {big}"), "D 2"];
        assert_eq!(shown, [&expected[..], &rest].concat());
    })
    .await;
}

#[tokio::test]
async fn a_row_without_a_key_fails_no_write() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, TABLE, "id,name").await;
        site.write(&[
            "INSERT INTO t VALUES (1, NULL)",
            "UPDATE t SET name = 'a'",
            "UPDATE t SET id = NULL",
            "UPDATE t SET name = 'b'",
            "DELETE FROM t",
        ])
        .await;
        let mut shown = site.shown().await;
        shown[1..3].sort();
        shown[3..5].sort();
        let expected = [
            "I NULL",
            "D NULL",
            r#"I ["1","a"]"#,
            r#"D ["1","a"]"#,
            "I NULL",
            "U NULL",
            "D NULL",
        ];
        assert_eq!(shown, expected);
    })
    .await;
}

#[tokio::test]
async fn work_that_is_rolled_back_leaves_no_line() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, TABLE, "id").await;
        let mut transaction = site.pool.begin().await.unwrap();
        for statement in ["INSERT INTO t VALUES (1, 'a')", "UPDATE t SET id = 3"] {
            sqlx::query(statement)
                .execute(&mut *transaction)
                .await
                .unwrap();
        }
        transaction.rollback().await.unwrap();
        assert!(site.shown().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_comments_can_be_run() {
    each_dialect(async |dialect| {
        let site = Captured::new(dialect, TABLE, "id").await;
        site.write(&["INSERT INTO t VALUES (1, 'a'), (2, 'b')"])
            .await;
        site.shown().await;
        let existing = commented(&site.script, "INSERT INTO");
        site.write(&[&existing]).await;
        assert_eq!(site.shown().await, ["I 1", "I 2"]);

        site.write(
            &[
                "UPDATE t SET name = 'c'",
                "UPDATE change_log SET changed_at = '2026-01-01T00:00:00Z'",
            ]
            .map(|statement| match dialect {
                Dialect::MySql => statement.replace("T00:00:00Z", " 00:00:00"),
                _ => statement.to_owned(),
            })
            .each_ref()
            .map(String::as_str),
        )
        .await;
        let delete = commented(&site.script, "DELETE FROM");
        site.write(&[&delete]).await;
        assert_eq!(site.shown().await, ["U 2"], "the newest stays");
        site.write(&["UPDATE t SET name = 'd'", &delete]).await;
        assert_eq!(site.shown().await, ["U 1", "U 2"], "what is young stays");

        site.write(&[&commented(&site.script, "DROP"), "DELETE FROM t"])
            .await;
    })
    .await;
}

#[tokio::test]
async fn another_table_of_the_logs_name_is_left_alone() {
    each_dialect(async |dialect| {
        let database = Database::new(dialect).await;
        database
            .run(&format!("{TABLE};\nCREATE TABLE change_log (id BIGINT)"))
            .await;
        let script = printed(dialect, "t", &["--key", "id"]).await;
        let pool = database.pool().await;
        let applied = sqlx::raw_sql(AssertSqlSafe(script)).execute(&pool).await;
        assert!(applied.is_err());
        drop(pool);
        database.run("INSERT INTO t VALUES (1, 'a')").await;
    })
    .await;
}

/// Only on MySQL would a trigger look for the log in another database than the DBA's session does.
#[tokio::test]
async fn on_mysql_the_log_stands_beside_its_table() {
    let site = Database::new(Dialect::MySql).await;
    let elsewhere = Database::new(Dialect::MySql).await;
    site.run(TABLE).await;
    let (_, name) = site.url.rsplit_once('/').unwrap();
    let script = printed(Dialect::MySql, &format!("{name}.t"), &["--key", "id"]).await;
    apply(&elsewhere.pool().await, &script).await;
    site.run("INSERT INTO t VALUES (1, 'a')").await;
    let count = sqlx::query("SELECT COUNT(*) FROM change_log")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(count.get::<i64, _>(0), 1);
}

/// Only PostgreSQL notifies and numbers transactions; only there has a role rights on triggers' functions.
#[tokio::test]
async fn postgres_notifies_and_notes_the_transaction() {
    let database = Database::new(Dialect::Postgres).await;
    database
        .run("CREATE SCHEMA site;\nCREATE TABLE site.t (id BIGINT)")
        .await;
    let options = ["--key", "id", "--log", "t_log", "--notify", "t_changed"];
    let script = printed(Dialect::Postgres, "site.t", &options).await;
    let any = database.pool().await;
    apply(&any, &script).await;

    let pool = PgPool::connect(&database.url).await.unwrap();
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen("t_changed").await.unwrap();
    let mut transaction = pool.begin().await.unwrap();
    let own: String = sqlx::query("SELECT pg_current_xact_id()::text")
        .fetch_one(&mut *transaction)
        .await
        .unwrap()
        .get(0);
    sqlx::query("INSERT INTO site.t VALUES (1), (2)")
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let limit = std::time::Duration::from_secs(10);
    let notice = tokio::time::timeout(limit, listener.recv()).await;
    assert_eq!(notice.unwrap().unwrap().payload(), "site.t");
    let noted = sqlx::query("SELECT DISTINCT txid::text FROM site.t_log")
        .fetch_all(&pool)
        .await
        .unwrap();
    let noted: Vec<String> = noted.iter().map(|row| row.get(0)).collect();
    assert_eq!(noted, [own]);
}

/// Only on PostgreSQL would the application need rights on the log.
#[tokio::test]
async fn on_postgres_the_application_needs_no_rights_on_the_log() {
    let site = Captured::new(Dialect::Postgres, TABLE, "id").await;
    let role = format!("app_{}", uuid::Uuid::new_v4().simple());
    let statements = [
        format!("CREATE ROLE {role}"),
        format!("GRANT INSERT ON t TO {role}"),
        format!("SET ROLE {role}; INSERT INTO t VALUES (1, 'a'); RESET ROLE"),
        format!("DROP OWNED BY {role}"),
        format!("DROP ROLE {role}"),
    ];
    site.write(&statements.each_ref().map(String::as_str)).await;
    assert_eq!(site.shown().await, ["I 1"]);
}
