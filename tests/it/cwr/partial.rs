//! Code 10, and refusals that name their records: no real reply of this kind is known, so every likely shape is read.

use serde_json::{Value, json};
use shangbao::platform::Verdict;

use super::{answered, verdicts, words};

const WORKERS: &[&str] = &["11010519491231002X", "B", "C", "D"];

fn partial(data: impl Into<Value>) -> Value {
    json!({"code": "10", "result": "partial error", "message": "部分失败", "result_data": data.into()})
}

#[tokio::test]
async fn failed_records_are_found_wherever_they_stand() {
    let entry = json!({"person_id": "B", "passed_time": "2026-03-01 19:01:00", "code": "11", "message": "原因"});
    for data in [
        json!({"error_list": [entry]}),
        json!([entry]),
        json!({"data": {"fail_num": 1, "rows": [entry]}}),
        json!(json!({"error_list": [entry]}).to_string()),
        json!({"error_list": json!([entry]).to_string(), "fail_num": 1}),
        json!([{"id_code": "b"}]),
        json!({"failed": ["B"]}),
        json!({"success_list": [{"person_id": "D"}], "fail_list": [{"person_id": "B"}]}),
    ] {
        let read = words(answered(WORKERS, &partial(data.clone())).await);
        assert_eq!(read[0], "delivered", "{data}");
        assert!(read[1].starts_with("rejected 1"), "{data}: {read:?}");
        assert_eq!(read[2..], ["delivered", "delivered"], "{data}");
    }
}

#[tokio::test]
async fn each_record_has_its_own_reason() {
    let data = json!({"list": [
        {"person_id": "11010519491231002x", "code": "47", "message": "张三 11010519491231002X 未登记"},
        {"person_id": "B", "code": 48, "message": "数据重复"},
        {"person_id": "C", "reason": "照片无效"},
        {"person_id": "D", "result": true},
    ]});
    let read = verdicts(answered(WORKERS, &partial(data)).await);
    assert_eq!(read[1], Verdict::Delivered);
    assert_eq!(read[3], Verdict::Delivered);
    let rejected = Verdict::Rejected {
        code: "10".to_owned(),
        message: "照片无效".to_owned(),
    };
    assert_eq!(read[2], rejected);
    match &read[0] {
        Verdict::Held { code, message } => {
            assert_eq!(code, "47");
            assert!(message.starts_with("*** *** 未登记 ("), "{message}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_not_named_is_unknown() {
    let cases = [
        json!({"success_num": 3, "fail_num": 1}),
        json!({"error_list": [{"code": "11", "message": "原因"}]}),
        json!(null),
        json!("1条失败"),
        json!({"success_list": [{"person_id": "nobody"}]}),
    ];
    for data in cases {
        let read = words(answered(WORKERS, &partial(data.clone())).await);
        assert_eq!(read, ["unknown"; 4], "{data}");
    }
}

#[tokio::test]
async fn a_stranger_in_the_list_leaves_the_others_unknown() {
    for stranger in [json!({"person_id": "E"}), json!({"data_id": "7"})] {
        let data = json!([{"person_id": "B"}, stranger]);
        let read = words(answered(WORKERS, &partial(data)).await);
        assert_eq!(read, ["unknown", "rejected 10", "unknown", "unknown"]);
    }
}

#[tokio::test]
async fn a_worker_who_passed_twice_is_told_apart_by_the_time() {
    let workers = ["B", "B", "C"];
    let second = json!([{"person_id": "B", "passed_time": "2026-03-01 19:01:00"}]);
    assert_eq!(
        words(answered(&workers, &partial(second)).await),
        ["delivered", "rejected 10", "delivered"]
    );
    let either = json!([{"person_id": "B"}]);
    assert_eq!(
        words(answered(&workers, &partial(either)).await),
        ["unknown"; 3]
    );
}

#[tokio::test]
async fn a_refusal_that_names_every_record_needs_no_halving() {
    let data =
        json!({"error_list": [{"person_id": "A", "code": "47"}, {"person_id": "B", "code": "11"}]});
    let body = json!({"code": "11", "result": "false", "result_data": data});
    assert_eq!(
        words(answered(&["A", "B"], &body).await),
        ["held 47", "rejected 11"]
    );
    assert!(matches!(
        answered(&["A", "B", "C"], &body).await,
        shangbao::platform::Answer::Refused { .. }
    ));
}
