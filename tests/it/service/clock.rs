//! The host's clock is put back: jobs go on within an interval, what was to be tried again is, and the step is shown.

use std::time::Duration;

use chrono::TimeDelta;
use shangbao::status::gather;

use crate::bed::{Bed, each_dialect, permit};

use super::{Running, arrives, until};

const STEPS: [i64; 3] = [20, 2 * 3600, 30 * 86_400];

/// Puts the bed's clock back by so many seconds.
fn put_back(bed: &Bed, seconds: i64) {
    bed.clock.set(bed.clock.now() - TimeDelta::seconds(seconds));
}

async fn notices(bed: &Bed) -> Vec<String> {
    let (app, context) = bed.app().await;
    gather(&app, &context).await.unwrap().notices
}

#[tokio::test]
async fn a_job_goes_on_within_its_interval() {
    each_dialect(async |dialect| {
        for job in ["every = \"60s\"", "schedule = \"* * * * *\""] {
            for seconds in STEPS {
                let mut bed = Bed::new(dialect).await;
                bed.job = job.into();
                bed.clock.advance(Duration::from_secs(40 * 86_400));
                bed.save(&[permit(1)]).await;
                let service = Running::start(&bed).await;
                arrives(&bed, 1).await;
                bed.save(&[permit(2)]).await;
                put_back(&bed, seconds);
                // The job sees it at once, the watch over the clock within seconds.
                tokio::time::sleep(Duration::from_millis(500)).await;
                if seconds > 60 {
                    until("the step is shown", async || {
                        notices(&bed)
                            .await
                            .iter()
                            .any(|notice| notice.contains("put back"))
                    })
                    .await;
                }
                bed.clock.advance(Duration::from_secs(60));
                arrives(&bed, 2).await;
                // And from then on as ever.
                bed.save(&[permit(3)]).await;
                bed.clock.advance(Duration::from_secs(60));
                arrives(&bed, 3).await;
                service.stop().await;
            }
        }
    })
    .await;
}

/// The permit arrives within half an hour of the bed's clock.
async fn arrives_in_time(bed: &Bed) {
    for _ in 0..30 {
        if bed.platform().contains_key("DH-1") {
            break;
        }
        bed.clock.advance(Duration::from_secs(60));
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    arrives(bed, 1).await;
}

#[tokio::test]
async fn what_was_in_back_off_is_tried_again() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"60s\"".into();
        bed.clock.advance(Duration::from_secs(40 * 86_400));
        bed.save(&[permit(1)]).await;
        bed.sandbox.script("busy:1".parse().unwrap());
        let service = Running::start(&bed).await;
        until("it waits", async || {
            let failures = bed.failures(true).await;
            failures
                .get("1")
                .is_some_and(|failure| failure.next_at.is_some())
        })
        .await;
        put_back(&bed, 30 * 86_400);
        arrives_in_time(&bed).await;
        service.stop().await;
    })
    .await;
}

/// The clock was put back while nothing ran.
#[tokio::test]
async fn a_service_that_starts_in_the_past_works() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"60s\"".into();
        bed.clock.advance(Duration::from_secs(40 * 86_400));
        bed.save(&[permit(1)]).await;
        bed.sandbox.script("busy:1".parse().unwrap());
        let service = Running::start(&bed).await;
        until("it waits", async || {
            let failures = bed.failures(true).await;
            failures
                .get("1")
                .is_some_and(|failure| failure.next_at.is_some())
        })
        .await;
        service.stop().await;
        put_back(&bed, 30 * 86_400);
        let service = Running::start(&bed).await;
        until("the step is shown", async || {
            !notices(&bed).await.is_empty()
        })
        .await;
        arrives_in_time(&bed).await;
        service.stop().await;
    })
    .await;
}
