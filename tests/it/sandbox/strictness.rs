//! Each rule of the document on a record refuses what breaks it, and only that.

use serde_json::{Value, json};
use shangbao_sandbox::Upload;

use super::{Bed, record};

/// Leave the field out.
const ABSENT: Option<&str> = None;

async fn verdict(bed: &Bed, upload: Upload, changes: &[(&str, Value)]) -> Value {
    let mut broken = record(upload, "BAD");
    let fields = broken.as_object_mut().unwrap();
    for (name, value) in changes {
        if value.is_null() {
            fields.remove(*name);
        } else {
            fields.insert((*name).to_owned(), value.clone());
        }
    }
    let good = record(upload, "GOOD");
    let answer = bed.send(upload, json!([broken, good])).await;
    assert_eq!(answer["code"], 200, "{changes:?}");
    answer["data"].clone()
}

/// The record is refused with this reason, nothing of it is stored, and its neighbour is.
async fn refused(upload: Upload, changes: &[(&str, Value)], reason: &str) {
    let bed = Bed::new("").await;
    let words = verdict(&bed, upload, changes).await;
    let expected = match upload {
        Upload::WorkTicket => format!(
            "作业票同步结束,成功 1条,失败 1条。作业票储存成功的作业票 id有[GOOD],失败的作业票 id有[BAD]。 错误原因为[{reason}]"
        ),
        Upload::GasAlarm => "作业票气体分析数据同步结束，成功 1条，失败 1条;".to_owned(),
        _ => "作业票人员离场报警数据同步结束，成功 1条，失败 1条;".to_owned(),
    };
    assert_eq!(words, expected, "{changes:?}");
    assert_eq!(bed.ids(upload), ["GOOD"], "{changes:?}");
}

async fn taken(upload: Upload, changes: &[(&str, Value)]) {
    let bed = Bed::new("").await;
    let words = verdict(&bed, upload, changes).await;
    assert_eq!(bed.ids(upload), ["BAD", "GOOD"], "{changes:?}: {words}");
}

#[tokio::test]
async fn required_fields_must_be_there_and_hold_something() {
    let tickets = "ticket_type ticket_level start_time end_time ticket_position ticket_content company_social_code gas_analyse \
        safe_measure ticket_status lng lat supervisor_name worker_name workDept_name is_contractor_task major_person \
        major_person_mobile is_changed is_cancelled";
    let gas = "ticket_id alarm_time alarm_type";
    let departures = "ticket_id alarm_time alarm_type person_name card_no alarm_lng alarm_lat";
    for (upload, names) in Upload::JSON.into_iter().zip([tickets, gas, departures]) {
        for name in names.split_whitespace() {
            let reason = format!("{name}不能为空");
            refused(upload, &[(name, json!(ABSENT))], &reason).await;
            refused(upload, &[(name, json!("　"))], &reason).await;
        }
    }
}

#[tokio::test]
async fn optional_fields_may_be_empty_or_absent() {
    let tickets = "harm_type supervisor worker workDept video_code changed_reason cancelled_reason";
    for name in tickets.split_whitespace() {
        taken(Upload::WorkTicket, &[(name, json!(ABSENT))]).await;
        taken(Upload::WorkTicket, &[(name, json!(""))]).await;
    }
    taken(Upload::DepartureAlarm, &[("person_type", json!(""))]).await;
    // Both clear an alarm together (Q&A 5); one alone is stored.
    for (upload, how) in [
        (Upload::GasAlarm, "handle_result"),
        (Upload::DepartureAlarm, "handle_remark"),
    ] {
        let none = [("handle_time", json!("")), (how, json!(ABSENT))];
        for changes in [&none[..], &none[..1], &none[1..]] {
            taken(upload, changes).await;
        }
    }
}

#[tokio::test]
async fn a_level_is_needed_for_three_types_only() {
    for (kind, needed) in [
        ("01", true),
        ("04", true),
        ("05", true),
        ("02", false),
        ("12", false),
    ] {
        let changes = [("ticket_type", json!(kind)), ("ticket_level", json!(""))];
        match needed {
            true => refused(Upload::WorkTicket, &changes, "ticket_level不能为空").await,
            false => taken(Upload::WorkTicket, &changes).await,
        }
    }
}

/// Fields with values that are no codes, and with some that are.
const CODES: [(Upload, &str, &[&str], &[&str]); 10] = [
    (
        Upload::WorkTicket,
        "ticket_type",
        &["1", "00", "13"],
        &["01", "12"],
    ),
    (
        Upload::WorkTicket,
        "ticket_level",
        &["0", "05"],
        &["00", "04"],
    ),
    (
        Upload::WorkTicket,
        "harm_type",
        &["00", "21", "2"],
        &["01", "20"],
    ),
    (
        Upload::WorkTicket,
        "ticket_status",
        &["2", "6"],
        &["0", "1", "3", "4", "5"],
    ),
    (
        Upload::WorkTicket,
        "gas_analyse",
        &["2", "是", "true"],
        &["0", "1"],
    ),
    (
        Upload::WorkTicket,
        "is_contractor_task",
        &["-1"],
        &["0", "1"],
    ),
    (Upload::WorkTicket, "is_cancelled", &["N"], &["0", "1"]),
    (
        Upload::GasAlarm,
        "alarm_type",
        &["0", "4"],
        &["1", "2", "3"],
    ),
    (
        Upload::DepartureAlarm,
        "alarm_type",
        &["3"],
        &["0", "1", "2"],
    ),
    (
        Upload::DepartureAlarm,
        "person_type",
        &["0", "3"],
        &["1", "2"],
    ),
];

#[tokio::test]
async fn codes_are_those_of_the_tables() {
    for (upload, name, wrong, right) in CODES {
        for value in wrong {
            let reason = format!("{name}取值不在规定范围内");
            refused(upload, &[(name, json!(value))], &reason).await;
        }
        for value in right {
            taken(upload, &[(name, json!(value))]).await;
        }
    }
}

#[tokio::test]
async fn times_are_exact_and_real() {
    let wrong = [
        "2021-12-20 13:56:00",
        "2021-12-20T13:56",
        "2021/12/20 13:56",
        "2021-12-20",
        "2021-02-29 13:56",
        "2021-12-20 24:00",
        "2021-12-20 9:05",
        "2021-12-20  13:56",
        " 2021-12-20 13:56",
        "2021-13-01 00:00",
    ];
    for time in wrong {
        let reason = "start_time格式须为yyyy-MM-dd HH:mm";
        refused(Upload::WorkTicket, &[("start_time", json!(time))], reason).await;
    }
    taken(
        Upload::WorkTicket,
        &[("end_time", json!("2024-02-29 00:00"))],
    )
    .await;
    for time in [
        "2021-12-17 14:55",
        "2021-12-17 14:55:60",
        "2021-12-17 14:55:41.0",
        "2021-12-17T14:55:41Z",
    ] {
        refused(Upload::GasAlarm, &[("alarm_time", json!(time))], "").await;
        refused(Upload::DepartureAlarm, &[("handle_time", json!(time))], "").await;
    }
}

#[tokio::test]
async fn places_are_plain_degrees_of_the_world() {
    for value in ["180.1", "-181", "E120", "NaN", "1e2", "120,17", "+", "."] {
        let changes = [("lng", json!(value))];
        refused(Upload::WorkTicket, &changes, "lng不是有效经度").await;
    }
    refused(
        Upload::WorkTicket,
        &[("lat", json!("90.01"))],
        "lat不是有效纬度",
    )
    .await;
    refused(Upload::DepartureAlarm, &[("alarm_lat", json!("120.1"))], "").await;
    taken(
        Upload::WorkTicket,
        &[("lng", json!("-180")), ("lat", json!("90"))],
    )
    .await;
}

#[tokio::test]
async fn values_are_strings_of_fields_that_the_document_knows() {
    refused(
        Upload::WorkTicket,
        &[("ticket_status", json!(1))],
        "ticket_status须为字符串",
    )
    .await;
    refused(
        Upload::WorkTicket,
        &[("worker", json!(["22"]))],
        "worker须为字符串",
    )
    .await;
    refused(
        Upload::WorkTicket,
        &[("work_dept", json!("1"))],
        "work_dept不是接口字段",
    )
    .await;
    refused(
        Upload::WorkTicket,
        &[("worker_name", json!("张三，李四"))],
        "worker_name须以英文逗号隔开",
    )
    .await;
    let bed = Bed::new("").await;
    let mut blank = record(Upload::WorkTicket, "A");
    blank["harm_type"] = Value::Null;
    let words = bed.send(Upload::WorkTicket, json!([blank])).await["data"].clone();
    assert!(words.as_str().unwrap().ends_with("[harm_type须为字符串]"));
}
