//! What each code means for a batch of several records and of one.

use serde_json::{Value, json};
use shangbao::platform::cwr::add_company::ADD_COMPANY;
use shangbao::platform::cwr::register_employee::REGISTER_EMPLOYEE;
use shangbao::platform::{Alone, Answer, FaultKind, Platform, ReplyFact, Verdict};

use super::{acted, answered, client, record, settings, words};
use crate::hazchem::server::{Act, Server, answer, response};

fn refusal(answer: Answer) -> (String, Alone) {
    match answer {
        Answer::Refused { code, alone, .. } => (code, alone),
        other => panic!("no refusal: {other:?}"),
    }
}

#[tokio::test]
async fn success_is_told_in_many_forms() {
    for body in [
        json!({"result": "true", "status": 200, "code": "00", "message": "success", "result_data": {}}),
        json!({"code": 0}),
        json!({"code": "000", "result": true, "result_data": null}),
        json!({"code": 0.0, "status": 200.0}),
        json!({"code": "200", "result": "true"}),
        json!({"code": "00", "result": "true", "message": "数据重复，已更新"}),
        json!({"code": "00", "result": "true", "message": "成功2条，失败0条"}),
        json!({"code": "00", "result": "true", "result_data": ["A", "B"]}),
        json!({"result": true, "result_data": "[]"}),
        json!({"result": "TRUE", "status": "200"}),
    ] {
        assert_eq!(
            words(answered(&["A", "B"], &body).await),
            ["delivered"; 2],
            "{body}"
        );
    }
}

#[tokio::test]
async fn parts_that_contradict_each_other_vouch_for_nothing() {
    let failed = json!([{"person_id": "B", "code": "11", "message": "人员不存在"}]);
    for body in [
        json!({"code": "00", "result": "false", "message": "保存失败"}),
        json!({"code": "00", "result": "partial error", "result_data": {"list": failed}}),
        json!({"code": "00", "result": "false"}),
        json!({"code": "00", "message": "保存失败"}),
        json!({"code": "00", "result": "true", "status": 500}),
        json!({"code": "11", "result": "true"}),
        json!({"code": "10", "result": true}),
        json!({"code": "41", "result": "true", "message": "非法的参数"}),
        json!({"code": "00", "result": "true", "result_data": {"fail_count": 1}}),
    ] {
        assert_eq!(
            words(answered(&["A", "B"], &body).await),
            ["unknown"; 2],
            "{body}"
        );
        assert_eq!(words(answered(&["A"], &body).await), ["unknown"], "{body}");
    }
    let fewer = json!({"code": "00", "result": "true", "result_data": {"success_count": 1}});
    assert_eq!(words(answered(&["A", "B"], &fewer).await), ["unknown"; 2]);
    let body = json!({"code": "00", "result": "true", "result_data": {"failed": failed}});
    assert_eq!(
        words(answered(&["A", "B"], &body).await),
        ["delivered", "unknown"]
    );
}

#[tokio::test]
async fn a_reply_is_found_inside_what_a_gateway_puts_around_it() {
    let json = "Content-Type: text/xml; charset=utf-8\r\n";
    let inside = json!({"code": 47.0, "result": "false", "message": "未找到数据"}).to_string();
    let escaped = inside.replace('"', "&quot;");
    for body in [
        json!(inside).to_string(),
        format!("<string xmlns=\"http://tempuri.org/\">{escaped}</string>"),
        format!("<?xml version=\"1.0\"?><ns:return><![CDATA[{inside}]]></ns:return>"),
    ] {
        let act = Act::Bytes(response("200 OK", json, &body));
        assert_eq!(
            refusal(acted(&["A"], act).await),
            ("47".to_owned(), Alone::Held),
            "{body}"
        );
    }
}

#[tokio::test]
async fn what_came_with_a_failure_is_told_without_numbers_and_names() {
    let head = "Content-Type: application/json\r\n";
    let message = |status: &'static str, body: &'static str| async move {
        match acted(
            &["11010519491231002X"],
            Act::Bytes(response(status, head, body)),
        )
        .await
        {
            Answer::Fault(fault) => fault.message,
            other => panic!("{other:?}"),
        }
    };
    let told = message(
        "500 Error",
        "{\"code\":\"43\",\"message\":\"张三 11010519491231002X 处理失败\"}",
    )
    .await;
    assert_eq!(told, "status 500, code 43: *** *** 处理失败");
    let told = message(
        "502 Bad",
        "<html><title>502 Bad Gateway</title> 张三 13800138000",
    )
    .await;
    assert_eq!(
        told,
        "status 502, <html><title>*** Bad Gateway</title> *** ***"
    );
    let told = message("200 OK", "{\"code\":\"00\",\"emp\":\"11010519491231002X").await;
    assert!(
        told.ends_with("it begins: {\"code\":\"**\",\"emp\":\"***"),
        "{told}"
    );
    let told = message("404 Not Found", "").await;
    assert_eq!(told, "status 404");
}

#[tokio::test]
async fn a_reply_in_gbk_is_read_whatever_its_charset_says() {
    let body = json!({"code": "11", "result": "false", "message": "人员信息不完整"}).to_string();
    let (bytes, _, _) = encoding_rs::GB18030.encode(&body);
    for charset in [
        "",
        "; charset=utf-8",
        "; charset=iso-8859-1",
        "; charset=gbk",
    ] {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json{charset}\r\nContent-Length: {}\r\n\r\n",
            bytes.len()
        );
        let act = Act::Bytes([head.as_bytes(), &bytes].concat());
        match acted(&["A"], act).await {
            Answer::Refused { message, .. } => assert_eq!(message, "人员信息不完整", "{charset}"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_refused_batch_is_halved_and_a_record_alone_has_its_verdict() {
    let cases = [
        (json!("11"), "11", Alone::Rejected),
        (json!(40), "40", Alone::Rejected),
        (json!("41"), "41", Alone::Rejected),
        (json!("43"), "43", Alone::Rejected),
        (json!("99"), "99", Alone::Rejected),
        (json!("77"), "77", Alone::Rejected),
        (json!("47"), "47", Alone::Held),
        (json!(48), "48", Alone::Delivered),
    ];
    for (code, text, alone) in cases {
        for workers in [&["A", "B"][..], &["A"]] {
            let body = json!({"code": code, "result": "false", "message": "m"});
            let read = refusal(answered(workers, &body).await);
            assert_eq!(read, (text.to_owned(), alone));
        }
    }
    let body = json!({"result": false, "detail_message": "m"});
    assert_eq!(
        refusal(answered(&["A"], &body).await),
        ("11".to_owned(), Alone::Rejected)
    );
}

#[tokio::test]
async fn what_the_platform_says_comes_with_what_to_do_and_without_personal_data() {
    let body = json!({"code": "47", "message": "ERROR: 未找到数据", "detail_message": "人员11010519491231002X张三不存在", "result_data": "440300201500303 13800138000"});
    let Answer::Refused { message, .. } = answered(&["11010519491231002X"], &body).await else {
        panic!("no refusal");
    };
    insta::assert_snapshot!(message, @"ERROR: 未找到数据: 人员******不存在: *** *** (either what it needs is not there yet, or Project_ID, the company's name or the identity number is wrong)");
    let body = json!({"code": "41", "message": "非法的参数"});
    let Answer::Refused { message, .. } = answered(&["A"], &body).await else {
        panic!("no refusal");
    };
    insta::assert_snapshot!(message, @r#"非法的参数 (where all records are refused so, check, the most likely first: `api_version` of UploadPassedLog, called as "1.0"; the clock: the platform has not told its time, and up to 6 minutes of difference are allowed; the signature, which `shangbao sign` explains)"#);
}

#[tokio::test]
async fn a_company_that_is_there_already_is_delivered() {
    let server = Server::start().await;
    server.upload(Act::Bytes(answer(
        &json!({"code": "11", "result": "false", "detail_message": "企业已经存在这个工程中"}),
    )));
    let client = client(settings(&server.url()));
    let company = record(&ADD_COMPANY, &[("Project_ID", "P"), ("Company_Name", "C")]);
    let answer = client.send(&ADD_COMPANY, &[&company]).await.answer;
    assert_eq!(refusal(answer).1, Alone::Delivered);
}

/// The reply to a registration that is answered with this `result_data`.
async fn registered(data: Value) -> Answer {
    let server = Server::start().await;
    server.upload(Act::Bytes(answer(
        &json!({"code": "00", "result_data": data}),
    )));
    let client = client(settings(&server.url()));
    let worker = record(&REGISTER_EMPLOYEE, &[("Project_ID", "P"), ("id_code", "1")]);
    client.send(&REGISTER_EMPLOYEE, &[&worker]).await.answer
}

#[tokio::test]
async fn the_number_a_worker_is_given_is_a_fact() {
    for data in [
        json!({"emp_id": "E7", "pass_period": "2026-01-01:"}),
        json!([{"emp_id": " E7 "}]),
        json!("{\"emp_id\": \"E7\"}"),
    ] {
        let Answer::Verdicts {
            verdicts, facts, ..
        } = registered(data).await
        else {
            panic!("no verdicts");
        };
        assert_eq!(verdicts, [Verdict::Delivered]);
        let fact = ReplyFact {
            at: 0,
            name: "emp_id",
            value: "E7".to_owned(),
        };
        assert_eq!(facts, [fact]);
    }
    for data in [json!(null), json!({}), json!({"emp_id": ""}), json!("")] {
        match registered(data).await {
            Answer::Verdicts { facts, .. } => assert_eq!(facts, []),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_no_reply_is_a_fault() {
    let json = "Content-Type: application/json\r\n";
    let cases = [
        ("200 OK", "<html>登录</html>", FaultKind::Unreadable, true),
        ("200 OK", "{\"code\":\"00\"", FaultKind::Unreadable, true),
        ("200 OK", "", FaultKind::Unreadable, true),
        (
            "200 OK",
            "{\"message\":\"ok\"}",
            FaultKind::Unreadable,
            true,
        ),
        ("200 OK", "[]", FaultKind::Unreadable, true),
        (
            "500 Error",
            "{\"code\":\"11\"}",
            FaultKind::Status(500),
            true,
        ),
        ("502 Bad Gateway", "<html>", FaultKind::Status(502), true),
        ("404 Not Found", "", FaultKind::Status(404), false),
        ("302 Found", "", FaultKind::Status(302), false),
        ("429 Too Many", "{\"code\":\"11\"}", FaultKind::Busy, false),
        ("200 OK", "{\"code\":500}", FaultKind::Status(500), false),
    ];
    for (status, body, kind, in_doubt) in cases {
        let act = Act::Bytes(response(status, json, body));
        match acted(&["A", "B"], act).await {
            Answer::Fault(fault) => assert_eq!(
                (fault.kind, fault.in_doubt),
                (kind, in_doubt),
                "{status} {body}"
            ),
            other => panic!("{status} {body}: {other:?}"),
        }
    }
    let act = Act::Bytes(response("400 Bad", json, "{\"code\":\"41\"}"));
    assert_eq!(refusal(acted(&["A"], act).await).0, "41");
}

#[tokio::test]
async fn a_lost_reply_leaves_the_outcome_open() {
    match acted(&["A"], Act::Close).await {
        Answer::Fault(fault) => assert_eq!((fault.kind, fault.in_doubt), (FaultKind::Lost, true)),
        other => panic!("{other:?}"),
    }
}
