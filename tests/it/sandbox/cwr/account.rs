//! Who may call: section 2.3's vectors, and each way to be refused.

use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use shangbao::sandbox::{Account, Function, Options, Outcome};

use super::super::json_of;
use super::{Bed, Parameters};

/// The document's example: its time is 2016-06-10 09:05:03.
async fn document() -> (Bed, Parameters) {
    let bed = Bed::start(Options {
        account: Account {
            api_key: "test".to_owned(),
            api_secret: "test".to_owned(),
            client_serial: "facedevice_0613".to_owned(),
            ..Account::default()
        },
        ..Options::default()
    })
    .await;
    let then: DateTime<chrono::Utc> = "2016-06-10T01:05:03Z".parse().unwrap();
    bed.sandbox.set_ahead(then - bed.clock.now());
    let parameters = bed
        .parameters()
        .set("api_key", "test")
        .set("api_version", "1.0")
        .set("client_serial", "facedevice_0613")
        .set("timestamp", "2016-06-10 09:05:03");
    (bed, parameters)
}

#[tokio::test]
async fn the_documents_signatures_are_let_in_and_no_others() {
    let (bed, parameters) = document().await;
    for (body, signature) in [
        (
            "{client_version:1.1.0.0}",
            "F578727A00F92B007DD1627998850CE3",
        ),
        ("{}", "9094DF85B12E4FAB429F0BFEF7CB2F37"),
        ("", "9094DF85B12E4FAB429F0BFEF7CB2F37"),
    ] {
        let signed = parameters.clone().set("signature", signature);
        let answer = bed.post("DictListEmpCategory", signed, body).await.unwrap();
        assert_eq!(json_of(answer).await["code"], "00", "{body}");
        for (wrong, body) in [
            (signature.to_lowercase(), body),
            (signature.to_owned(), "{ }"),
        ] {
            let signed = parameters.clone().set("signature", &wrong);
            let answer = bed.post("DictListEmpCategory", signed, body).await.unwrap();
            assert_eq!(json_of(answer).await["code"], "25");
        }
    }
}

async fn code(bed: &Bed, parameters: Parameters) -> Value {
    let answer = bed.post("DictListEmpCategory", parameters, "{}").await;
    json_of(answer.unwrap()).await["code"].clone()
}

#[tokio::test]
async fn what_is_missing_or_wrong_has_its_code() {
    let bed = Bed::new("").await;
    let right = bed.parameters();
    let signed = right.clone().sign("sandbox", "{}");
    for (name, absent) in [
        ("api_key", "40"),
        ("client_serial", "40"),
        ("api_version", "32"),
        ("timestamp", "30"),
        ("signature", "24"),
    ] {
        assert_eq!(code(&bed, signed.clone().without(name)).await, absent);
        assert_eq!(code(&bed, signed.clone().set(name, "")).await, absent);
    }
    for (name, wrong, expected) in [
        ("api_key", "other", "29"),
        ("client_serial", "PL-other", "26"),
        ("api_version", "2.0", "41"),
        ("timestamp", "2021-12-20 2:00:00", "31"),
        ("timestamp", "2021-12-20T14:00:00", "31"),
        ("timestamp", "20211220140000", "31"),
        // 12 hours: what the document's hh:mm:ss led a client to.
        ("timestamp", "2021-12-20 02:00:00", "31"),
    ] {
        let parameters = right.clone().set(name, wrong).sign("sandbox", "{}");
        assert_eq!(code(&bed, parameters).await, expected, "{name} {wrong}");
    }
    assert_eq!(code(&bed, right.clone().sign("other", "{}")).await, "25");
    assert_eq!(code(&bed, signed).await, "00");
    let outcomes = bed.sandbox.state().requests();
    assert_eq!(outcomes.last().unwrap().outcome, Outcome::Answered);
    let reason = "24 缺少参数signature".to_owned();
    let refused = |seen: &shangbao::sandbox::RequestSeen| {
        seen.outcome
            == Outcome::Refused {
                reason: reason.clone(),
            }
    };
    assert_eq!(outcomes.iter().filter(|seen| refused(seen)).count(), 2);
}

#[tokio::test]
async fn six_minutes_of_difference_are_allowed_and_the_platforms_clock_is_in_its_answers() {
    let bed = Bed::new("").await;
    for (seconds, expected) in [(360, "00"), (361, "31"), (-360, "00"), (-361, "31")] {
        bed.sandbox.set_ahead(TimeDelta::seconds(seconds));
        let signed = bed.parameters().sign("sandbox", "{}");
        let answer = bed.post("DictListEmpCategory", signed, "{}").await.unwrap();
        let date = answer.headers()["date"].to_str().unwrap().to_owned();
        let date = DateTime::parse_from_rfc2822(&date).unwrap();
        assert_eq!(json_of(answer).await["code"], expected, "{seconds}");
        assert_eq!((date.to_utc() - bed.clock.now()).num_seconds(), seconds);
    }
}

#[tokio::test]
async fn versions_differ_by_function() {
    let bed = Bed::new("").await;
    for function in Function::ALL {
        let body = json!({}).to_string();
        let parameters = bed.parameters().set("api_version", "1.0");
        let signed = parameters.sign("sandbox", &body);
        let answer = json_of(bed.post(function.name(), signed, &body).await.unwrap()).await;
        let refused = answer["detail_message"] == "api_version不支持";
        let without = [
            "DictListJobTypeName",
            "DictListJobName",
            "GetCompanyType",
            "RegisterEmployee",
        ];
        assert_eq!(refused, without.contains(&function.name()), "{function:?}");
    }
}

#[tokio::test]
async fn names_are_called_by_their_letters_case_and_closed_functions_not_at_all() {
    let bed = Bed::new("").await;
    for (name, status) in [
        ("userLeaveProject", 200),
        ("UserLeaveProject", 404),
        ("registerEmployee", 404),
        ("UploadPayroll", 404),
        ("UploadSafetyEducation", 404),
    ] {
        let signed = bed.parameters().sign("sandbox", "{}");
        let answer = bed.post(name, signed, "{}").await.unwrap();
        assert_eq!(answer.status(), status, "{name}");
    }
}
