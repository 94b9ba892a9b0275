//! Texts whose bytes are not what the database says they are.

use shangbao::source::{Charset, Misread, SourceError, Value, misread};
use shangbao::sql::Dialect;

use super::site::Site;
use super::values::text;
use crate::bed::each_dialect;

/// `联通` is one of the texts whose GBK looks like UTF-8 to a careless reader; the second row has a question mark, the fourth is UTF-8,
/// the fifth is cut, and the sixth is as it should be.
const PEOPLE: &str = "
    CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(40) CHARACTER SET latin1, dept VARCHAR(40) CHARACTER SET utf8mb4);
    INSERT INTO people VALUES
      (1, x'C1AACDA8', 'A-1'), (2, x'D5C53F', '25°C'), (3, x'D5C5C8FD', '张'), (4, x'E5BCA0E4B889', ''), (5, x'D5C5C8', ''), (6, 'Mueller', '张三？')
";

async fn people(charset: Charset) -> Site {
    let with = |settings| shangbao::source::Settings {
        charset,
        ..settings
    };
    Site::with(Dialect::MySql, PEOPLE, with).await
}

const NAMES: &str = "SELECT name, dept FROM people WHERE id IN (:keys)";

#[tokio::test]
async fn texts_are_read_as_gbk_where_that_is_what_they_are() {
    let site = people(Charset::Gbk).await;
    for (key, name, dept) in [
        ("1", "联通", "A-1"),
        ("2", "张?", "25°C"),
        ("3", "张三", "张"),
        ("5", "张\u{fffd}", ""),
        ("6", "Mueller", "张三？"),
    ] {
        let rows = site.rows(NAMES, &[key]).await.unwrap().rows;
        assert_eq!(rows, [[text(name), text(dept)]], "{key}");
    }
    // What is UTF-8 stays as it came, and the mapping refuses it.
    let other = site.rows(NAMES, &["4"]).await.unwrap().rows;
    let Value::Text(name) = &other[0][0] else {
        panic!("{other:?}");
    };
    assert_eq!(misread(name), Some(Misread::Utf8));
}

#[tokio::test]
async fn texts_are_read_as_utf8_where_that_is_what_they_are() {
    let site = people(Charset::Utf8).await;
    for (key, name, dept) in [("4", "张三", ""), ("6", "Mueller", "张三？")] {
        let rows = site.rows(NAMES, &[key]).await.unwrap().rows;
        assert_eq!(rows, [[text(name), text(dept)]], "{key}");
    }
    for key in ["1", "3", "5"] {
        let rows = site.rows(NAMES, &[key]).await.unwrap().rows;
        let Value::Text(name) = &rows[0][0] else {
            panic!("{rows:?}");
        };
        assert_eq!(misread(name), Some(Misread::Gbk), "{key}");
    }
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused() {
    for charset in [Charset::Gbk, Charset::Utf8] {
        let site = people(charset).await;
        let sql = "SELECT id FROM people WHERE name = '联通' AND id IN (:keys)";
        let refused = site.rows(sql, &["1"]).await.unwrap_err();
        assert!(matches!(refused, SourceError::Sql { code, .. } if code == "charset"));
        let sql = "SELECT id FROM people WHERE name IN (:keys)";
        let refused = site.rows(sql, &["联通"]).await.unwrap_err();
        assert!(matches!(refused, SourceError::Value { .. }));
    }
}

#[tokio::test]
async fn sql_can_convert_a_column_by_itself() {
    let site = people(Charset::AsGiven).await;
    for (key, name) in [("3", "gbk"), ("4", "utf8mb4")] {
        for convert in [
            "CAST(name AS BINARY)",
            "CAST(CONVERT(name USING latin1) AS BINARY)",
        ] {
            let sql =
                format!("SELECT CONVERT({convert} USING {name}) FROM people WHERE id IN (:keys)");
            let rows = site.rows(&sql, &[key]).await.unwrap().rows;
            assert_eq!(rows, [[text("张三")]], "{sql}");
        }
    }
    let cut = "SELECT CONVERT(CAST(name AS BINARY) USING gbk) FROM people WHERE id IN (:keys)";
    let refused = site.rows(cut, &["5"]).await.unwrap_err();
    assert!(matches!(refused, SourceError::Value { .. }), "{refused:?}");
}

/// What an application wrote through a connection that said latin1: each byte became a character of its own.
#[tokio::test]
async fn texts_that_were_stored_through_a_latin1_connection_are_read_on_every_database() {
    each_dialect(|dialect| async move {
        let script = "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(40));\nINSERT INTO t VALUES (1, 'ÕÅÈý'), (2, 'æ\u{9d}Žå››'), (3, '张三'), (4, 'Müller')";
        let name = |charset, key: &'static str| async move {
            let with = |settings| shangbao::source::Settings {
                charset,
                ..settings
            };
            let site = Site::with(dialect, script, with).await;
            let sql = "SELECT name FROM t WHERE id IN (:keys)";
            site.found(sql, &[key]).await.remove(0)
        };
        for (key, gbk, utf8) in [
            ("1", "张三", "ÕÅÈý"),
            ("2", "æ\u{9d}Žå››", "李四"),
            ("3", "张三", "张三"),
            ("4", "Müller", "Müller"),
        ] {
            assert_eq!(name(Charset::Utf8, key).await, utf8);
            // SQLite may hold GBK itself, of which these two could be.
            if dialect != Dialect::Sqlite || key < "3" {
                assert_eq!(name(Charset::Gbk, key).await, gbk);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn gbk_in_a_sqlite_file_is_read() {
    let script = "CREATE TABLE t (id INT PRIMARY KEY, name TEXT);\nINSERT INTO t VALUES (1, CAST(x'D5C5C8FD' AS TEXT)), (2, CAST(x'C4A3' AS TEXT)), (3, 'A?1'), (4, '张三')";
    let with = |settings| shangbao::source::Settings {
        charset: Charset::Gbk,
        ..settings
    };
    let site = Site::with(Dialect::Sqlite, script, with).await;
    let sql = "SELECT name FROM t WHERE id IN (:keys)";
    for (key, name) in [("1", "张三"), ("2", "模"), ("3", "A?1"), ("4", "\u{fffd}")] {
        assert_eq!(site.found(sql, &[key]).await, [name]);
    }
}

/// PostgreSQL takes texts of SQL_ASCII as they are, and gives none out that is not UTF-8.
#[tokio::test]
async fn gbk_in_a_database_of_sql_ascii_is_converted_by_sql() {
    use sqlx::{AssertSqlSafe, Connection, Executor};
    let admin = std::env::var("TEST_POSTGRES").unwrap();
    let name = format!("t{}", uuid::Uuid::new_v4().simple());
    let mut connection = sqlx::PgConnection::connect(&admin).await.unwrap();
    let create =
        format!("CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    connection.execute(AssertSqlSafe(create)).await.unwrap();
    let (server, _) = admin.rsplit_once('/').unwrap();
    let source =
        shangbao::source::connect(super::site::settings(&format!("{server}/{name}"))).unwrap();
    let ask = |sql: &str| {
        let query = super::site::query(sql, 1);
        let source = source.clone();
        async move {
            source
                .rows(
                    &query,
                    &[shangbao::source::Key::single("1")],
                    shangbao::source::Bounds::OWN,
                )
                .await
        }
    };
    let gbk =
        "(SELECT convert_from('\\xD5C5C8FD'::bytea, 'SQL_ASCII') AS c) AS t WHERE '1' IN (:keys)";
    let refused = ask(&format!("SELECT c FROM {gbk}")).await.unwrap_err();
    assert!(matches!(refused, SourceError::Value { .. }), "{refused:?}");
    let read = ask(&format!(
        "SELECT convert_from(convert(convert_to(c, 'SQL_ASCII'), 'GBK', 'UTF8'), 'SQL_ASCII') FROM {gbk}"
    ))
    .await;
    assert_eq!(read.unwrap().rows, [[text("张三")]]);
    drop(source);
    let dropped = connection
        .execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))
        .await;
    dropped.unwrap();
}

/// A client that took UTF-8 for GBK wrote the texts; the last byte of the second is lost.
#[tokio::test]
async fn utf8_that_was_taken_for_gbk_is_read_by_sql_or_refused() {
    for (dialect, convert) in [
        (
            Dialect::MySql,
            "CONVERT(CAST(CONVERT(name USING gbk) AS BINARY) USING utf8mb4)",
        ),
        (
            Dialect::Postgres,
            "convert_from(convert_to(name, 'GBK'), 'UTF8')",
        ),
    ] {
        let script = "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(40));\nINSERT INTO people VALUES (1, '寮犱笁'), (2, '鐜嬪皬鏄?')";
        let site = Site::new(dialect, script).await;
        let sql = format!("SELECT {convert} FROM people WHERE id IN (:keys)");
        let rows = site.rows(&sql, &["1"]).await.unwrap().rows;
        assert_eq!(rows, [[text("张三")]], "{dialect}");
        let refused = site.rows(&sql, &["2"]).await;
        assert!(
            matches!(refused, Err(SourceError::Value { .. })),
            "{dialect}: {refused:?}"
        );
    }
}
