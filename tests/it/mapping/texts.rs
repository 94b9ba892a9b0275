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
fn a_list_is_split_trimmed_and_joined_by_the_targets_comma() {
    let sent = |toml, cell: &str| Site::of_column("worker", toml, text(cell));
    let split = "{ column = \"c\", split = \";\" }";
    assert_eq!(sent(split, " 22 ;;\u{3000}33;"), "22,33");
    assert_eq!(sent(split, " ; ;"), "");
    assert_eq!(sent("{ column = \"c\", split = \",\" }", "22, 33"), "22,33");
    assert_eq!(sent("\"c\"", " 22 33 "), "22 33");
    assert_eq!(
        sent("\"c\"", "22,33"),
        "x worker: column `c`: text holds an English comma, which joins a list; use `split = \",\"` when it is a list already"
    );
    assert_eq!(
        sent(split, "22,33;44"),
        "x worker: column `c`: a part of the list holds an English comma, which joins the list"
    );
}

#[test]
fn columns_of_a_list_are_its_parts() {
    let site = Site::permit().field("worker", "{ columns = [\"a\", \"b\"] }");
    assert_eq!(
        site.sent("worker", &[("a", Value::Int(22)), ("b", text("33"))]),
        "22,33"
    );
    assert_eq!(
        site.sent("worker", &[("a", Value::Null), ("b", text("33"))]),
        "33"
    );
    assert!(
        site.sent("worker", &[("a", text("1,2")), ("b", Value::Null)])
            .starts_with("x worker: column `a`")
    );
}
