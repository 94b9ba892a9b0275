//! What holds for every reply: a record that it calls failed anywhere is not stored, and what it does not vouch for neither.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::Reply;
use crate::platform::{Record, Verdict};

const NUMBERS: &[&str] = &["440301A", "440301B", "440301C", "440301D"];

/// Names that call what stands below them failed, stored, or neither.
const FAILED_NAMES: &[&str] = &[
    "fail",
    "failList",
    "failed",
    "errors",
    "unsuccessList",
    "失败列表",
    "errorInfo",
    "rejected",
    "not_success",
    "unsuccesslist",
];
const STORED_NAMES: &[&str] = &["success", "successList", "成功", "okList", "saved"];
const PLAIN_NAMES: &[&str] = &[
    "list",
    "rows",
    "data",
    "result_list",
    "userLeaveProject_list",
    "x",
];

const FAILED_FIELDS: &[(&str, &str)] = &[
    ("success", "false"),
    ("message", "人员不存在"),
    ("msg", "保存失败"),
    ("code", "41"),
    ("result", "false"),
    ("status", "error"),
    ("reason", "照片无效"),
    ("isSuccess", "0"),
    ("error", "x"),
];
const STORED_FIELDS: &[(&str, &str)] = &[
    ("success", "true"),
    ("status", "1"),
    ("code", "0"),
    ("code", "200"),
    ("status", "success"),
    ("message", "成功"),
    ("result", "true"),
];

fn records() -> Vec<Record> {
    let record = |number: &&str| {
        let fields = vec![("id_code", (*number).to_owned())];
        Record::new((*number).to_owned(), fields, Vec::new())
    };
    NUMBERS.iter().map(record).collect()
}

fn field() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(
        [
            FAILED_FIELDS,
            STORED_FIELDS,
            &[("passed_time", "2026-03-01 19:00:00"), ("direction", "in")],
        ]
        .concat(),
    )
}

/// A structure that names records here and there.
fn structure() -> impl Strategy<Value = Value> {
    let number = || prop::sample::select(NUMBERS);
    let entry = (number(), prop::collection::vec(field(), 0..3)).prop_map(|(number, fields)| {
        let mut entry = Map::new();
        entry.insert("id_code".to_owned(), json!(number));
        entry.extend(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), json!(value))),
        );
        Value::Object(entry)
    });
    let leaf = prop_oneof![
        number().prop_map(|number| json!(number)),
        entry,
        (
            number(),
            prop::sample::select(&["失败", ": 人员不存在", " 成功", " failed"][..])
        )
            .prop_map(|(number, words)| json!(format!("{number}{words}"))),
        (0u64..5).prop_map(|count| json!(count)),
        Just(json!("照片无效")),
        Just(Value::Null),
    ];
    let name = prop::sample::select(
        [
            FAILED_NAMES,
            STORED_NAMES,
            PLAIN_NAMES,
            NUMBERS,
            &["failCount", "success_num", "total"],
        ]
        .concat(),
    );
    leaf.prop_recursive(5, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name.clone(), inner.clone()), 0..4).prop_map(|members| {
                Value::Object(
                    members
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                )
            }),
            inner.prop_map(|value| json!(value.to_string())),
        ]
    })
}

/// Whether a structure calls this number failed: below a name that says so, in an entry that does, or in one text with it.
/// It is a simpler eye than the reader's, and knows only the words of this file.
fn calls_failed(number: &str, value: &Value, below: bool) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|value| calls_failed(number, value, below)),
        Value::Object(object) => {
            let fails = |name: &str, value: &Value| {
                FAILED_FIELDS
                    .iter()
                    .any(|(field, said)| name == *field && value == said)
            };
            let own = object.get("id_code").is_some_and(|id| id == number)
                && object.iter().any(|(name, value)| fails(name, value));
            own || object.iter().any(|(name, value)| {
                let named = name == number && (below || says_failed(value));
                named
                    || calls_failed(
                        number,
                        value,
                        below || FAILED_NAMES.contains(&name.as_str()),
                    )
            })
        }
        Value::String(text) => match serde_json::from_str(text) {
            Ok(inside @ (Value::Array(_) | Value::Object(_))) => {
                calls_failed(number, &inside, below)
            }
            _ => text.contains(number) && (below || says_failed(value)),
        },
        _ => false,
    }
}

fn says_failed(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    ["失败", "不存在", "failed", "无效"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a structure names this number at all.
fn names(number: &str, value: &Value) -> bool {
    value.to_string().contains(number)
}

fn verdicts(reply: &Reply, batch: &[&Record]) -> Vec<Verdict> {
    match reply.policy() {
        super::Policy::Stored => reply.stored(batch),
        super::Policy::Partial => reply.partial(batch),
        _ => reply.unclear(batch),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_record_that_is_called_failed_anywhere_is_not_delivered(data in structure(), code in prop::sample::select(&["00", "10"][..])) {
        let body = json!({"code": code, "result_data": data});
        let reply = Reply::parse(&body.to_string()).unwrap();
        let records = records();
        let batch: Vec<&Record> = records.iter().collect();
        for (number, verdict) in NUMBERS.iter().zip(verdicts(&reply, &batch)) {
            if verdict == Verdict::Delivered {
                prop_assert!(!calls_failed(number, &reply.data, false), "{} in {}", number, data);
            }
            if matches!(verdict, Verdict::Rejected { .. }) {
                prop_assert!(names(number, &reply.data), "{} in {}", number, data);
            }
        }
    }

    #[test]
    fn a_record_that_is_not_named_is_delivered_only_where_as_many_are_named_as_failed_as_were_counted(
        data in structure(), failed in 0u64..5,
    ) {
        let body = json!({"code": "10", "result_data": {"failCount": failed, "list": data}});
        let reply = Reply::parse(&body.to_string()).unwrap();
        let records = records();
        let batch: Vec<&Record> = records.iter().collect();
        let read = verdicts(&reply, &batch);
        let rejected = read.iter().filter(|it| matches!(it, Verdict::Rejected { .. })).count() as u64;
        for (number, verdict) in NUMBERS.iter().zip(&read) {
            if *verdict == Verdict::Delivered && !names(number, &data) {
                prop_assert!(rejected == failed && failed > 0, "{} in {}", number, data);
            }
        }
    }
}
