//! Faults that only this platform has, and those of both where they act on it.

use serde_json::{Value, json};
use shangbao_sandbox::{Function, Outcome};

use super::{
    Bed, PROJECT, SUID, WORKER, company, employee, fields, leave, passages, removal, with,
};

#[tokio::test]
async fn every_code_can_be_scripted_by_function_and_count() {
    for code in [
        "10", "11", "24", "25", "26", "29", "30", "31", "32", "40", "41", "43", "47", "48", "99",
    ] {
        let bed = Bed::staffed(&format!("code:{code} x2 @userLeaveProject")).await;
        assert_eq!(
            bed.call(Function::RegisterEmployee, &employee()).await["code"],
            "00"
        );
        for expected in [code, code, "00"] {
            let answer = bed
                .call(Function::UserLeaveProject, &leave(&[WORKER]))
                .await;
            assert_eq!(answer["code"], expected);
            let left = !bed.sandbox.roster().workers(PROJECT)[WORKER].on_site;
            assert_eq!(left, expected == "00");
        }
        let seen = bed.sandbox.state().requests();
        assert_eq!(seen[3].fault, Some("code"));
        assert_eq!(seen[3].outcome, Outcome::Faulted);
    }
}

#[tokio::test]
async fn dictionaries_are_hit_when_they_are_named() {
    let bed = Bed::new("http-500 x1").await;
    assert_eq!(
        bed.call(Function::GetCompanyType, &json!({})).await["code"],
        "00"
    );
    bed.sandbox
        .script("code:26 @GetCompanyType, code:29 @any".parse().unwrap());
    assert_eq!(
        bed.call(Function::GetCompanyType, &json!({})).await["code"],
        "26"
    );
    assert_eq!(
        bed.call(Function::DictListJobName, &json!({})).await["code"],
        "29"
    );
}

/// `result_data` of an answer that tells of one failed leave beside a good one.
async fn told(listing: &str) -> Value {
    let bed = Bed::staffed(&format!("partial:{listing}")).await;
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&[WORKER, "1"]))
        .await;
    assert_eq!(
        (&answer["code"], &answer["result"]),
        (&json!("10"), &json!("partial error"))
    );
    assert!(!bed.sandbox.roster().workers(PROJECT)[WORKER].on_site);
    answer["result_data"].clone()
}

#[tokio::test]
async fn failed_records_are_told_in_many_ways() {
    let entry = json!({ "id_code": "1", "code": "47", "message": "人员不存在" });
    let named = json!({ "error_list": [entry] });
    assert_eq!(told("named").await, named);
    assert_eq!(
        told("nested").await,
        json!({ "data": { "fail_num": 1, "rows": [entry] } })
    );
    assert_eq!(told("bare").await, json!([entry]));
    assert_eq!(told("text").await, json!(named.to_string()));
    let nameless = json!({ "error_list": [{ "code": "47", "message": "人员不存在" }] });
    assert_eq!(told("nameless").await, nameless);
    assert_eq!(
        told("counts").await,
        json!({ "success_num": 1, "fail_num": 1 })
    );
}

#[tokio::test]
async fn the_envelopes_types_vary() {
    let bed = Bed::staffed("number-code, boolean-result, text-status, no-result-data").await;
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&[WORKER]))
        .await;
    assert_eq!(
        answer,
        json!({ "result": true, "status": "200", "code": 0, "message": "success", "detail_message": "" })
    );
    bed.sandbox.script(
        "number-code x2, boolean-result x2, code:47 x1"
            .parse()
            .unwrap(),
    );
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&[WORKER]))
        .await;
    assert_eq!(
        (&answer["code"], &answer["result"]),
        (&json!(47), &json!(false))
    );
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&[WORKER, "1"]))
        .await;
    assert_eq!(
        (&answer["code"], &answer["result"]),
        (&json!(10), &json!(false))
    );
}

#[tokio::test]
async fn repeats_are_refused_where_the_script_says_so() {
    let bed = Bed::staffed("refuse-repeats:always").await;
    let code = async |function, body: &Value| bed.call(function, body).await["code"].clone();
    assert_eq!(code(Function::AddCompany, &company()).await, "48");
    assert_eq!(code(Function::RegisterEmployee, &employee()).await, "48");
    let moved = with(employee(), "emp_phone", json!("13900000000"));
    assert_eq!(code(Function::RegisterEmployee, &moved).await, "00");
    let first = passages(&["13:00:00"]);
    assert_eq!(code(Function::UploadPassedLog, &first).await, "00");
    assert_eq!(code(Function::UploadPassedLog, &first).await, "48");
    // One repeat refuses the whole call.
    let both = passages(&["13:00:00", "13:10:00"]);
    assert_eq!(code(Function::UploadPassedLog, &both).await, "48");
    assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 1);
    assert_eq!(
        code(Function::UserLeaveProject, &leave(&[WORKER])).await,
        "00"
    );
    assert_eq!(
        code(Function::UserLeaveProject, &leave(&[WORKER])).await,
        "48"
    );
    assert_eq!(code(Function::RegisterEmployee, &moved).await, "00");
    assert_eq!(
        code(Function::UserLeaveProject, &leave(&[WORKER])).await,
        "00"
    );
    assert_eq!(code(Function::ProjectRemoveCompany, &removal()).await, "00");
    assert_eq!(code(Function::ProjectRemoveCompany, &removal()).await, "48");
}

#[tokio::test]
async fn a_company_that_exists_may_be_refused_in_words() {
    let bed = Bed::staffed("company-exists x1").await;
    let renamed = with(company(), "Short_Name", json!("中车"));
    let refused = ("11".to_owned(), "企业已经存在这个工程中".to_owned());
    assert_eq!(bed.verdict(Function::AddCompany, &renamed).await, refused);
    assert_eq!(
        bed.sandbox.roster().companies(PROJECT)[SUID].content,
        fields(&company())
    );
    assert_eq!(bed.call(Function::AddCompany, &renamed).await["code"], "00");
}

#[tokio::test]
async fn one_record_is_refused_or_poisons_its_call() {
    let script =
        format!("reject-id:{WORKER}=人员已被锁定, reject-id:{WORKER} 2021-12-20 13:10:00=重复打卡");
    let bed = Bed::staffed(&script).await;
    let locked = ("11".to_owned(), "人员已被锁定".to_owned());
    assert_eq!(
        bed.verdict(Function::RegisterEmployee, &employee()).await,
        locked
    );
    let answer = bed
        .call(
            Function::UploadPassedLog,
            &passages(&["13:00:00", "13:10:00"]),
        )
        .await;
    assert_eq!(
        answer["result_data"]["error_list"][0]["message"],
        "重复打卡"
    );
    assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 1);

    let poison = format!("poison-id:{WORKER} 2021-12-20 13:20:00, refuse-batch-with:{SUID}");
    bed.sandbox.script(poison.parse().unwrap());
    let sent = bed
        .try_call(
            Function::UploadPassedLog,
            &passages(&["13:20:00", "13:30:00"]),
        )
        .await;
    assert_eq!(sent.unwrap().status(), 500);
    assert_eq!(
        bed.call(Function::AddCompany, &company()).await["code"],
        "99"
    );
    assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 1);
}

#[tokio::test]
async fn faults_of_both_platforms_act_here_too() {
    for (fault, taken) in [
        ("drop-before", false),
        ("drop-after-accept", true),
        ("truncated", true),
    ] {
        let bed = Bed::staffed(fault).await;
        let sent = bed
            .try_call(Function::UserLeaveProject, &leave(&[WORKER]))
            .await;
        let whole = match sent {
            Ok(answer) => answer.bytes().await.is_ok(),
            Err(_) => false,
        };
        assert!(!whole, "{fault}");
        let left = !bed.sandbox.roster().workers(PROJECT)[WORKER].on_site;
        assert_eq!(left, taken, "{fault}");
    }
    for (fault, status, taken) in [
        ("html", 200, false),
        ("http-502-html", 502, false),
        ("busy", 200, false),
        ("too-many:7", 429, false),
        ("garbage", 200, true),
    ] {
        let bed = Bed::staffed(fault).await;
        let answer = bed
            .try_call(Function::UserLeaveProject, &leave(&[WORKER]))
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{fault}");
        let text = answer.text().await.unwrap();
        assert!(serde_json::from_str::<Value>(&text).is_err(), "{fault}");
        let left = !bed.sandbox.roster().workers(PROJECT)[WORKER].on_site;
        assert_eq!(left, taken, "{fault}");
    }
}
