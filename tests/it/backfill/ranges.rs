//! Which records a range holds, and what becomes of them.

use chrono::NaiveDate;
use shangbao::ledger::{Decision, Selection};
use shangbao::pipeline::Range;
use shangbao::sql::Dialect;

use super::{backfilled, keys, ordered, positions, stored, unreported};
use crate::bed::{Bed, Permit, each_dialect, permit};

/// The days of March from one to before another.
fn days(from: u32, to: u32) -> Range {
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap().into();
    Range::Times {
        from: day(from),
        to: day(to),
    }
}

/// Dates the permits, and their lines in the log: the one of permit 1 on 1 March, and so on.
async fn date(bed: &Bed) {
    let (kind, day) = match bed.dialect {
        Dialect::Postgres => (
            "timestamp",
            "TIMESTAMP '2026-02-28 12:00:00' + {} * INTERVAL '1 day'",
        ),
        Dialect::MySql => (
            "datetime",
            "TIMESTAMP('2026-02-28 12:00:00') + INTERVAL {} DAY",
        ),
        Dialect::Sqlite => (
            "text",
            "datetime('2026-02-28 12:00:00', '+' || {} || ' day')",
        ),
    };
    let (of_log, of_permit) = (day.replace("{}", "id"), day.replace("{}", "permits.id"));
    bed.site
        .run(&format!(
            "ALTER TABLE change_log ADD COLUMN written {kind};\n\
             UPDATE change_log SET written = {of_log};\n\
             UPDATE permits SET changed_at = {of_permit}"
        ))
        .await;
    bed.bend_mapping(
        "key    = \"row_key\"",
        "key    = \"row_key\"\nat = \"written\"",
    );
}

const LOG: &str = "kind   = \"log\"\ntable  = \"change_log\"\ncursor = \"id\"\nkey    = \"row_key\"\nop     = { column = \"op\", delete = [\"D\"] }";

const UPDATED: &str =
    "kind = \"updated\"\ntable = \"permits\"\ncursor = \"changed_at\"\nkey = \"id\"";

#[tokio::test]
async fn keys_times_and_all_are_sent_and_the_streams_stay_where_they_are() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 6).await;
        date(&bed).await;
        let before = positions(&bed).await;
        let report = backfilled(&bed, keys([2, 1, 99])).await;
        assert_eq!((report.delivered, report.ignored), (2, 1), "{report:?}");
        let report = backfilled(&bed, days(2, 5)).await;
        assert_eq!((report.delivered, report.unchanged), (2, 1), "{report:?}");
        assert_eq!(stored(&bed, 1..=6), [1, 1, 1, 1, 0, 0]);
        let report = backfilled(&bed, Range::All).await;
        assert_eq!((report.delivered, report.unchanged), (2, 4), "{report:?}");
        let report = backfilled(&bed, Range::All).await;
        assert_eq!((report.unchanged, report.requests), (6, 0), "{report:?}");
        assert_eq!(positions(&bed).await, before);
        assert_eq!(bed.run().await.seen, 0);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_table_with_a_time_is_read_by_it_and_whole_by_its_keys() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 6).await;
        date(&bed).await;
        bed.bend_mapping(LOG, UPDATED);
        let report = backfilled(&bed, days(5, 31)).await;
        assert_eq!(report.delivered, 2, "{report:?}");
        let report = backfilled(&bed, Range::All).await;
        assert_eq!((report.delivered, report.unchanged), (4, 2), "{report:?}");
        assert_eq!(stored(&bed, 1..=6), [1; 6]);
    })
    .await;
}

#[tokio::test]
async fn what_differs_is_sent_and_with_resend_also_what_does_not_but_not_what_was_dismissed() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 0).await;
        bed.save(&[permit(1), permit(2), permit(3)]).await;
        assert_eq!(bed.run().await.delivered, 3);
        let dismissal = Decision::Dismiss {
            reason: "作废".into(),
        };
        let third = Selection::Keys(vec!["3".into()]);
        bed.decide(third, dismissal).await;
        bed.site
            .run("UPDATE permits SET place = '装置区' WHERE id = 2")
            .await;
        let report = backfilled(&bed, keys(1..=3)).await;
        assert_eq!((report.delivered, report.unchanged), (1, 1), "{report:?}");
        assert_eq!(stored(&bed, 1..=3), [1, 2, 1]);
        let report = ordered(&bed, keys(1..=3), true).await.unwrap();
        assert_eq!((report.seen, report.delivered), (2, 2), "{report:?}");
        assert_eq!(stored(&bed, 1..=3), [2, 3, 1]);
        let report = ordered(&bed, keys(1..=3), true).await.unwrap();
        assert_eq!(report.delivered, 2, "each backfill sends it: {report:?}");
    })
    .await;
}

#[tokio::test]
async fn a_key_that_comes_several_times_is_sent_once() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 3).await;
        let both = format!("{LOG}\n\n[[changes]]\n{UPDATED}");
        bed.bend_mapping(LOG, &both);
        bed.save(&[permit(1), permit(2)]).await;
        bed.save(&[permit(1)]).await;
        bed.run().await;
        assert_eq!(stored(&bed, 1..=3), [1, 1, 0]);
        let report = ordered(&bed, Range::All, true).await.unwrap();
        assert_eq!(report.delivered, 3, "{report:?}");
        assert_eq!(stored(&bed, 1..=3), [2, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn what_failed_is_mapped_again() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 1).await;
        let wrong = Permit {
            kind: "hot_work",
            ..permit(2)
        };
        bed.save(&[wrong]).await;
        assert_eq!(bed.run().await.rejected, 1);
        assert_eq!(backfilled(&bed, keys([2])).await.rejected, 1);
        bed.bend_mapping("confined_space =", "hot_work = \"02\", confined_space =");
        assert_eq!(backfilled(&bed, keys([2])).await.delivered, 1);
    })
    .await;
}
