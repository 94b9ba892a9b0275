//! Passes at the start, by interval and by cron expression, on a clock of the test's own.

use std::time::Duration;

use crate::bed::{Bed, each_dialect, permit};

use super::{Running, arrives, stays_away, until};

#[tokio::test]
async fn a_job_runs_at_the_start_and_then_by_its_interval() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"10s\"".into();
        bed.save(&[permit(1)]).await;
        let service = Running::start(&bed).await;
        arrives(&bed, 1).await;
        stays_away(&bed, 2).await;
        bed.clock.advance(Duration::from_secs(10));
        arrives(&bed, 2).await;
        service.stop().await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_job_runs_by_its_cron_expression_in_the_configured_zone() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        // The bed's clock stands at 08:00 in Shanghai.
        bed.job = "schedule = \"30 8 * * *\"".into();
        bed.save(&[permit(9)]).await;
        let service = Running::start(&bed).await;
        arrives(&bed, 9).await;
        stays_away(&bed, 1).await;
        bed.clock.advance(Duration::from_secs(29 * 60));
        stays_away(&bed, 2).await;
        bed.clock.advance(Duration::from_secs(60));
        arrives(&bed, 1).await;
        arrives(&bed, 2).await;
        // Two nights were slept through: one pass makes up for them.
        stays_away(&bed, 3).await;
        bed.clock.advance(Duration::from_secs(2 * 86_400));
        arrives(&bed, 3).await;
        service.stop().await;
    })
    .await;
}

#[tokio::test]
async fn ticks_during_a_pass_lead_to_one_more_behind_it() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"1s\"".into();
        bed.save(&[permit(1)]).await;
        bed.sandbox.script("slow:1s".parse().unwrap());
        let service = Running::start(&bed).await;
        until("the upload is on its way", async || {
            bed.sandbox.state().logins() == 1
        })
        .await;
        bed.save(&[permit(2)]).await;
        for _ in 0..50 {
            bed.clock.advance(Duration::from_secs(1));
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        arrives(&bed, 2).await;
        service.stop().await;
        let uploads = bed.sandbox.state().requests();
        let sizes = uploads.iter().map(|upload| upload.records);
        let sizes: Vec<usize> = sizes.filter(|size| *size > 0).collect();
        assert_eq!(sizes, [1, 1], "{uploads:?}");
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_stops_no_other() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        let broken = include_str!("../../data/work_ticket.toml");
        let broken = broken.replace("\"change_log\"", "\"no_such_table\"");
        bed.write("mappings/broken.toml", &broken);
        bed.job = "every = \"10s\"\n\n[jobs.broken]\nmapping = \"broken\"\nsource = \"site\"\n\
                   platform = \"hazchem\"\nevery = \"10s\""
            .into();
        let service = Running::start(&bed).await;
        for id in 1..4 {
            bed.save(&[permit(id)]).await;
            bed.clock.advance(Duration::from_secs(10));
            arrives(&bed, id).await;
        }
        let (context, _) = bed.route().await;
        let (job, _) = bed.job().await;
        until("the failure is shown", async || {
            let route = context.ledger.find_route("broken", &job.account.id).await;
            let error = route.unwrap().and_then(|route| route.error);
            error.is_some_and(|error| error.contains("no_such_table"))
        })
        .await;
        service.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_record_is_tried_again_when_its_back_off_ends_whatever_the_schedule() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "schedule = \"0 2 * * *\"".into();
        bed.save(&[permit(1)]).await;
        bed.sandbox.script("busy:1".parse().unwrap());
        let service = Running::start(&bed).await;
        until("the platform asked to wait", async || {
            !bed.sandbox.state().requests().is_empty()
        })
        .await;
        for _ in 0..60 {
            bed.clock.advance(Duration::from_secs(60));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        arrives(&bed, 1).await;
        service.stop().await;
    })
    .await;
}

#[tokio::test]
async fn others_learn_who_works_and_get_their_turn_when_it_stops() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"1s\"".into();
        bed.save(&[permit(1)]).await;
        let service = Running::start(&bed).await;
        arrives(&bed, 1).await;
        let by_hand = bed.run().await;
        let skipped = by_hand.skipped.unwrap();
        assert!(skipped.starts_with("leased by "), "{skipped}");
        service.stop().await;
        assert_eq!(bed.run().await.skipped, None);
    })
    .await;
}
