//! The envelope, the dictionaries, and bodies that cannot be read.

use serde_json::json;
use shangbao_sandbox::{Function, Outcome};

use super::super::json_of;
use super::{Bed, WORKER, leave};

#[tokio::test]
async fn dictionaries_have_codes_that_are_text() {
    let bed = Bed::new("").await;
    for (function, code, name) in [
        (Function::DictListEmpCategory, "00", "劳务工人"),
        (Function::DictListJobTypeName, "2", "特种作业工种"),
        (
            Function::DictListJobName,
            "EEF22645FEE411E68E5A089E016627F6",
            "木工",
        ),
        (Function::GetCompanyType, "07", "监理单位"),
    ] {
        let answer = bed.call(function, &json!({})).await;
        assert_eq!(answer["code"], "00");
        let list = answer["result_data"]["dict_list"].as_array().unwrap();
        let found = list.iter().find(|entry| entry["orders"] == code).unwrap();
        assert_eq!(found["value"], name);
        let defaults = list.iter().filter(|entry| entry["flag"] == "Y").count();
        assert_eq!(defaults, 1);
    }
    assert_eq!(bed.sandbox.state().counts().uploads, 0);
}

#[tokio::test]
async fn a_success_and_a_refusal_have_the_same_envelope() {
    let bed = Bed::staffed("").await;
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&[WORKER]))
        .await;
    assert_eq!(
        answer,
        json!({
            "result": "true", "status": 200, "code": "00", "message": "success", "detail_message": "", "result_data": {}
        })
    );
    let answer = bed.call(Function::UserLeaveProject, &json!({})).await;
    assert_eq!(
        answer,
        json!({
            "result": "false", "status": 200, "code": "40", "message": "缺少必要参数",
            "detail_message": "Project_ID不能为空", "result_data": {}
        })
    );
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&[WORKER, "1", "2"]))
        .await;
    assert_eq!(
        answer,
        json!({
            "result": "partial error", "status": 200, "code": "10", "message": "部分失败",
            "detail_message": "成功1条,失败2条", "result_data": { "error_list": [
                { "id_code": "1", "code": "47", "message": "人员不存在" },
                { "id_code": "2", "code": "47", "message": "人员不存在" },
            ] }
        })
    );
    let outcome = bed.sandbox.state().requests().pop().unwrap().outcome;
    let taken = Outcome::Taken {
        stored: 1,
        failed: 2,
    };
    assert_eq!(outcome, taken);
}

#[tokio::test]
async fn a_body_is_a_json_object() {
    let bed = Bed::staffed("").await;
    for body in ["", "{client_version:1.1.0.0}", "[]", "null"] {
        let signed = if body.is_empty() { "{}" } else { body };
        let parameters = bed.parameters().sign("sandbox", signed);
        let answer = bed.post("AddCompany", parameters, body).await.unwrap();
        let answer = json_of(answer).await;
        assert_eq!(answer["code"], "40", "{body}");
        assert_eq!(
            answer["detail_message"],
            "JSON转换失败,请检查参数格式是否正确"
        );
    }
}

#[tokio::test]
async fn people_can_look_at_what_it_holds() {
    let bed = Bed::staffed("").await;
    let page = |query: &str| format!("{}/_sandbox/records{query}", bed.sandbox.url());
    let all = json_of(bed.client.get(page("")).send().await.unwrap()).await;
    assert!(
        all["workers"][super::PROJECT][WORKER]["on_site"]
            .as_bool()
            .unwrap()
    );
    assert_eq!(all["workTicket"], json!({}));
    let page = bed.client.get(page("?kind=company")).send().await.unwrap();
    assert_eq!(page.status(), 400);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("companies, workers, passages")
    );
}
