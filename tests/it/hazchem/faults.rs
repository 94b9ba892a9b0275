//! Requests that fail as requests.

use std::time::Duration;

use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::{FaultKind, Platform};
use tokio::net::TcpListener;

use super::server::{Act, Server, coded, response};
use super::{answered, batch, client, fault, kind, settings};

#[tokio::test]
async fn no_connection_means_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = client(settings(&format!("http://{address}")));
    let fault = fault(client.send(&GAS_ALARM, &batch(&["A"])).await.answer);
    assert_eq!((fault.kind, fault.in_doubt), (FaultKind::Connect, false));
    let message = fault.message.replace(&address.to_string(), "HOST");
    insta::assert_snapshot!(message, @"login: no connection to http://HOST: the host refuses connections, nothing listens there; check `url` and `proxy`, and whether the platform is running");
}

#[tokio::test]
async fn a_handshake_that_never_ends_means_nothing_was_sent() {
    let server = Server::start().await;
    let mut settings = settings(&format!("https://{}", server.address));
    settings.http.timeout = Duration::from_millis(400);
    let answer = client(settings)
        .send(&GAS_ALARM, &batch(&["A"]))
        .await
        .answer;
    assert_eq!(kind(answer), (FaultKind::TimedOut, false));
}

#[tokio::test]
async fn no_answer_in_time_leaves_the_outcome_open() {
    let late = response("200 OK", "", "{}");
    for act in [Act::Silence, Act::Slow(Duration::from_secs(30), late)] {
        let server = Server::start().await;
        server.upload(act);
        let mut settings = settings(&server.url());
        settings.http.timeout = Duration::from_millis(500);
        let client = client(settings);
        let fault = fault(client.send(&GAS_ALARM, &batch(&["A"])).await.answer);
        assert_eq!((fault.kind, fault.in_doubt), (FaultKind::TimedOut, true));
        assert_eq!(server.uploads().len(), 1);
    }
}

#[tokio::test]
async fn a_lost_connection_leaves_the_outcome_open() {
    for act in [
        Act::Close,
        Act::BytesThenClose(b"HTTP/1.1 200".to_vec()),
        Act::BytesThenClose(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"code\":200".to_vec()),
        Act::BytesThenClose(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"cod\r\n".to_vec(),
        ),
        Act::BytesThenClose(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd".to_vec(),
        ),
    ] {
        assert_eq!(
            kind(answered([act.clone()]).await),
            (FaultKind::Lost, true),
            "{act:?}"
        );
    }
}

#[tokio::test]
async fn a_lost_upload_is_not_sent_a_second_time() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    assert!(super::delivered(
        &client.send(&GAS_ALARM, &batch(&["A"])).await.answer
    ));
    server.upload(Act::Close);
    assert_eq!(
        kind(client.send(&GAS_ALARM, &batch(&["A"])).await.answer),
        (FaultKind::Lost, true)
    );
    assert_eq!(server.uploads().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_read_leaves_the_outcome_open() {
    let json = "Content-Type: application/json\r\n";
    for body in [
        "{\"code\":200,\"data\":\"成功2条",
        "",
        "成功2条，失败0条",
        "[]",
        "{\"msg\":\"ok\"}",
        "{} {}",
    ] {
        let act = Act::Bytes(response("200 OK", json, body));
        assert_eq!(
            kind(answered([act]).await),
            (FaultKind::Unreadable, true),
            "{body}"
        );
    }
    let long = format!("{{\"code\":200,\"msg\":\"{}\"}}", "x".repeat(5 << 20));
    let act = Act::Bytes(response("200 OK", json, &long));
    assert_eq!(kind(answered([act]).await), (FaultKind::Unreadable, true));
}

#[tokio::test]
async fn a_status_is_a_fault() {
    for (status, in_doubt) in [
        (500, true),
        (502, true),
        (504, true),
        (404, false),
        (413, false),
        (403, false),
        (201, false),
    ] {
        let act = Act::Bytes(response(&format!("{status} Status"), "", "<html>"));
        assert_eq!(
            kind(answered([act]).await),
            (FaultKind::Status(status), in_doubt)
        );
    }
}

#[tokio::test]
async fn a_failure_of_the_platforms_own_is_no_word_on_the_records() {
    let fault = fault(answered([coded(500, "系统异常")]).await);
    assert_eq!(
        (fault.kind, fault.in_doubt),
        (FaultKind::Status(500), false)
    );
    assert_eq!(fault.message, "the platform failed with code 500: 系统异常");
    assert_eq!(
        kind(answered([coded("503", "")]).await).0,
        FaultKind::Status(503)
    );
    assert_eq!(
        kind(answered([coded(100_000, "")]).await).0,
        FaultKind::Status(500)
    );
}
