//! Answers that are about the account: it is paused, and no record is rejected.

use serde_json::json;
use shangbao::platform::cwr::Unanswered;
use shangbao::platform::cwr::passed_log::PASSED_LOG;
use shangbao::platform::{Answer, FaultKind, Platform};

use super::{answered, client, passages, settings};
use crate::hazchem::server::{Act, Server, answer};

fn reason(answer: Answer) -> String {
    match answer {
        Answer::Pause { reason } => reason,
        other => panic!("no pause: {other:?}"),
    }
}

#[tokio::test]
async fn a_wrong_account_is_paused_with_what_to_do() {
    let mut reasons = String::new();
    for code in ["24", "25", "26", "29", "32"] {
        let body = json!({"code": code, "result": "false", "message": "m"});
        reasons.push_str(&reason(answered(&["A", "B"], &body).await));
        reasons.push('\n');
    }
    insta::assert_snapshot!(reasons, @r#"
    UploadPassedLog was refused with code 24: m: a parameter of the signature did not arrive: check `proxy` and the gateway between, in [platforms.project7]; then `shangbao resume project7`
    UploadPassedLog was refused with code 25: m: check `api_secret`; `shangbao sign` shows how the signature comes about, in [platforms.project7]; then `shangbao resume project7`
    UploadPassedLog was refused with code 26: m: check that `api_key` belongs to `client_serial`, and that the account has the right to this function, in [platforms.project7]; then `shangbao resume project7`
    UploadPassedLog was refused with code 29: m: check `api_key`: the account is unknown there or disabled, in [platforms.project7]; then `shangbao resume project7`
    UploadPassedLog was refused with code 32: m: set `api_version` of UploadPassedLog to "1.0" or "1.1"; it was called as "1.0", in [platforms.project7]; then `shangbao resume project7`
    "#);
}

#[tokio::test]
async fn before_a_call_has_succeeded_no_record_is_sent_or_rejected() {
    for code in ["11", "40", "41", "99"] {
        let server = Server::start().await;
        let refused = Act::Bytes(answer(&json!({"code": code, "result": "false"})));
        // A parameter may be the version: then each of the two is tried.
        let calls = if ["40", "41"].contains(&code) { 2 } else { 1 };
        for _ in 0..2 * calls {
            server.login(refused.clone());
        }
        let client = client(settings(&server.url()));
        let records = passages(&["A"]);
        for _ in 0..2 {
            let answer = client.send(&PASSED_LOG, &[&records[0]]).await.answer;
            let reason = reason(answer);
            assert!(
                reason.starts_with(&format!("DictListEmpCategory was refused with code {code}")),
                "{reason}"
            );
        }
        assert_eq!(server.uploads().len(), 0);
        // The next call succeeds, and the account is trusted from then on.
        assert!(matches!(
            client.send(&PASSED_LOG, &[&records[0]]).await.answer,
            Answer::Verdicts { .. }
        ));
        client.send(&PASSED_LOG, &[&records[0]]).await;
        let logins = 2 * calls + 1;
        assert_eq!((server.logins().len(), server.uploads().len()), (logins, 2));
    }
}

#[tokio::test]
async fn a_platform_that_cannot_be_asked_is_a_fault() {
    let server = Server::start().await;
    server.login(Act::Close);
    let client = client(settings(&server.url()));
    let records = passages(&["A"]);
    match client.send(&PASSED_LOG, &[&records[0]]).await.answer {
        Answer::Fault(fault) => {
            assert_eq!(fault.kind, FaultKind::Lost);
            assert!(fault.message.starts_with("DictListEmpCategory: "));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.uploads().len(), 0);
    assert_eq!(client.probe().await, Ok(()));
}

#[tokio::test]
async fn a_probe_says_what_is_wrong_with_the_account() {
    let server = Server::start().await;
    server.login(Act::Bytes(answer(&json!({"code": "25"}))));
    let client = client(settings(&server.url()));
    let fault = client.probe().await.unwrap_err();
    assert!(fault.message.contains("api_secret"), "{}", fault.message);
    assert!(matches!(
        client.dictionary("DictListJobName").await,
        Ok(listed) if listed.entries.len() == 1
    ));
    server.login(Act::Bytes(answer(&json!({"code": "26"}))));
    assert!(matches!(
        client.dictionary("DictListJobName").await,
        Err(Unanswered::Refused { .. })
    ));
}
