//! The words of a seed, and what gateways make of them.

use serde_json::{Value, json};
use shangbao_sandbox::{FAULTS, Options, Upload};

use super::{Bed, json_of, record, tickets};

/// What permits, an alarm and a refused request are answered in the words of this seed.
async fn said(seed: u64) -> Vec<Value> {
    let bed = Bed::start(Options {
        seed,
        faults: "reject-id:B=编号不符 always".parse().unwrap(),
        ..Options::default()
    });
    let bed = bed.await.logged_in().await;
    let permits = bed.send(Upload::WorkTicket, tickets(&["A", "B"])).await;
    let alarm = json!([record(Upload::GasAlarm, "G")]);
    let alarm = bed.send(Upload::GasAlarm, alarm).await;
    let refused = bed.send(Upload::WorkTicket, tickets(&["C", "C"])).await;
    assert_eq!(bed.ids(Upload::WorkTicket), ["A"]);
    vec![permits, alarm, refused]
}

#[tokio::test]
async fn a_seed_has_its_words_and_zero_has_the_documents() {
    assert_eq!(said(0).await, said(0).await);
    assert_eq!(said(7).await, said(7).await);
    let documents = [
        json!({ "code": 200, "msg": "请求成功", "data": "作业票同步结束,成功 1条,失败 1条。作业票储存成功的作业票 id有[A],失败的作业票 id有[B]。 错误原因为[编号不符]" }),
        json!({ "code": 200, "msg": "请求成功", "data": "作业票气体分析数据同步结束，成功 1条，失败 0条;" }),
        json!({ "code": 400, "msg": "data第2条id重复", "data": null }),
    ];
    assert_eq!(said(0).await, documents);
    let mut seen: Vec<Vec<Value>> = Vec::new();
    for seed in 0..10 {
        let said = said(seed).await;
        assert_eq!(
            (&said[0]["code"], &said[1]["code"]),
            (&json!(200), &json!(200))
        );
        let text = said[0]["data"].as_str().unwrap();
        assert!(
            text.contains('A') && text.contains('B') && text.contains("编号不符"),
            "{text}"
        );
        assert!(!seen.contains(&said), "{seed}: {said:?}");
        seen.push(said);
    }
}

#[tokio::test]
async fn every_wording_has_its_counts() {
    let wordings = FAULTS.iter().find(|known| known.name() == "punctuation");
    for wording in wordings.unwrap().forms() {
        let script = format!("punctuation:{wording} always, reject-id:B=编号不符");
        let bed = Bed::new(&script).await;
        let answer = bed.send(Upload::WorkTicket, tickets(&["A", "B"])).await;
        let data = &answer["data"];
        match wording {
            "object" => assert_eq!(
                *data,
                json!({ "successCount": 1, "failCount": 1, "successIds": ["A"], "failIds": ["B"], "errorMsg": ["编号不符"] })
            ),
            "entries" => assert_eq!(
                *data,
                json!([
                    { "id": "A", "success": true, "msg": "保存成功" },
                    { "id": "B", "success": false, "msg": "编号不符" },
                ])
            ),
            "mute" => assert_eq!(*data, Value::Null),
            "recased" => assert!(data.as_str().unwrap().contains("[a],"), "{data}"),
            _ => {
                let text = data.as_str().unwrap();
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                let expected = if wording == "total" { "211" } else { "11" };
                assert_eq!(digits, expected, "{text}");
                assert!(!text.contains(['$', '|']), "{text}");
            }
        }
    }
}

/// The answer to one permit under this fault: its type, its bytes.
async fn raw(fault: &str) -> (String, Vec<u8>) {
    let bed = Bed::new(fault).await;
    let sent = bed.try_send(Upload::WorkTicket, tickets(&["A"])).await;
    let response = sent.unwrap();
    assert_eq!(bed.ids(Upload::WorkTicket), ["A"]);
    let kind = response.headers()["content-type"].to_str().unwrap();
    let kind = kind.to_owned();
    (kind, response.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn gateways_write_the_answer_anew() {
    let text = async |gateway: &str| {
        let (_, bytes) = raw(&format!("gateway:{gateway}")).await;
        String::from_utf8(bytes).unwrap()
    };
    let (_, plain) = raw("").await;
    let plain: Value = serde_json::from_slice(&plain).unwrap();
    assert!(text("fractions").await.starts_with(r#"{"code":200.0,"#));
    assert!(text("three-digits").await.starts_with(r#"{"code":"200","#));
    let inner: String = serde_json::from_str(&text("text").await).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&inner).unwrap(), plain);
    let xml = text("xml").await;
    assert!(
        xml.starts_with("<?xml") && xml.ends_with("}</string>"),
        "{xml}"
    );
    assert!(text("reversed").await.starts_with(r#"{"data":"#));
    let pretty = text("pretty").await;
    let inner = pretty.strip_prefix('\u{feff}').unwrap();
    assert_eq!(serde_json::from_str::<Value>(inner).unwrap(), plain);
}

#[tokio::test]
async fn charsets_are_mistaken() {
    for (charset, kind, gbk) in [
        ("gbk-unsaid", "application/json", true),
        ("gbk-as-utf-8", "application/json;charset=UTF-8", true),
        (
            "gbk-as-latin-1",
            "application/json;charset=ISO-8859-1",
            true,
        ),
        ("gbk", "application/json;charset=GBK", true),
        ("utf-8-as-gbk", "text/html;charset=GBK", false),
        ("utf-8-as-latin-1", "text/plain;charset=ISO-8859-1", false),
    ] {
        let (announced, bytes) = raw(&format!("charset:{charset}")).await;
        assert_eq!(announced, kind);
        assert_eq!(String::from_utf8(bytes.clone()).is_err(), gbk, "{charset}");
        let encoding = if gbk {
            encoding_rs::GBK
        } else {
            encoding_rs::UTF_8
        };
        let (text, _, wrong) = encoding.decode(&bytes);
        assert!(!wrong && text.contains("请求成功"), "{text}");
    }
}

/// Sends a login as it is written here, and the head of what comes back.
async fn written(bed: &Bed, head: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = bed.sandbox.url();
    let address = address.strip_prefix("http://").unwrap();
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let body = json!({ "username": "textaccount", "password": "dGV4dHBhc3N3b3Jk" }).to_string();
    let request = format!(
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    line.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_gateway_may_compare_the_names_of_headers_by_case() {
    for (head, right) in [
        ("Content-Type: application/json", true),
        ("content-type: application/json", false),
        ("CONTENT-TYPE: application/json", false),
        (
            "Content-Type: application/json\r\nauthorization: Bearer x",
            false,
        ),
        (
            "Content-Type: application/json\r\nAuthorization: Bearer x",
            true,
        ),
        ("Content-Type: application/json\r\nx-authorization: x", true),
    ] {
        let bed = Bed::start(Options::default()).await;
        assert!(written(&bed, head).await.starts_with("HTTP/1.1 200"));
        bed.sandbox
            .script("header-case:always @any".parse().unwrap());
        let answer = written(&bed, head).await;
        let expected = if right {
            "HTTP/1.1 200"
        } else {
            "HTTP/1.1 401"
        };
        assert!(answer.starts_with(expected), "{head}: {answer}");
    }
}

#[tokio::test]
async fn no_right_and_other_statuses() {
    for (seed, msg) in [(0, "没有权限"), (2, "不允许访问")] {
        let bed = Bed::new(&format!("forbidden:1, words:{seed} always")).await;
        let answer = bed.send(Upload::WorkTicket, tickets(&["A"])).await;
        assert_eq!(
            (&answer["code"], &answer["msg"]),
            (&json!(403), &json!(msg))
        );
        assert!(bed.ids(Upload::WorkTicket).is_empty());
    }
    let bed = Bed::new("status:503").await;
    let sent = bed.try_send(Upload::WorkTicket, tickets(&["A"])).await;
    let response = sent.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(json_of(response).await["code"], 200);
    assert_eq!(bed.ids(Upload::WorkTicket), ["A"]);
    let seen = bed.sandbox.state().requests().pop().unwrap();
    assert!(seen.answer.contains("同步结束"), "{}", seen.answer);
}
