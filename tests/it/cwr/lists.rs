//! The dictionaries as they are fetched.

use serde_json::{Value, json};
use shangbao::platform::ListedDictionary;
use shangbao::platform::cwr::Unanswered;

use super::{client, settings};
use crate::hazchem::server::{Act, Server, answer};

async fn fetched(data: Value) -> Result<ListedDictionary, Unanswered> {
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

/// Code, name and whether it is the default, of each entry.
fn entries(listed: &ListedDictionary) -> Vec<(&str, &str, bool)> {
    let entries = listed.entries.iter();
    entries
        .map(|entry| (entry.code.as_str(), entry.name.as_str(), entry.is_default))
        .collect()
}

#[tokio::test]
async fn codes_are_text_and_the_default_is_known() {
    let list = json!([
        {"orders": "007", "value": " 木工 ", "flag": "Y"},
        {"orders": 8, "value": "钢筋工"},
        {"orders": 9.0, "value": "架子工", "flag": null},
    ]);
    let text = |data: &Value| json!(data.to_string());
    let inside = json!({"dict_list": list});
    for data in [
        inside.clone(),
        list.clone(),
        text(&list),
        text(&inside),
        json!({"dict_list": text(&list)}),
        json!([inside]),
        json!([text(&inside)]),
        text(&json!({"dict_list": text(&list)})),
        json!({"dict_list": list.as_array().unwrap().iter().map(text).collect::<Value>()}),
    ] {
        let listed = fetched(data.clone()).await.unwrap();
        assert_eq!(
            entries(&listed),
            [
                ("007", "木工", true),
                ("8", "钢筋工", false),
                ("9", "架子工", false)
            ],
            "{data}"
        );
        assert_eq!(listed.skipped, []);
    }
    let one = json!({"dict_list": {"orders": "1", "value": "木工", "flag": "y"}});
    assert_eq!(entries(&fetched(one).await.unwrap()), [("1", "木工", true)]);
}

#[tokio::test]
async fn an_entry_that_cannot_be_used_is_left_out_with_a_note() {
    let list = json!([
        {"value": "木工", "flag": "N"},
        {"orders": "02", "value": "钢筋工"},
        {"orders": "03", "value": "  "},
        {"orders": null, "value": null},
        {"orders": "04", "value": "架子工"},
        null,
        {"orders": {"code": "05"}, "value": "焊工"},
    ]);
    for data in [
        json!({"dict_list": list}),
        json!({"dict_list": list.to_string()}),
    ] {
        let listed = fetched(data).await.unwrap();
        let codes: Vec<&str> = listed.entries.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["02", "04"]);
        let notes: Vec<String> = listed.skipped.iter().map(|it| it.said()).collect();
        assert_eq!(
            notes,
            [
                "entry 1 (`木工`) has no code and is left out",
                "entry 3 (code `03`) has no name and is left out",
                "entry 4 has neither a code nor a name and is left out",
                "entry 6 has neither a code nor a name and is left out",
                "entry 7 (`焊工`) has no code and is left out",
            ]
        );
    }
}

#[tokio::test]
async fn what_has_no_entry_that_can_be_used_is_a_fault() {
    for data in [
        json!({}),
        json!(null),
        json!("无"),
        json!({"dict_list": []}),
        json!({"dict_list": "[]"}),
        json!({"dict_list": null}),
        json!({"dict_list": [{"value": "木工"}]}),
        json!([[], {}, 7]),
    ] {
        match fetched(data.clone()).await {
            Err(Unanswered::Fault(fault)) => assert_eq!(
                fault.message,
                "DictListJobName: the answer holds no entry that has a code and a name",
                "{data}"
            ),
            other => panic!("{data}: {other:?}"),
        }
    }
}
