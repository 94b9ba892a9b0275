//! The acceptance sheet of the construction platform: five or more records of each interface, and the dictionaries.

use std::collections::BTreeMap;
use std::process::Output;

use serde_json::Value;
use tokio::process::Command;

use super::{json, stderr, stdout};
use crate::bed::{Building, PROJECT, each_dialect, id_code};

async fn shangbao(bed: &Building, arguments: &[&str]) -> Output {
    bed.write("jobs.toml", &bed.jobs_toml());
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    let config = bed.folder.path().join("jobs.toml");
    command.arg("--config").arg(config).args(arguments);
    command.kill_on_drop(true).output().await.unwrap()
}

/// The lines of the sheet, by target or dictionary.
async fn sheet(bed: &Building) -> BTreeMap<String, Value> {
    let shown = shangbao(bed, &["status", "--account", "--json"]).await;
    let lines = json(&shown).as_array().unwrap().clone();
    let name = |line: &Value| {
        let name = line.get("target").or(line.get("dictionary"));
        name.and_then(Value::as_str).unwrap().to_owned()
    };
    lines.into_iter().map(|line| (name(&line), line)).collect()
}

fn numbers(line: &Value) -> (u64, u64) {
    let number = |name: &str| {
        line[name]
            .as_u64()
            .unwrap_or_else(|| panic!("{name}: {line}"))
    };
    (number("delivered"), number("missing"))
}

fn records(line: &Value) -> Vec<String> {
    let latest = line["latest"].as_array().unwrap().iter();
    let mut records: Vec<String> = latest
        .filter_map(|upload| Some(upload["record"].as_str()?.to_owned()))
        .collect();
    records.sort_unstable();
    records
}

fn masked(worker: i64) -> String {
    let number = id_code(worker);
    format!("{PROJECT}/4403**********{}", &number[14..])
}

/// A company, six workers and their passages; the second row of worker 1 is the same worker.
async fn site(dialect: shangbao::sql::Dialect) -> Building {
    let bed = Building::staffed(dialect, 6).await;
    bed.hire(7, 1).await;
    let twin = format!("UPDATE workers SET id_code = '{}' WHERE id = 7", id_code(1));
    bed.change("worker", 7, &twin).await;
    for worker in 1..=4 {
        bed.pass(worker, 10).await;
    }
    bed.run().await;
    bed
}

#[tokio::test]
async fn records_are_counted_once_whatever_became_of_them_since() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        let lines = sheet(&bed).await;
        assert_eq!(
            numbers(&lines["cwr.register_employee"]),
            (6, 0),
            "seven rows of six workers"
        );
        assert_eq!(numbers(&lines["cwr.passed_log"]), (4, 1));
        assert_eq!(numbers(&lines["cwr.add_company"]), (1, 4));
        assert_eq!(numbers(&lines["cwr.leave_project"]), (0, 5));

        // One leaves, the next change of another is refused, and a third row is gone: all reached the platform.
        bed.depart(2, true).await;
        bed.change("worker", 3, "UPDATE workers SET phone = NULL WHERE id = 3")
            .await;
        bed.change("worker", 4, "DELETE FROM workers WHERE id = 4")
            .await;
        bed.run().await;
        let lines = sheet(&bed).await;
        assert_eq!(numbers(&lines["cwr.register_employee"]), (6, 0));
        assert_eq!(numbers(&lines["cwr.leave_project"]), (1, 4));
    })
    .await;
}

#[tokio::test]
async fn a_person_can_match_what_is_shown_with_what_the_platform_shows() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.depart(2, true).await;
        bed.run().await;
        let lines = sheet(&bed).await;
        // Worker 2 left, so that the registration's row is not there any more: the others are shown.
        let expected: Vec<String> = [1, 3, 4, 5, 6].map(masked).into();
        assert_eq!(records(&lines["cwr.register_employee"]), expected);
        assert_eq!(records(&lines["cwr.leave_project"]), [masked(2)]);
        let passages = records(&lines["cwr.passed_log"]);
        assert_eq!(passages.len(), 4);
        let first = format!(
            "{PROJECT}/G-0/4403**********{}/2026-03-01 07:50:00",
            &id_code(2)[14..]
        );
        assert_eq!(passages[0], first);
        assert_eq!(
            records(&lines["cwr.add_company"]),
            [format!("{PROJECT}/深圳市第1建筑公司")]
        );
        for shown in [
            &["status", "--account"][..],
            &["status", "--account", "--csv"],
            &["status", "--account", "--json"],
        ] {
            let shown = shangbao(&bed, shown).await;
            let said = stdout(&shown) + &stderr(&shown);
            assert!(said.contains(&masked(1)), "{said}");
            assert!(
                (1..=6).all(|worker| !said.contains(&id_code(worker))),
                "{said}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_another_record_by_now_is_not_shown_as_what_was_sent() {
    let bed = site(shangbao::sql::Dialect::Sqlite).await;
    // Not reported: the change log knows nothing of it.
    let update = format!(
        "UPDATE workers SET id_code = '{}' WHERE id = 6",
        id_code(99)
    );
    bed.site.run(&update).await;
    let shown = records(&sheet(&bed).await["cwr.register_employee"]);
    assert_eq!(shown, [1, 2, 3, 4, 5].map(masked));
    // A source that is away costs the names, and nothing else.
    bed.site.run("ALTER TABLE workers RENAME TO people").await;
    let shown = shangbao(&bed, &["status", "--account", "--json"]).await;
    assert_eq!(shown.status.code(), Some(0), "{}", stderr(&shown));
    assert!(
        stderr(&shown).contains("register_employee: its records cannot be named"),
        "{}",
        stderr(&shown)
    );
}

#[tokio::test]
async fn the_dictionaries_stand_on_the_sheet_and_in_the_file() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        let lines = sheet(&bed).await;
        for used in ["DictListEmpCategory", "DictListJobName"] {
            let line = &lines[used];
            assert!(line["entries"].as_u64() > Some(0), "{line}");
            assert_eq!(line["fetched_at"], "2026-03-01T08:00:00+08:00");
        }
        for unused in ["DictListJobTypeName", "GetCompanyType"] {
            assert!(lines[unused]["entries"].is_null(), "{}", lines[unused]);
            assert!(lines[unused]["fetched_at"].is_null());
        }
        let file = stdout(&shangbao(&bed, &["status", "--account", "--csv"]).await);
        let mut rows = file.split("\r\n");
        assert_eq!(
            rows.next(),
            Some("\u{feff}platform,interface,delivered,missing,record,key,upload,time")
        );
        assert!(file.contains("building,DictListJobName,"), "{file}");
        assert!(
            file.contains("building,GetCompanyType,,,单位类型,,,never"),
            "{file}"
        );
        let workers = file.matches("building,cwr.register_employee,6,0,").count();
        assert_eq!(workers, 5, "{file}");
        let without = shangbao(&bed, &["status", "--csv"]).await;
        assert_eq!(without.status.code(), Some(2));
    })
    .await;
}

/// What was forgotten counts as never delivered.
#[tokio::test]
async fn a_record_that_was_never_stored_does_not_count() {
    let bed = site(shangbao::sql::Dialect::Sqlite).await;
    bed.sandbox
        .script("code:41 x1 @RegisterEmployee".parse().unwrap());
    bed.hire(8, 1).await;
    bed.run().await;
    assert_eq!(numbers(&sheet(&bed).await["cwr.register_employee"]), (6, 0));
    let (app, context) = bed.app().await;
    let job = app.job("register_employee").unwrap();
    let route = context
        .ledger
        .route("register_employee", &job.account.id)
        .await
        .unwrap();
    let failures = context.ledger.failures(route.id, false).await.unwrap();
    assert_eq!(failures.len(), 2, "{failures:#?}");
}
