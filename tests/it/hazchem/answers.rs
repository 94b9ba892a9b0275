//! What answers to an upload mean.

use serde_json::{Value, json};
use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::{Alone, Answer, FaultKind, Platform, Verdict};

use super::server::{Act, Server, answer, coded, response, said};
use super::{answered, batch, client, delivered, kind, settings};

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

/// Every way the platform says "log in": five forms of 401, then pages and a redirect.
fn not_logged_in() -> Vec<Act> {
    vec![
        Act::Bytes(response("401 Unauthorized", "", "")),
        Act::Bytes(response("401 Unauthorized", HTML, "<html>")),
        coded(401, "认证失败"),
        coded("401", "认证失败"),
        Act::Bytes(response("403 Forbidden", "", "{\"code\":401}")),
        Act::Bytes(response("200 OK", HTML, "<html>登录</html>")),
        Act::Bytes(response("200 OK", "", "\r\n <!DOCTYPE html>")),
        Act::Bytes(response("302 Found", "Location: /login?u=secret\r\n", "")),
    ]
}

#[tokio::test]
async fn a_token_that_is_not_valid_costs_one_login_and_one_more_upload() {
    for act in not_logged_in() {
        let server = Server::start().await;
        server.upload(act.clone());
        let client = client(settings(&server.url()));
        assert!(
            delivered(&client.send(&GAS_ALARM, &batch(&["A"])).await.answer),
            "{act:?}"
        );
        let uploads = server.uploads();
        assert_eq!((server.logins().len(), uploads.len()), (2, 2));
        assert_eq!(uploads[1].header("authorization"), Some("Bearer t2"));
        assert_ne!(uploads[0].json()["dataId"], uploads[1].json()["dataId"]);
        assert_eq!(uploads[0].json()["data"], uploads[1].json()["data"]);
    }
}

#[tokio::test]
async fn a_second_401_pauses_and_a_second_page_does_not() {
    for (i, act) in not_logged_in().into_iter().enumerate() {
        let server = Server::start().await;
        server.upload(act.clone()).upload(act.clone());
        let client = client(settings(&server.url()));
        let answer = client.send(&GAS_ALARM, &batch(&["A"])).await.answer;
        let text = format!("{act:?}");
        match answer {
            Answer::Pause { reason } if i < 5 => assert_eq!(
                reason,
                "user `textaccount` has no right to upload `hazchem.gas_alarm` (401, also after a new login); have the platform's operator grant it, then `shangbao resume hazchem`"
            ),
            Answer::Fault(fault) if i >= 5 => {
                assert_eq!(
                    (fault.kind, fault.in_doubt),
                    (FaultKind::Unreadable, true),
                    "{text}"
                );
                assert!(!fault.message.contains("secret"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!((server.logins().len(), server.uploads().len()), (2, 2));
    }
}

#[tokio::test]
async fn a_login_that_fails_on_the_way_ends_the_upload() {
    let server = Server::start().await;
    server.upload(coded(401, ""));
    server
        .login(Act::Bytes(super::server::token_of("t1")))
        .login(Act::Close);
    let answer = client(settings(&server.url()))
        .send(&GAS_ALARM, &batch(&["A"]))
        .await
        .answer;
    assert_eq!(kind(answer), (FaultKind::Lost, false));
    assert_eq!(server.uploads().len(), 1);
}

#[tokio::test]
async fn too_often_is_busy_in_every_form() {
    for act in [
        Act::Bytes(response("429 Too Many Requests", "", "")),
        Act::Bytes(response("200 OK", "", "操作频繁，请稍后再试")),
        Act::Bytes(response("500 Error", "", "操作频繁")),
        coded(500, "操作频繁"),
        said("操作频繁"),
        Act::Bytes(response(
            "200 OK",
            "",
            "{\"code\":200,\"msg\":\"\\u64cd\\u4f5c\\u9891\\u7e41\"}",
        )),
    ] {
        assert_eq!(kind(answered([act]).await), (FaultKind::Busy, false));
    }
}

#[tokio::test]
async fn retry_after_is_seconds_or_a_time() {
    let waits = |headers: &str| {
        let act = Act::Bytes(response("429 Too Many Requests", headers, ""));
        async move {
            super::fault(answered([act]).await)
                .retry_after
                .map(|wait| wait.as_secs())
        }
    };
    assert_eq!(waits("").await, None);
    assert_eq!(waits("Retry-After: 120\r\n").await, Some(120));
    assert_eq!(waits("Retry-After: soon\r\n").await, None);
    // By the platform's clock where it gives one, by ours (noon) where not.
    let at = "Retry-After: Sun, 01 Mar 2026 12:05:00 GMT\r\n";
    assert_eq!(waits(at).await, Some(300));
    let date = "Date: Sun, 01 Mar 2026 12:04:30 GMT\r\n";
    assert_eq!(waits(&format!("{date}{at}")).await, Some(30));
    let past = "Retry-After: Sun, 01 Mar 2026 11:00:00 GMT\r\n";
    assert_eq!(waits(past).await, Some(0));
}

#[tokio::test]
async fn verdicts_are_read_wherever_the_text_stands() {
    let text = "作业票同步结束,成功 1条,失败 1条。作业票储存成功的作业票 id有[B],失败的作业票 id有[A]。 错误原因为[等级不符]";
    let rejected = Verdict::Rejected {
        code: "200".to_owned(),
        message: "等级不符".to_owned(),
    };
    for data in [
        json!(text),
        json!([text]),
        json!({"result": {"text": text, "count": 2}}),
    ] {
        let Answer::Verdicts {
            upload, verdicts, ..
        } = answered([said(data)]).await
        else {
            panic!("no verdicts");
        };
        assert_eq!(verdicts, [rejected.clone(), Verdict::Delivered]);
        assert_eq!(upload.len(), 32);
    }
}

#[tokio::test]
async fn without_a_text_no_outcome_is_known() {
    for data in [Value::Null, json!({}), json!([]), json!(7), json!("")] {
        let Answer::Verdicts { verdicts, .. } = answered([said(data)]).await else {
            panic!("no verdicts");
        };
        assert!(
            verdicts
                .iter()
                .all(|v| matches!(v, Verdict::Unknown { .. }))
        );
    }
    let answer = answered([coded(200, "请求成功")]).await;
    assert!(matches!(answer, Answer::Verdicts { .. }) && !delivered(&answer));
}

#[tokio::test]
async fn other_codes_refuse_the_batch() {
    let refused = |code: &str, message: &str| Answer::Refused {
        code: code.to_owned(),
        message: message.to_owned(),
        alone: Alone::Rejected,
    };
    assert_eq!(
        answered([coded(400, "参数错误")]).await,
        refused("400", "参数错误")
    );
    assert_eq!(answered([coded("403", "")]).await, refused("403", ""));
    let both = answer(&json!({"code": -1, "msg": "失败", "data": "第2条\n缺少经度"}));
    assert_eq!(
        answered([Act::Bytes(both)]).await,
        refused("-1", "失败 第2条 缺少经度")
    );
    let some = said("同步结束，成功 1条，失败 1条;");
    assert_eq!(
        answered([some]).await,
        refused("200", "同步结束，成功 1条，失败 1条;")
    );
}

/// A record of a person, as a permit holds it.
fn person() -> Vec<&'static shangbao::platform::Record> {
    let fields = [
        ("id", "DH-7"),
        ("worker_name", "张三丰,李四光"),
        ("phone", "13800001234"),
        ("card", "11010519491231002X"),
    ];
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    let record = shangbao::platform::Record::new("DH-7".to_owned(), fields.to_vec(), Vec::new());
    vec![Box::leak(Box::new(record))]
}

#[tokio::test]
async fn the_platforms_words_hold_nothing_of_a_person_whichever_way_they_come() {
    let quotes = [
        "人员张三丰的证件号11010519491231002X、电话13800001234有误",
        "人员%E6%9D%8E%E5%9B%9B%E5%85%89 138 0000 1234 有误",
        "人员 张 三 丰 110105 19491231 002x 有误",
        "另一人 110105194912310021，电话 139-1234-5678",
    ];
    for quote in quotes {
        let coded_500 = json!({"code": 500, "msg": quote, "data": null}).to_string();
        let acts = [
            coded(400, quote),
            Act::Bytes(response("200 OK", "", &coded_500)),
            Act::Bytes(response(
                "503 Service Unavailable",
                "",
                &json!({"code": 503, "msg": quote}).to_string(),
            )),
            Act::Bytes(answer(
                &json!({"code": 200, "msg": "ok", "data": format!("成功0条，失败1条。失败原因：DH-7：{quote}")}),
            )),
        ];
        for act in acts {
            let server = Server::start().await;
            server.upload(act.clone());
            let sent = client(settings(&server.url()))
                .send(&GAS_ALARM, &person())
                .await;
            let told = format!("{sent:?}");
            for secret in [
                "张三丰",
                "李四光",
                "%E6%9D%8E",
                "张 三 丰",
                "002X",
                "002x",
                "1234",
                "0021",
                "5678",
            ] {
                assert!(!told.contains(secret), "{secret}: {told}");
            }
        }
    }
}
