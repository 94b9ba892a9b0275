//! `[platforms.NAME]` of kind `cwr`.

use shangbao::config::{CwrConfig, Loaded, PlatformKind, load};

use crate::config::folder;

const GOOD: &str = r#"
[platforms.project7]
kind = "cwr"
url = "http://ticwrapi.thit.com.cn"
api_key = "k"
api_secret_file = "secret"
client_serial = "PL1"
params = { project = "440300201500303" }
"#;

fn loaded(more: &str) -> Loaded {
    let (folder, path) = folder(format!("{GOOD}{more}"));
    std::fs::write(folder.path().join("secret"), "streng-geheim\n").unwrap();
    load(&path).unwrap()
}

fn config(loaded: &Loaded) -> &CwrConfig {
    match &loaded.config.platforms["project7"].kind {
        PlatformKind::Cwr(config) => config,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_account_and_its_defaults() {
    let loaded = loaded("");
    assert!(loaded.problems.is_empty(), "{}", loaded.problems);
    let config = config(&loaded);
    assert_eq!(config.api_secret.expose(), "streng-geheim");
    assert_eq!(config.api_version.of("RegisterEmployee"), "1.1");
    assert_eq!(config.passage_window.as_secs(), 7200);
    assert!(!format!("{loaded:?}").contains("geheim"));
}

#[test]
fn a_version_for_all_or_by_function() {
    let all = loaded("api_version = \"1.0\"\npassage_window = \"90m\"\n");
    assert_eq!(config(&all).api_version.of("AddCompany"), "1.0");
    assert_eq!(config(&all).passage_window.as_secs(), 5400);
    let some = loaded("api_version = { UploadPassedLog = \"1.0\" }\n");
    assert_eq!(config(&some).api_version.of("UploadPassedLog"), "1.0");
    // The others keep the document's.
    assert_eq!(config(&some).api_version.of("AddCompany"), "1.0");
    assert_eq!(config(&some).api_version.of("RegisterEmployee"), "1.1");
    let some = loaded("api_version = { UploadPassedLog = \"1.1\", GetCompanyType = \" 1.0 \" }\n");
    assert_eq!(config(&some).api_version.of("UploadPassedLog"), "1.1");
    assert_eq!(config(&some).api_version.of("GetCompanyType"), "1.0");
    assert_eq!(config(&some).api_version.of("DictListJobName"), "1.1");
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    for (more, message, help) in [
        (
            "api_version = { UploadPasedLog = \"1.0\" }\n",
            "9:17   `api_version`: there is no function `UploadPasedLog`",
            "did you mean `UploadPassedLog`?",
        ),
        (
            "api_version = 1.1\n",
            "9:15   `api_version` must be text such as \"1.1\"",
            "or a table: { RegisterEmployee = \"1.1\", .. }",
        ),
        (
            "api_version = { UploadPayroll = \"1.0\" }\n",
            "9:17   `api_version`: there is no function `UploadPayroll`",
            "the platform has closed it (CWR document, section 1.8; V2.2 of 2019-03-11)",
        ),
        (
            "api_version = { AddCompany = \" \" }\n",
            "9:17   `api_version`: a version must be text such as \"1.1\"",
            "",
        ),
        (
            "username = \"u\"\n",
            "9:1    [platforms.project7]: unknown option `username`",
            "known: kind, url, api_key, api_secret, api_secret_file, client_serial, api_version",
        ),
    ] {
        let problems = loaded(more).problems.to_string();
        assert!(
            problems.contains(message) && problems.contains(help),
            "{problems}"
        );
    }
}
