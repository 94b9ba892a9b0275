//! Columns, several columns, templates, constants, parameters, lists.

use shangbao::source::Value;

use super::site::{Site, text};

/// What is sent for `changed_reason`, an optional text.
fn reason(toml: &str, cells: &[(&str, Value)]) -> String {
    Site::permit()
        .field("changed_reason", toml)
        .sent("changed_reason", cells)
}

#[test]
fn a_column_is_sent_trimmed_of_ascii_and_full_width_blanks() {
    for toml in ["\"c\"", "{ column = \"c\" }"] {
        assert_eq!(
            reason(toml, &[("c", text("\u{3000} 换 阀\t\r\n\u{3000}"))]),
            "换 阀"
        );
    }
}

#[test]
fn blank_text_is_null_and_default_applies_to_both() {
    for value in [Value::Null, text(""), text(" \u{3000}\n")] {
        assert_eq!(reason("\"c\"", &[("c", value.clone())]), "");
        assert_eq!(
            reason("{ column = \"c\", default = \"none\" }", &[("c", value)]),
            "none"
        );
    }
    assert_eq!(
        reason(
            "{ column = \"c\", default = \"none\" }",
            &[("c", text("why"))]
        ),
        "why"
    );
}

#[test]
fn numbers_booleans_and_days_have_a_text() {
    for (value, sent) in [
        (Value::Int(7), "7"),
        (Value::Bool(true), "1"),
        (Value::Decimal("1.50".into()), "1.5"),
        (Value::Float(0.25), "0.25"),
        (Value::Date("2026-03-01".parse().unwrap()), "2026-03-01"),
    ] {
        assert_eq!(reason("\"c\"", &[("c", value)]), sent);
    }
}

#[test]
fn what_has_no_plain_text_rejects_without_its_value() {
    for (value, message) in [
        (
            Value::Bytes(b"secret".to_vec()),
            "x changed_reason: column `c`: holds bytes, not text; cast it in the mapping's SQL",
        ),
        (
            Value::Float(f64::NAN),
            "x changed_reason: column `c`: holds a number that is not finite",
        ),
        (
            Value::Decimal("NaN".into()),
            "x changed_reason: column `c`: holds a number that is not finite",
        ),
        (
            Value::Instant("2026-03-01T00:00:00Z".parse().unwrap()),
            "x changed_reason: column `c`: holds a time with a zone, not text; use `template = \"{column:%Y-%m-%d %H:%M}\"`",
        ),
        (
            text("sec\u{fffd}ret"),
            "x changed_reason: column `c`: text holds U+FFFD: it was damaged on its way; check the encodings of the table and the connection",
        ),
    ] {
        assert_eq!(reason("\"c\"", &[("c", value)]), message);
    }
}

#[test]
fn several_columns_are_joined_and_nulls_left_out() {
    let toml = "{ columns = [\"a\", \"b\"], join = \" / \" }";
    assert_eq!(
        reason(toml, &[("a", text("north")), ("b", text(" 7 "))]),
        "north / 7"
    );
    assert_eq!(
        reason(toml, &[("a", Value::Null), ("b", Value::Int(7))]),
        "7"
    );
    assert_eq!(reason(toml, &[("a", Value::Null), ("b", text(" "))]), "");
}

#[test]
fn a_template_holds_columns_times_and_braces() {
    let toml = "{ template = \"{{{a}}} {start:%Y-%m-%d}:{end:%Y-%m-%d}\", empty = [\"end\"] }";
    let start = Value::DateTime("2026-03-01T08:30:00".parse().unwrap());
    let row = |a, end| [("a", a), ("start", start.clone()), ("end", end)];
    assert_eq!(
        reason(toml, &row(text("x"), text("2026-04-02"))),
        "{x} 2026-03-01:2026-04-02"
    );
    assert_eq!(
        reason(toml, &row(text("x"), Value::Null)),
        "{x} 2026-03-01:"
    );
    assert_eq!(reason(toml, &row(Value::Null, Value::Null)), "");
    assert_eq!(
        reason(toml, &row(text("x"), text("tomorrow"))),
        "x changed_reason: column `end`: text is no time like 2026-03-01 08:30; give its form with `parse = \"%Y/%m/%d %H:%M\"`"
    );
}

#[test]
fn a_template_of_day_and_time_of_day_is_a_time() {
    let site = Site::permit().field("start_time", "{ template = \"{d} {t}\" }");
    let day = Value::Date("2026-03-01".parse().unwrap());
    let time = Value::Time("08:30:59".parse().unwrap());
    assert_eq!(
        site.sent("start_time", &[("d", day), ("t", time)]),
        "2026-03-01 08:30"
    );
}

#[test]
fn constants_and_parameters_are_sent_and_listed() {
    let site = Site::alarm()
        .field("ticket_id", "{ param = \"project\" }")
        .field("alarm_type", "{ value = \" 2 \" }")
        .field("id", "{ param = \"site\" }");
    let record = site.apply(&[]).unwrap();
    let sent = [
        ("id", "17"),
        ("ticket_id", "P-1"),
        ("alarm_time", "2026-03-01 08:00:00"),
        ("alarm_type", "2"),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    assert_eq!(record.fields, sent);
    assert_eq!(site.mapping().constants(), sent);
}

#[test]
fn a_number_that_lost_digits_is_no_text() {
    let number = 110_105_194_912_310_118_f64;
    for (value, kind) in [
        (Value::Float(number), "DOUBLE"),
        (Value::Float(-9_007_199_254_740_992.0), "DOUBLE"),
        (Value::Real(16_777_216.0), "REAL"),
        (Value::Real(1.3e10), "REAL"),
    ] {
        let refused = reason("\"c\"", &[("c", value)]);
        assert!(refused.contains(&format!("type {kind}")), "{refused}");
        assert!(!refused.contains("1101"), "{refused}");
    }
    for (value, sent) in [
        (Value::Float(9_007_199_254_740_991.0), "9007199254740991"),
        (Value::Float(110_105_491_231_002.0), "110105491231002"),
        (Value::Real(16_777_215.0), "16777215"),
        (Value::Real(0.1), "0.1"),
        (Value::Int(110_105_194_912_310_118), "110105194912310118"),
        (
            Value::Decimal("110105194912310118.00".into()),
            "110105194912310118",
        ),
    ] {
        assert_eq!(reason("\"c\"", &[("c", value)]), sent);
    }
    let codes = "{ column = \"c\", codes = { 9007199254740992 = \"x\" } }";
    assert!(reason(codes, &[("c", Value::Float(9_007_199_254_740_992.0))]).contains("DOUBLE"));
}

#[test]
fn a_text_of_another_charset_is_refused_with_the_sql_that_mends_it() {
    use shangbao::sql::Dialect;
    let refused = |dialect, cell: &str| {
        let site = Site::permit().on(dialect).field("changed_reason", "\"c\"");
        site.sent("changed_reason", &[("c", text(cell))])
    };
    let utf8 = "å¼\u{a0}ä¸‰";
    for (dialect, cell, sql) in [
        (
            Dialect::MySql,
            utf8,
            "CONVERT(CAST(CONVERT(c USING latin1) AS BINARY) USING utf8mb4)",
        ),
        (
            Dialect::MySql,
            "ÕÅÈý",
            "CONVERT(CONVERT(CAST(CONVERT(c USING latin1) AS BINARY) USING gbk) USING utf8mb4)",
        ),
        (
            Dialect::Postgres,
            utf8,
            "convert_from(convert_to(c, 'LATIN1'), 'UTF8')",
        ),
        (
            Dialect::Postgres,
            "ÕÅÈý",
            "convert_from(convert_to(c, 'LATIN1'), 'GBK')",
        ),
        (Dialect::Sqlite, utf8, "charset = \"utf8\""),
        (Dialect::Sqlite, "ÕÅÈý", "charset = \"gbk\""),
    ] {
        let refused = refused(dialect, cell);
        assert!(
            refused.starts_with("x changed_reason") && refused.contains(sql),
            "{refused}"
        );
    }
    assert!(refused(Dialect::MySql, "a\u{81}b").contains("control characters"));
    assert!(refused(Dialect::MySql, "锟斤拷").contains("U+FFFD"));
    for honest in ["Müller", "café", "25°C ±0.5 3×4 A·B", "××××", "“张三”——…"]
    {
        assert_eq!(refused(Dialect::MySql, honest), honest);
    }
}
