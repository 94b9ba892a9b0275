//! What answers to an upload mean.

use serde_json::{Value, json};
use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::{Alone, Answer, FaultKind, Platform, Verdict};

use super::server::{Act, Server, answer, coded, response, said};
use super::{answered, batch, client, delivered, kind, settings};

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

/// Every way the platform says "log in": forms of 401 and 403, then pages and a redirect.
fn not_logged_in() -> Vec<Act> {
    vec![
        Act::Bytes(response("401 Unauthorized", "", "")),
        Act::Bytes(response("401 Unauthorized", HTML, "<html>")),
        coded(401, "认证失败"),
        coded("401", "认证失败"),
        Act::Bytes(response("403 Forbidden", "", "{\"code\":401}")),
        coded(403, "没有权限，请联系管理员授权"),
        Act::Bytes(response("403 Forbidden", "", "{\"code\":403.0}")),
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
            Answer::Pause { reason } if i < 7 => assert_eq!(
                reason,
                format!(
                    "user `textaccount` has no right to upload `hazchem.gas_alarm` ({}, also after a new login); have the platform's operator grant it, then `shangbao resume hazchem`",
                    if i < 5 { "401" } else { "403" }
                )
            ),
            Answer::Fault(fault) if i >= 7 => {
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
    assert_eq!(answered([coded("422", "")]).await, refused("422", ""));
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

#[tokio::test]
async fn a_wrong_address_rejects_no_record() {
    for code in [404, 405, 415] {
        let (kind, in_doubt) = kind(answered([coded(code, "资源不存在")]).await);
        assert_eq!((kind, in_doubt), (FaultKind::Status(code), false));
    }
}

#[tokio::test]
async fn the_counts_settle_a_batch_of_one() {
    let one = |text: String| async move {
        let server = Server::start().await;
        server.upload(said(text));
        let client = client(settings(&server.url()));
        match client
            .send(
                &GAS_ALARM,
                &batch(&["12833a0c-54b3-48c2-86f7-96d0f195cc7e"]),
            )
            .await
            .answer
        {
            Answer::Verdicts { verdicts, .. } => verdicts[0].clone(),
            other => panic!("{other:?}"),
        }
    };
    for id in [
        "12833A0C-54B3-48C2-86F7-96D0F195CC7E",
        "12833a0c54b348c286f796d0f195cc7e",
        "",
        "7",
        "null",
    ] {
        let stored = format!(
            "作业票同步结束,成功 1条,失败 0条。作业票储存成功的作业票 id有[{id}],失败的作业票 id有[]。 错误原因为[]"
        );
        assert_eq!(one(stored).await, Verdict::Delivered, "{id}");
        let failed = format!(
            "作业票同步结束,成功 0条,失败 1条。作业票储存成功的作业票 id有[],失败的作业票 id有[{id}]。 错误原因为[等级不符]"
        );
        assert!(
            matches!(one(failed).await, Verdict::Rejected { .. }),
            "{id}"
        );
    }
    let both = "成功 1条,失败 0条。失败的作业票 id有[12833a0c-54b3-48c2-86f7-96d0f195cc7e]";
    assert!(matches!(
        one(both.to_owned()).await,
        Verdict::Unknown { .. }
    ));
}

#[tokio::test]
async fn ids_are_known_in_another_form_where_that_leaves_no_doubt() {
    let ids = [
        "12833a0c-54b3-48c2-86f7-96d0f195cc7e",
        "22833a0c54b348c286f796d0f195cc7e",
        "Dh-7",
    ];
    let sentence = "成功2条,失败1条。储存成功的作业票id有[12833A0C54B348C286F796D0F195CC7E,DH-7],失败的作业票id有[22833a0c-54b3-48c2-86f7-96d0f195cc7e]。错误原因为[x]";
    let read = |ids: &'static [&'static str], sentence: &'static str| async move {
        let server = Server::start().await;
        server.upload(said(sentence));
        let client = client(settings(&server.url()));
        match client.send(&GAS_ALARM, &batch(ids)).await.answer {
            Answer::Verdicts { verdicts, .. } => verdicts.iter().map(word).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    let ids: &'static [&'static str] = Box::leak(Box::new(ids));
    assert_eq!(
        read(ids, sentence).await,
        ["delivered", "rejected", "delivered"]
    );
    let two: &'static [&'static str] = &["dh-7", "DH-7"];
    let sentence = "成功1条,失败1条。储存成功的作业票id有[Dh-7],失败的作业票id有[DH-7]";
    assert_eq!(read(two, sentence).await, ["unknown", "rejected"]);
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Delivered => "delivered",
        Verdict::Rejected { .. } => "rejected",
        Verdict::Held { .. } => "held",
        Verdict::Unknown { .. } => "unknown",
    }
}

#[tokio::test]
async fn what_stands_beside_the_sentence_may_deny_it() {
    let sentence = "作业票同步结束,成功 2条,失败 0条。";
    for body in [
        json!({"code": 200, "msg": "同步失败", "data": sentence}),
        json!({"code": 200, "success": false, "data": sentence}),
        json!({"code": 200, "data": {"text": sentence, "failIds": ["A"]}}),
        json!({"code": 200, "data": {"text": sentence, "errorCount": 1}}),
        json!({"code": 200, "data": [sentence, {"unsuccess": {"list": ["B"]}}]}),
    ] {
        let Answer::Verdicts { verdicts, .. } = answered([Act::Bytes(answer(&body))]).await else {
            panic!("{body}");
        };
        assert!(
            verdicts
                .iter()
                .all(|it| matches!(it, Verdict::Unknown { .. })),
            "{body}"
        );
    }
    for body in [
        json!({"code": 200, "msg": sentence, "data": null}),
        json!({"code": 200, "success": true, "data": {"text": sentence, "failIds": [], "errorCount": 0, "error": ""}}),
        json!({"code": "200.0", "msg": "请求成功", "data": sentence}),
    ] {
        assert!(
            delivered(&answered([Act::Bytes(answer(&body))]).await),
            "{body}"
        );
    }
}

#[tokio::test]
async fn what_came_is_told_without_digits() {
    let page = Act::Bytes(response(
        "502 Bad Gateway",
        HTML,
        "<html><h1>Bad Gateway</h1>10.1.2.3",
    ));
    assert_eq!(
        super::fault(answered([page]).await).message,
        "status 502, <html><h*>Bad Gateway</h*>**.*.*.*"
    );
    let broken = Act::Bytes(response("200 OK", "", "{\"code\":200,\"msg\":\"请求"));
    let message = super::fault(answered([broken]).await).message;
    assert!(
        message.ends_with("it begins: {\"code\":***,\"msg\":\"请求"),
        "{message}"
    );
}

#[tokio::test]
async fn a_reply_in_gbk_is_read_whatever_its_charset_says() {
    let body = json!({"code": 200, "data": "作业票同步结束，成功 2条，失败 0条;"}).to_string();
    let (bytes, _, _) = encoding_rs::GBK.encode(&body);
    for charset in ["", "; charset=UTF-8", "; charset=latin1"] {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json{charset}\r\nContent-Length: {}\r\n\r\n",
            bytes.len()
        );
        let act = Act::Bytes([head.as_bytes(), &bytes].concat());
        assert!(delivered(&answered([act]).await), "{charset}");
    }
}
