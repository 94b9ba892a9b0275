//! Times: zones, formats, `parse`. Never rounded, never guessed.

use chrono_tz::Tz;
use shangbao::source::Value;

use super::site::{Site, text};

fn alarm_time(toml: &str, value: Value) -> String {
    Site::of_column("alarm_time", toml, value)
}

fn local(time: &str) -> Value {
    Value::DateTime(time.parse().unwrap())
}

#[test]
fn typed_times_are_cut_to_the_fields_format() {
    assert_eq!(
        alarm_time("\"c\"", local("2026-03-01T08:30:59.999")),
        "2026-03-01 08:30:59"
    );
    assert_eq!(
        Site::of_column("start_time", "\"c\"", local("2026-03-01T08:30:59.999")),
        "2026-03-01 08:30"
    );
    let instant = Value::Instant("2026-03-01T18:30:59Z".parse().unwrap());
    assert_eq!(alarm_time("\"c\"", instant), "2026-03-02 02:30:59");
}

#[test]
fn text_is_read_as_iso_and_in_no_other_way() {
    for (cell, sent) in [
        ("2026-03-01 08:30", "2026-03-01 08:30:00"),
        (" 2026-03-01T08:30:05.9 ", "2026-03-01 08:30:05"),
        ("2026-03-01T00:30:05Z", "2026-03-01 08:30:05"),
        ("2026-03-01 08:30:05+09:00", "2026-03-01 07:30:05"),
    ] {
        assert_eq!(alarm_time("\"c\"", text(cell)), sent);
    }
    for cell in [
        "2019/7/19 9:05:04",
        "20260301083000",
        "2026-02-30 08:30",
        "now",
        "08:30",
    ] {
        assert_eq!(
            alarm_time("\"c\"", text(cell)),
            "x alarm_time: column `c`: text is no time like 2026-03-01 08:30; give its form with `parse = \"%Y/%m/%d %H:%M\"`"
        );
    }
}

#[test]
fn parse_reads_other_texts_and_epochs() {
    let slashes = "{ column = \"c\", parse = \"%Y/%m/%d %H:%M:%S\" }";
    assert_eq!(
        alarm_time(slashes, text("2019/7/19 9:05:04")),
        "2019-07-19 09:05:04"
    );
    assert_eq!(
        alarm_time(slashes, text("2019-07-19 09:05:04")),
        "x alarm_time: column `c`: value does not follow `parse = \"%Y/%m/%d %H:%M:%S\"`"
    );
    assert_eq!(
        alarm_time(slashes, local("2019-07-19T09:05:04")),
        "2019-07-19 09:05:04"
    );
    let packed = "{ column = \"c\", parse = \"%Y%m%d%H%M%S\" }";
    assert_eq!(
        alarm_time(packed, text("20190719090504")),
        "2019-07-19 09:05:04"
    );
    let offset = "{ column = \"c\", parse = \"%d.%m.%Y %H:%M %z\" }";
    assert_eq!(
        alarm_time(offset, text("19.07.2019 09:05 +0000")),
        "2019-07-19 17:05:00"
    );
    let seconds = "{ column = \"c\", parse = \"s\" }";
    assert_eq!(
        alarm_time(seconds, Value::Int(1_772_325_005)),
        "2026-03-01 08:30:05"
    );
    assert_eq!(
        alarm_time(seconds, text("1772325005")),
        "2026-03-01 08:30:05"
    );
    let milliseconds = "{ column = \"c\", parse = \"ms\" }";
    assert_eq!(
        alarm_time(milliseconds, Value::Int(1_772_325_005_999)),
        "2026-03-01 08:30:05"
    );
    for value in [
        Value::Int(i128::MAX),
        text("1.5e3"),
        Value::Int(i128::from(i64::MAX)),
    ] {
        let sent = alarm_time(milliseconds, value);
        assert!(sent.starts_with("x alarm_time: column `c`:"), "{sent}");
    }
}

#[test]
fn what_is_no_time_rejects() {
    for (value, message) in [
        (
            Value::Int(1_772_325_005),
            "holds a number, not a time; say `parse = \"s\"` or `parse = \"ms\"`",
        ),
        (
            Value::Date("2026-03-01".parse().unwrap()),
            "holds a day without a time of day, which the field needs",
        ),
        (
            text("2026-03-01"),
            "holds a day without a time of day, which the field needs",
        ),
        (
            Value::Time("08:30:00".parse().unwrap()),
            "holds a time of day, not a time",
        ),
        (Value::Bool(true), "holds a boolean, not a time"),
        (Value::Bytes(vec![1]), "holds bytes, not a time"),
        (
            Value::Float(1.5),
            "holds a number, not a time; say `parse = \"s\"` or `parse = \"ms\"`",
        ),
        (
            local("+12026-03-01T08:30:00"),
            "time is not within the years 1000 to 9999",
        ),
        (
            Value::DateTime(chrono::NaiveDateTime::MAX),
            "time is not within the years 1000 to 9999",
        ),
        (
            Value::Instant(chrono::DateTime::<chrono::Utc>::MIN_UTC),
            "time is not within the years 1000 to 9999",
        ),
    ] {
        assert_eq!(
            alarm_time("\"c\"", value),
            format!("x alarm_time: column `c`: {message}")
        );
    }
}

#[test]
fn times_move_from_the_sources_zone_to_the_platforms() {
    let mut site = Site::alarm().field("alarm_time", "\"c\"");
    site.context.source_timezone = Tz::UTC;
    assert_eq!(
        site.sent("alarm_time", &[("c", local("2026-03-01T20:00:00"))]),
        "2026-03-02 04:00:00"
    );
}

#[test]
fn a_local_time_that_is_not_one_point_in_time_rejects() {
    let mut site = Site::alarm().field("alarm_time", "\"c\"");
    site.context.source_timezone = Tz::Europe__Berlin;
    assert_eq!(
        site.sent("alarm_time", &[("c", local("2026-03-29T02:30:00"))]),
        "x alarm_time: column `c`: local time does not exist in Europe/Berlin"
    );
    assert_eq!(
        site.sent("alarm_time", &[("c", local("2026-10-25T02:30:00"))]),
        "x alarm_time: column `c`: local time exists twice in Europe/Berlin"
    );
}

#[test]
fn times_that_cannot_work_are_problems() {
    let problems = Site::alarm()
        .field("alarm_time", "{ column = \"c\", parse = \"%Y-%m-%d\" }")
        .field(
            "handle_time",
            "{ column = \"c\", parse = \"seconds\", default = \"2026-03-01\" }",
        )
        .field(
            "handle_result",
            "{ template = \"{c:%Q} }\", parse = \"s\" }",
        )
        .field("ticket_id", "{ template = \"{a} {b\" }")
        .field("id", "{ template = \"{a:x}\" }")
        .field("alarm_type", "{ template = \"{a}\", empty = [\"b\"] }")
        .problems();
    insta::assert_snapshot!(problems, @r##"
    11:38 field `alarm_time`: `parse` has no time of day, which the field needs
    12:60 field `handle_time`: `default`: not a time as the field wants it | %Y-%m-%d %H:%M:%S
    13:50 field `handle_result`: `parse` is for times, and this field is text
    14:26 field `ticket_id`: `template`: a `{` is not closed; write `{{` for one in the text
    15:19 field `id`: `template`: `x` is no time format such as %Y-%m-%d
    16:43 field `alarm_type`: `empty`: the template has no `b`
    "##);
    let problems = Site::alarm()
        .field("alarm_time", "{ column = \"c\", parse = \"%H:%M\" }")
        .field("ticket_id", "{ column = \"c\", parse = \"s\" }")
        .field("alarm_type", "{ template = \"1\" }")
        .field("handle_time", "{ column = \"c\", parse = \"seconds\" }")
        .field("handle_result", "\"r\"")
        .problems();
    insta::assert_snapshot!(problems, @r##"
    12:38 field `alarm_time`: `parse` says too little to know the day and time
    13:37 field `ticket_id`: `parse` is for times, and this field is text
    14:27 field `alarm_type`: `template` has no column | use `value` for what is always the same
    15:39 field `handle_time`: `parse` is no time format: "s", "ms", or letters such as %Y/%m/%d %H:%M
    "##);
}

#[test]
fn seconds_and_milliseconds_of_any_type_are_read() {
    let at = |toml: &str, value| Site::of_column("alarm_time", toml, value);
    let seconds = "{ column = \"c\", parse = \"s\" }";
    for value in [
        Value::Int(1_772_323_200),
        Value::Float(1_772_323_200.75),
        Value::Decimal("1772323200.750".into()),
        text("1772323200.999"),
    ] {
        assert_eq!(
            at(seconds, value.clone()),
            "2026-03-01 08:00:00",
            "{value:?}"
        );
    }
    let milliseconds = "{ column = \"c\", parse = \"ms\" }";
    for value in [Value::Float(1_772_323_200_999.0), text("1772323200999.5")] {
        assert_eq!(
            at(milliseconds, value.clone()),
            "2026-03-01 08:00:00",
            "{value:?}"
        );
    }
    for value in [text("1.7e9"), text("1,772"), Value::Float(f64::NAN)] {
        assert!(
            at(seconds, value.clone()).starts_with("x alarm_time"),
            "{value:?}"
        );
    }
    let refused = at(seconds, Value::Real(1_772_323_200.0));
    assert!(refused.contains("type REAL"), "{refused}");
}
