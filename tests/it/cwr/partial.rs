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
        json!([{"id_code": "b", "success": false}]),
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
        let data = json!([{"person_id": "B", "success": false}, stranger]);
        let read = words(answered(WORKERS, &partial(data)).await);
        assert_eq!(read, ["unknown", "rejected 10", "unknown", "unknown"]);
    }
}

#[tokio::test]
async fn a_worker_who_passed_twice_is_told_apart_by_the_time() {
    let workers = ["B", "B", "C"];
    let second =
        json!([{"person_id": "B", "passed_time": "2026-03-01 19:01:00", "success": false}]);
    assert_eq!(
        words(answered(&workers, &partial(second)).await),
        ["delivered", "rejected 10", "delivered"]
    );
    for either in [
        json!([{"person_id": "B", "success": false}]),
        json!([{"person_id": "B", "passed_time": "19:01", "success": false}]),
    ] {
        assert_eq!(
            words(answered(&workers, &partial(either)).await),
            ["unknown"; 3]
        );
    }
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

#[tokio::test]
async fn names_of_lists_are_read_with_their_negations() {
    for name in [
        "unsuccessList",
        "unsuccesslist",
        "notSuccess",
        "nonsuccessful_ids",
        "failSet",
        "errorlist",
        "未成功",
        "失败人员",
        "invalidRows",
    ] {
        let data = json!({name: [{"id_code": "B"}]});
        let read = words(answered(WORKERS, &partial(data)).await);
        assert_eq!(
            read,
            ["delivered", "rejected 10", "delivered", "delivered"],
            "{name}"
        );
    }
    // What says both, or neither, vouches for nobody.
    for name in [
        "list",
        "rows",
        "successOrFail",
        "failsafe",
        "notFailed",
        "successor",
    ] {
        let data = json!({name: [{"id_code": "B"}]});
        assert_eq!(
            words(answered(WORKERS, &partial(data)).await),
            ["unknown"; 4],
            "{name}"
        );
    }
}

#[tokio::test]
async fn what_is_not_understood_takes_the_vouching_away() {
    let b = json!({"person_id": "B", "code": "11", "message": "人员不存在"});
    let cases = [
        (
            json!(["A", "B:人员不存在"]),
            ["unknown", "unknown", "unknown", "unknown"],
        ),
        (
            json!({"fail_count": 2, "list": [b]}),
            ["unknown", "rejected 11", "unknown", "unknown"],
        ),
        (
            json!({"success_count": 2, "list": [b]}),
            ["unknown", "rejected 11", "unknown", "unknown"],
        ),
        (
            json!({"list": [b], "msg": "3号 照片 太大"}),
            ["unknown", "rejected 11", "unknown", "unknown"],
        ),
        (
            json!({"list": [b, "C"]}),
            ["unknown", "rejected 11", "unknown", "unknown"],
        ),
        (
            json!({"list": [b], "index": 2}),
            ["unknown", "rejected 11", "unknown", "unknown"],
        ),
        (
            json!({"fail_list": ["B"], "other": {"C": "未登记"}}),
            ["delivered", "rejected 10", "rejected 10", "delivered"],
        ),
        (
            json!({"fail_count": 1, "success_count": 3, "list": [b]}),
            ["delivered", "rejected 11", "delivered", "delivered"],
        ),
        (json!({"fail_count": 0, "list": [b]}), ["unknown"; 4]),
        (json!({"fail_count": 5, "list": [b]}), ["unknown"; 4]),
        (
            json!({"fail_count": 1, "fail_num": 2, "list": [b]}),
            ["unknown"; 4],
        ),
    ];
    for (data, expected) in cases {
        let read = words(answered(WORKERS, &partial(data.clone())).await);
        assert_eq!(read, expected, "{data}");
    }
    let counted =
        json!({"code": "10", "message": "成功1条，失败3条", "result_data": {"list": [b]}});
    assert_eq!(
        words(answered(WORKERS, &counted).await),
        ["unknown", "rejected 11", "unknown", "unknown"]
    );
    let named = json!({"code": "10", "detail_message": "C照片无效", "result_data": {"list": [b]}});
    assert_eq!(
        words(answered(WORKERS, &named).await),
        ["unknown", "rejected 11", "unknown", "unknown"]
    );
}

#[tokio::test]
async fn an_entry_is_what_it_says_of_itself() {
    let stored = [
        json!({"success": true}),
        json!({"status": 1}),
        json!({"code": 0}),
        json!({"code": 200}),
        json!({"status": "success"}),
        json!({"message": "成功"}),
        json!({"code": "000"}),
        json!({"result": "true", "msg": "保存成功"}),
        json!({"errorCode": "00"}),
        json!({"state": "成功"}),
        json!({"isSuccess": "Y"}),
    ];
    let failed = [
        json!({"success": false}),
        json!({"code": 47}),
        json!({"status": "fail"}),
        json!({"message": "保存失败"}),
        json!({"error": "x"}),
        json!({"isSuccess": 0}),
        json!({"result": {"code": "41", "message": "非法的参数"}}),
    ];
    let neither = [
        json!({}),
        json!({"status": 0}),
        json!({"code": 7}),
        json!({"success": true, "error": "照片"}),
        json!({"code": "00", "message": "保存失败"}),
        json!({"way": "1"}),
    ];
    let with_b = |own: &Value| {
        let mut b = json!({"person_id": "B"});
        b.as_object_mut()
            .unwrap()
            .extend(own.as_object().unwrap().clone());
        json!({"list": [{"person_id": "A", "success": true}, b, {"person_id": "C", "success": false}]})
    };
    for (cases, expected) in [
        (&stored[..], "delivered"),
        (&failed[..], "refused"),
        (&neither[..], "unknown"),
    ] {
        for own in cases {
            let read = words(answered(&["A", "B", "C"], &partial(with_b(own))).await);
            let b = if read[1].starts_with("rejected") || read[1].starts_with("held") {
                "refused"
            } else {
                read[1].as_str()
            };
            assert_eq!(b, expected, "{own}");
            assert_eq!(
                (read[0].as_str(), read[2].as_str()),
                ("delivered", "rejected 10"),
                "{own}"
            );
        }
    }
    // All of them are stored, each in its own word: nothing is rejected for the code.
    let six = ["A", "B", "C", "D", "E", "F"];
    let list = six.iter().zip(&stored).map(|(worker, own)| {
        let mut entry = json!({"person_id": worker});
        entry
            .as_object_mut()
            .unwrap()
            .extend(own.as_object().unwrap().clone());
        entry
    });
    let data = json!({"list": list.collect::<Vec<_>>()});
    assert_eq!(
        words(answered(&six, &partial(data)).await),
        ["delivered"; 6]
    );
}

#[tokio::test]
async fn the_words_of_code_48_are_code_48() {
    for own in ["数据重复", "同一条数据重复发送", "B 数据重复！", "重复数据"]
    {
        for code in [json!(null), json!("11"), json!(48)] {
            let data = json!({"fail_list": [{"person_id": "B", "code": code, "message": own}]});
            assert_eq!(
                words(answered(WORKERS, &partial(data.clone())).await),
                ["delivered"; 4],
                "{own}"
            );
            assert_eq!(
                words(answered(&["B"], &partial(data)).await),
                ["delivered"],
                "{own}"
            );
        }
    }
    // Other things are repeated, too, and other codes say more.
    for (code, own) in [
        ("11", "身份证号码重复登记"),
        ("41", "数据重复"),
        ("11", "照片数据重复使用"),
    ] {
        let data = json!({"fail_list": [{"person_id": "B", "code": code, "message": own}]});
        let read = words(answered(WORKERS, &partial(data)).await);
        assert_eq!(read[1], format!("rejected {code}"), "{own}");
    }
}

#[tokio::test]
async fn one_record_alone_is_refused_with_the_reason_that_stands_in_the_data() {
    let refused = |body: Value| async move {
        match answered(&["A"], &body).await {
            shangbao::platform::Answer::Refused {
                code,
                message,
                alone,
            } => (code, message, alone),
            other => panic!("{other:?}"),
        }
    };
    let data = json!({"list": [{"index": 1, "reason": "照片过大"}]});
    let (code, message, alone) = refused(partial(data)).await;
    assert_eq!(
        (code.as_str(), alone),
        ("10", shangbao::platform::Alone::Rejected)
    );
    assert!(message.contains("照片过大"), "{message}");
    let data = json!({"error": {"message": "数据重复"}});
    let (_, _, alone) = refused(json!({"code": "11", "result_data": data})).await;
    assert_eq!(alone, shangbao::platform::Alone::Delivered);
    // It is said to be stored, and the call to have failed.
    for body in [
        json!({"code": "11", "result_data": [{"person_id": "A", "success": true}]}),
        json!({"code": "10", "result_data": [{"person_id": "A", "success": true, "message": "保存失败"}]}),
    ] {
        assert_eq!(words(answered(&["A"], &body).await), ["unknown"], "{body}");
    }
}
