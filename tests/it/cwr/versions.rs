//! Which version of a function is called, and what becomes of a call whose version may be refused.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shangbao::clock::Clock;
use shangbao::platform::cwr::passed_log::PASSED_LOG;
use shangbao::platform::cwr::{Cwr, Settings, Unanswered, Versions, functions};
use shangbao::platform::{Alone, Answer, FaultKind, Platform};

use super::{client, noon, passages, settings};
use crate::hazchem::server::{Act, Server, answer, response};

/// The versions in the document's tables, sections 3.1.2 to 3.2.6.
const DOCUMENT: &[(&str, &str)] = &[
    ("DictListEmpCategory", "1.0"),
    ("DictListJobTypeName", "1.1"),
    ("DictListJobName", "1.1"),
    ("GetCompanyType", "1.1"),
    ("RegisterEmployee", "1.1"),
    ("UploadPassedLog", "1.0"),
    ("userLeaveProject", "1.0"),
    ("AddCompany", "1.0"),
    ("ProjectRemoveCompany", "1.0"),
];

fn refused(code: &str) -> Act {
    let body = json!({"code": code, "result": "false", "message": format!("m{code}")});
    Act::Bytes(answer(&body))
}

/// The functions and versions of the calls that came before uploads.
fn asked(server: &Server) -> Vec<String> {
    let calls = server.logins();
    calls.iter().map(|call| called(&call.path)).collect()
}

/// `/CWRService/F?..&api_version=1.0&..` as `F 1.0`.
fn called(path: &str) -> String {
    let function = path.rsplit('/').next().unwrap().split('?').next().unwrap();
    let (_, rest) = path.split_once("api_version=").unwrap();
    format!("{function} {}", rest.split('&').next().unwrap())
}

fn reason(unanswered: Result<impl std::fmt::Debug, Unanswered>) -> String {
    match unanswered {
        Err(Unanswered::Refused { reason }) => reason,
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn each_function_has_the_documents_version_unless_another_is_set() {
    let by_document = Versions::default();
    let all = Versions::all("1.1".to_owned());
    let one = Versions::by_function([("AddCompany".to_owned(), "1.1".to_owned())].into());
    for (function, version) in DOCUMENT {
        assert_eq!(by_document.of(function), *version, "{function}");
        assert_eq!(all.of(function), "1.1");
        let set = if *function == "AddCompany" {
            "1.1"
        } else {
            *version
        };
        assert_eq!(one.of(function), set, "{function}");
    }
    let names: Vec<&str> = DOCUMENT.iter().map(|(function, _)| *function).collect();
    assert_eq!(functions().collect::<Vec<_>>(), names);
}

#[tokio::test]
async fn a_dictionary_that_is_refused_as_a_parameter_is_asked_as_the_other_version_and_that_is_remembered()
 {
    for code in ["32", "40", "41"] {
        let server = Server::start().await;
        server.login(refused(code));
        let client = client(settings(&server.url()));
        let mark = client.configuration();
        assert_eq!(
            client
                .dictionary("DictListJobName")
                .await
                .unwrap()
                .entries
                .len(),
            1
        );
        assert_eq!(
            client
                .dictionary("DictListJobName")
                .await
                .unwrap()
                .entries
                .len(),
            1
        );
        // What one function wants says nothing of another.
        assert_eq!(client.probe().await, Ok(()));
        assert_eq!(
            asked(&server),
            [
                "DictListJobName 1.1",
                "DictListJobName 1.0",
                "DictListJobName 1.0",
                "DictListEmpCategory 1.0",
            ]
        );
        let others = client.other_versions();
        let [other] = &others[..] else {
            panic!("{others:?}");
        };
        assert_eq!(
            (other.function.as_str(), other.set.as_str(), other.answered),
            ("DictListJobName", "1.1", "1.0")
        );
        assert_eq!(client.configuration(), mark);
        // The other one is refused in its turn: back to what is set.
        server.login(refused(code));
        assert!(client.dictionary("DictListJobName").await.is_ok());
        assert_eq!(client.other_versions(), []);
    }
}

#[tokio::test]
async fn the_first_call_of_an_account_finds_its_version_too() {
    let server = Server::start().await;
    server.login(refused("41"));
    let client = client(settings(&server.url()));
    let records = passages(&["A"]);
    let sent = client.send(&PASSED_LOG, &[&records[0]]).await;
    assert!(matches!(sent.answer, Answer::Verdicts { .. }));
    assert_eq!(
        asked(&server),
        ["DictListEmpCategory 1.0", "DictListEmpCategory 1.1"]
    );
    // The version of an upload is as set.
    assert_eq!(called(&server.uploads()[0].path), "UploadPassedLog 1.0");
}

#[tokio::test]
async fn where_both_are_refused_the_first_refusal_stands() {
    let server = Server::start().await;
    server.login(refused("41")).login(refused("25"));
    let client = client(settings(&server.url()));
    let said = reason(client.dictionary("DictListEmpCategory").await);
    insta::assert_snapshot!(said, @r#"DictListEmpCategory was refused with code 41: m41, and as version "1.1" with code 25: m25: check, the most likely first: `api_version` of DictListEmpCategory, called as "1.0"; the clock: the platform has not told its time, and up to 6 minutes of difference are allowed; the signature, which `shangbao sign` explains, in [platforms.project7]; then `shangbao resume project7`"#);
    assert_eq!(client.other_versions(), []);
    server.login(refused("32")).login(refused("32"));
    let said = reason(client.dictionary("GetCompanyType").await);
    insta::assert_snapshot!(said, @r#"GetCompanyType was refused with code 32: m32, and as version "1.0" with code 32: m32: set `api_version` of GetCompanyType to "1.0" or "1.1"; it was called as "1.1", in [platforms.project7]; then `shangbao resume project7`"#);
    assert_eq!(server.logins().len(), 4);
}

#[tokio::test]
async fn what_is_no_matter_of_the_version_is_asked_once() {
    for code in ["11", "24", "25", "26", "29", "43", "47", "99"] {
        let server = Server::start().await;
        server.login(refused(code));
        let client = client(settings(&server.url()));
        assert!(reason(client.dictionary("DictListJobName").await).contains(code));
        assert_eq!(server.logins().len(), 1, "{code}");
    }
    // A version that is neither of the two has no other.
    let server = Server::start().await;
    server.login(refused("41"));
    let odd = Settings {
        api_version: Versions::all("2.0".to_owned()),
        ..settings(&server.url())
    };
    let said = reason(client(odd).dictionary("DictListJobName").await);
    assert!(said.contains(", called as \"2.0\""), "{said}");
    assert_eq!(server.logins().len(), 1);
}

#[tokio::test]
async fn a_second_call_without_an_answer_settles_nothing() {
    let server = Server::start().await;
    server.login(refused("41")).login(Act::Close);
    let client = client(settings(&server.url()));
    match client.dictionary("DictListJobName").await {
        Err(Unanswered::Fault(fault)) => assert_eq!(fault.kind, FaultKind::Lost),
        other => panic!("{other:?}"),
    }
    server.login(refused("41"));
    assert!(client.dictionary("DictListJobName").await.is_ok());
    let wanted = ["1.1", "1.0", "1.1", "1.0"].map(|version| format!("DictListJobName {version}"));
    assert_eq!(asked(&server), wanted);
}

#[tokio::test]
async fn an_upload_is_never_made_as_another_version() {
    for code in ["32", "40", "41"] {
        let server = Server::start().await;
        server.upload(refused(code));
        let client = client(settings(&server.url()));
        let records = passages(&["A"]);
        let sent = client.send(&PASSED_LOG, &[&records[0]]).await;
        match sent.answer {
            Answer::Refused { alone, message, .. } => {
                assert_eq!(alone, Alone::Rejected);
                assert!(
                    message.contains("UploadPassedLog, called as \"1.0\""),
                    "{message}"
                );
            }
            Answer::Pause { reason } => assert!(reason.contains("UploadPassedLog"), "{reason}"),
            other => panic!("{other:?}"),
        }
        let uploads = server.uploads();
        assert!(
            uploads
                .iter()
                .all(|call| called(&call.path) == "UploadPassedLog 1.0")
        );
    }
}

/// A refusal by 41 that is made at this time.
fn refused_at(at: DateTime<Utc>) -> Act {
    let date = format!("Date: {}\r\n", at.format("%a, %d %b %Y %H:%M:%S GMT"));
    let body = json!({"code": "41", "result": "false"}).to_string();
    Act::Bytes(response("200 OK", &date, &body))
}

#[tokio::test]
async fn the_hint_tells_how_far_the_clocks_are_apart() {
    for (seconds, told) in [
        (0, "it agrees with the platform's"),
        (20, "it agrees with the platform's"),
        (
            12 * 60,
            "the platform's is 12 min ahead of this host's, and up to 6 are allowed",
        ),
        (
            -125,
            "the platform's is 2 min behind this host's, and up to 6 are allowed",
        ),
    ] {
        let server = Server::start().await;
        // Each version may be signed anew by the platform's time.
        for _ in 0..4 {
            server.login(refused_at(noon() + TimeDelta::seconds(seconds)));
        }
        let client: Arc<Cwr> = Cwr::new(settings(&server.url()), Clock::manual(noon())).unwrap();
        let said = reason(client.dictionary("DictListJobName").await);
        let clock = format!("the clock: {told}; the signature");
        assert!(said.contains(&clock), "{said}");
    }
}

#[test]
fn an_accounts_mark_changes_with_the_versions_that_are_called() {
    let mark = |versions: Versions| {
        let settings = Settings {
            api_version: versions,
            ..settings("http://ticwrapi.thit.com.cn")
        };
        client(settings).configuration()
    };
    let one = |function: &str, version: &str| {
        Versions::by_function([(function.to_owned(), version.to_owned())].into())
    };
    let by_document = mark(Versions::default());
    assert_eq!(mark(one("AddCompany", "1.0")), by_document);
    assert_ne!(mark(one("AddCompany", "1.1")), by_document);
    assert_ne!(mark(Versions::all("1.1".to_owned())), by_document);
    assert_ne!(
        mark(Versions::all("1.0".to_owned())),
        mark(Versions::all("1.1".to_owned()))
    );
}
