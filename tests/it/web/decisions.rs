//! Buttons: what a person decides is carried out, and kept with the address it came from.

use sqlx::Row;

use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect, permit};

use super::{Served, leads_to, until, wrong};

/// What the history holds: what, detail, user and host, oldest first.
async fn history(bed: &Bed) -> Vec<String> {
    let pool = sqlx::AnyPool::connect(&bed.state_url()).await.unwrap();
    let rows = sqlx::query(
        "SELECT what, detail, by_user, by_host FROM shangbao_history WHERE by_user LIKE 'web%' ORDER BY id",
    );
    let rows = rows.fetch_all(&pool).await.unwrap();
    pool.close().await;
    let text =
        |row: &sqlx::any::AnyRow, at: usize| row.get::<Option<String>, _>(at).unwrap_or_default();
    rows.iter()
        .map(|row| [0, 1, 2, 3].map(|at| text(row, at)).join(" | "))
        .collect()
}

#[tokio::test]
async fn a_record_that_was_corrected_is_retried_and_one_that_never_will_be_is_dismissed() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[wrong(1), wrong(2)]).await;
        bed.run().await;
        bed.bend_mapping(
            "confined_space = \"02\"",
            "hot_work = \"02\", confined_space = \"02\"",
        );
        let served = Served::service(&bed).await;
        let seal = served.seal("/jobs/work_ticket/failures").await;
        let no_reason = [("key", "2"), ("reason", "  ")];
        let asked = served
            .post("/jobs/work_ticket/dismiss", &no_reason, &seal)
            .await;
        assert_eq!(asked.status(), 400, "a reason is asked for");
        let reason = [("key", "2"), ("reason", "a drill")];
        let dismissed = served
            .post("/jobs/work_ticket/dismiss", &reason, &seal)
            .await;
        assert_eq!(
            leads_to(&dismissed),
            "/jobs/work_ticket/record?key=2&done=done-dismiss"
        );
        let retried = served
            .post("/jobs/work_ticket/retry", &[("key", "1")], &seal)
            .await;
        assert_eq!(
            leads_to(&retried),
            "/jobs/work_ticket/record?key=1&done=done-retry"
        );
        until("it arrives", async || bed.platform().contains_key("DH-1")).await;
        assert_eq!(bed.platform().len(), 1, "the dismissed one stays away");
        let kept = history(&bed).await;
        assert_eq!(
            kept,
            [
                "dismiss | a drill | web | 127.0.0.1",
                "retry |  | web | 127.0.0.1"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn all_that_failed_is_retried_at_once() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[wrong(1), wrong(2), wrong(3)]).await;
    bed.run().await;
    bed.bend_mapping(
        "confined_space = \"02\"",
        "hot_work = \"02\", confined_space = \"02\"",
    );
    let served = Served::service(&bed).await;
    let seal = served.seal("/jobs/work_ticket/failures").await;
    let retried = served
        .post("/jobs/work_ticket/retry", &[("all", "1")], &seal)
        .await;
    assert_eq!(
        leads_to(&retried),
        "/jobs/work_ticket/failures?done=done-retry"
    );
    until("all arrive", async || bed.platform().len() == 3).await;
    let nobody = served.post("/jobs/work_ticket/retry", &[], &seal).await;
    assert_eq!(nobody.status(), 400);
}

#[tokio::test]
async fn a_platform_and_a_job_are_paused_and_go_on() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"1s\"".into();
        let served = Served::service(&bed).await;
        for (what, name, sentence) in [
            ("platform", "hazchem", "one platform is paused"),
            ("job", "work_ticket", "one job is paused"),
        ] {
            let path = format!("/pause/{what}/{name}");
            let seal = served.seal(&path).await;
            let paused = served
                .post(&path, &[("reason", "the line is cut")], &seal)
                .await;
            assert_eq!(leads_to(&paused), "/?done=done-pause");
            let page = served.text("/").await;
            assert!(
                page.contains(sentence) && page.contains("the line is cut"),
                "{page}"
            );
            let path = format!("/resume/{what}/{name}");
            let resumed = served.post(&path, &[("reason", "mended")], &seal).await;
            assert_eq!(leads_to(&resumed), "/?done=done-resume");
            let again = served.post(&path, &[("reason", "mended")], &seal).await;
            assert_eq!(leads_to(&again), "/?done=done-nothing");
            assert!(served.text("/").await.contains("All is well"));
        }
        bed.save(&[permit(1)]).await;
        until("it arrives", async || {
            // `every` goes by the bed's clock.
            bed.clock.advance(std::time::Duration::from_secs(1));
            bed.platform().contains_key("DH-1")
        })
        .await;
    })
    .await;
}
