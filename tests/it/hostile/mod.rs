//! Rows and keys as bad as sites have them: what `check` and `preview` say of each is what a run does with it and what
//! `audit` tells, the exit code included, whatever other keys it is asked with.

mod faults;
mod keys;
mod rows;
mod site;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shangbao::pipeline::{PreviewedRecord, preview, trial};

use crate::bed::{Bed, each_dialect};
use crate::cli::{json, shangbao, stdout};
use site::{Case, site};

/// What is said of a key: whether it is a record, and why not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Record,
    Refused {
        code: String,
        field: Option<String>,
        message: String,
    },
    NoRow,
}

impl From<&PreviewedRecord> for Said {
    fn from(previewed: &PreviewedRecord) -> Self {
        match &previewed.record {
            Some(Ok(_)) => Self::Record,
            Some(Err(refusal)) => Self::Refused {
                code: refusal.code.to_owned(),
                field: refusal.reasons[0].0.map(str::to_owned),
                message: refusal.to_string(),
            },
            None => Self::NoRow,
        }
    }
}

/// What `preview` says of keys, all asked at once; and its exit code.
async fn by_preview(bed: &Bed, case: &Case) -> (BTreeMap<String, Said>, Option<i32>) {
    let keys: Vec<String> = case.keys.iter().map(|key| format!("--key={key}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let asked = [&["preview", case.job, "--json"], &keys[..]].concat();
    let shown = shangbao(bed, &asked).await;
    let records = json(&shown)["records"].clone();
    let said = records.as_array().unwrap().iter().map(|record| {
        let reasons = record["rejected"].as_array().unwrap();
        let reason = |reason: &Value| match reason[0].as_str() {
            Some(field) => format!("{field}: {}", reason[1].as_str().unwrap()),
            None => reason[1].as_str().unwrap().to_owned(),
        };
        let said = match record["code"].as_str() {
            Some(code) => Said::Refused {
                code: code.to_owned(),
                field: reasons[0][0].as_str().map(str::to_owned),
                message: reasons.iter().map(reason).collect::<Vec<_>>().join("; "),
            },
            None if record["ignored"] == true => Said::NoRow,
            None => Said::Record,
        };
        (record["key"].as_str().unwrap().to_owned(), said)
    });
    (said.collect(), shown.status.code())
}

/// What a run does with the keys, and its exit code: what `failures` lists is refused, what the ledger knows is delivered.
async fn by_run(bed: &Bed, case: &Case) -> (BTreeMap<String, Said>, Option<i32>) {
    let ran = shangbao(bed, &["run", "--once", case.job, "--json"]).await;
    let report = &json(&ran)[0];
    assert_eq!(report["error"], Value::Null, "{report}");
    assert_eq!(report["seen"], case.keys.len(), "{report}");
    let failures = json(&shangbao(bed, &["failures", case.job, "--json"]).await);
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    for failure in failures.as_array().unwrap() {
        let text = |name: &str| failure[name].as_str().map(str::to_owned);
        if failure["state"] == "overwritten" {
            // Two texts of one key, and so one row: it was sent by both.
            continue;
        }
        assert_eq!(failure["state"], "rejected", "{failure}");
        let refused = Said::Refused {
            code: text("code").unwrap(),
            field: text("field"),
            message: text("message").unwrap(),
        };
        said.insert(text("key").unwrap(), refused);
    }
    assert_eq!(report["rejected"], said.len(), "{report}");
    let (context, route) = {
        let (app, context) = bed.app().await;
        let job = app.job(case.job).unwrap();
        let route = context
            .ledger
            .route(case.job, &job.account.id)
            .await
            .unwrap();
        (context, route.id)
    };
    let keys: Vec<&str> = case.keys.iter().map(String::as_str).collect();
    let standings = context.ledger.standings(route, &keys).await.unwrap();
    for key in &case.keys {
        let other = match standings.get(key).map(|standing| standing.state.word()) {
            Some("delivered" | "overwritten") => Said::Record,
            _ => Said::NoRow,
        };
        said.entry(key.clone()).or_insert(other);
    }
    (said, ran.status.code())
}

/// What `audit` tells of the keys, and its exit code.
async fn by_audit(bed: &Bed, case: &Case) -> (BTreeMap<String, Said>, Option<i32>) {
    let range = ["--from", "2026-03-01", "--to", "2026-03-02"];
    let sheet = bed.folder.path().join("audit.csv");
    let csv = ["--csv", sheet.to_str().unwrap()];
    let told = shangbao(bed, &[&["audit", case.job], &range[..], &csv[..]].concat()).await;
    let sheet = std::fs::read_to_string(&sheet).unwrap();
    let mut reader = csv_lines(sheet.trim_start_matches('\u{feff}')).into_iter();
    assert_eq!(reader.next().unwrap()[2], "state");
    let said = reader.map(|cells| {
        let said = match cells[2].as_str() {
            "delivered" | "overwritten" => Said::Record,
            "ignored" => Said::NoRow,
            // Before the first run it is all the same whether a key was refused or never read.
            "unknown" if cells[4].is_empty() => Said::Record,
            "rejected" | "unknown" => Said::Refused {
                code: cells[4].clone(),
                field: None,
                message: cells[5].clone(),
            },
            other => panic!("{other}: {cells:?}"),
        };
        (cells[0].clone(), said)
    });
    (said.collect(), told.status.code())
}

/// The cells of a CSV text.
fn csv_lines(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '"' if quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut cells));
            }
            '\r' if !quoted => {}
            sign => cell.push(sign),
        }
    }
    lines
}

/// Without the field, which `audit` does not tell.
fn fieldless(said: &BTreeMap<String, Said>) -> BTreeMap<String, Said> {
    let bare = |said: &Said| match said.clone() {
        Said::Refused { code, message, .. } => Said::Refused {
            code,
            field: None,
            message,
        },
        said => said,
    };
    said.iter()
        .map(|(key, said)| (key.clone(), bare(said)))
        .collect()
}

fn assert_same(what: &str, one: &BTreeMap<String, Said>, other: &BTreeMap<String, Said>) {
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differ = keys
        .into_iter()
        .filter(|key| one.get(*key) != other.get(*key));
    let differ: Vec<_> = differ
        .map(|key| (key, one.get(key), other.get(key)))
        .collect();
    assert!(differ.is_empty(), "{what}: {differ:#?}");
}

/// What the trial of `check` finds for all keys together is the sum of what is said of each.
async fn assert_trial(bed: &Bed, case: &Case, said: &BTreeMap<String, Said>) {
    let (app, context) = bed.app().await;
    let job = app.job(case.job).unwrap();
    let tried = trial(&job, &context).await.unwrap();
    let count = |wanted: fn(&Said) -> bool| said.values().filter(|said| wanted(said)).count();
    assert_eq!(tried.tried, said.len());
    assert_eq!(
        tried.ignored,
        count(|said| *said == Said::NoRow),
        "{tried:?}"
    );
    assert_eq!(
        tried.refused,
        count(|said| matches!(said, Said::Refused { .. })),
        "{tried:?}"
    );
    for said in said.values() {
        let Said::Refused { field, message, .. } = said else {
            continue;
        };
        let is_told = tried
            .reasons
            .iter()
            .any(|(of, reason, _)| *of == field.as_deref() && message.contains(reason.as_str()));
        assert!(is_told, "{said:?}: {tried:?}");
    }
    // A key alone is what it is among others.
    for key in &case.keys {
        let alone = preview(&job, &context, std::slice::from_ref(key), 1)
            .await
            .unwrap();
        assert_eq!(Said::from(&alone.records[0]), said[key], "{key:?} alone");
    }
}

#[tokio::test]
async fn check_preview_run_and_audit_say_the_same_of_each_hostile_row() {
    each_dialect(async |dialect| {
        let (bed, cases) = site(dialect).await;
        assert!(cases.iter().map(|case| case.keys.len()).sum::<usize>() > 100);
        for case in &cases {
            eprintln!("{}", case.job);
            let (previewed, exit) = by_preview(&bed, case).await;
            let is_refused = |said: &Said| matches!(said, Said::Refused { .. });
            let refuses = previewed.values().any(is_refused);
            assert_eq!(exit, Some(i32::from(refuses)));
            assert_trial(&bed, case, &previewed).await;
            let checked = shangbao(&bed, &["check", case.job]).await;
            assert_eq!(checked.status.code(), exit, "{}", stdout(&checked));
            // A run that takes nothing in: from then on `audit` calls what it does not know unknown.
            shangbao(&bed, &["run", "--once", case.job, "--limit", "0"]).await;
            let (unknown, exit_of_audit) = by_audit(&bed, case).await;
            assert_same("preview and audit", &fieldless(&previewed), &unknown);
            assert_eq!(exit_of_audit, Some(1));
            let (ran, exit_of_run) = by_run(&bed, case).await;
            assert_eq!(exit_of_run, exit);
            assert_same("preview and run", &previewed, &ran);
            let (told, exit_of_audit) = by_audit(&bed, case).await;
            assert_same("run and audit", &fieldless(&ran), &told);
            assert_eq!(exit_of_audit, exit);
            assert_known(case.job, &ran);
        }
    })
    .await;
}

/// What some of the keys are, on every database.
fn assert_known(job: &str, said: &BTreeMap<String, Said>) {
    let code = |key: &str| match &said[key] {
        Said::Record => "record",
        Said::Refused { code, .. } => code.as_str(),
        Said::NoRow => "none",
    };
    let known: &[(&str, &str)] = match job {
        "numbers" => &[
            ("1", "record"),
            ("2", "rows"),
            ("3", "rows"),
            ("4", "none"),
            ("5", "none"),
            ("6", "mapping"),
            ("7", "record"),
            ("11", "mapping"),
            ("14", "sql"),
            ("16", "mapping"),
            ("17", "mapping"),
            ("21", "mapping"),
            ("24", "mapping"),
            ("31", "record"),
            ("35", "sql"),
            ("39", "rows"),
            ("46", "record"),
        ],
        "codes" => &[
            ("A-1", "record"),
            ("b-2", "rows"),
            ("张三", "record"),
            ("007", "record"),
            ("7", "record"),
        ],
        _ => &[
            ("6f1c2a8e-0b7d-4a53-9c1e-2f4b6d8a0c11", "record"),
            ("00000000-0000-0000-0000-000000000000", "none"),
        ],
    };
    for (key, expected) in known {
        assert_eq!(code(key), *expected, "{key}: {:?}", said[*key]);
    }
}
