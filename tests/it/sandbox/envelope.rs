//! What refuses a request as a whole.

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::{Value, json};
use shangbao_sandbox::{Options, Outcome, Upload};

use super::{Bed, envelope, json_of, tickets};

#[tokio::test]
async fn a_wrong_envelope_refuses_the_whole_request() {
    let bed = Bed::new("").await;
    let with = |name: &str, value: Value| {
        let mut body = envelope(tickets(&["A", "B"]));
        body[name] = value;
        body
    };
    let mut no_id = tickets(&["A", "B"]);
    no_id[1]["id"] = json!(" ");
    let uuid = "90fa0266-d544-4f4f-9f8b-ba64b1ba0b14";
    let cases = [
        (with("systemName", json!("")), "systemName不能为空"),
        (with("areaCode", json!(370_211)), "areaCode不能为空"),
        (with("dataId", json!(uuid)), "dataId须为32位UUID"),
        (with("dataId", json!("")), "dataId须为32位UUID"),
        (with("data", json!({})), "data须为非空集合"),
        (with("data", json!("[]")), "data须为非空集合"),
        (with("data", json!([])), "data须为非空集合"),
        (with("data", json!(["A"])), "data第1条不是对象"),
        (with("data", no_id), "data第2条id不能为空"),
        (with("data", tickets(&["A", "B", "A"])), "data第3条id重复"),
        (json!([]), "请求体不是JSON对象"),
    ];
    for (body, reason) in cases {
        let answer = bed.upload(Upload::WorkTicket, &body).send().await.unwrap();
        let expected = json!({ "code": 400, "msg": reason, "data": null });
        assert_eq!(json_of(answer).await, expected);
        let outcome = bed.sandbox.state().requests().pop().unwrap().outcome;
        let reason = reason.to_owned();
        assert_eq!(outcome, Outcome::Refused { reason });
    }
    assert!(bed.ids(Upload::WorkTicket).is_empty());
}

#[tokio::test]
async fn a_data_id_passes_once() {
    let bed = Bed::new("").await;
    let mut body = envelope(tickets(&["A"]));
    let answer = bed.upload(Upload::WorkTicket, &body).send().await.unwrap();
    assert_eq!(json_of(answer).await["code"], 200);
    body["data"] = tickets(&["B"]);
    let answer = bed.upload(Upload::WorkTicket, &body).send().await.unwrap();
    assert_eq!(json_of(answer).await["msg"], "dataId重复");
    assert_eq!(bed.ids(Upload::WorkTicket), ["A"]);
}

#[tokio::test]
async fn bodies_are_announced_as_json() {
    let bed = Bed::new("").await;
    let body = envelope(tickets(&["A"])).to_string();
    let url = format!("{}/data/workorder/workTicket", bed.sandbox.url());
    let as_kind = async |kind: &str| {
        let request = bed.client.post(&url).bearer_auth(&bed.token);
        let request = request.header("content-type", kind).body(body.clone());
        json_of(request.send().await.unwrap()).await
    };
    let answer = as_kind("text/plain").await;
    assert_eq!(answer["msg"], "Content-Type须为application/json");
    assert!(bed.ids(Upload::WorkTicket).is_empty());
    assert_eq!(
        as_kind("application/json; charset=utf-8").await["code"],
        200
    );

    let bed = Bed::start(Options::default()).await;
    let plain = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("text/plain"))]);
    let request = bed.login("dGV4dHBhc3N3b3Jk").headers(plain);
    let answer = json_of(request.send().await.unwrap()).await;
    assert_eq!(answer["msg"], "Content-Type须为application/json");
    assert_eq!(bed.sandbox.state().logins(), 0);
}
