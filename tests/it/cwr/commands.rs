//! `sign`, `dictionaries`, and what `check` and `status` say of the platform.

use std::process::Output;

use chrono::TimeDelta;
use serde_json::Value;
use shangbao::platform::cwr::sign::Parameters;
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use tokio::process::Command;

use super::flow::Plant;
use crate::cli::{json, stderr, stdout};

pub(super) async fn shangbao(plant: &Plant, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command.arg("--config").arg(plant.path()).args(arguments);
    command.kill_on_drop(true).output().await.unwrap()
}

/// A site, and the sandbox with the host's clock.
async fn site() -> (Plant, Sandbox) {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let plant = Plant::new(Dialect::Sqlite, &sandbox.url()).await;
    (plant, sandbox)
}

#[tokio::test]
async fn sign_explains_each_step_and_never_shows_the_secret() {
    let plant = Plant::new(Dialect::Sqlite, "http://127.0.0.1:9").await;
    let toml = std::fs::read_to_string(plant.path()).unwrap();
    plant.write(
        "jobs.toml",
        &toml.replace("api_secret = \"sandbox\"", "api_secret = \"streng-geheim\""),
    );
    plant.write("body.json", "{\"Project_ID\":\"P\"}");
    let body = plant.path().with_file_name("body.json");
    let arguments = [
        "sign",
        "project7",
        "AddCompany",
        "--body",
        body.to_str().unwrap(),
    ];
    let steps = json(&shangbao(&plant, &[&arguments[..], &["--json"]].concat()).await);
    let text = |name: &str| steps[name].as_str().unwrap();
    let parameter = |name: &str| {
        let list = steps["parameters"].as_array().unwrap();
        list.iter().find(|pair| pair[0] == name).unwrap()[1]
            .as_str()
            .unwrap()
    };
    let again = Parameters {
        api_key: "sandbox",
        api_version: "1.0",
        body: b"{\"Project_ID\":\"P\"}",
        client_serial: "PL-sandbox",
        timestamp: parameter("timestamp"),
    };
    assert_eq!(text("signature"), again.signature("streng-geheim"));
    assert!(text("string").starts_with("***api_keysandboxapi_version1.0body{\"Project_ID\""));
    assert!(text("url").ends_with(&again.query(text("signature"))));
    let shown = shangbao(&plant, &arguments).await;
    assert!(stdout(&shown).contains("4. the call"), "{}", stdout(&shown));
    assert!(!stdout(&shown).contains("geheim") && !steps.to_string().contains("geheim"));
}

#[tokio::test]
async fn sign_names_the_function_or_platform_that_is_meant() {
    let plant = Plant::new(Dialect::Sqlite, "http://127.0.0.1:9").await;
    let closed = shangbao(&plant, &["sign", "project7", "UploadPayroll"]).await;
    assert_eq!(closed.status.code(), Some(2));
    let why = "the platform has closed it (CWR document, section 1.8; V2.2 of 2019-03-11)";
    assert!(stderr(&closed).contains(why), "{}", stderr(&closed));
    let wrong = shangbao(&plant, &["sign", "project7", "AdCompany"]).await;
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("did you mean `AddCompany`?"),
        "{}",
        stderr(&wrong)
    );
    let wrong = shangbao(&plant, &["sign", "project", "AddCompany"]).await;
    assert!(
        stderr(&wrong).contains("did you mean `project7`?"),
        "{}",
        stderr(&wrong)
    );
}

#[tokio::test]
async fn dictionaries_are_listed_as_they_were_kept_and_fetched_on_demand() {
    let (plant, sandbox) = site().await;
    let listed = json(&shangbao(&plant, &["dictionaries", "--json"]).await);
    let names: Vec<&Value> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["dictionary"])
        .collect();
    assert_eq!(
        names,
        [
            "DictListEmpCategory",
            "DictListJobTypeName",
            "DictListJobName",
            "GetCompanyType"
        ]
    );
    assert_eq!(listed[0]["entries"][0]["code"], "00");
    sandbox.stop().await;
    let kept = shangbao(&plant, &["dictionaries", "project7"]).await;
    assert!(
        stdout(&kept).contains("00    劳务工人"),
        "{}",
        stdout(&kept)
    );
    let refreshed = shangbao(&plant, &["dictionaries", "--refresh"]).await;
    assert_eq!(refreshed.status.code(), Some(3));
    assert!(
        stderr(&refreshed).contains("DictListEmpCategory"),
        "{}",
        stderr(&refreshed)
    );
}

#[tokio::test]
async fn check_and_status_tell_of_the_clock_and_check_of_codes() {
    let (plant, sandbox) = site().await;
    let text = std::fs::read_to_string(plant.path().with_file_name("companies.toml")).unwrap();
    plant.write(
        "companies.toml",
        &text.replace(
            "dictionary = \"GetCompanyType\"",
            "codes = { a = \"07\", b = \"7\" }",
        ),
    );
    sandbox.set_ahead(TimeDelta::minutes(30));
    let checked = shangbao(&plant, &["check"]).await;
    let said = stdout(&checked);
    assert_eq!(checked.status.code(), Some(2), "{said}");
    assert!(
        said.contains("its clock is 1") && said.contains("set the clock of this host"),
        "{said}"
    );
    assert!(
        said.contains("`Type`: GetCompanyType has no code \"7\""),
        "{said}"
    );
    assert!(!said.contains("has no code \"07\""), "{said}");

    plant.company("A", "a").await;
    let ran = json(&shangbao(&plant, &["run", "--once", "companies", "--json"]).await);
    assert_eq!(ran[0]["delivered"], 1, "{ran}");
    let status = json(&shangbao(&plant, &["status", "--json"]).await);
    let offset = status["platforms"][0]["clock_offset_s"].as_i64().unwrap();
    assert!((1795..=1805).contains(&offset), "{offset}");
    let shown = shangbao(&plant, &["status"]).await;
    assert!(
        stdout(&shown).contains("set the host's clock"),
        "{}",
        stdout(&shown)
    );
}
