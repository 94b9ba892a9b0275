//! Logins: few, shared, and never insisted on.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use shangbao::clock::Clock;
use shangbao::platform::hazchem::Hazchem;
use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::{Answer, FaultKind, Platform};

use super::server::{Act, Server, answer, coded, response, token_of};
use super::{batch, client, delivered, fault, noon, record, settings};

/// Twenty uploads at once.
async fn twenty(client: &Arc<Hazchem>) -> Vec<Answer> {
    let tasks: Vec<_> = (0..20)
        .map(|i| {
            let client = client.clone();
            tokio::spawn(async move {
                client
                    .send(&GAS_ALARM, &[&record(&format!("A-{i}"))])
                    .await
                    .answer
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_tasks_share_one_login() {
    let server = Server::start().await;
    server.login(Act::Slow(Duration::from_millis(200), token_of("t1")));
    let client = client(settings(&server.url()));
    assert!(twenty(&client).await.iter().all(delivered));
    assert_eq!((server.logins().len(), server.uploads().len()), (1, 20));
}

#[tokio::test]
async fn twenty_refused_tokens_cost_one_login() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    assert!(client.probe().await.is_ok());
    for _ in 0..20 {
        server.upload(coded(401, "认证失败"));
    }
    assert!(twenty(&client).await.iter().all(delivered));
    assert_eq!(server.logins().len(), 2);
}

#[tokio::test]
async fn twenty_tasks_try_a_wrong_password_once() {
    let server = Server::start().await;
    let refusal = json!({"code": 500, "msg": "用户不存在/密码错误"});
    server.login(Act::Slow(Duration::from_millis(200), answer(&refusal)));
    let client = client(settings(&server.url()));
    let paused = |answer: &Answer| matches!(answer, Answer::Pause { .. });
    assert!(twenty(&client).await.iter().all(paused));
    assert_eq!((server.logins().len(), server.uploads().len()), (1, 0));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let server = Server::start().await;
    let clock = Clock::manual(noon());
    let client = Hazchem::new(settings(&server.url()), clock.clone()).unwrap();
    for minutes in [0, 24, 2, 24] {
        clock.advance(Duration::from_secs(60 * minutes));
        assert!(delivered(
            &client.send(&GAS_ALARM, &batch(&["A"])).await.answer
        ));
    }
    assert_eq!(server.logins().len(), 2);
    let tokens: Vec<String> = server
        .uploads()
        .iter()
        .map(|request| request.header("authorization").unwrap().to_owned())
        .collect();
    assert_eq!(tokens, ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]);
}

#[tokio::test]
async fn a_refused_login_pauses_and_says_why() {
    let server = Server::start().await;
    server.login(coded(500, "密码错误: textpassword dGV4dHBhc3N3b3Jk"));
    let client = client(settings(&server.url()));
    let Answer::Pause { reason } = client.send(&GAS_ALARM, &batch(&["A"])).await.answer else {
        panic!("no pause");
    };
    insta::assert_snapshot!(reason, @"login was refused (code 500: 密码错误: *** ***); correct `username` and `password` of platform `hazchem`, then `shangbao resume hazchem`");
    assert_eq!((server.logins().len(), server.uploads().len()), (1, 0));
    // A person may have corrected it at the platform: the next upload tries again.
    assert!(delivered(
        &client.send(&GAS_ALARM, &batch(&["A"])).await.answer
    ));
}

#[tokio::test]
async fn any_json_without_a_token_is_a_refused_login() {
    for body in [
        json!({"code": 200, "msg": "请求成功", "data": {}}),
        json!({"code": 200, "data": {"token": " "}}),
        json!({"code": "400", "data": {"token": "t"}}),
        json!({"code": 401, "msg": "认证失败", "data": null}),
        json!({"error": "bad"}),
    ] {
        let server = Server::start().await;
        server.login(Act::Bytes(answer(&body)));
        let answer = client(settings(&server.url()))
            .send(&GAS_ALARM, &batch(&["A"]))
            .await
            .answer;
        assert!(matches!(answer, Answer::Pause { .. }), "{body}: {answer:?}");
    }
}

#[tokio::test]
async fn a_code_may_be_text() {
    let server = Server::start().await;
    server.login(Act::Bytes(answer(
        &json!({"code": "200", "data": {"token": "x+/="}}),
    )));
    assert!(delivered(
        &client(settings(&server.url()))
            .send(&GAS_ALARM, &batch(&["A"]))
            .await
            .answer
    ));
    assert_eq!(
        server.uploads()[0].header("authorization"),
        Some("Bearer x+/=")
    );
}

#[tokio::test]
async fn a_login_that_fails_as_a_request_leaves_no_record_in_doubt() {
    let json = "Content-Type: application/json\r\n";
    for (act, kind) in [
        (Act::Close, FaultKind::Lost),
        (
            Act::BytesThenClose(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"code\"".to_vec()),
            FaultKind::Lost,
        ),
        (
            Act::Bytes(response("503 Unavailable", json, "{\"code\":200}")),
            FaultKind::Status(503),
        ),
        (
            Act::Bytes(response("502 Bad Gateway", "", "<html>")),
            FaultKind::Status(502),
        ),
        (
            Act::Bytes(response("404 Not Found", "", "<html>")),
            FaultKind::Status(404),
        ),
        (
            Act::Bytes(response("200 OK", "", "<html>login</html>")),
            FaultKind::Unreadable,
        ),
        (
            Act::Bytes(response("302 Found", "Location: /login\r\n", "")),
            FaultKind::Unreadable,
        ),
        (
            Act::Bytes(response("200 OK", "", "操作频繁，请稍后再试")),
            FaultKind::Busy,
        ),
        (
            Act::Bytes(response("429 Too Many", "Retry-After: 7\r\n", "")),
            FaultKind::Busy,
        ),
    ] {
        let server = Server::start().await;
        server.login(act.clone());
        let fault = fault(
            client(settings(&server.url()))
                .send(&GAS_ALARM, &batch(&["A"]))
                .await
                .answer,
        );
        assert_eq!((fault.kind, fault.in_doubt), (kind, false), "{act:?}");
        assert_eq!((server.logins().len(), server.uploads().len()), (1, 0));
    }
}

#[tokio::test]
async fn a_probe_is_a_fresh_login() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    assert_eq!(client.probe().await, Ok(()));
    assert_eq!(client.probe().await, Ok(()));
    assert!(delivered(
        &client.send(&GAS_ALARM, &batch(&["A"])).await.answer
    ));
    assert_eq!(server.logins().len(), 2);
    server.login(coded(500, "密码错误")).login(Act::Close);
    assert_eq!(
        client.probe().await.unwrap_err().kind,
        FaultKind::Status(401)
    );
    assert_eq!(client.probe().await.unwrap_err().kind, FaultKind::Lost);
}
