//! Streams by a time of last change, and streams whose changes lead to other records.

use chrono::{TimeDelta, Utc};
use chrono_tz::Asia::Shanghai;
use shangbao::ledger::{Decision, Selection, State};
use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect, permit};

/// A site whose permits are read by their time of last change.
pub(super) async fn by_time(dialect: Dialect) -> Bed {
    let bed = Bed::new(dialect).await;
    bed.bend_mapping(
        "kind   = \"log\"\ntable  = \"change_log\"\ncursor = \"id\"\nkey    = \"row_key\"\nop     = { column = \"op\", delete = [\"D\"] }",
        "kind   = \"updated\"\ntable  = \"permits\"\ncursor = \"changed_at\"\nkey    = \"id\"",
    );
    bed
}

#[tokio::test]
async fn rows_by_their_time_of_last_change() {
    each_dialect(async |dialect| {
        let bed = by_time(dialect).await;
        bed.save(&(1..=30).map(permit).collect::<Vec<_>>()).await;
        assert_eq!(bed.run().await.delivered, 30);
        let again = bed.run().await;
        assert_eq!((again.delivered, again.requests), (0, 0), "{again:?}");

        let change = "UPDATE permits SET place = '泵房', changed_at = '2026-03-01 09:00:00.123456' WHERE id = 7";
        bed.site.run(change).await;
        assert_eq!(bed.run().await.delivered, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// So many seconds ago, as the site writes it.
fn ago(seconds: i64) -> String {
    let time = Utc::now().with_timezone(&Shanghai) - TimeDelta::seconds(seconds);
    time.format("'%Y-%m-%d %H:%M:%S%.6f'").to_string()
}

#[tokio::test]
async fn a_row_that_commits_with_an_older_time_is_found_within_the_lookback() {
    each_dialect(async |dialect| {
        let bed = by_time(dialect).await;
        bed.save(&[permit(1), permit(2)]).await;
        let now = format!("UPDATE permits SET changed_at = {}", ago(0));
        bed.site.run(&now).await;
        bed.run().await;
        let late = format!(
            "UPDATE permits SET place = '泵房', changed_at = {} WHERE id = 1",
            ago(1)
        );
        bed.site.run(&late).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.requests), (1, 1));
        bed.assert_platform_equals_source().await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.requests), (0, 0), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn a_rejected_row_is_looked_at_again_and_opens_only_when_it_changes() {
    each_dialect(async |dialect| {
        let bed = by_time(dialect).await;
        let mut wrong = permit(1);
        wrong.kind = "radiography";
        bed.save(&[wrong]).await;
        // A row that bears a time to come is looked at by every run.
        let now = format!("UPDATE permits SET changed_at = {}", ago(-3600));
        bed.site.run(&now).await;
        assert_eq!(bed.run().await.rejected, 1);
        let since = bed.failures(false).await["1"].since;
        for _ in 0..3 {
            bed.clock.advance(std::time::Duration::from_secs(60));
            let report = bed.run().await;
            assert_eq!(
                (report.seen, report.left_something()),
                (0, false),
                "{report:?}"
            );
        }
        assert_eq!(bed.failures(false).await["1"].since, since);
        bed.site
            .run("UPDATE permits SET kind = 'blind_plate' WHERE id = 1")
            .await;
        assert_eq!(
            bed.run().await.delivered,
            1,
            "its time did not change, its row did"
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_whose_record_cannot_be_found_shows_as_failed_and_heals() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let number = match dialect {
            Dialect::Postgres => "CAST(row_key AS bigint)",
            Dialect::MySql => "CAST(row_key AS SIGNED)",
            Dialect::Sqlite => "json_extract(row_key, '$')",
        };
        bed.bend_mapping(
            "key    = \"row_key\"",
            &format!(
                "key    = \"id\"\nexpand = \"SELECT {number} FROM change_log WHERE id IN (:keys)\""
            ),
        );
        bed.save(&[permit(1)]).await;
        bed.site
            .run("INSERT INTO change_log (row_key, op) VALUES ('two', 'U')")
            .await;
        bed.save(&[permit(3)]).await;
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.rejected, report.error),
            (2, 1, None)
        );
        let failures = bed.failures(false).await;
        let (key, failure) = failures.iter().next().unwrap();
        assert_eq!(
            (failure.state, failure.code.as_deref()),
            (State::Unexpanded, Some("expand"))
        );
        // The change's own key, not one among the records'.
        assert_eq!(key, "2");
        let (context, route) = bed.route().await;
        assert!(
            context
                .ledger
                .standings(route, &["2"])
                .await
                .unwrap()
                .is_empty()
        );
        let counts = context.ledger.counts(route).await.unwrap();
        assert_eq!((counts.unexpanded, counts.rejected), (1, 0));
        // It is asked again by itself, ever more rarely.
        for _ in 0..3 {
            bed.clock.advance(std::time::Duration::from_secs(3700));
            assert_eq!(bed.run().await.rejected, 1);
        }
        assert!(bed.failures(false).await["2"].attempts >= 3);
        // Nor does it wait for a time that a clock wrote which was put back since.
        let month = chrono::TimeDelta::days(30);
        bed.clock.set(bed.clock.now() - month);
        assert_eq!(bed.run().await.rejected, 1);
        bed.clock.set(bed.clock.now() + month);
        assert!(
            !failure.message.as_deref().unwrap().contains("two"),
            "{failure:?}"
        );

        bed.site
            .run("UPDATE change_log SET row_key = '3' WHERE row_key = 'two'")
            .await;
        let retry = Decision::Retry { resend: false };
        bed.decide(Selection::Failed, retry).await;
        assert_eq!(bed.run().await.rejected, 0);
        assert!(bed.failures(true).await.is_empty());

        // One that never gets right is a person's to dismiss; a key that is typed is no record for that.
        bed.site
            .run("INSERT INTO change_log (row_key, op) VALUES ('never', 'U')")
            .await;
        assert_eq!(bed.run().await.rejected, 1);
        let key = bed.failures(false).await.keys().next().unwrap().clone();
        let keys = || Selection::Keys(vec![key.clone()]);
        let retry = Decision::Retry { resend: false };
        assert_eq!(bed.decide(keys(), retry).await, std::slice::from_ref(&key));
        assert_eq!(context.ledger.counts(route).await.unwrap().waiting, 0);
        let reason = "测试数据".into();
        assert_eq!(
            bed.decide(keys(), Decision::Dismiss { reason }).await,
            std::slice::from_ref(&key)
        );
        assert!(bed.failures(true).await.is_empty());
    })
    .await;
}
