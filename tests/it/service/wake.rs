//! Wake-ups by PostgreSQL's NOTIFY. No other database has anything like it, so these run on PostgreSQL alone.

use std::time::Duration;

use shangbao::sql::Dialect;

use crate::bed::{Bed, permit};

use super::{Running, arrives, until};

/// A site whose job has no schedule: only a wake-up runs it after its first pass.
async fn woken() -> Bed {
    let mut bed = Bed::new(Dialect::Postgres).await;
    bed.job = "wake = \"permit_changed\"".into();
    bed
}

/// Whether a session listens.
async fn listens(bed: &Bed) -> bool {
    listener(bed, "SELECT count(*) FROM pg_stat_activity").await == 1
}

async fn listener(bed: &Bed, select: &str) -> i64 {
    let pool = bed.site.pool().await;
    let statement = format!("{select} WHERE datname = current_database() AND query LIKE 'LISTEN%'");
    let found = sqlx::query_scalar(sqlx::AssertSqlSafe(statement));
    let count = found.fetch_optional(&pool).await.unwrap().unwrap_or(0);
    pool.close().await;
    count
}

#[tokio::test]
async fn a_notification_starts_a_pass_at_once() {
    let bed = woken().await;
    let service = Running::start(&bed).await;
    until("it listens", async || listens(&bed).await).await;
    for id in 1..6 {
        bed.save(&[permit(id)]).await;
        bed.site.run("NOTIFY permit_changed").await;
        arrives(&bed, id).await;
    }
    service.stop().await;
}

#[tokio::test]
async fn notifications_during_a_pass_lead_to_one_more_and_none_is_lost() {
    let bed = woken().await;
    bed.sandbox.script("slow:200ms always".parse().unwrap());
    let service = Running::start(&bed).await;
    until("it listens", async || listens(&bed).await).await;
    for id in 1..30 {
        bed.save(&[permit(id)]).await;
        bed.site.run("NOTIFY permit_changed").await;
    }
    arrives(&bed, 29).await;
    service.stop().await;
    bed.assert_platform_equals_source().await;
    let uploads = bed.sandbox.state().requests().len();
    assert!(uploads < 29, "{uploads} uploads");
}

#[tokio::test]
async fn a_lost_connection_comes_back_with_a_pass_and_the_interval_goes_on_meanwhile() {
    let mut bed = woken().await;
    bed.job += "\nevery = \"10s\"";
    let service = Running::start(&bed).await;
    until("it listens", async || listens(&bed).await).await;
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity";
    assert_eq!(listener(&bed, cut).await, 1);
    bed.save(&[permit(1)]).await;
    bed.clock.advance(Duration::from_secs(10));
    arrives(&bed, 1).await;

    until("it listens again", async || listens(&bed).await).await;
    bed.save(&[permit(2)]).await;
    bed.site.run("NOTIFY permit_changed").await;
    arrives(&bed, 2).await;
    service.stop().await;
}

#[tokio::test]
async fn what_was_missed_while_nobody_listened_is_read_when_the_connection_is_back() {
    let bed = woken().await;
    let service = Running::start(&bed).await;
    until("it listens", async || listens(&bed).await).await;
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity";
    for id in 1..4 {
        // Nobody is told of it, as if its notification had met a dead connection. (A pass that still goes on may see it
        // all the same: hence more than one, and a pause.)
        tokio::time::sleep(Duration::from_millis(300)).await;
        bed.save(&[permit(id)]).await;
        assert_eq!(listener(&bed, cut).await, 1);
        arrives(&bed, id).await;
        until("it listens again", async || listens(&bed).await).await;
    }
    service.stop().await;
}
