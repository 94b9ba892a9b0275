//! `forget`, `account move` and `status --account`.

use std::collections::BTreeSet;

use serde_json::Value;
use shangbao::sql::Dialect;

use super::{json, shangbao, shangbao_by, stderr, stdout};
use crate::bed::{Bed, each_dialect, permit};

/// A site with two permits at the platform.
async fn delivered(dialect: Dialect) -> Bed {
    let bed = Bed::new(dialect).await;
    bed.save(&[permit(1), permit(2)]).await;
    let ran = shangbao(&bed, &["run", "--once"]).await;
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    bed
}

/// What a run delivered and saw.
async fn run(bed: &Bed) -> (u64, u64) {
    let report = json(&shangbao(bed, &["run", "--once", "--json"]).await);
    let number = |name: &str| report[0][name].as_u64().unwrap();
    (number("delivered"), number("seen"))
}

#[tokio::test]
async fn what_is_forgotten_is_sent_anew() {
    each_dialect(async |dialect| {
        let bed = delivered(dialect).await;
        assert_eq!(run(&bed).await, (0, 0));
        let forget = ["forget", "work_ticket", "--key", "2", "--key", "99"];
        let without_reason = shangbao(&bed, &forget).await;
        assert_eq!(without_reason.status.code(), Some(2));
        let reason = [&forget[..], &["--reason", "deleted there by hand"]].concat();
        let said = stdout(&shangbao(&bed, &reason).await);
        assert!(said.starts_with("1 records forgotten"), "{said}");
        assert_eq!(run(&bed).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn an_account_with_a_new_address_goes_on_where_it_was() {
    each_dialect(async |dialect| {
        let bed = delivered(dialect).await;
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        let old = status["jobs"][0]["account"].as_str().unwrap();
        let elsewhere = bed
            .jobs_toml()
            .replace(&bed.sandbox.url(), &localhost(&bed));
        let moving = async |old: &str| {
            let move_it = ["account", "move", old, "hazchem", "--reason", "gateway"];
            shangbao_by(&bed, &elsewhere, &move_it).await
        };
        for (wrong, why) in [
            ("hazchem".to_owned(), "are different accounts"),
            (format!("{old}2"), "are different accounts"),
            (old.replace("127.0.0.1", "127.0.0.9"), old),
        ] {
            let refused = moving(&wrong).await;
            assert_eq!(refused.status.code(), Some(2), "{wrong}");
            let said = stderr(&refused);
            assert!(said.contains(why), "{wrong}: {said}");
        }
        let moved = moving(old).await;
        assert_eq!(moved.status.code(), Some(0), "{}", stderr(&moved));
        let ran = shangbao_by(&bed, &elsewhere, &["run", "--once", "--json"]).await;
        assert_eq!(json(&ran)[0]["seen"], 0, "{}", stdout(&ran));
        let status = json(&shangbao_by(&bed, &elsewhere, &["status", "--json"]).await);
        let job = &status["jobs"][0];
        assert_eq!(job["delivered"], 2);
        assert_ne!(job["account"], old);
    })
    .await;
}

/// The sandbox by another name.
fn localhost(bed: &Bed) -> String {
    bed.sandbox.url().replace("127.0.0.1", "localhost")
}

#[tokio::test]
async fn the_sheet_says_what_each_interface_has() {
    each_dialect(async |dialect| {
        let bed = delivered(dialect).await;
        let sheet = json(&shangbao(&bed, &["status", "--account", "--json"]).await);
        let targets: Vec<&str> = sheet
            .as_array()
            .unwrap()
            .iter()
            .map(|t| t["target"].as_str().unwrap())
            .collect();
        assert_eq!(
            targets,
            [
                "hazchem.work_ticket",
                "hazchem.ticket_file",
                "hazchem.gas_alarm",
                "hazchem.departure_alarm"
            ]
        );
        let permits = &sheet[0];
        // This platform has no acceptance test that wants a number of records.
        assert_eq!(
            (&permits["delivered"], &permits["missing"]),
            (&2.into(), &Value::Null)
        );
        let latest = permits["latest"].as_array().unwrap();
        let records: BTreeSet<&str> = latest
            .iter()
            .map(|l| l["record"].as_str().unwrap())
            .collect();
        assert_eq!(records, BTreeSet::from(["DH-1", "DH-2"]));
        for upload in latest {
            assert!(!upload["upload"].as_str().unwrap().is_empty(), "{upload}");
            assert!(
                upload["at"].as_str().unwrap().ends_with("+08:00"),
                "{upload}"
            );
        }
        assert_eq!(
            (&sheet[1]["delivered"], &sheet[1]["missing"]),
            (&0.into(), &Value::Null)
        );
        assert_eq!(sheet[1]["jobs"].as_array().unwrap().len(), 0);
        let said = stdout(&shangbao(&bed, &["status", "--account"]).await);
        assert!(
            said.contains("hazchem.gas_alarm") && said.contains("no job"),
            "{said}"
        );
    })
    .await;
}
