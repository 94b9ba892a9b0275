//! Types and classes of values that only one database has.

use std::str::FromStr;

use chrono::NaiveDateTime;
use shangbao::source::Value;
use shangbao::sql::Dialect;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Executor};

use super::site::Site;
use super::values::{decimal, round_trip, text};

fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap()
}

fn instant(text: &str) -> Value {
    Value::Instant(text.parse().unwrap())
}

/// Types that only PostgreSQL has.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table of types, a line each")]
async fn postgres_types() {
    let wide = "1".repeat(60) + "." + &"3".repeat(40);
    let wide_bits = format!("b'{}'", "10".repeat(70));
    round_trip(
        Dialect::Postgres,
        &[
            ("BOOLEAN", "true", Value::Bool(true)),
            ("BOOLEAN", "false", Value::Bool(false)),
            ("NUMERIC", &wide, decimal(&wide)),
            ("NUMERIC", "10000", decimal("10000")),
            ("NUMERIC", "'NaN'", decimal("NaN")),
            ("NUMERIC", "'Infinity'", decimal("Infinity")),
            (
                "TIMESTAMP",
                "'2026-03-01 08:30:00.123456'",
                Value::DateTime(time("2026-03-01 08:30:00.123456")),
            ),
            (
                "TIMESTAMP",
                "'1969-12-31 23:59:59.999999'",
                Value::DateTime(time("1969-12-31 23:59:59.999999")),
            ),
            ("TIMESTAMP", "'infinity'", text("infinity")),
            ("TIMESTAMP", "'-infinity'", text("-infinity")),
            ("TIMESTAMPTZ", "'infinity'", text("infinity")),
            ("DATE", "'infinity'", text("infinity")),
            (
                "TIMESTAMPTZ",
                "'2026-03-01 08:30:00.5+08'",
                instant("2026-03-01T00:30:00.5Z"),
            ),
            (
                "TIMESTAMPTZ",
                "'2026-03-01 08:30:00'::timestamp AT TIME ZONE 'Asia/Shanghai'",
                instant("2026-03-01T00:30:00Z"),
            ),
            ("TIME", "'24:00:00'", text("24:00:00")),
            ("JSONB", "'{\"a\": 1}'", text("{\"a\": 1}")),
            ("JSON", "'{\"a\":1}'", text("{\"a\":1}")),
            ("XML", "'<a/>'", text("<a/>")),
            ("BYTEA", "'\\x00ff'", Value::Bytes(vec![0, 255])),
            ("OID", "4000000000", Value::Int(4_000_000_000)),
            (
                "XID8",
                "'18446744073709551615'",
                Value::Int(u64::MAX.into()),
            ),
            ("\"char\"", "'x'", text("x")),
            ("NAME", "'x'", text("x")),
            ("BIT VARYING", &wide_bits, text(&"10".repeat(70))),
            ("pg_catalog.xid", "'7'", Value::Int(7)),
        ],
    )
    .await;
}

/// Enums and domains are PostgreSQL's own.
#[tokio::test]
async fn postgres_enums_and_domains_read_as_what_they_hold() {
    let site = Site::new(
        Dialect::Postgres,
        "CREATE TYPE colour AS ENUM ('红', 'green');\nCREATE DOMAIN age AS int CHECK (VALUE > 0);\n\
         CREATE DOMAIN hue AS colour;\nCREATE TABLE t (k colour, a age, h hue);\nINSERT INTO t VALUES ('红', 5, 'green')",
    )
    .await;
    let rows = site
        .rows("SELECT a, h, k FROM t WHERE k IN (:keys)", &["红"])
        .await
        .unwrap();
    assert_eq!(rows.rows, [[Value::Int(5), text("green"), text("红")]]);
}

/// Types that only MySQL and MariaDB have.
#[tokio::test]
async fn mysql_types() {
    round_trip(
        Dialect::MySql,
        &[
            ("TINYINT(1)", "5", Value::Int(5)),
            ("TINYINT(1) UNSIGNED", "200", Value::Int(200)),
            ("TINYINT", "-128", Value::Int(-128)),
            ("MEDIUMINT UNSIGNED", "16777215", Value::Int(16_777_215)),
            ("MEDIUMINT", "-8388608", Value::Int(-8_388_608)),
            ("INT UNSIGNED", "4294967295", Value::Int(4_294_967_295)),
            (
                "BIGINT UNSIGNED",
                "18446744073709551615",
                Value::Int(u64::MAX.into()),
            ),
            ("YEAR", "2026", Value::Int(2026)),
            (
                "BIT(64)",
                "b'1000000000000000000000000000000000000000000000000000000000000001'",
                Value::Int((1 << 63) + 1),
            ),
            ("FLOAT", "0.1", Value::Real(0.1)),
            (
                "DECIMAL(65,30)",
                "-1.000000000000000000000000000001",
                decimal("-1.000000000000000000000000000001"),
            ),
            (
                "DATETIME(6)",
                "'2026-03-01 08:30:00.000001'",
                Value::DateTime(time("2026-03-01 08:30:00.000001")),
            ),
            (
                "DATETIME",
                "'2026-03-01'",
                Value::DateTime(time("2026-03-01 00:00:00")),
            ),
            ("TIME", "'-100:30:05'", text("-100:30:05")),
            ("ENUM('a','红')", "'红'", text("红")),
            ("SET('a','b')", "'a,b'", text("a,b")),
            ("JSON", "'{\"a\": 1}'", text("{\"a\": 1}")),
            ("VARCHAR(9) COLLATE utf8mb4_bin", "'x'", text("x")),
            ("LONGTEXT CHARACTER SET gbk", "'动火'", text("动火")),
            ("BLOB", "x'00ff'", Value::Bytes(vec![0, 255])),
            ("BINARY(3)", "x'00ff20'", Value::Bytes(vec![0, 255, 32])),
            ("INET6", "'::1'", text("::1")),
        ],
    )
    .await;
}

/// Zero dates are MySQL's own; a session's sql_mode lets them in.
#[tokio::test]
async fn mysql_zero_dates_read_as_null() {
    let site = Site::new(
        Dialect::MySql,
        "CREATE TABLE t (k INT, d DATE, t DATETIME, s TIMESTAMP NULL, half DATE);\n\
         INSERT IGNORE INTO t VALUES (1, '0000-00-00', '0000-00-00', '0000-00-00', '0000-00-00')",
    )
    .await;
    let rows = site
        .rows("SELECT d, t, s FROM t WHERE k IN (:keys)", &["1"])
        .await
        .unwrap();
    assert_eq!(rows.rows, [[Value::Null, Value::Null, Value::Null]]);
}

/// SQLite's columns have no types of their own.
#[tokio::test]
async fn sqlite_values_have_their_own_class() {
    round_trip(
        Dialect::Sqlite,
        &[
            (
                "DATETIME",
                "'2026-03-01 08:30:00'",
                text("2026-03-01 08:30:00"),
            ),
            ("BOOLEAN", "1", Value::Int(1)),
            ("INTEGER", "'not a number'", text("not a number")),
            ("BLOB", "x'00ff'", Value::Bytes(vec![0, 255])),
            ("TEXT", "x'00ff'", Value::Bytes(vec![0, 255])),
            ("", "1.5", Value::Float(1.5)),
            ("TEXT", "CAST(x'61ff62' AS TEXT)", text("a\u{fffd}b")),
        ],
    )
    .await;
}

/// SQLite alone has files in UTF-16.
#[tokio::test]
async fn sqlite_files_in_utf_16_read_as_text() {
    let site = Site::new(Dialect::Sqlite, "").await;
    let options = SqliteConnectOptions::from_str(&site.database.url).unwrap();
    let wide = options.pragma("encoding", "'UTF-16le'");
    let mut file = SqliteConnection::connect_with(&wide).await.unwrap();
    for statement in [
        "CREATE TABLE t (k TEXT, v TEXT)",
        "INSERT INTO t VALUES ('红', '动火')",
    ] {
        file.execute(statement).await.unwrap();
    }
    let sql = "SELECT v, (SELECT encoding FROM pragma_encoding) FROM t WHERE k IN (:keys)";
    let rows = site.rows(sql, &["红"]).await.unwrap().rows;
    assert_eq!(rows, [[text("动火"), text("UTF-16le")]]);
}
