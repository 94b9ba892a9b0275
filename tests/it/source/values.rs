//! Values arrive without loss, whatever the type of their column.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use shangbao::source::Value;
use shangbao::sql::Dialect;

use super::site::Site;
use crate::bed::each_dialect;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn decimal(digits: &str) -> Value {
    Value::Decimal(digits.to_owned())
}

fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap()
}

fn instant(text: &str) -> Value {
    Value::Instant(text.parse().unwrap())
}

/// Every literal, read back by a column of its type.
async fn round_trip(dialect: Dialect, cases: &[(&str, &str, Value)]) {
    let definitions: Vec<String> = (0..cases.len())
        .map(|at| format!("c{at} {}", cases[at].0))
        .collect();
    let literals: Vec<&str> = cases.iter().map(|case| case.1).collect();
    let nulls = vec!["NULL"; cases.len()].join(", ");
    let site = Site::new(
        dialect,
        &format!(
            "CREATE TABLE t (k INTEGER, {});\nINSERT INTO t VALUES (1, {});\nINSERT INTO t VALUES (2, {nulls})",
            definitions.join(", "),
            literals.join(", "),
        ),
    )
    .await;
    let sql = "SELECT * FROM t WHERE k IN (:keys) ORDER BY k";
    let found = site.rows(sql, &["1", "2"]).await.unwrap();
    for (at, (type_name, literal, expected)) in cases.iter().enumerate() {
        assert_eq!(
            &found.rows[0][at + 1],
            expected,
            "{dialect}: {type_name} {literal}"
        );
        assert_eq!(found.rows[1][at + 1], Value::Null, "{dialect}: {type_name}");
        assert!(found.columns[at + 1].readable, "{dialect}: {type_name}");
    }
}

#[tokio::test]
async fn what_all_databases_have_comes_without_loss() {
    each_dialect(|dialect| async move {
        let mut cases = vec![
            ("SMALLINT", "-32768", Value::Int(-32768)),
            ("INTEGER", "-2147483648", Value::Int(-2_147_483_648)),
            ("BIGINT", "9223372036854775807", Value::Int(i64::MAX.into())),
            (
                "BIGINT",
                "-9223372036854775808",
                Value::Int(i64::MIN.into()),
            ),
            ("DOUBLE PRECISION", "0.1", Value::Float(0.1)),
            (
                "VARCHAR(40)",
                "'动火作业 😀 ''x'''",
                text("动火作业 😀 'x'"),
            ),
            ("TEXT", "''", text("")),
        ];
        if dialect != Dialect::Sqlite {
            let digits = "12345678901234567890123456789012.345678";
            cases.extend([
                ("DECIMAL(38,6)", digits, decimal(digits)),
                ("DECIMAL(38,6)", "-0.000010", decimal("-0.000010")),
                ("CHAR(9)", "'A7  '", text("A7")),
                ("REAL", "0.1", Value::Float(0.1)),
                (
                    "DATE",
                    "'2026-03-01'",
                    Value::Date(NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()),
                ),
                (
                    "TIME(6)",
                    "'23:59:59.000001'",
                    Value::Time(NaiveTime::from_hms_micro_opt(23, 59, 59, 1).unwrap()),
                ),
                ("TIME", "'00:00:00'", Value::Time(NaiveTime::MIN)),
                (
                    "UUID",
                    "'0F8FAD5B-D9CB-469F-A165-70867728950E'",
                    text("0f8fad5b-d9cb-469f-a165-70867728950e"),
                ),
                ("BIT(1)", "b'1'", Value::Bool(true)),
                ("BIT(1)", "b'0'", Value::Bool(false)),
                ("BIT(12)", "b'100000000001'", Value::Int(2049)),
            ]);
        }
        if dialect == Dialect::MySql {
            cases[4].0 = "DOUBLE";
        }
        round_trip(dialect, &cases).await;
    })
    .await;
}

/// Types that only PostgreSQL has.
#[tokio::test]
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
            ("FLOAT", "0.1", Value::Float(0.1)),
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

#[tokio::test]
async fn types_without_a_reading_are_null_and_named() {
    each_dialect(|dialect| async move {
        let cases: &[(&str, &str)] = match dialect {
            Dialect::Sqlite => return,
            Dialect::Postgres => &[
                ("interval '1 day'", "INTERVAL"),
                ("'{1,2}'::int[]", "INT4[]"),
                ("'1.2.3.4'::inet", "INET"),
                ("5::money", "MONEY"),
                ("point(1, 2)", "POINT"),
                ("'10:00+08'::timetz", "TIMETZ"),
            ],
            Dialect::MySql => &[("POINT(1, 2)", "GEOMETRY")],
        };
        let site = Site::new(dialect, "CREATE TABLE t (k INTEGER)").await;
        for (expression, type_name) in cases {
            let sql = format!("SELECT 7 AS a, {expression} AS b WHERE '1' IN (:keys)");
            let found = site.rows(&sql, &["1"]).await.unwrap();
            assert_eq!(found.rows, [[Value::Int(7), Value::Null]], "{expression}");
            let column = &found.columns[1];
            assert_eq!(
                (column.type_name.as_str(), column.readable),
                (*type_name, false)
            );
        }
    })
    .await;
}

#[tokio::test]
async fn describe_names_columns_without_reading() {
    each_dialect(|dialect| async move {
        let site = Site::new(dialect, "CREATE TABLE t (id BIGINT, name VARCHAR(20))").await;
        let query = super::site::query("SELECT id AS permit, name FROM t WHERE id IN (:keys)", 1);
        let columns = site.source.describe(&query).await.unwrap();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["permit", "name"]);
        assert!(columns.iter().all(|column| column.readable));
    })
    .await;
}
