//! What the document shows, taken and answered in its own words.

use std::time::Duration;

use serde_json::{Value, json};
use shangbao_sandbox::{Options, Outcome, Upload};

use super::{Bed, fields, json_of, record, tickets};

/// The request body that the document prints, with the lines of the print joined.
pub(super) fn sample(upload: Upload) -> &'static str {
    match upload {
        Upload::WorkTicket => {
            r#"{ "areaCode": "370211", "data": [ {
            "company_social_code": "91370200163569824H", "end_time": "2021-12-20 21:40", "gas_analyse": "0",
            "harm_type": "02", "id": "12833a0c-54b3-48c2-86f7-96d0f195cc7e", "lat": "36.04385097144345",
            "lng": "120.17930673061386", "safe_measure": "0", "start_time": "2021-12-20 13:56",
            "supervisor": "198441,245872", "supervisor_name": "冯三,贾新", "ticket_content": "硫胺酯 PP管焊接",
            "ticket_level": "03", "ticket_position": "硫氨酯装置", "ticket_status": "1", "ticket_type": "01",
            "worker": "22,33", "worker_name": "张三,李四", "workDept": "12343214", "workDept_name": "**建设工程",
            "video_code": "d3431e73cce84f4f9fb7ccc9d1b258f3,ef0b546eefa14b24bdbbac799dca21ec",
            "is_contractor_task": "0", "major_person": "王晓", "major_person_mobile": "19844112314",
            "is_changed": "0", "changed_reason": "", "is_cancelled": "0", "cancelled_reason": "" } ],
            "dataId": "90fa0266d5444f4f9f8bba64b1ba0b14", "systemName": "**数据上报系统" }"#
        }
        Upload::GasAlarm => {
            r#"{ "areaCode": "370211", "systemName": "**数据上报系统",
            "dataId": "9bd9a2c242654ca0a6ded22559eadd1a", "data": [ { "alarm_type": "1",
            "alarm_time": "2021-12-17 14:55:41", "id": "532172c3-347e-40d2-8217-bac6ab1ad465",
            "ticket_id": "12833a0c-54b3-48c2-86f7-96d0f195cc7e", "handle_time": "2021-12-17 16:55:41",
            "handle_result": "已销警" } ] }"#
        }
        _ => {
            r#"{ "areaCode": "370211", "data": [ { "alarm_lat": "36.04385097144345",
            "alarm_lng": "120.17930673061386", "alarm_time": "2021-12-20 14:23:25", "alarm_type": "2",
            "card_no": "47cde602", "id": "5db3db79-2c86-457c-aa39-3e96b148bd69", "person_name": "张三",
            "person_type": "1", "ticket_id": "12833a0c-54b3-48c2-86f7-96d0f195cc7e",
            "handle_time": "2021-12-20 15:23:25", "handle_remark": "已销警处理" } ],
            "dataId": "9bd9a2c242654ca0a6ded22559eadd1b", "systemName": "**数据上报系统" }"#
        }
    }
}

#[tokio::test]
async fn samples_pass_and_are_answered_in_the_documents_words() {
    let bed = Bed::new("").await;
    let answers = [
        "作业票同步结束,成功 1条,失败 0条。作业票储存成功的作业票 id有[12833a0c-54b3-48c2-86f7-96d0f195cc7e],失败的作业票 id有[]。 错误原因为[]",
        "作业票气体分析数据同步结束，成功 1条，失败 0条;",
        "作业票人员离场报警数据同步结束，成功 1条，失败 0条;",
    ];
    for (upload, words) in Upload::JSON.into_iter().zip(answers) {
        let body: Value = serde_json::from_str(sample(upload)).unwrap();
        let answer = json_of(bed.upload(upload, &body).send().await.unwrap()).await;
        assert_eq!(
            answer,
            json!({ "code": 200, "msg": "请求成功", "data": words })
        );
        let id = body["data"][0]["id"].as_str().unwrap();
        assert_eq!(
            bed.sandbox.state().records(upload)[id],
            fields(&body["data"][0])
        );
    }
    assert_eq!(bed.sandbox.state().counts().unknown_tickets, 0);
}

#[tokio::test]
async fn the_samples_login_gives_a_token_and_a_wrong_one_gives_none() {
    let bed = Bed::start(Options::default()).await;
    let answer = json_of(bed.login("dGV4dHBhc3N3b3Jk").send().await.unwrap()).await;
    assert_eq!(answer["code"], 200);
    assert_eq!(answer["msg"], "请求成功");
    assert_eq!(answer["data"]["username"], "textaccount");
    assert_eq!(answer["data"]["token"].as_str().unwrap().len(), 44);
    for wrong in ["textpassword", "", "b3RoZXI="] {
        let answer = json_of(bed.login(wrong).send().await.unwrap()).await;
        assert_eq!(
            answer,
            json!({ "code": 500, "msg": "用户名或密码错误", "data": null })
        );
    }
    assert_eq!(bed.sandbox.state().logins(), 1);
    let outcomes = bed.sandbox.state().requests();
    let outcomes: Vec<_> = outcomes.into_iter().map(|seen| seen.outcome).collect();
    assert_eq!(outcomes[0], Outcome::LoggedIn);
    assert_eq!(outcomes[1..], vec![Outcome::LoginRefused; 3]);
}

#[tokio::test]
async fn a_token_is_needed_and_ends_after_30_minutes() {
    let mut bed = Bed::new("").await;
    let answer = bed.send(Upload::WorkTicket, tickets(&["A"])).await;
    assert_eq!(answer["code"], 200);
    bed.clock.advance(Duration::from_secs(30 * 60 - 1));
    let answer = bed.send(Upload::WorkTicket, tickets(&["B"])).await;
    assert_eq!(answer["code"], 200);
    bed.clock.advance(Duration::from_secs(1));
    let refused = json!({ "code": 401, "msg": "认证失败", "data": null });
    assert_eq!(bed.send(Upload::WorkTicket, tickets(&["C"])).await, refused);

    bed = bed.logged_in().await;
    let body = super::envelope(tickets(&["C"]));
    for value in [
        format!("bearer {}", bed.token),
        bed.token.clone(),
        "Bearer x".to_owned(),
    ] {
        let request = bed.post("/data/workorder/workTicket", &body);
        let answer = request.header("authorization", value).send().await.unwrap();
        assert_eq!(json_of(answer).await, refused);
    }
    let request = bed.post("/data/workorder/workTicket", &body);
    assert_eq!(json_of(request.send().await.unwrap()).await, refused);
    // A request that was not let in used up nothing: the same body passes.
    let answer = bed.upload(Upload::WorkTicket, &body).send().await.unwrap();
    assert_eq!(json_of(answer).await["code"], 200);
    assert_eq!(bed.ids(Upload::WorkTicket), ["A", "B", "C"]);
}

#[tokio::test]
async fn records_are_upserted_by_id_and_their_history_is_kept() {
    let bed = Bed::new("").await;
    let first = record(Upload::WorkTicket, "DH-7");
    let mut second = first.clone();
    second["ticket_status"] = json!("3");
    bed.send(Upload::WorkTicket, json!([first])).await;
    bed.send(Upload::WorkTicket, json!([second])).await;
    let state = bed.sandbox.state();
    assert_eq!(state.records(Upload::WorkTicket)["DH-7"], fields(&second));
    assert_eq!(
        state.history(Upload::WorkTicket, "DH-7"),
        [fields(&first), fields(&second)]
    );
    assert!(state.history(Upload::GasAlarm, "DH-7").is_empty());
}

#[tokio::test]
async fn an_alarm_of_an_unknown_permit_is_taken_and_counted() {
    let bed = Bed::new("").await;
    let alarm = record(Upload::GasAlarm, "G-1");
    assert_eq!(
        bed.send(Upload::GasAlarm, json!([alarm])).await["data"],
        "作业票气体分析数据同步结束，成功 1条，失败 0条;"
    );
    assert_eq!(bed.sandbox.state().counts().unknown_tickets, 1);
}

#[tokio::test]
async fn a_sink_answers_like_the_platform_and_only_counts() {
    let options = Options {
        answer_only: true,
        ..Options::default()
    };
    let bed = Bed::start(options).await;
    let ids: Vec<String> = (0..1000).map(|n| format!("T-{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let answer = bed.send(Upload::WorkTicket, tickets(&ids)).await;
    let words = format!(
        "作业票同步结束,成功 1000条,失败 0条。作业票储存成功的作业票 id有[{}],失败的作业票 id有[]。 错误原因为[]",
        ids.join(",")
    );
    assert_eq!(answer["data"], words);
    let alarm = json!([record(Upload::GasAlarm, "G-1")]);
    assert_eq!(bed.send(Upload::GasAlarm, alarm).await["code"], 200);
    let state = bed.sandbox.state();
    assert_eq!((state.counts().uploads, state.counts().stored), (2, 1001));
    assert!(state.requests().is_empty());
    assert!(bed.ids(Upload::WorkTicket).is_empty());
    // Nor is a broken body answered with success.
    let broken = bed.upload(Upload::WorkTicket, &json!({ "data": 7 }));
    assert_eq!(json_of(broken.send().await.unwrap()).await["code"], 400);
}

#[tokio::test]
async fn people_see_records_requests_and_counts() {
    let bed = Bed::new("").await;
    bed.send(Upload::WorkTicket, tickets(&["A", "B"])).await;
    let get = async |path: &str| {
        let url = format!("{}/_sandbox/{path}", bed.sandbox.url());
        bed.client.get(url).send().await.unwrap()
    };
    let records = json_of(get("records?kind=workTicket").await).await;
    assert_eq!(records["A"], record(Upload::WorkTicket, "A"));
    let all = json_of(get("records").await).await;
    assert_eq!(all["workTicket"], records);
    assert_eq!(all["gasAlarm"], json!({}));
    assert_eq!(get("records?kind=tickets").await.status(), 400);
    let requests = json_of(get("requests").await).await;
    assert_eq!(requests[0]["outcome"], "logged_in");
    assert_eq!(requests[1]["path"], "/data/workorder/workTicket");
    assert_eq!(requests[1]["ids"], json!(["A", "B"]));
    assert_eq!(
        requests[1]["outcome"],
        json!({ "taken": { "stored": 2, "failed": 0 } })
    );
    assert_eq!(json_of(get("counts").await).await["stored"], 2);
}

#[tokio::test]
async fn stopped_it_lets_go_of_connections_and_port() {
    let bed = Bed::new("slow:1m").await;
    let address: std::net::SocketAddr = bed.sandbox.url()[7..].parse().unwrap();
    let waiting = tokio::spawn(
        bed.upload(Upload::WorkTicket, &super::envelope(tickets(&["A"])))
            .send(),
    );
    let stored = async {
        while bed.ids(Upload::WorkTicket).is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), stored)
        .await
        .unwrap();
    bed.sandbox.stop().await;
    let answer = tokio::time::timeout(Duration::from_secs(10), waiting).await;
    assert!(answer.unwrap().unwrap().is_err());
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    let again = Bed::start(Options {
        listen: address,
        ..Options::default()
    });
    assert_eq!(again.await.sandbox.url(), format!("http://{address}"));
}

#[tokio::test]
async fn dropped_it_ends_too() {
    let bed = Bed::new("").await;
    let address = bed.sandbox.url()[7..].to_owned();
    drop(bed);
    let refused = async {
        while tokio::net::TcpStream::connect(&address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let limit = Duration::from_secs(10);
    tokio::time::timeout(limit, refused).await.unwrap();
}
