//! Passages: the window, visitors, projects that are not under construction, repeats.

use chrono::TimeDelta;
use serde_json::json;
use shangbao_sandbox::{Account, Function, Options};

use super::{Bed, PROJECT, company, employee, passages};

#[tokio::test]
async fn a_passage_is_refused_when_it_is_older_than_the_window() {
    // It is 14:00 in Beijing.
    let bed = Bed::staffed("").await;
    let answer = bed
        .call(
            Function::UploadPassedLog,
            &passages(&["12:00:00", "11:59:59"]),
        )
        .await;
    assert_eq!(answer["code"], "10");
    assert_eq!(
        answer["result_data"]["error_list"],
        json!([{
            "person_id": super::WORKER, "passed_time": "2021-12-20 11:59:59", "code": "11",
            "message": "考勤时间超出实时误差范围"
        }])
    );
    bed.advance(TimeDelta::seconds(1));
    let answer = bed
        .call(Function::UploadPassedLog, &passages(&["12:00:00"]))
        .await;
    assert_eq!(
        (&answer["code"], &answer["result"]),
        (&json!("11"), &json!("false"))
    );
    assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 1);
}

#[tokio::test]
async fn the_window_is_the_bureaus() {
    let bed = Bed::start(Options {
        account: Account {
            passage_window: TimeDelta::minutes(30),
            ..Account::default()
        },
        ..Options::default()
    })
    .await;
    bed.call(Function::AddCompany, &company()).await;
    bed.call(Function::RegisterEmployee, &employee()).await;
    let answer = bed
        .call(
            Function::UploadPassedLog,
            &passages(&["13:29:59", "13:30:00"]),
        )
        .await;
    assert_eq!(
        answer["result_data"]["error_list"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn visitors_need_no_registration() {
    let bed = Bed::new("").await;
    let mut body = passages(&["13:30:00"]);
    body["passedlog_list"][0]["person_type"] = json!("0");
    assert_eq!(
        bed.call(Function::UploadPassedLog, &body).await["code"],
        "00"
    );
    assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 1);
}

#[tokio::test]
async fn a_project_that_is_not_under_construction_takes_no_passages() {
    let bed = Bed::staffed(&format!("suspended:{PROJECT}")).await;
    let body = passages(&["13:30:00"]);
    for _ in 0..2 {
        let (code, detail) = bed.verdict(Function::UploadPassedLog, &body).await;
        assert_eq!(
            (code.as_str(), detail.as_str()),
            ("11", "工程状态非在建,不能上传考勤")
        );
    }
    assert_eq!(
        bed.call(Function::RegisterEmployee, &employee()).await["code"],
        "00"
    );
    bed.sandbox.script("".parse().unwrap());
    assert_eq!(
        bed.call(Function::UploadPassedLog, &body).await["code"],
        "00"
    );
}

#[tokio::test]
async fn a_passage_that_comes_twice_is_held_once() {
    let bed = Bed::staffed("").await;
    for times in [&["13:30:00", "13:30:00"][..], &["13:30:00"]] {
        let answer = bed.call(Function::UploadPassedLog, &passages(times)).await;
        assert_eq!(answer["code"], "00");
    }
    assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 1);
    assert_eq!(bed.sandbox.roster().deliveries().len(), 2 + 3);
}

#[tokio::test]
async fn a_list_holds_objects_and_is_not_empty() {
    let bed = Bed::staffed("").await;
    for (list, code) in [
        (json!([]), "40"),
        (json!(null), "40"),
        (json!({}), "40"),
        (json!(["a"]), "99"),
    ] {
        let body = super::with(passages(&[]), "passedlog_list", list);
        assert_eq!(
            bed.call(Function::UploadPassedLog, &body).await["code"],
            code
        );
    }
}
