//! The dictionaries as they are fetched.

use serde_json::{Value, json};
use shangbao::platform::DictionaryEntry;
use shangbao::platform::cwr::Unanswered;

use super::{client, settings};
use crate::hazchem::server::{Act, Server, answer};

async fn fetched(data: Value) -> Result<Vec<DictionaryEntry>, Unanswered> {
    let server = Server::start().await;
    server.login(Act::Bytes(answer(
        &json!({"code": "00", "result_data": data}),
    )));
    let client = client(settings(&server.url()));
    let fetched = client.dictionary("DictListJobName").await;
    assert!(
        server.logins()[0]
            .path
            .starts_with("/CWRService/DictListJobName?")
    );
    fetched
}

#[tokio::test]
async fn codes_are_text_and_the_default_is_known() {
    let list = json!([
        {"orders": "007", "value": " 木工 ", "flag": "Y"},
        {"orders": 8, "value": "钢筋工"},
    ]);
    for data in [
        json!({"dict_list": list}),
        list.clone(),
        json!(list.to_string()),
    ] {
        let entries = fetched(data).await.unwrap();
        let read: Vec<(&str, &str, bool)> = entries
            .iter()
            .map(|entry| (entry.code.as_str(), entry.name.as_str(), entry.is_default))
            .collect();
        assert_eq!(read, [("007", "木工", true), ("8", "钢筋工", false)]);
    }
}

#[tokio::test]
async fn what_is_no_dictionary_is_a_fault() {
    for data in [
        json!({}),
        json!({"dict_list": []}),
        json!({"dict_list": [{"value": "木工"}]}),
    ] {
        assert!(matches!(fetched(data).await, Err(Unanswered::Fault(_))));
    }
}
