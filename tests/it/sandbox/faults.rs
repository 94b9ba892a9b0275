//! Each fault does what its name says, and stores or does not store what it says.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shangbao_sandbox::{Outcome, Upload};

use super::{Bed, json_of, record, tickets};

/// Status, content type and text of the answer to one permit under this fault, and whether it was stored.
async fn answer(fault: &str) -> (u16, String, String, bool) {
    let bed = Bed::new(fault).await;
    let sent = bed.try_send(Upload::WorkTicket, tickets(&["DH-7"])).await;
    let response = sent.unwrap();
    let kind = response.headers()["content-type"].to_str().unwrap();
    let kind = kind.split(';').next().unwrap().to_owned();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let stored = !bed.ids(Upload::WorkTicket).is_empty();
    (status, kind, text, stored)
}

#[tokio::test]
async fn answers_that_store_nothing() {
    let object = |code: Value, msg: &str| json!({ "code": code, "msg": msg, "data": null });
    let rows = [
        ("unauthorized-http", 401, object(json!(401), "认证失败")),
        ("unauthorized-body", 200, object(json!(401), "认证失败")),
        ("unauthorized-text", 200, object(json!("401"), "认证失败")),
        ("body-500", 200, object(json!(500), "系统异常")),
        ("http-500", 500, object(json!(500), "系统异常")),
        ("busy-json", 200, object(json!(500), "操作频繁")),
        ("poison-id:DH-7", 500, object(json!(500), "系统异常")),
        (
            "refuse-batch-with:DH-7",
            200,
            object(json!(400), "数据校验失败"),
        ),
    ];
    for (fault, expected, body) in rows {
        let (status, kind, text, stored) = answer(fault).await;
        assert_eq!((status, stored), (expected, false), "{fault}");
        assert_eq!(kind, "application/json", "{fault}");
        assert_eq!(
            serde_json::from_str::<Value>(&text).unwrap(),
            body,
            "{fault}"
        );
    }
    for (fault, expected, kind, words) in [
        ("html", 200, "text/html", "登录"),
        ("http-502-html", 502, "text/html", "Bad Gateway"),
        ("busy", 200, "text/plain", "操作频繁"),
        ("redirect", 302, "text/plain", ""),
        ("too-many:7", 429, "text/plain", "操作频繁"),
    ] {
        let (status, was, text, stored) = answer(fault).await;
        assert_eq!(
            (status, was.as_str(), stored),
            (expected, kind, false),
            "{fault}"
        );
        assert!(text.contains(words), "{fault}: {text}");
    }
}

#[tokio::test]
async fn headers_say_where_to_and_how_long() {
    let bed = Bed::new("redirect, too-many:7").await;
    let first = bed
        .try_send(Upload::WorkTicket, tickets(&["A"]))
        .await
        .unwrap();
    assert_eq!(first.headers()["location"], "/login");
    let page = bed.client.get(format!("{}/login", bed.sandbox.url()));
    assert!(
        page.send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
            .contains("登录")
    );
    let second = bed
        .try_send(Upload::WorkTicket, tickets(&["A"]))
        .await
        .unwrap();
    assert_eq!(second.headers()["retry-after"], "7");
}

#[tokio::test]
async fn dropped_connections_differ_in_what_was_stored() {
    for (fault, ids) in [("drop-before", vec![]), ("drop-after-accept", vec!["A"])] {
        let bed = Bed::new(fault).await;
        let lost = bed.try_send(Upload::WorkTicket, tickets(&["A"])).await;
        let error = lost.unwrap_err();
        assert!(
            error.is_request() && !error.is_connect() && !error.is_timeout(),
            "{error:?}"
        );
        assert_eq!(bed.ids(Upload::WorkTicket), ids, "{fault}");
        let seen = bed.sandbox.state().requests().pop().unwrap();
        assert_eq!(seen.fault, Some(fault));
        let expected = match ids.len() {
            0 => Outcome::Faulted,
            stored => Outcome::Taken { stored, failed: 0 },
        };
        assert_eq!(seen.outcome, expected);
        // The next request finds a working platform.
        let answer = bed.send(Upload::WorkTicket, tickets(&["B"])).await;
        assert_eq!(answer["code"], 200);
    }
}

#[tokio::test]
async fn a_dropped_connection_gets_not_one_byte() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    for (fault, least) in [("drop-after-accept", 0), ("truncated", 1)] {
        let bed = Bed::new(fault).await;
        let address = bed.sandbox.url()[7..].to_owned();
        let mut line = tokio::net::TcpStream::connect(&address).await.unwrap();
        let body = super::envelope(tickets(&["A"])).to_string();
        let head = format!(
            "POST /data/workorder/workTicket HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            bed.token,
            body.len()
        );
        line.write_all((head + &body).as_bytes()).await.unwrap();
        let mut got = Vec::new();
        let end = line.read_to_end(&mut got).await;
        assert_eq!(end.is_err(), least == 0, "{fault}: {end:?}");
        assert_eq!(got.is_empty(), least == 0, "{fault}");
        if least > 0 {
            let text = String::from_utf8_lossy(&got);
            let (head, half) = text.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
            assert!(
                half.starts_with("{\"code\":200") && !half.contains('}'),
                "{half}"
            );
        }
    }
}

#[tokio::test]
async fn damaged_answers_come_after_the_records_were_stored() {
    let bed = Bed::new("truncated, garbage, empty-data").await;
    let half = bed
        .try_send(Upload::WorkTicket, tickets(&["A"]))
        .await
        .unwrap();
    assert_eq!(half.status(), 200);
    assert!(half.bytes().await.is_err());
    let garbage = bed
        .try_send(Upload::WorkTicket, tickets(&["B"]))
        .await
        .unwrap();
    let garbage = garbage.bytes().await.unwrap();
    assert!(serde_json::from_slice::<Value>(&garbage).is_err());
    let empty = bed.send(Upload::WorkTicket, tickets(&["C"])).await;
    assert_eq!(
        empty,
        json!({ "code": 200, "msg": "请求成功", "data": null })
    );
    assert_eq!(bed.ids(Upload::WorkTicket), ["A", "B", "C"]);
}

#[tokio::test]
async fn slow_stores_at_once_and_answers_later() {
    let bed = Bed::new("slow:300ms").await;
    let started = Instant::now();
    let sent = bed.upload(Upload::WorkTicket, &super::envelope(tickets(&["A"])));
    let sent = tokio::spawn(sent.send());
    let stored = async {
        while bed.ids(Upload::WorkTicket).is_empty() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), stored)
        .await
        .unwrap();
    assert!(!sent.is_finished());
    let answer = json_of(sent.await.unwrap().unwrap()).await;
    assert_eq!(answer["code"], 200);
    assert!(started.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn expired_tokens_and_refused_logins() {
    let mut bed = Bed::new("expire-tokens").await;
    let answer = bed.send(Upload::WorkTicket, tickets(&["A"])).await;
    assert_eq!(answer["code"], 401);
    // The fault is used up, the token is gone all the same.
    let answer = bed.send(Upload::WorkTicket, tickets(&["A"])).await;
    assert_eq!(answer["code"], 401);
    bed = bed.logged_in().await;
    let answer = bed.send(Upload::WorkTicket, tickets(&["A"])).await;
    assert_eq!(answer["code"], 200);
    bed.sandbox.script("wrong-password".parse().unwrap());
    let refused = json_of(bed.login("dGV4dHBhc3N3b3Jk").send().await.unwrap()).await;
    assert_eq!(refused["msg"], "用户名或密码错误");
    assert_eq!(bed.sandbox.state().logins(), 2);
}

#[tokio::test]
async fn one_record_is_refused_or_poisons_its_request() {
    let bed = Bed::new("reject-id:B=编号 不符, poison-id:C, refuse-batch-with:D").await;
    let answer = bed.send(Upload::WorkTicket, tickets(&["A", "B"])).await;
    assert_eq!(
        answer["data"],
        "作业票同步结束,成功 1条,失败 1条。作业票储存成功的作业票 id有[A],失败的作业票 id有[B]。 错误原因为[编号 不符]"
    );
    for round in 0..2 {
        for ids in [["E", "C"], ["E", "D"]] {
            let sent = bed.send(Upload::WorkTicket, tickets(&ids)).await;
            assert_ne!(sent["code"], 200, "round {round}");
        }
    }
    assert_eq!(bed.ids(Upload::WorkTicket), ["A"]);
    bed.send(Upload::WorkTicket, tickets(&["E"])).await;
    assert_eq!(bed.ids(Upload::WorkTicket), ["A", "E"]);
}

#[tokio::test]
async fn lists_may_be_missing_or_wrong() {
    let bed = Bed::new("count-only, lists-disagree, forget-one").await;
    let words =
        async |ids: &[&str]| bed.send(Upload::WorkTicket, tickets(ids)).await["data"].clone();
    // Shapes add up; without lists nothing can be forgotten in them.
    assert_eq!(
        words(&["A", "B"]).await,
        "作业票同步结束,成功 1条,失败 1条。"
    );
    bed.sandbox.script("lists-disagree".parse().unwrap());
    assert_eq!(
        words(&["A", "B"]).await,
        "作业票同步结束,成功 1条,失败 1条。作业票储存成功的作业票 id有[A,B],失败的作业票 id有[]。 错误原因为[]"
    );
    bed.sandbox.script("forget-one".parse().unwrap());
    assert_eq!(
        words(&["C", "D"]).await,
        "作业票同步结束,成功 2条,失败 0条。作业票储存成功的作业票 id有[D],失败的作业票 id有[]。 错误原因为[]"
    );
    assert_eq!(bed.ids(Upload::WorkTicket), ["A", "B", "C", "D"]);
}

#[tokio::test]
async fn the_sentence_has_other_forms() {
    for (form, permits, alarm) in [
        (
            "1",
            "作业票同步结束, 成功2条, 失败1条。作业票储存成功的作业票id有[A, B], 失败的作业票id有[C]。错误原因为[不符]",
            "作业票气体分析数据同步结束,成功1条,失败0条。",
        ),
        (
            "full-width",
            "作业票同步结束，成功2条，失败1条；作业票储存成功的作业票id有[A，B]，失败的作业票id有[C]；错误原因为[不符]。",
            "作业票气体分析数据同步结束，成功1条，失败0条；",
        ),
        (
            "spaced",
            "作业票同步结束 ， 成功 2 条 ， 失败 1 条 。 作业票储存成功的作业票 id 有 [ A , B ] ， 失败的作业票 id 有 [ C ] 。 错误原因为 [ 不符 ]",
            "作业票气体分析数据同步结束 ， 成功 1 条 ， 失败 0 条",
        ),
    ] {
        let bed = Bed::new(&format!("punctuation:{form} x2, reject-id:C=不符")).await;
        let answer = bed
            .send(Upload::WorkTicket, tickets(&["A", "B", "C"]))
            .await;
        assert_eq!(answer["data"], permits);
        let gas = json!([record(Upload::GasAlarm, "G")]);
        assert_eq!(bed.send(Upload::GasAlarm, gas).await["data"], alarm);
    }
}
