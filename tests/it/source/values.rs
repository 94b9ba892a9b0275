//! Values arrive without loss, whatever the type of their column.

use chrono::{NaiveDate, NaiveTime};
use shangbao::source::{Bounds, Value};
use shangbao::sql::Dialect;

use super::site::Site;
use crate::bed::each_dialect;

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn decimal(digits: &str) -> Value {
    Value::Decimal(digits.to_owned())
}

/// Every literal, read back by a column of its type.
pub(crate) async fn round_trip(dialect: Dialect, cases: &[(&str, &str, Value)]) {
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
#[expect(clippy::too_many_lines, reason = "a table of types, a line each")]
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
                (
                    "REAL",
                    "0.1",
                    match dialect {
                        Dialect::MySql => Value::Float(0.1),
                        _ => Value::Real(0.1),
                    },
                ),
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
                ("BIT(1)", "b'1'", Value::Int(1)),
                ("BIT(1)", "b'0'", Value::Int(0)),
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

#[tokio::test]
async fn types_without_a_reading_are_null_and_named() {
    each_dialect(|dialect| async move {
        let cases: &[(&str, &str)] = match dialect {
            Dialect::Sqlite => return,
            Dialect::Postgres => &[
                ("interval '1 day'", "INTERVAL"),
                ("'{1 day}'::interval[]", "INTERVAL[]"),
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
async fn columns_are_named_where_no_row_is_found() {
    each_dialect(|dialect| async move {
        let site = Site::new(dialect, "CREATE TABLE t (id BIGINT, name VARCHAR(20))").await;
        let query = super::site::query("SELECT id AS permit, name FROM t WHERE id IN (:keys)", 1);
        let found = site.source.rows(&query, &[], Bounds::OWN).await.unwrap();
        assert!(found.rows.is_empty());
        let columns = found.columns;
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["permit", "name"]);
        assert!(columns.iter().all(|column| column.readable));
    })
    .await;
}
