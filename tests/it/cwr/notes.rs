//! What `check` and `dictionaries` note of a platform that works, but not quite as the document says.

use serde_json::json;
use shangbao::sql::Dialect;

use super::commands::shangbao;
use super::flow::Plant;
use crate::cli::{json, stdout};
use crate::hazchem::server::{Act, Server, answer};

/// An answer with this list.
fn list(list: &serde_json::Value) -> Act {
    Act::Bytes(answer(
        &json!({"code": "00", "result": "true", "result_data": {"dict_list": list}}),
    ))
}

fn refused(code: &str) -> Act {
    Act::Bytes(answer(
        &json!({"code": code, "result": "false", "message": "非法的参数"}),
    ))
}

/// One company type of two can be used.
fn half() -> Act {
    list(&json!([{"orders": "07", "value": "监理单位"}, {"orders": "", "value": "设计单位"}]))
}

#[tokio::test]
async fn check_tells_of_another_version_and_of_entries_that_are_left_out() {
    let server = Server::start().await;
    let plant = Plant::new(Dialect::Sqlite, &server.url()).await;
    // The login, as both versions; then the dictionary of companies' types, as both versions.
    server.login(refused("41")).login(half());
    server.login(refused("40")).login(half());
    let checked = shangbao(&plant, &["check"]).await;
    let said = stdout(&checked);
    assert_eq!(checked.status.code(), Some(0), "{said}");
    for note in [
        "DictListEmpCategory is refused as version \"1.0\" and was answered as \"1.1\", which is used: set `api_version = { DictListEmpCategory = \"1.1\" }`",
        "GetCompanyType is refused as version \"1.1\" and was answered as \"1.0\", which is used: set `api_version = { GetCompanyType = \"1.0\" }`",
        "GetCompanyType: entry 2 (`设计单位`) has no code and is left out",
    ] {
        assert!(
            said.contains(&format!("note       {note}"))
                || said.contains(&format!("note      {note}")),
            "{note}: {said}"
        );
    }
}

#[tokio::test]
async fn dictionaries_tell_of_entries_that_are_left_out_also_as_they_were_kept() {
    let server = Server::start().await;
    let plant = Plant::new(Dialect::Sqlite, &server.url()).await;
    for _ in 0..3 {
        server.login(list(&json!([{"orders": "1", "value": "一"}])));
    }
    server.login(half());
    let note = "entry 2 (`设计单位`) has no code and is left out";
    for _ in 0..2 {
        let said = stdout(&shangbao(&plant, &["dictionaries"]).await);
        assert!(said.contains(&format!("note: {note}\n")), "{said}");
        assert!(said.contains("07    监理单位"), "{said}");
        let listed = json(&shangbao(&plant, &["dictionaries", "--json"]).await);
        assert_eq!(listed[3]["skipped"], json!([note]));
        assert_eq!(listed[0]["skipped"], json!([]));
    }
    assert_eq!(server.logins().len(), 4);
}

#[tokio::test]
async fn records_are_sent_by_the_entries_that_can_be_used() {
    let server = Server::start().await;
    let plant = Plant::new(Dialect::Sqlite, &server.url()).await;
    plant.company("A", "监理单位").await;
    plant.company("B", "设计单位").await;
    server.login(half());
    let report = plant.run("companies").await;
    assert_eq!((report.delivered, report.rejected), (1, 1), "{report:?}");
}
