//! The commands, as a person types them.

mod account;
mod audit;
mod check;
mod chinese;
mod doubts;
mod failures;
mod fields;
mod history;
mod pooler;
mod preview;
mod sheet;
mod stand_in;

use std::process::Output;

use serde_json::Value;
use shangbao::sql::Dialect;
use tokio::process::Command;

use crate::bed::{Bed, each_dialect, permit};

/// Runs a command at the bed's site; on the host's clock, as always.
pub(crate) async fn shangbao(bed: &Bed, arguments: &[&str]) -> Output {
    shangbao_by(bed, &bed.jobs_toml(), arguments).await
}

/// The same with another configuration.
pub(crate) async fn shangbao_by(bed: &Bed, jobs_toml: &str, arguments: &[&str]) -> Output {
    bed.write("jobs.toml", jobs_toml);
    let config = bed.folder.path().join("jobs.toml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command
        .arg("--config")
        .arg(config)
        .args(arguments)
        .kill_on_drop(true);
    command.output().await.unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {} {}", stdout(output), stderr(output)))
}

/// A site whose third permit is wrong, after its first run.
async fn after_a_run(dialect: Dialect) -> (Bed, Output) {
    let bed = Bed::new(dialect).await;
    let mut wrong = permit(3);
    wrong.kind = "radiography";
    bed.save(&[permit(1), permit(2), wrong]).await;
    let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
    (bed, ran)
}

#[tokio::test]
async fn check_finds_everything_in_order_before_the_first_run() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert_eq!(checked.status.code(), Some(0), "{said}{}", stderr(&checked));
        for finding in ["login succeeds", "takes in 1 changes", "never ran at"] {
            assert!(said.contains(finding), "{finding}: {said}");
        }
    })
    .await;
}

#[tokio::test]
async fn check_says_what_no_poll_can_save_and_refuses_what_cannot_be_read() {
    let bed = Bed::new(Dialect::Postgres).await;
    bed.site
        .run("ALTER SEQUENCE change_log_id_seq CACHE 50")
        .await;
    let checked = shangbao(&bed, &["check"]).await;
    let said = stdout(&checked);
    assert_eq!(checked.status.code(), Some(0), "{said}");
    let note = "note      stream `change_log`: the sequence of `id` has CACHE 50";
    assert!(said.contains(note), "{said}");
    bed.site
        .run("ALTER TABLE change_log ALTER id DROP DEFAULT, ALTER id TYPE text")
        .await;
    let checked = shangbao(&bed, &["check"]).await;
    let said = stdout(&checked);
    assert_eq!(checked.status.code(), Some(2), "{said}");
    let wrong = "WRONG     stream `change_log`: the cursor `id` is text";
    assert!(
        said.contains(wrong) && !said.contains("can be read"),
        "{said}"
    );
}

#[tokio::test]
async fn a_run_report_has_every_number() {
    each_dialect(async |dialect| {
        let (_bed, ran) = after_a_run(dialect).await;
        assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
        let report = &json(&ran)[0];
        let shown = ["job", "seen", "delivered", "rejected"].map(|name| report[name].clone());
        assert_eq!(
            shown,
            [Value::from("work_ticket"), 3.into(), 2.into(), 1.into()]
        );
        let counts = ["unchanged", "ignored", "expired", "held", "gone"];
        let others = ["dismissed", "waiting", "requests", "elapsed_ms"];
        for name in counts.into_iter().chain(others) {
            assert!(report[name].is_u64(), "{name}: {report}");
        }
        for name in ["paused", "skipped", "error"] {
            assert!(report[name].is_null(), "{name}: {report}");
        }
    })
    .await;
}

#[tokio::test]
async fn failures_and_status_say_what_became_of_the_records() {
    each_dialect(async |dialect| {
        let (bed, _) = after_a_run(dialect).await;
        let failures = json(&shangbao(&bed, &["failures", "--json"]).await);
        assert_eq!(failures.as_array().unwrap().len(), 1);
        let shown = ["job", "key", "state", "field"].map(|name| failures[0][name].clone());
        assert_eq!(shown, ["work_ticket", "3", "rejected", "ticket_type"]);
        assert!(failures[0]["since"].as_str().unwrap().ends_with("+08:00"));

        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        let job = &status["jobs"][0];
        assert_eq!(
            (&job["delivered"], &job["rejected"]),
            (&2.into(), &1.into())
        );
        assert_eq!(job["streams"][0]["watermark"], "3");
        assert_eq!(status["platforms"][0]["paused"], false);
    })
    .await;
}

/// How many seconds behind the first stream is.
async fn lag(bed: &Bed) -> Option<i64> {
    let status = json(&shangbao(bed, &["status", "--json"]).await);
    status["jobs"][0]["streams"][0]["lag_s"].as_i64()
}

#[tokio::test]
async fn a_stream_that_was_just_read_to_its_end_has_no_lag_however_long_nothing_came() {
    let (mut bed, _) = after_a_run(Dialect::Sqlite).await;
    let state = format!("sqlite://{}/shangbao.db", bed.folder.path().display());
    let state = sqlx::AnyPool::connect(&state).await.unwrap();
    let change = async |change: &str| {
        let sql = format!("UPDATE shangbao_stream SET {change}");
        let changed = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&state).await;
        assert_eq!(changed.unwrap().rows_affected(), 1);
    };
    change("moved_at = 0").await;
    assert!(lag(&bed).await.unwrap() < 60);
    for (reached, far) in [(",\"reached\":\"2026-03-01T00:00:00Z\"", true), ("", false)] {
        let middle = format!("{{\"kind\":\"log\",\"after\":\"1\",\"looked\":true{reached}}}");
        change(&format!("position = '{middle}'")).await;
        assert_eq!(lag(&bed).await.map(|lag| lag > 86_400), far.then_some(true));
    }
    change("position = '{\"kind\":\"log\",\"after\":\"3\"}'").await;
    bed.site.url = "postgres://127.0.0.1:9/site".into();
    shangbao(&bed, &["run", "--once"]).await;
    assert!(lag(&bed).await.unwrap() > 86_400);
}

#[tokio::test]
async fn people_dismiss_and_send_again() {
    each_dialect(async |dialect| {
        let (bed, _) = after_a_run(dialect).await;
        let reason = ["--reason", "不属于上报范围"];
        let dismiss = [&["dismiss", "work_ticket", "--key", "3"], &reason[..]].concat();
        assert!(shangbao(&bed, &dismiss).await.status.success());
        let left = json(&shangbao(&bed, &["failures", "--json"]).await);
        assert_eq!(left, Value::Array(vec![]));
        let retry = ["retry", "work_ticket", "--key", "1", "--resend"];
        assert!(shangbao(&bed, &retry).await.status.success());
        let report = json(&shangbao(&bed, &["run", "--once", "work_ticket", "--json"]).await);
        assert_eq!(report[0]["delivered"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_paused_platform_is_left_alone_until_it_is_resumed() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    assert!(
        shangbao(&bed, &["pause", "hazchem", "--reason", "维护"])
            .await
            .status
            .success()
    );
    let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
    assert_eq!(
        (ran.status.code(), json(&ran)[0]["paused"].as_str()),
        (Some(3), Some("维护"))
    );
    let status = json(&shangbao(&bed, &["status", "--json"]).await);
    assert_eq!(
        (
            &status["platforms"][0]["paused"],
            &status["platforms"][0]["reason"]
        ),
        (&true.into(), &"维护".into())
    );
    assert!(
        shangbao(&bed, &["resume", "hazchem", "--reason", "维护结束"])
            .await
            .status
            .success()
    );
    let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
    assert_eq!(
        (ran.status.code(), &json(&ran)[0]["delivered"]),
        (Some(0), &1.into())
    );

    let unknown = shangbao(&bed, &["pause", "hazchen", "--reason", "x"]).await;
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        stderr(&unknown).contains("did you mean `hazchem`?"),
        "{}",
        stderr(&unknown)
    );
}

#[tokio::test]
async fn an_unreachable_database_or_platform_is_exit_3() {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    bed.site.url = "postgres://reporter:geheim@127.0.0.1:9/site".into();
    let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
    assert_eq!(ran.status.code(), Some(3));
    let error = json(&ran)[0]["error"].to_string();
    assert!(error.len() > 10 && !error.contains("geheim"), "{error}");
    let checked = shangbao(&bed, &["check"]).await;
    assert_eq!(checked.status.code(), Some(3), "{}", stdout(&checked));
}

#[tokio::test]
async fn reference_and_tables_are_printed() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let fields = shangbao(&bed, &["fields", "hazchem.work_ticket"]).await;
    let text = stdout(&fields);
    assert!(
        text.contains("ticket_type") && text.contains("01 动火"),
        "{text}"
    );
    let unknown = shangbao(&bed, &["fields", "hazchem.work_tickets"]).await;
    assert!(stderr(&unknown).contains("did you mean `hazchem.work_ticket`?"));
    let targets = json(&shangbao(&bed, &["fields", "--json"]).await);
    assert_eq!(targets.as_array().unwrap().len(), 9);

    let printed = stdout(&shangbao(&bed, &["init", "--print"]).await);
    assert!(
        printed.contains("CREATE TABLE shangbao_delivery"),
        "{printed}"
    );
    assert!(
        !bed.folder.path().join("shangbao.db").exists(),
        "printing changes nothing"
    );
    assert!(shangbao(&bed, &["init"]).await.status.success());
    assert!(bed.folder.path().join("shangbao.db").exists());
}
