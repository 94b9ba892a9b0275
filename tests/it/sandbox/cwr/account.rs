//! Who may call: section 2.3's vectors, and each way to be refused.

use chrono::{DateTime, TimeDelta};
use serde_json::Value;
use shangbao_sandbox::{Account, Function, Options, Outcome};

use super::super::json_of;
use super::{Bed, Parameters, version};

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
            assert_eq!(json_of(answer).await["code"], "41");
        }
    }
}

async fn code(bed: &Bed, parameters: Parameters) -> Value {
    let answer = bed.post("DictListEmpCategory", parameters, "{}").await;
    json_of(answer.unwrap()).await["code"].clone()
}

/// A sandbox that takes what clients in the open send, and one that keeps to the document.
async fn lenient(lenient: bool) -> Bed {
    let account = Account {
        lenient,
        ..Account::default()
    };
    Bed::start(Options {
        account,
        ..Options::default()
    })
    .await
}

#[tokio::test]
async fn what_is_missing_or_wrong_has_its_code() {
    for (finer, codes) in [(false, ["40", "40", "40"]), (true, ["32", "30", "24"])] {
        let bed = lenient(finer).await;
        let right = bed.parameters();
        let signed = right.clone().sign("sandbox", "{}");
        for (name, absent) in [
            ("api_key", "40"),
            ("client_serial", "40"),
            ("api_version", codes[0]),
            ("timestamp", codes[1]),
            ("signature", codes[2]),
        ] {
            assert_eq!(code(&bed, signed.clone().without(name)).await, absent);
            assert_eq!(code(&bed, signed.clone().set(name, "")).await, absent);
        }
        let reason = format!("{} 缺少参数signature", codes[2]);
        let outcomes = bed.sandbox.state().requests();
        let refused = Outcome::Refused { reason };
        assert_eq!(outcomes.last().unwrap().outcome, refused);

        let [key, time, signature] = if finer {
            ["29", "31", "25"]
        } else {
            ["26", "41", "41"]
        };
        for (name, wrong, expected) in [
            ("api_key", "other", key),
            ("client_serial", "PL-other", "26"),
            ("api_version", "2.0", "41"),
            ("timestamp", "2021-12-20 2:00:00", time),
            ("timestamp", "2021-12-20T14:00:00", time),
            ("timestamp", "20211220140000", time),
            // 12 hours: what the document's hh:mm:ss led a client to.
            ("timestamp", "2021-12-20 02:00:00", time),
        ] {
            let parameters = right.clone().set(name, wrong).sign("sandbox", "{}");
            assert_eq!(code(&bed, parameters).await, expected, "{name} {wrong}");
        }
        let forged = right.clone().sign("other", "{}");
        assert_eq!(code(&bed, forged).await, signature);
        assert_eq!(code(&bed, signed).await, "00");
        let outcomes = bed.sandbox.state().requests();
        assert_eq!(outcomes.last().unwrap().outcome, Outcome::Answered);
    }
}

#[tokio::test]
async fn six_minutes_of_difference_are_allowed_and_the_platforms_clock_is_in_its_answers() {
    let bed = Bed::new("").await;
    for (seconds, expected) in [(360, "00"), (361, "41"), (-360, "00"), (-361, "41")] {
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
    for is_lenient in [false, true] {
        let bed = lenient(is_lenient).await;
        for (function, api_version) in Function::ALL
            .into_iter()
            .flat_map(|function| ["1.0", "1.1"].map(|version| (function, version)))
        {
            let parameters = bed.parameters().set("api_version", api_version);
            let signed = parameters.sign("sandbox", "{}");
            let answer = json_of(bed.post(function.name(), signed, "{}").await.unwrap()).await;
            let refused = answer["detail_message"] == "api_version不支持";
            let taken = api_version == version(function) || (is_lenient && api_version == "1.1");
            assert_eq!(refused, !taken, "{function:?} {api_version}");
            if refused {
                assert_eq!(answer["code"], "41");
            }
        }
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
