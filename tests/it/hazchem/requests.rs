//! What goes out.

use std::time::Duration;

use serde_json::json;
use shangbao::clock::Clock;
use shangbao::platform::hazchem::Hazchem;
use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::{Answer, Platform, Record};

use super::server::{Act, Server, response};
use super::{batch, client, delivered, noon, settings};

#[tokio::test]
async fn an_upload_is_what_the_document_says() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let text = "a \"quote\", a \\, \u{1}, a\nline 硫胺酯 😀";
    let fields = vec![
        ("id", "A".to_owned()),
        ("handle_result", text.to_owned()),
        ("handle_time", String::new()),
    ];
    let first = Record::new("A".to_owned(), fields, Vec::new());
    let second = super::record("B");
    let batch = [&first, &second];
    let Answer::Verdicts {
        upload, verdicts, ..
    } = client.send(&GAS_ALARM, &batch).await.answer
    else {
        panic!("no verdicts");
    };
    assert_eq!(verdicts.len(), 2);

    let login = &server.logins()[0];
    assert_eq!(login.path, "/auth/login");
    assert_eq!(
        login.json(),
        json!({"username": "textaccount", "password": "dGV4dHBhc3N3b3Jk"})
    );
    assert_eq!(login.header("authorization"), None);
    assert_eq!(login.header("content-type"), Some("application/json"));

    let sent = &server.uploads()[0];
    assert_eq!(sent.path, "/data/workorder/gasAlarm");
    assert!(sent.head.starts_with("POST "));
    assert_eq!(sent.header("authorization"), Some("Bearer t1"));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(
        sent.json(),
        json!({
            "systemName": "数据上报系统",
            "areaCode": "370211",
            "dataId": upload,
            "data": [
                {"id": "A", "handle_result": text, "handle_time": ""},
                {"id": "B", "ticket_id": "DH-7"},
            ],
        })
    );
    assert!(sent.body.contains(r#"{"id":"A","handle_result":"a \"quote\", a \\, \u0001, a\nline 硫胺酯 😀","handle_time":""}"#));
    assert!(
        upload.len() == 32 && upload.bytes().all(|b| b.is_ascii_hexdigit()),
        "{upload}"
    );
}

#[tokio::test]
async fn each_upload_has_an_id_of_its_own_and_a_login_serves_many() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let mut ids = Vec::new();
    for _ in 0..3 {
        match client.send(&GAS_ALARM, &batch(&["A"])).await.answer {
            Answer::Verdicts { upload, .. } => ids.push(upload),
            other => panic!("{other:?}"),
        }
    }
    ids.dedup();
    assert_eq!((ids.len(), server.logins().len()), (3, 1));
}

#[tokio::test]
async fn password_and_token_go_out_as_set() {
    let server = Server::start().await;
    let mut raw = settings(&server.url());
    raw.password_encoded = true;
    raw.bearer = false;
    assert!(delivered(
        &client(raw).send(&GAS_ALARM, &batch(&["A"])).await.answer
    ));
    assert_eq!(server.logins()[0].json()["password"], "textpassword");
    assert_eq!(server.uploads()[0].header("authorization"), Some("t1"));
}

#[tokio::test]
async fn a_path_in_the_address_is_kept() {
    let server = Server::start().await;
    let client = client(settings(&format!("{}/gateway/hz/", server.url())));
    assert!(delivered(
        &client.send(&GAS_ALARM, &batch(&["A"])).await.answer
    ));
    assert_eq!(server.logins()[0].path, "/gateway/hz/auth/login");
    assert_eq!(
        server.uploads()[0].path,
        "/gateway/hz/data/workorder/gasAlarm"
    );
}

#[tokio::test]
async fn requests_leave_by_the_proxy() {
    let proxy = Server::start().await;
    let mut settings = settings("http://hazchem.invalid:8012");
    settings.http.proxy = Some(proxy.url());
    assert!(delivered(
        &client(settings)
            .send(&GAS_ALARM, &batch(&["A"]))
            .await
            .answer
    ));
    let sent = &proxy.uploads()[0];
    assert_eq!(
        sent.path,
        "http://hazchem.invalid:8012/data/workorder/gasAlarm"
    );
}

#[tokio::test]
async fn requests_leave_from_the_bound_address() {
    let server = Server::start().await;
    let mut settings = settings(&server.url());
    settings.http.bind = Some([127, 0, 0, 9].into());
    assert!(delivered(
        &client(settings)
            .send(&GAS_ALARM, &batch(&["A"]))
            .await
            .answer
    ));
    let sent = &server.uploads()[0];
    assert_eq!(sent.peer.ip().to_string(), "127.0.0.9");
}

#[tokio::test]
async fn a_charset_is_decoded() {
    let server = Server::start().await;
    let body = "{\"code\":200,\"data\":\"成功1条，失败0条\"}";
    let mut bytes = response(
        "200 OK",
        "Content-Type: application/json; charset=GBK\r\nConnection: close\r\n",
        "",
    );
    let head = String::from_utf8(bytes.clone())
        .unwrap()
        .replace("Content-Length: 0\r\n", "");
    bytes = head.into_bytes();
    for c in body.chars() {
        match c {
            '成' => bytes.extend([0xB3, 0xC9]),
            '功' => bytes.extend([0xB9, 0xA6]),
            '条' => bytes.extend([0xCC, 0xF5]),
            '，' => bytes.extend([0xA3, 0xAC]),
            '失' => bytes.extend([0xCA, 0xA7]),
            '败' => bytes.extend([0xB0, 0xDC]),
            _ => bytes.push(u8::try_from(c).unwrap()),
        }
    }
    server.upload(Act::BytesThenClose(bytes));
    assert!(delivered(
        &client(settings(&server.url()))
            .send(&GAS_ALARM, &batch(&["A"]))
            .await
            .answer
    ));
}

#[test]
fn a_preview_shows_the_request_without_its_secrets() {
    let client = client(settings("http://10.100.254.26:8012/"));
    let preview = client.preview(&GAS_ALARM, &batch(&["A"]));
    assert_eq!(
        preview.url,
        "http://10.100.254.26:8012/data/workorder/gasAlarm"
    );
    let header = |name: &str| {
        preview
            .headers
            .iter()
            .find(|(key, _)| *key == name)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(header("Authorization"), "Bearer ***");
    assert_eq!(header("Content-Type"), "application/json");
    let body: serde_json::Value = serde_json::from_str(&preview.body).unwrap();
    assert_eq!(body["data"], json!([{"id": "A", "ticket_id": "DH-7"}]));
    assert_eq!(body["dataId"].as_str().unwrap().len(), 32);
}

#[test]
fn an_account_is_its_address_and_user() {
    let plain = client(settings("HTTP://Host.Example:80/"));
    assert_eq!(plain.account(), "hazchem http://host.example textaccount");
    let mark = plain.configuration();
    assert!(mark.len() == 8 && mark.bytes().all(|b| b.is_ascii_hexdigit()));
    assert_eq!(
        mark,
        client(settings("http://host.example")).configuration()
    );
    let mut other = settings("http://host.example");
    other.password = "another".into();
    assert_ne!(mark, client(other).configuration());
    let mut other = settings("http://host.example");
    other.bearer = false;
    assert_ne!(mark, client(other).configuration());
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let wrong = |change: fn(&mut super::Settings)| {
        let mut settings = settings("http://host.example");
        change(&mut settings);
        Hazchem::new(settings, Clock::manual(noon()))
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!([
        wrong(|s| s.url = "10.100.254.26:8012".to_owned()),
        wrong(|s| s.url = "ftp://host".to_owned()),
        wrong(|s| s.url = "http://host/?a=b".to_owned()),
        wrong(|s| s.url = "http://user:secret@host/".to_owned()),
        wrong(|s| s.http.proxy = Some("::".to_owned())),
        wrong(|s| s.http.ca_file = Some("missing.pem".into())),
    ].join("\n"), @"
    `url`: must be an address such as http://10.100.254.26:8012
    `url`: must be an address such as http://10.100.254.26:8012
    `url`: must not hold `?` or `#`; a path is kept
    `url`: must not hold a user; it has settings of its own
    `proxy`: no address of a proxy, such as http://host:3128
    `ca_file`: cannot be read: No such file or directory (os error 2)
    ");
}

#[tokio::test]
async fn a_thousand_records_go_out_in_one_upload() {
    let server = Server::start().await;
    let fields = |i: usize| -> Vec<(&'static str, String)> {
        let names = super::targets_of_a_permit();
        names
            .map(|name| (name, format!("{name} 硫胺酯 {i}")))
            .collect()
    };
    let records: Vec<Record> = (0..1000)
        .map(|i| Record::new(format!("{i}"), fields(i), Vec::new()))
        .collect();
    let batch: Vec<&Record> = records.iter().collect();
    let mut settings = settings(&server.url());
    settings.http.timeout = Duration::from_secs(60);
    assert!(delivered(
        &client(settings).send(&GAS_ALARM, &batch).await.answer
    ));
    assert_eq!(
        server.uploads()[0].json()["data"].as_array().unwrap().len(),
        1000
    );
}
