//! A backfill beside others: live changes pass, and backfills take turns.

use shangbao::clock::Clock;
use shangbao::pipeline::{BackfillRequest, Range};

use super::{backfilled, in_context, keys, stored, unreported};
use crate::bed::{each_dialect, permit};
use crate::service::{Running, arrives};

#[tokio::test]
async fn a_live_change_does_not_wait_for_its_end() {
    live_changes_pass("1s").await;
}

#[tokio::test]
async fn nor_does_one_that_is_sent_at_once() {
    live_changes_pass("200ms").await;
}

/// Live changes pass a backfill of a job that looks so often, and the backfill comes to its end.
async fn live_changes_pass(every: &str) {
    each_dialect(async |dialect| {
        let mut bed = unreported(dialect, 300).await;
        bed.clock = Clock::System;
        bed.job += &format!("\nevery = \"{every}\"");
        let service = Running::start(&bed).await;
        let (_, context) = bed.job().await;
        let request = BackfillRequest {
            range: Range::All,
            resend: false,
            rate: Some(2),
        };
        let (report, ()) = tokio::join!(in_context(&bed, &context, &request), async {
            for id in 1001..1004 {
                bed.save(&[permit(id)]).await;
                arrives(&bed, id).await;
            }
            context.stop.cancel();
        });
        let report = report.unwrap();
        assert!(report.error.unwrap().contains("asked to stop"));
        assert!(report.delivered < 300, "the live changes came last");
        // It gets its turns beside the service.
        let report = backfilled(&bed, Range::All).await;
        assert_eq!(report.error, None);
        service.stop().await;
        bed.run_until_settled().await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn several_take_turns_and_each_record_is_sent_once() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 90).await;
        let ((one, two), three) = tokio::join!(
            async {
                tokio::join!(
                    backfilled(&bed, keys(1..=30)),
                    backfilled(&bed, keys(31..=60))
                )
            },
            backfilled(&bed, keys(61..=90))
        );
        for report in [one, two, three] {
            assert_eq!((report.delivered, report.seen), (30, 30), "{report:?}");
        }
        assert_eq!(stored(&bed, 1..=90), [1; 90]);
    })
    .await;
}
