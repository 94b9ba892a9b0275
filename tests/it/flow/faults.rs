//! Under every fault of the platform the run ends with the platform equal to the source, or the record visible as failed.

use shangbao::ledger::State;
use shangbao_sandbox::Upload;

use crate::bed::{Bed, each_dialect, permit};

/// Faults that pass; each must leave no trace in the end.
const PASSING: &[&str] = &[
    "drop-after-accept:2",
    "drop-before:3",
    "unauthorized-http:1",
    "unauthorized-body:1",
    "unauthorized-text:1",
    "expire-tokens:1",
    "redirect:1",
    "html:1",
    "html:4",
    "http-500:3",
    "http-502-html:3",
    "body-500:3",
    "busy:3",
    "busy-json:3",
    "too-many:7",
    "slow:50ms",
    "slow:5s",
    "truncated:2",
    "garbage:2",
    "empty-data:2",
    "count-only:always",
    "punctuation:compact",
    "punctuation:full-width",
    "punctuation:spaced",
    "lists-disagree:2",
    "forget-one:2",
    "drop-after-accept:always p=0.3, http-500:always p=0.2, truncated:always p=0.2, seed=11",
];

#[tokio::test]
async fn every_fault_that_passes_leaves_the_platform_equal_to_the_source() {
    each_dialect(async |dialect| {
        for script in PASSING {
            eprintln!("under {script}");
            let mut bed = Bed::new(dialect).await;
            bed.job = "batch = { records = 8 }".into();
            bed.save(&(1..=20).map(permit).collect::<Vec<_>>()).await;
            bed.sandbox.script(script.parse().unwrap());
            bed.run_until_settled().await;
            assert!(
                bed.failures(false).await.is_empty(),
                "{script}: {:?}",
                bed.failures(false).await
            );
            bed.assert_platform_equals_source().await;

            // A change under the same fault arrives as well, and nothing older overtakes it.
            let mut moved = permit(5);
            moved.place = "泵房";
            bed.save(&[moved]).await;
            bed.sandbox.script(script.parse().unwrap());
            bed.run_until_settled().await;
            bed.assert_platform_equals_source().await;
            assert_eq!(bed.platform()["DH-5"], "泵房");
        }
    })
    .await;
}

#[tokio::test]
async fn a_record_that_the_platform_refuses_fails_alone_with_its_reason() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=20).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox
            .script("reject-id:DH-7=作业票已归档".parse().unwrap());
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.rejected, report.requests),
            (19, 1, 1)
        );
        let failure = &bed.failures(false).await["7"];
        assert!(
            failure.message.as_deref().unwrap().contains("作业票已归档"),
            "{failure:?}"
        );
        bed.assert_platform_equals_source().await;
        assert_eq!(
            bed.run().await.seen,
            0,
            "a refused record is not sent again by itself"
        );
    })
    .await;
}

#[tokio::test]
async fn the_culprits_of_a_refused_batch_are_found_by_halving() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=64).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox.script(
            "refuse-batch-with:DH-7, refuse-batch-with:DH-40"
                .parse()
                .unwrap(),
        );
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (62, 2));
        assert!(
            report.requests <= 2 * 2 * (5 + 1),
            "{} requests",
            report.requests
        );
        let failures = bed.failures(false).await;
        assert_eq!(failures.keys().collect::<Vec<_>>(), ["40", "7"]);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn counts_without_ids_are_halved_until_the_culprit_stands_alone() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=16).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox
            .script("reject-id:DH-3=重复, count-only:always".parse().unwrap());
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (15, 1));
        assert!(
            report.requests <= 2 * (4 + 1),
            "{} requests",
            report.requests
        );
        assert!(bed.failures(false).await.contains_key("3"));
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_record_missing_from_the_answer_is_sent_again_alone() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=5).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox.script("forget-one:1".parse().unwrap());
        let report = bed.run().await;
        assert_eq!((report.delivered, report.requests), (5, 2));
        let sizes: Vec<usize> = bed
            .sandbox
            .state()
            .requests()
            .iter()
            .filter(|seen| seen.path.contains("workTicket"))
            .map(|seen| seen.records)
            .collect();
        assert_eq!(sizes, [5, 1]);
    })
    .await;
}

#[tokio::test]
async fn a_change_during_an_upload_with_a_lost_reply_is_not_overwritten() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.sandbox.script("drop-after-accept:1".parse().unwrap());
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.waiting),
            (0, 1),
            "a lost reply is not a delivery"
        );
        // Content A, then B, then A again while nobody knows what the platform has.
        let mut moved = permit(1);
        moved.place = "泵房";
        bed.save(&[moved]).await;
        bed.save(&[permit(1)]).await;
        bed.run_until_settled().await;
        bed.assert_platform_equals_source().await;
        let history = bed.sandbox.state().history(Upload::WorkTicket, "DH-1");
        assert_eq!(history.last().unwrap()["ticket_position"], "罐区");
    })
    .await;
}

#[tokio::test]
async fn a_killed_run_loses_nothing() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=40).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox.script("slow:30s".parse().unwrap());
        let (job, context) = bed.job().await;
        let killed = {
            let (job, context) = (job.clone(), context.clone());
            tokio::spawn(async move { shangbao::pipeline::run_once(&job, &context, None).await })
        };
        let uploaded = async {
            while bed.sandbox.state().records(Upload::WorkTicket).is_empty() {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), uploaded)
            .await
            .unwrap();
        killed.abort();
        assert!(killed.await.unwrap_err().is_cancelled());
        bed.sandbox.script("".parse().unwrap());

        assert!(
            bed.run().await.skipped.is_some(),
            "the killed run's lease still stands"
        );
        let (_, route) = bed.route().await;
        crate::bed::expire_lease(&bed, route).await;
        bed.run_until_settled().await;
        assert!(bed.failures(true).await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_poisoned_record_ends_rejected_and_holds_up_nothing() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "retry = { first = \"30s\", most = \"1h\", attempts = 5 }".into();
        bed.save(&(1..=20).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox.script("poison-id:DH-13".parse().unwrap());
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.waiting),
            (19, 1),
            "the others go at once: {report:?}"
        );
        bed.run_until_settled().await;
        let failure = &bed.failures(false).await["13"];
        assert_eq!(failure.state, State::Rejected);
        assert!(
            failure.message.as_deref().unwrap().contains("5 attempts"),
            "{failure:?}"
        );
        bed.assert_platform_equals_source().await;
    })
    .await;
}
