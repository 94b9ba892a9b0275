//! What goes out.

use serde_json::json;
use shangbao::clock::Clock;
use shangbao::platform::cwr::leave_project::LEAVE_PROJECT;
use shangbao::platform::cwr::passed_log::PASSED_LOG;
use shangbao::platform::cwr::register_employee::REGISTER_EMPLOYEE;
use shangbao::platform::cwr::sign::Parameters;
use shangbao::platform::cwr::{Cwr, Versions};
use shangbao::platform::{Answer, Platform, Record};

use super::{client, noon, passages, record, settings};
use crate::hazchem::headers::as_documented;
use crate::hazchem::server::Server;

#[tokio::test]
async fn an_upload_is_what_the_document_says() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let records = passages(&["A", "B"]);
    let batch: Vec<&Record> = records.iter().collect();
    let Answer::Verdicts { upload, .. } = client.send(&PASSED_LOG, &batch).await.answer else {
        panic!("no verdicts");
    };
    assert_eq!(upload, "2026-03-01 20:00:00");

    let [first] = &server.logins()[..] else {
        panic!("one call before the first upload");
    };
    assert!(first.path.starts_with("/CWRService/DictListEmpCategory?"));
    assert_eq!(first.body, "{}");

    let sent = &server.uploads()[0];
    assert!(sent.head.starts_with("POST "));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(
        sent.body,
        r#"{"Project_ID":"440300201500303","Device_ID":"gate-1","passedlog_list":[{"person_type":"1","person_id":"A","person_name":"张三","passed_time":"2026-03-01 19:00:00","direction":"in","way":"1"},{"person_type":"1","person_id":"B","person_name":"张三","passed_time":"2026-03-01 19:01:00","direction":"in","way":"1"}]}"#
    );
    let signature = Parameters {
        api_key: "key of 7",
        api_version: "1.0",
        body: sent.body.as_bytes(),
        client_serial: "PL2C9528",
        timestamp: "2026-03-01 20:00:00",
    }
    .signature("streng-geheim");
    assert_eq!(
        sent.path,
        format!(
            "/CWRService/UploadPassedLog?api_key=key%20of%207&api_version=1.0&client_serial=PL2C9528&timestamp=2026-03-01%2020%3A00%3A00&signature={signature}"
        )
    );
}

#[tokio::test]
async fn a_worker_travels_alone_and_leaves_travel_together() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let worker = [
        ("Project_ID", "P"),
        ("id_code", "1"),
        ("emp_name", "a \"b\""),
    ];
    let worker = record(&REGISTER_EMPLOYEE, &worker);
    client.send(&REGISTER_EMPLOYEE, &[&worker]).await;
    let leaves =
        ["1", "2"].map(|id| record(&LEAVE_PROJECT, &[("Project_ID", "P"), ("id_code", id)]));
    client
        .send(&LEAVE_PROJECT, &leaves.iter().collect::<Vec<_>>())
        .await;
    let uploads = server.uploads();
    assert_eq!(
        uploads[0].json(),
        json!({"Project_ID": "P", "id_code": "1", "emp_name": "a \"b\""})
    );
    assert!(uploads[1].path.starts_with("/CWRService/userLeaveProject?"));
    assert_eq!(
        uploads[1].json(),
        json!({"Project_ID": "P", "userLeaveProject_list": [{"id_code": "1"}, {"id_code": "2"}]})
    );
    assert_eq!(server.logins().len(), 1);
}

#[tokio::test]
async fn what_cannot_travel_together_is_not_sent() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let leaves = ["P", "Q"]
        .map(|project| record(&LEAVE_PROJECT, &[("Project_ID", project), ("id_code", "1")]));
    let answer = client
        .send(&LEAVE_PROJECT, &leaves.iter().collect::<Vec<_>>())
        .await
        .answer;
    assert!(matches!(answer, Answer::Refused { .. }), "{answer:?}");
    assert_eq!(server.uploads().len(), 0);
}

#[tokio::test]
async fn a_version_can_be_said_for_each_function() {
    let server = Server::start().await;
    let mut settings = settings(&format!("{}/gateway/", server.url()));
    settings.api_version =
        Versions::by_function([("UploadPassedLog".to_owned(), "1.1".to_owned())].into());
    let records = passages(&["A"]);
    client(settings).send(&PASSED_LOG, &[&records[0]]).await;
    assert!(server.logins()[0].path.contains("api_version=1.0&"));
    let path = &server.uploads()[0].path;
    assert!(path.starts_with("/gateway/CWRService/UploadPassedLog?"));
    assert!(path.contains("api_version=1.1&"));
}

#[tokio::test]
async fn headers_are_named_as_the_document_has_them() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let records = passages(&["A"]);
    client.send(&PASSED_LOG, &[&records[0]]).await;
    client.dictionary("DictListJobName").await.unwrap();
    let worker = record(&REGISTER_EMPLOYEE, &[("Project_ID", "P"), ("id_code", "1")]);
    client.send(&REGISTER_EMPLOYEE, &[&worker]).await;
    let calls: Vec<_> = server
        .logins()
        .into_iter()
        .chain(server.uploads())
        .collect();
    assert_eq!(calls.len(), 4);
    for call in &calls {
        as_documented(call, &["Content-Type", "Content-Length", "Host"]);
    }
}

#[tokio::test]
async fn a_preview_is_what_would_be_sent() {
    let server = Server::start().await;
    let client = client(settings(&server.url()));
    let records = passages(&["A"]);
    let preview = client.preview(&PASSED_LOG, &[&records[0]]);
    assert_eq!(server.uploads().len() + server.logins().len(), 0);
    client.send(&PASSED_LOG, &[&records[0]]).await;
    let sent = &server.uploads()[0];
    assert_eq!(preview.url, format!("{}{}", server.url(), sent.path));
    assert_eq!(preview.body, sent.body);
    assert!(!format!("{preview:?} {client:?}").contains("streng-geheim"));
}

#[test]
fn an_account_is_its_address_key_and_serial_and_its_mark_changes_with_the_secret() {
    let one = client(settings("http://ticwrapi.thit.com.cn/"));
    assert_eq!(
        one.account(),
        "cwr http://ticwrapi.thit.com.cn key of 7 PL2C9528"
    );
    let mut other = settings("http://ticwrapi.thit.com.cn/");
    other.api_secret = "another".into();
    let other = Cwr::new(other, Clock::manual(noon())).unwrap();
    assert_ne!(one.configuration(), other.configuration());
    assert_eq!(one.configuration().len(), 8);
}
