//! For any row of any values: `apply` never panics, and a record satisfies every field rule of its target.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use shangbao::mapping::{Lookups, Mapping};
use shangbao::platform::Record;
use shangbao::platform::field::{Kind, Need};
use shangbao::source::{Column, Value, misread};

use super::site::{Site, column};

/// The columns that the mapping below reads.
const COLUMNS: &[&str] = &[
    "id", "type", "level", "start", "end", "area", "unit", "code", "gas", "status", "x", "y",
    "workers", "names", "at",
];

fn mapping() -> Mapping {
    Site::permit()
        .field("ticket_type", "{ column = \"type\", codes = { hot = \"01\", 2 = \"02\", a = \"04\" }, otherwise = \"12\" }")
        .field("ticket_level", "\"level\"")
        .field("start_time", "\"start\"")
        .field("end_time", "{ column = \"end\", parse = \"%Y/%m/%d %H:%M:%S\", default = \"2026-03-01 08:00\" }")
        .field("ticket_position", "{ columns = [\"area\", \"unit\"], join = \" \" }")
        .field("ticket_content", "{ template = \"{area} {at:%Y-%m-%d %H} {start}\", empty = [\"at\", \"start\"] }")
        .field("company_social_code", "\"code\"")
        .field("gas_analyse", "{ column = \"gas\", yes = [1, \"Y\"], no = [0, \"N\"], default = \"1\" }")
        .field("ticket_status", "\"status\"")
        .field("lng", "{ column = \"x\", coordinates = \"bd09\", with = \"y\" }")
        .field("lat", "{ column = \"y\", coordinates = \"bd09\", with = \"x\" }")
        .field("worker", "\"workers\"")
        .field("worker_name", "{ column = \"names\", split = \";\" }")
        .field("supervisor", "{ columns = [\"workers\", \"code\"] }")
        .field("harm_type", "\"level\"")
        .mapping()
}

/// Values that a database could give, with a leaning to what fields take.
fn value() -> impl Strategy<Value = Value> {
    let likely = prop::sample::select(vec![
        "hot",
        "a",
        "01",
        "03",
        "Y",
        "2026-03-01 08:30",
        "2026/3/1 8:30:00",
        "2026-03-01T08:30:00+08:00",
        "120.5",
        "36.5",
        "a;b",
        "a,b",
        " ; ",
        "张三",
        "张三、李四",
        "[\"张三\",\"李四\"]",
        "\u{202d}7\u{200b}",
        "１２ｘ",
        "å¼\u{a0}ä¸‰",
        "1.1E+17",
        "\u{3000}",
        "9999-12-31 23:59:59-23:59",
        "1e5",
        "\u{fffd}",
        "-",
        "1.",
    ]);
    let day = (i32::from(i16::MIN)..300_000, 1u32..366).prop_filter_map("a day", |(year, day)| {
        NaiveDate::from_yo_opt(year % 262_142, day)
    });
    let time = (0u32..86_400, 0u32..2_000_000_000).prop_filter_map("a time", |(second, nano)| {
        NaiveTime::from_num_seconds_from_midnight_opt(second, nano)
    });
    prop_oneof![
        2 => Just(Value::Null),
        8 => likely.prop_map(|text| Value::Text(text.to_owned())),
        2 => ".{0,12}".prop_map(Value::Text),
        2 => (-200i128..200).prop_map(Value::Int),
        1 => any::<i128>().prop_map(Value::Int),
        1 => any::<bool>().prop_map(Value::Bool),
        2 => (-200.0..200.0f64).prop_map(Value::Float),
        1 => any::<f64>().prop_map(Value::Float),
        1 => any::<f32>().prop_map(Value::Real),
        1 => prop::collection::vec("[a-z ]{0,3}".prop_map(Value::Text), 0..3).prop_map(Value::List),
        1 => "-?[0-9]{1,4}(\\.[0-9]{0,30})?|NaN|Infinity".prop_map(Value::Decimal),
        1 => any::<Vec<u8>>().prop_map(Value::Bytes),
        1 => day.clone().prop_map(Value::Date),
        1 => time.clone().prop_map(Value::Time),
        2 => (day, time).prop_map(|(day, time)| Value::DateTime(NaiveDateTime::new(day, time))),
        1 => Just(Value::DateTime(NaiveDateTime::MAX)),
        1 => Just(Value::Instant(DateTime::<chrono::Utc>::MAX_UTC)),
        2 => any::<i64>().prop_filter_map("an instant", |at| DateTime::from_timestamp_millis(at % 300_000_000_000_000).map(Value::Instant)),
        1 => (0i64..2_000_000_000).prop_filter_map("an instant", |at| DateTime::from_timestamp(at, 0).map(Value::Instant)),
    ]
}

/// A row in which most values are sound, so that records come about.
fn row() -> impl Strategy<Value = Vec<Value>> {
    let sound = [
        "A-1",
        "hot",
        "02",
        "2026-03-01 08:30",
        "2026/3/1 8:30:00",
        "north",
        "7",
        "91370200163569824H",
        "1",
        "3",
        "120.5",
        "36.5",
        "22",
        "a;b",
        "2026-03-01 08:30",
    ];
    let cell =
        |text: &'static str| prop_oneof![6 => Just(Value::Text(text.to_owned())), 1 => value()];
    sound.map(cell).into_iter().collect::<Vec<_>>()
}

fn check(record: &Record, mapping: &Mapping) {
    let target = mapping.target;
    let order: Vec<usize> = record
        .fields
        .iter()
        .map(|(name, _)| {
            target
                .fields
                .iter()
                .position(|field| field.name == *name)
                .unwrap()
        })
        .collect();
    assert!(order.is_sorted_by(|a, b| a < b), "order");
    assert_eq!(record.identity, record.field("id").unwrap());
    for field in target.fields {
        let value = record.field(field.name).unwrap_or_default();
        let needed = match field.need {
            Need::Required => true,
            Need::Optional => false,
            Need::When { field, values } => record
                .field(field)
                .is_some_and(|code| values.contains(&code)),
        };
        assert!(!(needed && value.is_empty()), "{} is missing", field.name);
        if !value.is_empty() {
            check_kind(field.name, field.kind, value);
        }
    }
}

fn check_kind(name: &str, kind: Kind, value: &str) {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{202d}' | '\u{feff}');
    assert!(
        !value.starts_with(blank) && !value.ends_with(blank),
        "{name} is not trimmed"
    );
    assert!(!value.contains('\u{fffd}'), "{name} is damaged");
    assert_eq!(misread(value), None, "{name} is garbled");
    match kind {
        Kind::Text | Kind::File | Kind::Photo | Kind::Dictionary(_) => {}
        Kind::IdentityNumber => assert!(!value.ends_with('x') || value.len() != 18, "{name}"),
        Kind::Period => assert!(
            value.is_char_boundary(10) && &value[10..11] == ":",
            "{name}"
        ),
        Kind::Time(format) => {
            let time = NaiveDateTime::parse_from_str(value, format).unwrap();
            assert_eq!(time.format(format).to_string(), value, "{name}");
            assert_eq!(value.len(), "2026-03-01 08:30".len(), "{name}");
        }
        Kind::Code(codes) => assert!(codes.iter().any(|code| code.code == value), "{name}"),
        Kind::YesNo { yes, no } => assert!(value == yes || value == no, "{name}"),
        Kind::List => {
            for part in value.split(',') {
                assert!(
                    !part.trim_matches(blank).is_empty(),
                    "{name} has an empty part"
                );
                assert!(!part.contains(['、', ';']), "{name} has two in a part");
            }
        }
        Kind::Degrees { min, max } => {
            assert!(
                value
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-'),
                "{name}"
            );
            let degrees: f64 = value.parse().unwrap();
            assert!((min..=max).contains(&degrees), "{name}");
        }
    }
}

/// So many cases, from a seed that is printed when the test fails.
fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(fastrand::u64(..));
    }
    eprintln!("to repeat: PROPTEST_RNG_SEED={}", config.rng_seed);
    config
}

fn columns() -> Vec<Column> {
    COLUMNS.iter().map(|name| column(name)).collect()
}

#[test]
fn any_row_is_a_sound_record_or_a_rejection() {
    let mapping = mapping();
    let columns = columns();
    let bound = mapping.bind(&columns).unwrap();
    let mut records = 0;
    let mut rejections = 0;
    let mut runner = TestRunner::new(config(4_000));
    let counts = std::cell::RefCell::new((&mut records, &mut rejections));
    runner
        .run(&row(), |row| {
            bound.key(&row);
            bound.row_digest(&row);
            match bound.apply(&row, &Lookups::default()) {
                Ok(record) => {
                    check(&record, &mapping);
                    *counts.borrow_mut().0 += 1;
                }
                Err(rejection) => {
                    prop_assert!(!rejection.fields.is_empty());
                    *counts.borrow_mut().1 += 1;
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(
        records > 100 && rejections > 100,
        "{records} records, {rejections} rejections"
    );
}

#[test]
fn any_row_at_all_never_panics_and_no_message_holds_a_value() {
    let mapping = mapping();
    let columns = columns();
    let bound = mapping.bind(&columns).unwrap();
    let secret = "S3CRET-张";
    let row = vec![Value::Text(secret.to_owned()); COLUMNS.len()];
    let rejection = bound.apply(&row, &Lookups::default()).unwrap_err();
    assert!(
        rejection
            .fields
            .iter()
            .all(|wrong| !wrong.message.contains(secret))
    );
    proptest!(config(1_000),
    |(row in prop::collection::vec(value(), 0..20))| {
        if let Ok(record) = bound.apply(&row, &Lookups::default()) {
            check(&record, &mapping);
        }
    });
}
