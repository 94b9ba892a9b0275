//! Databases that fail: a pass that could not work is tried again, without anybody's help.

use std::time::Duration;

use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect, permit};

use super::{Running, arrives, until};

#[tokio::test]
async fn a_pass_that_could_not_read_is_tried_again_also_without_a_schedule() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.site
            .run("ALTER TABLE change_log RENAME TO elsewhere")
            .await;
        let service = Running::start(&bed).await;
        let (context, route) = bed.route().await;
        let (job, _) = bed.job().await;
        until("the failure is shown", async || {
            let shown = context.ledger.find_route("work_ticket", &job.account.id);
            let shown = shown.await.unwrap();
            shown.is_some_and(|shown| shown.id == route && shown.error.is_some())
        })
        .await;
        bed.site
            .run("ALTER TABLE elsewhere RENAME TO change_log")
            .await;
        until("it is tried again", async || {
            bed.clock.advance(Duration::from_secs(1));
            bed.platform().len() == 1
        })
        .await;
        service.stop().await;
    })
    .await;
}

/// Only PostgreSQL ends the sessions of others in one statement; the connections' upkeep is the same for all.
#[tokio::test]
async fn a_server_that_ended_all_connections_is_used_again() {
    let mut bed = Bed::new(Dialect::Postgres).await;
    bed.job = "every = \"5s\"".into();
    bed.save(&[permit(1)]).await;
    let service = Running::start(&bed).await;
    arrives(&bed, 1).await;
    for id in 2..5 {
        bed.site
            .run(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
            .await;
        bed.save(&[permit(id)]).await;
        until("it works again", async || {
            bed.clock.advance(Duration::from_secs(5));
            bed.platform().contains_key(&format!("DH-{id}"))
        })
        .await;
    }
    service.stop().await;
    bed.assert_platform_equals_source().await;
}
