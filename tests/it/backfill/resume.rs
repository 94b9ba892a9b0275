//! A backfill that was interrupted goes on where it was.

use std::process::Stdio;
use std::time::Duration;

use shangbao::pipeline::{BackfillRequest, Range};
use shangbao::sql::Dialect;
use sqlx::{AnyPool, AssertSqlSafe};
use tokio::process::{Child, Command};

use super::{backfilled, in_context, stored, unreported};
use crate::bed::{Bed, each_dialect, expire_lease};
use crate::cli::{json, shangbao};
use crate::service::until;

const PERMITS: i64 = 60;

/// `shangbao backfill` with these options, as a process.
fn start(bed: &Bed, options: &[&str]) -> Child {
    bed.write("jobs.toml", &bed.jobs_toml());
    Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .arg("--config")
        .arg(bed.folder.path().join("jobs.toml"))
        .args(["backfill", "work_ticket", "--all"])
        .args(options)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

/// The permits that the ledger holds for delivered; only those of a backfill that sent them again, with `resent`.
async fn confirmed(bed: &Bed, resent: bool) -> Vec<i64> {
    let pool = AnyPool::connect(&bed.state_url()).await.unwrap();
    let key = match bed.dialect {
        Dialect::MySql => "CONVERT(record_key USING utf8mb4)",
        _ => "record_key",
    };
    let of = if resent {
        "AND resent IS NOT NULL AND digest IS NOT NULL"
    } else {
        ""
    };
    let sql = format!("SELECT {key} FROM shangbao_delivery WHERE state = 'delivered' {of}");
    let sql = AssertSqlSafe(sql);
    let keys: Vec<String> = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    keys.iter().map(|key| key.parse().unwrap()).collect()
}

async fn killed_and_resumed(dialect: Dialect, resend: bool) {
    let bed = unreported(dialect, PERMITS).await;
    if resend {
        assert_eq!(backfilled(&bed, Range::All).await.delivered, 60);
    }
    let times = usize::from(resend) + 1;
    let mut options = vec!["--rate", "10"];
    options.extend(resend.then_some("--resend"));
    let mut child = start(&bed, &options);
    until("some are sent", async || {
        stored(&bed, 1..=PERMITS)
            .iter()
            .filter(|n| **n == times)
            .count()
            >= 25
    })
    .await;
    child.kill().await.unwrap();
    let (_, route) = bed.route().await;
    expire_lease(&bed, route).await;
    let confirmed = confirmed(&bed, resend).await;
    assert!(
        confirmed.len() > 10 && confirmed.len() < 60,
        "{confirmed:?}"
    );

    let status = json(&shangbao(&bed, &["status", "--json"]).await);
    let shown = &status["jobs"][0]["backfills"][0];
    assert_eq!(shown["range"], "--all", "{shown}");
    assert_eq!(
        (&shown["total"], &shown["resend"]),
        (&60.into(), &resend.into())
    );
    until("what was in flight is dead, and all is sent", async || {
        let again = match resend {
            true => start(&bed, &["--resend"]).wait().await,
            false => start(&bed, &[]).wait().await,
        };
        again.unwrap();
        stored(&bed, 1..=PERMITS).iter().all(|n| *n >= times)
    })
    .await;
    let of_confirmed = stored(&bed, confirmed.iter().copied());
    assert_eq!(of_confirmed, vec![times; confirmed.len()], "sent again");
}

#[tokio::test]
async fn killed_it_goes_on_and_sends_nothing_again_that_was_confirmed() {
    each_dialect(async |dialect| killed_and_resumed(dialect, false).await).await;
}

#[tokio::test]
async fn one_that_sends_all_again_sends_each_once() {
    each_dialect(async |dialect| killed_and_resumed(dialect, true).await).await;
}

#[tokio::test]
async fn asked_to_stop_it_says_so_and_how_to_go_on() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, PERMITS).await;
        bed.write("jobs.toml", &bed.jobs_toml());
        let mut child = start(&bed, &["--rate", "5"]);
        until("some are sent", async || !bed.platform().is_empty()).await;
        let pid = child.id().unwrap().to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status().await;
        assert!(sent.unwrap().success());
        let ended = tokio::time::timeout(Duration::from_secs(60), child.wait()).await;
        assert_eq!(ended.expect("it ends").unwrap().code(), Some(3));
        let status = shangbao(&bed, &["status"]).await;
        let status = String::from_utf8(status.stdout).unwrap();
        let line = "work_ticket: backfill --all: interrupted, 0 of 60 passed";
        assert!(status.contains(line), "{status}");
        let report = backfilled(&bed, Range::All).await;
        assert_eq!(report.delivered + report.unchanged, 60, "{report:?}");
        assert_eq!(stored(&bed, 1..=PERMITS), [1; 60]);
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        assert_eq!(status["jobs"][0]["backfills"], serde_json::json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_same_one_begun_again_takes_over() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, PERMITS).await;
        let (_, context) = bed.job().await;
        let request = BackfillRequest {
            range: Range::All,
            resend: false,
            rate: Some(5),
        };
        let (first, second) = tokio::join!(in_context(&bed, &context, &request), async {
            until("the first is at work", async || !bed.platform().is_empty()).await;
            backfilled(&bed, Range::All).await
        });
        let error = first.unwrap().error.unwrap();
        assert!(error.contains("another process goes on"), "{error}");
        assert_eq!(second.error, None);
        assert_eq!(stored(&bed, 1..=PERMITS), [1; 60]);
    })
    .await;
}

#[tokio::test]
async fn a_platform_that_fails_for_a_while_is_tried_again() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 10).await;
        bed.sandbox.script("http-500:3".parse().unwrap());
        let report = backfilled(&bed, Range::All).await;
        assert_eq!(report.error, None);
        assert_eq!(report.delivered + report.waiting, 10, "{report:?}");
        assert!(report.delivered > 0, "{report:?}");
    })
    .await;
}
