//! What failed is shown until it was tried again and worked, and is tried ever more rarely.

use std::time::Duration;

use shangbao::ledger::{Decision, Selection};
use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect, permit};

use super::{Running, arrives, until};

async fn error(bed: &Bed) -> Option<String> {
    let (job, context) = bed.job().await;
    let route = context
        .ledger
        .find_route("work_ticket", &job.account.id)
        .await;
    route.unwrap().and_then(|route| route.error)
}

/// The service of a site with a job of every second, whose mapping is bent; after its first failure.
async fn failing(dialect: Dialect, from: &str, to: &str) -> (Bed, Running) {
    let mut bed = Bed::new(dialect).await;
    bed.job = "every = \"1s\"".into();
    bed.bend_mapping(from, to);
    bed.save(&[permit(1)]).await;
    let service = Running::start(&bed).await;
    until("the failure is shown", async || error(&bed).await.is_some()).await;
    (bed, service)
}

#[tokio::test]
async fn an_error_stands_in_every_look_until_what_failed_works() {
    each_dialect(async |dialect| {
        let (bed, service) = failing(dialect, "FROM permits WHERE", "FROM elsewhere WHERE").await;
        for look in 0..60 {
            bed.clock.advance(Duration::from_secs(1));
            tokio::time::sleep(Duration::from_millis(30)).await;
            let error = error(&bed).await;
            let stands = error.is_some_and(|error| error.contains("elsewhere"));
            assert!(stands, "look {look}");
        }
        bed.site
            .run("CREATE TABLE elsewhere AS SELECT * FROM permits")
            .await;
        for _ in 0..70 {
            bed.clock.advance(Duration::from_secs(1));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        arrives(&bed, 1).await;
        until("the error is gone", async || error(&bed).await.is_none()).await;
        service.stop().await;
    })
    .await;
}

/// One stream of two cannot be read: the other goes on at each tick, and its passes clear nothing.
#[tokio::test]
async fn a_stream_that_fails_is_shown_while_the_other_goes_on() {
    each_dialect(async |dialect| {
        let first = "[[changes]]\nkind   = \"log\"";
        let both = format!(
            "[[changes]]\nkind = \"log\"\ntable = \"elsewhere\"\ncursor = \"id\"\nkey = \"row_key\"\n\n{first}"
        );
        let (bed, service) = failing(dialect, first, &both).await;
        arrives(&bed, 1).await;
        for id in 2..12 {
            bed.save(&[permit(id)]).await;
            bed.clock.advance(Duration::from_secs(1));
            arrives(&bed, id).await;
            let error = error(&bed).await;
            assert!(error.is_some_and(|error| error.contains("elsewhere")), "{id}");
        }
        service.stop().await;
    })
    .await;
}

/// Nothing is left that could fail: the error does not stand until the next change, which may be days away.
#[tokio::test]
async fn an_error_goes_once_nothing_is_left_that_failed() {
    each_dialect(async |dialect| {
        let (bed, service) = failing(dialect, "FROM permits WHERE", "FROM elsewhere WHERE").await;
        let reason = "不必上报".into();
        let dismiss = Decision::Dismiss { reason };
        bed.decide(Selection::Keys(vec!["1".into()]), dismiss).await;
        until("the error is gone", async || {
            bed.clock.advance(Duration::from_secs(1));
            error(&bed).await.is_none()
        })
        .await;
        service.stop().await;
    })
    .await;
}
