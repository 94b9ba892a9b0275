//! A record's life: new, unchanged, changed, wrong, corrected, gone, sent again, sent to another account.

use shangbao::ledger::{Decision, Selection, State};
use shangbao_sandbox::{Options, Sandbox, Upload};

use crate::bed::{Bed, each_dialect, now, permit};

#[tokio::test]
async fn what_changed_is_delivered_once_and_what_did_not_is_not_sent() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let permits: Vec<_> = (1..=250).map(permit).collect();
        bed.save(&permits).await;
        let report = bed.run().await;
        assert_eq!(
            (report.seen, report.delivered, report.requests),
            (250, 250, 3),
            "{report:?}"
        );
        bed.assert_platform_equals_source().await;

        let idle = bed.run().await;
        assert_eq!((idle.seen, idle.requests), (0, 0));

        let mut moved = permit(7);
        moved.place = "泵房";
        bed.save(&[moved, permit(8)]).await;
        let report = bed.run().await;
        assert_eq!((report.seen, report.delivered, report.unchanged), (2, 1, 1));
        assert_eq!(bed.platform()["DH-7"], "泵房");
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn times_of_every_kind_arrive_in_the_platforms_zone() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.run().await;
        let record = &bed.sandbox.state().records(Upload::WorkTicket)["DH-1"];
        assert_eq!(record["start_time"], "2026-03-01 08:00");
        assert_eq!(record["end_time"], "2026-03-01 16:00");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_row_fails_alone_and_heals_when_it_is_corrected() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let mut wrong = permit(2);
        wrong.kind = "radiography";
        bed.save(&[permit(1), wrong, permit(3)]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (2, 1));
        let failure = &bed.failures(false).await["2"];
        assert_eq!(failure.field.as_deref(), Some("ticket_type"));
        let message = failure.message.clone().unwrap();
        assert!(
            message.contains("`kind`") && message.contains("blind_plate"),
            "{message}"
        );
        assert!(
            !message.contains("radiography"),
            "no value of a record is shown: {message}"
        );

        bed.save(&[permit(2)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        assert!(bed.failures(false).await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_corrected_mapping_heals_what_failed_after_retry() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let mut wrong = permit(2);
        wrong.kind = "radiography";
        bed.save(&[permit(1), wrong]).await;
        bed.run().await;
        bed.bend_mapping("blind_plate = \"03\"", "radiography = \"12\"");
        assert_eq!(
            bed.run().await.seen,
            0,
            "a rejected key does not reopen by itself"
        );

        let retry = Decision::Retry { resend: false };
        let keys = bed.decide(Selection::Failed, retry).await;
        assert_eq!(keys, ["2"]);
        assert_eq!(bed.run().await.delivered, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_no_more_is_gone_when_it_was_delivered_and_ignored_when_it_was_not() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let mut draft = permit(2);
        draft.status = 9;
        bed.save(&[permit(1), draft]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.ignored), (1, 1));

        bed.delete(1).await;
        let report = bed.run().await;
        assert_eq!((report.gone, report.left_something()), (1, true));
        assert_eq!(bed.failures(false).await["1"].state, State::Gone);

        bed.save(&[permit(1), permit(2)]).await;
        assert_eq!(
            bed.run().await.delivered,
            2,
            "a row that comes back is a new life"
        );
        assert!(bed.failures(false).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn resend_sends_what_is_unchanged() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.run().await;
        for (resend, delivered, unchanged) in [(false, 0, 1), (true, 1, 0)] {
            let selection = Selection::Keys(vec!["1".into()]);
            bed.decide(selection, Decision::Retry { resend }).await;
            let report = bed.run().await;
            assert_eq!((report.delivered, report.unchanged), (delivered, unchanged));
        }
        assert_eq!(
            bed.sandbox
                .state()
                .history(Upload::WorkTicket, "DH-1")
                .len(),
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_dismissed_record_is_not_sent_until_it_changes() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let mut wrong = permit(1);
        wrong.kind = "radiography";
        bed.save(&[wrong]).await;
        bed.run().await;
        let dismiss = Decision::Dismiss {
            reason: "不属于上报范围".into(),
        };
        bed.decide(Selection::Keys(vec!["1".into()]), dismiss).await;
        assert!(bed.failures(false).await.is_empty());
        assert_eq!(bed.run().await.seen, 0);
        bed.save(&[permit(1)]).await;
        assert_eq!(bed.run().await.delivered, 1);
    })
    .await;
}

#[tokio::test]
async fn a_second_account_gets_everything() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.save(&(1..=5).map(permit).collect::<Vec<_>>()).await;
        bed.run().await;
        let production = Sandbox::start(Options {
            now: now(&bed.clock),
            ..Options::default()
        });
        let test = std::mem::replace(&mut bed.sandbox, production.await.unwrap());
        let report = bed.run().await;
        assert_eq!(
            report.delivered, 5,
            "nothing of the first account is used at the second"
        );
        bed.assert_platform_equals_source().await;
        assert_eq!(test.state().records(Upload::WorkTicket).len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_limit_is_kept_and_the_rest_follows() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=30).map(permit).collect::<Vec<_>>()).await;
        let report = bed.run_limited(Some(7)).await;
        assert_eq!((report.seen, report.delivered), (7, 7));
        assert_eq!(bed.run().await.delivered, 23);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_first_run_may_begin_now() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "begin = \"now\"".into();
        bed.save(&[permit(1)]).await;
        assert_eq!(bed.run().await.seen, 0);
        bed.save(&[permit(2)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        assert_eq!(bed.platform().keys().collect::<Vec<_>>(), ["DH-2"]);
    })
    .await;
}

#[tokio::test]
async fn a_leased_job_is_skipped() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        let (context, route) = bed.route().await;
        let lease = context
            .ledger
            .acquire(route, "another process", std::time::Duration::from_secs(60))
            .await
            .unwrap();
        let report = bed.run().await;
        assert!(report.skipped.unwrap().contains("another process"));
        let shangbao::ledger::Acquired::Granted(lease) = lease else {
            panic!("{lease:?}")
        };
        context.ledger.release(&lease).await.unwrap();
        assert_eq!(bed.run().await.delivered, 1);
    })
    .await;
}
