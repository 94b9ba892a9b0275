//! The order of companies and workers, and what the roster keeps of them.

use serde_json::json;
use shangbao_sandbox::Function;

use super::{
    Bed, PROJECT, SUID, WORKER, company, employee, fields, leave, passages, removal, with,
};

fn refused(code: &str, detail: &str) -> (String, String) {
    (code.to_owned(), detail.to_owned())
}

#[tokio::test]
async fn a_company_comes_before_its_workers_and_a_worker_before_passages() {
    let bed = Bed::new("").await;
    let unknown = refused("47", "所属单位不在该项目下");
    assert_eq!(
        bed.verdict(Function::RegisterEmployee, &employee()).await,
        unknown
    );
    let unknown = refused("47", "人员不存在");
    let passage = passages(&["13:30:00"]);
    assert_eq!(
        bed.verdict(Function::UploadPassedLog, &passage).await,
        unknown
    );
    assert_eq!(
        bed.verdict(Function::UserLeaveProject, &leave(&[WORKER]))
            .await,
        unknown
    );

    bed.call(Function::AddCompany, &company()).await;
    let answer = bed.call(Function::RegisterEmployee, &employee()).await;
    assert_eq!(answer["code"], "00");
    let emp_id = answer["result_data"]["emp_id"].as_str().unwrap().to_owned();
    assert_eq!(emp_id.len(), 32);
    assert_eq!(
        answer["result_data"]["pass_period"],
        "2017-01-01:2028-01-01"
    );
    assert_eq!(
        answer["result_data"]["modify_time"],
        "2021-12-20 14:00:00.000"
    );
    let mut by_number = passages(&["13:40:00"]);
    by_number["passedlog_list"][0]["person_id"] = json!(emp_id);
    for body in [&passage, &by_number] {
        assert_eq!(bed.code(Function::UploadPassedLog, body).await, "00");
    }
    let passed = bed.sandbox.roster().passages(PROJECT);
    let people: Vec<&str> = passed
        .iter()
        .map(|passage| passage.person.as_str())
        .collect();
    assert_eq!(people, [WORKER, WORKER]);
    assert_eq!(passed[0].device, "1");
    assert_eq!(passed[0].content, fields(&passage["passedlog_list"][0]));
}

#[tokio::test]
async fn a_company_that_was_entered_by_hand_will_do() {
    let bed = Bed::new("").await;
    let roster = bed.sandbox.roster();
    roster.enter_company(PROJECT, "中车信息技术有限公司", SUID);
    assert_eq!(
        bed.code(Function::RegisterEmployee, &employee()).await,
        "00"
    );
    assert_eq!(roster.workers(PROJECT)[WORKER].company, SUID);
}

#[tokio::test]
async fn the_same_worker_again_is_an_update_but_never_of_the_category() {
    let bed = Bed::staffed("").await;
    let number = || bed.sandbox.roster().workers(PROJECT)[WORKER].emp_id.clone();
    let first = number();
    let moved = with(employee(), "emp_phone", json!("13900000000"));
    assert_eq!(bed.code(Function::RegisterEmployee, &moved).await, "00");
    let worker = bed.sandbox.roster().workers(PROJECT)[WORKER].clone();
    assert_eq!(
        (worker.content, worker.emp_id),
        (fields(&moved), first.clone())
    );

    let promoted = with(employee(), "emp_category", json!("03"));
    let fixed = refused("41", "emp_category上传后不允许变更");
    assert_eq!(
        bed.verdict(Function::RegisterEmployee, &promoted).await,
        fixed
    );
    bed.call(Function::UserLeaveProject, &leave(&[WORKER]))
        .await;
    assert!(!bed.sandbox.roster().workers(PROJECT)[WORKER].on_site);
    assert_eq!(
        bed.verdict(Function::RegisterEmployee, &promoted).await,
        fixed
    );
    assert_eq!(
        bed.code(Function::RegisterEmployee, &employee()).await,
        "00"
    );
    assert!(bed.sandbox.roster().workers(PROJECT)[WORKER].on_site);
    assert_eq!(number(), first);
}

#[tokio::test]
async fn workers_leave_before_their_company_is_removed() {
    let bed = Bed::staffed("").await;
    let occupied = refused("11", "单位下还有未离场人员");
    assert_eq!(
        bed.verdict(Function::ProjectRemoveCompany, &removal())
            .await,
        occupied
    );
    // The document's own sample names a worker twice.
    assert_eq!(
        bed.code(Function::UserLeaveProject, &leave(&[WORKER, WORKER]))
            .await,
        "00"
    );
    let unknown = refused("47", "单位不在该项目下");
    let misnamed = with(removal(), "Company_Name", json!("中车信息"));
    assert_eq!(
        bed.verdict(Function::ProjectRemoveCompany, &misnamed).await,
        unknown
    );
    assert_eq!(
        bed.code(Function::ProjectRemoveCompany, &removal()).await,
        "00"
    );
    assert!(!bed.sandbox.roster().companies(PROJECT)[SUID].present);
    assert_eq!(
        bed.verdict(Function::ProjectRemoveCompany, &removal())
            .await,
        unknown
    );
}

#[tokio::test]
async fn what_left_may_come_back_and_all_is_remembered_in_order() {
    let bed = Bed::staffed("").await;
    bed.call(Function::UserLeaveProject, &leave(&[WORKER]))
        .await;
    // The gate may tell of what was before the leave.
    let late = passages(&["13:30:00"]);
    assert_eq!(bed.code(Function::UploadPassedLog, &late).await, "00");
    bed.call(Function::ProjectRemoveCompany, &removal()).await;
    let absent = refused("47", "所属单位不在该项目下");
    assert_eq!(
        bed.verdict(Function::RegisterEmployee, &employee()).await,
        absent
    );
    assert_eq!(bed.code(Function::AddCompany, &company()).await, "00");
    assert_eq!(
        bed.code(Function::RegisterEmployee, &employee()).await,
        "00"
    );
    let told: Vec<&str> = bed
        .sandbox
        .roster()
        .deliveries()
        .iter()
        .map(|d| d.function.name())
        .collect();
    assert_eq!(
        told,
        [
            "AddCompany",
            "RegisterEmployee",
            "userLeaveProject",
            "UploadPassedLog",
            "ProjectRemoveCompany",
            "AddCompany",
            "RegisterEmployee"
        ]
    );
}

#[tokio::test]
async fn a_superior_company_is_added_first() {
    let bed = Bed::new("").await;
    let mut below = with(company(), "SUID", json!("91440300000000001X"));
    below["Company_Name"] = json!("劳务分公司");
    below["Suid_Superior"] = json!(SUID);
    let unknown = refused("47", "上级单位不在该项目下");
    assert_eq!(bed.verdict(Function::AddCompany, &below).await, unknown);
    bed.call(Function::AddCompany, &company()).await;
    assert_eq!(bed.code(Function::AddCompany, &below).await, "00");
    assert_eq!(bed.sandbox.roster().companies(PROJECT).len(), 2);
}

#[tokio::test]
async fn projects_are_known_or_not() {
    let bed = Bed::staffed("").await;
    let unknown = refused("47", "项目不存在");
    for (function, body) in [
        (Function::AddCompany, company()),
        (Function::RegisterEmployee, employee()),
        (Function::UploadPassedLog, passages(&["13:30:00"])),
        (Function::UserLeaveProject, leave(&[WORKER])),
        (Function::ProjectRemoveCompany, removal()),
    ] {
        let elsewhere = with(body, "Project_ID", json!("1000001"));
        assert_eq!(
            bed.verdict(function, &elsewhere).await,
            unknown,
            "{function:?}"
        );
    }
}
