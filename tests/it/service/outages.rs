//! A platform that fails is left alone, and a person's pause is kept.

use std::time::Duration;

use shangbao::ledger::{Pause, Scope};

use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{json, shangbao};

use super::{Running, arrives, stays_away, until};

/// What `status` says of the platform.
async fn paused(bed: &Bed) -> Option<String> {
    let status = json(&shangbao(bed, &["status", "--json"]).await);
    let platform = &status["platforms"][0];
    platform["paused"]
        .as_bool()
        .unwrap()
        .then(|| platform["reason"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_platform_that_fails_again_and_again_is_left_alone_and_goes_on_by_itself() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"5s\"".into();
        bed.sandbox.script("http-500:always@any".parse().unwrap());
        let service = Running::start(&bed).await;
        let mut saved = 0;
        while paused(&bed).await.is_none() {
            saved += 1;
            assert!(saved < 40, "it is not left alone");
            bed.save(&[permit(saved)]).await;
            bed.clock.advance(Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let reason = paused(&bed).await.unwrap();
        assert!(
            reason.contains("tried again by itself at 2026-03-01T08:"),
            "{reason}"
        );
        let asked = bed.sandbox.state().logins() as usize + bed.sandbox.state().requests().len();
        bed.clock.advance(Duration::from_secs(5));
        stays_away(&bed, 900).await;
        let now = bed.sandbox.state().logins() as usize + bed.sandbox.state().requests().len();
        assert_eq!(asked, now, "it is left alone");

        bed.sandbox.script("".parse().unwrap());
        bed.clock.advance(Duration::from_secs(60));
        until("it goes on", async || paused(&bed).await.is_none()).await;
        arrives(&bed, 900).await;
        service.stop().await;
        bed.run_until_settled().await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_person_paused_rests_until_it_is_resumed() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"5s\"".into();
        let service = Running::start(&bed).await;
        bed.save(&[permit(1)]).await;
        bed.clock.advance(Duration::from_secs(5));
        arrives(&bed, 1).await;
        let said = shangbao(&bed, &["pause", "work_ticket", "--reason", "audit"]).await;
        assert!(said.status.success());
        // Within a second the service sees it.
        tokio::time::sleep(Duration::from_secs(2)).await;
        bed.clock.advance(Duration::from_secs(5));
        stays_away(&bed, 2).await;
        shangbao(&bed, &["resume", "work_ticket", "--reason", "done"]).await;
        arrives(&bed, 2).await;
        service.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_person_ends_the_pause_of_an_outage() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"5s\"".into();
        bed.save(&[permit(1)]).await;
        let (job, context) = bed.job().await;
        let outage = Pause {
            scope: Scope::Platform,
            name: job.account.id.clone(),
            reason: "HTTP 500".into(),
            since: bed.clock.now_ms(),
            by: None,
            configuration: None,
            until: Some(bed.clock.now_ms() + 600_000),
        };
        context.ledger.pause(&outage).await.unwrap();
        // As after a restart during an outage.
        let service = Running::start(&bed).await;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert!(bed.platform().is_empty());
        shangbao(&bed, &["resume", "hazchem", "--reason", "they say so"]).await;
        until("the pause is seen to be over", async || {
            bed.clock.advance(Duration::from_secs(5));
            bed.platform().len() == 1
        })
        .await;
        service.stop().await;
        assert_eq!(context.ledger.pauses().await.unwrap(), []);
    })
    .await;
}
