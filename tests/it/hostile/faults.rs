//! Faults of the site's database and of the SQL itself: they stop `check`, `preview` and a run alike. And answers without end.

use std::process::Stdio;
use std::time::Duration;

use shangbao::sql::Dialect;
use tokio::process::Command;

use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{json, shangbao_by, stderr, stdout};

const SQL: &str =
    "SELECT id, kind, place, status, begins, ends FROM permits WHERE id IN (:keys) AND status <> 9";

/// Asserts that `check`, `preview` and a run end with exit 3 and the same sentence.
async fn assert_stops(bed: &Bed, jobs_toml: &str, words: &str) {
    let checked = shangbao_by(bed, jobs_toml, &["check"]).await;
    let shown = shangbao_by(bed, jobs_toml, &["preview", "work_ticket", "--key", "1"]).await;
    let ran = shangbao_by(bed, jobs_toml, &["run", "--once", "--json"]).await;
    let codes = [&checked, &shown, &ran].map(|ended| ended.status.code());
    let said = format!("{}{}{}", stdout(&checked), stderr(&shown), stdout(&ran));
    assert_eq!(codes, [Some(3); 3], "{said}");
    let error = json(&ran)[0]["error"].as_str().unwrap().to_owned();
    assert!(error.contains(words), "{error}");
    assert!(
        stdout(&checked).contains(&format!("STOPS     {error}")),
        "{error}: {said}"
    );
    assert!(stderr(&shown).contains(&error), "{error}: {said}");
}

#[tokio::test]
async fn a_right_that_is_missing_on_a_joined_table_stops_check_preview_and_run_alike() {
    for dialect in [Dialect::Postgres, Dialect::MySql] {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.site.run("CREATE TABLE gas (id bigint)").await;
        bed.bend_mapping(
            SQL,
            &SQL.replace("FROM permits", "FROM permits LEFT JOIN gas USING (id)"),
        );
        let reader = format!("r{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
        let (server, name) = bed.site.url.rsplit_once('/').unwrap();
        let (url, grants) = match dialect {
            Dialect::Postgres => (
                server.replace("//shangbao@", &format!("//{reader}@")),
                format!(
                    "CREATE ROLE {reader} LOGIN;\nGRANT SELECT ON permits, change_log TO {reader}"
                ),
            ),
            _ => (
                server.replace("//shangbao:shangbao@", &format!("//{reader}:x@")),
                format!(
                    "CREATE USER {reader} IDENTIFIED BY 'x';\nGRANT SELECT ON {name}.permits TO {reader};\n\
                     GRANT SELECT ON {name}.change_log TO {reader}"
                ),
            ),
        };
        bed.site.run(&grants).await;
        let url = format!("[sources.site]\nurl = \"{url}/{name}\"");
        let source = format!("[sources.site]\nurl = \"{}\"", bed.site.url);
        let jobs_toml = bed.jobs_toml().replace(&source, &url);
        assert_stops(&bed, &jobs_toml, "gas").await;
        // It is found before there is any row to try.
        bed.site.run("DELETE FROM change_log").await;
        let checked = shangbao_by(&bed, &jobs_toml, &["check"]).await;
        assert_eq!(checked.status.code(), Some(3), "{}", stdout(&checked));
    }
}

#[tokio::test]
async fn a_fault_of_the_sql_is_no_records_and_stops_check_preview_and_run_alike() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1), permit(2)]).await;
        for (broken, words) in [
            (SQL.replace("FROM permits", "FROM nowhere"), "nowhere"),
            (SQL.replace("SELECT id", "SELECT ident"), "ident"),
            (SQL.replace("kind, place", "place"), "`kind`"),
        ] {
            bed.bend_mapping(SQL, &broken);
            assert_stops(&bed, &bed.jobs_toml(), words).await;
        }
        if dialect == Dialect::Postgres {
            // A value's error that no key has to do with.
            bed.bend_mapping(
                SQL,
                &SQL.replace("kind, place", "kind, CAST(1 / 0 AS text) AS place"),
            );
            assert_stops(&bed, &bed.jobs_toml(), "division by zero").await;
        }
        bed.bend_mapping(SQL, SQL);
        let ran = shangbao_by(&bed, &bed.jobs_toml(), &["run", "--once", "--json"]).await;
        assert_eq!(
            json(&ran)[0]["delivered"],
            2,
            "nothing was refused meanwhile"
        );
    })
    .await;
}

/// A subquery of so many rows.
fn series(dialect: Dialect, rows: u32) -> String {
    match dialect {
        Dialect::Postgres => format!("generate_series(1, {rows})"),
        Dialect::MySql => format!("(SELECT seq AS x FROM seq_1_to_{rows})"),
        Dialect::Sqlite => format!(
            "(WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {rows}) SELECT x FROM n)"
        ),
    }
}

/// Runs the job in a process of its own: its report, and the most memory it took (MiB).
async fn measured(bed: &Bed) -> (serde_json::Value, u64) {
    bed.write("jobs.toml", &bed.jobs_toml());
    let config = bed.folder.path().join("jobs.toml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command
        .arg("--config")
        .arg(config)
        .args(["run", "--once", "--json"]);
    let child = command
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id().unwrap());
    let output = child.wait_with_output();
    tokio::pin!(output);
    let mut most = 0;
    loop {
        tokio::select! {
            output = &mut output => {
                return (json(&output.unwrap())[0].clone(), most >> 10);
            }
            () = tokio::time::sleep(Duration::from_millis(5)) => {
                let status = std::fs::read_to_string(&status).unwrap_or_default();
                let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
                most = most.max(peak.unwrap_or(0));
            }
        }
    }
}

#[tokio::test]
async fn a_key_with_a_million_rows_is_refused_alone_and_fills_no_memory() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let permits: Vec<_> = (1..=40).map(permit).collect();
        bed.save(&permits).await;
        let all = series(dialect, 1_000_000);
        let endless = format!("FROM permits LEFT JOIN {all} AS every ON permits.id = 7");
        bed.bend_mapping(SQL, &SQL.replace("FROM permits", &endless));
        let (report, most) = measured(&bed).await;
        eprintln!("{dialect}: at most {most} MiB");
        assert_eq!(
            (&report["delivered"], &report["rejected"]),
            (&39.into(), &1.into()),
            "{report} {:?}",
            bed.failures(false).await
        );
        assert!(most < 150, "{most} MiB");
        let failures = bed.failures(false).await;
        let failure = &failures["7"];
        assert_eq!(failure.code.as_deref(), Some("rows"));
        let message = failure.message.as_deref().unwrap();
        assert!(
            message.contains("more than 1000 rows") && message.contains("join condition"),
            "{message}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_text_without_end_is_refused_alone_and_photos_of_several_megabytes_are_not() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let permits: Vec<_> = (1..=40).map(permit).collect();
        bed.save(&permits).await;
        let text = |mebibytes: usize| {
            let bytes = mebibytes << 20;
            match dialect {
                Dialect::Sqlite => format!("hex(zeroblob({}))", bytes / 2),
                _ => format!("repeat('0', {bytes})"),
            }
        };
        // MariaDB gives out no value of more than 16 MiB as it is installed.
        let (endless, long) = match dialect {
            Dialect::MySql => (15, 4),
            _ => (80, 8),
        };
        let column = format!(
            "CASE WHEN id = 7 THEN {} WHEN id IN (3, 4, 5) THEN {} END AS photo",
            text(endless),
            text(long)
        );
        let column = match dialect {
            Dialect::MySql => format!("{column}, {column}2, {column}3, {column}4, {column}5"),
            _ => column,
        };
        bed.bend_mapping(
            SQL,
            &SQL.replace("SELECT id", &format!("SELECT {column}, id")),
        );
        let (report, most) = measured(&bed).await;
        eprintln!("{dialect}: at most {most} MiB");
        assert_eq!(
            (&report["delivered"], &report["rejected"]),
            (&39.into(), &1.into()),
            "{report}"
        );
        assert!(most < 400, "{most} MiB");
        let failures = bed.failures(false).await;
        assert_eq!(failures["7"].code.as_deref(), Some("size"), "{failures:?}");
    })
    .await;
}

#[tokio::test]
async fn a_key_that_a_columns_charset_cannot_hold_costs_only_itself_also_in_expand() {
    let bed = Bed::new(Dialect::MySql).await;
    bed.site
        .run(
            "CREATE TABLE gas (number varchar(20) CHARACTER SET gbk PRIMARY KEY, permit bigint);\n\
             CREATE TABLE gas_log (id bigint PRIMARY KEY AUTO_INCREMENT, number varchar(20) CHARACTER SET utf8mb4);\n\
             INSERT INTO gas VALUES ('测1', 1), ('测2', 2), ('测3', 3);\n\
             INSERT INTO gas_log (number) VALUES ('测1'), ('测😀'), ('测2'), ('ø'), ('测3')",
        )
        .await;
    bed.save(&[permit(1), permit(2), permit(3)]).await;
    bed.site.run("DELETE FROM change_log").await;
    bed.bend_mapping(
        "table  = \"change_log\"\ncursor = \"id\"\nkey    = \"row_key\"\nop     = { column = \"op\", delete = [\"D\"] }",
        "table  = \"gas_log\"\ncursor = \"id\"\nkey    = \"number\"\nexpand = \"SELECT permit FROM gas WHERE number IN (:keys)\"",
    );
    let report = bed.run().await;
    assert_eq!(
        (report.delivered, report.error.as_deref()),
        (3, None),
        "{report:?}"
    );
    assert!((1..=2).contains(&report.rejected), "{report:?}");
    let failures = bed.failures(false).await;
    // The change's own key: which record it speaks of is not known.
    let failure = &failures["测😀"];
    assert_eq!(failure.code.as_deref(), Some("expand"));
    // `preview` tells the same.
    let asked = ["preview", "work_ticket", "--json"];
    let shown = json(&shangbao_by(&bed, &bed.jobs_toml(), &asked).await);
    let records = shown["records"].as_array().unwrap();
    let record = records
        .iter()
        .find(|record| record["key"] == "测😀")
        .unwrap();
    assert_eq!(record["code"], "expand");
    assert_eq!(
        record["rejected"][0][1].as_str(),
        failure.message.as_deref()
    );
}
