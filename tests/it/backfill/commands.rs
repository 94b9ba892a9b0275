//! The command: what it shows, and what it refuses.

use sqlx::AnyPool;

use super::{stored, unreported};
use crate::bed::{Bed, Permit, each_dialect, permit};
use crate::cli::{json, shangbao, stderr, stdout};

#[tokio::test]
async fn a_dry_run_counts_and_shows_and_touches_nothing() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let permits: Vec<Permit<'_>> = (1..=7).map(permit).collect();
        bed.save(&permits).await;
        let looked = shangbao(&bed, &["backfill", "work_ticket", "--all", "--dry-run"]).await;
        assert!(looked.status.success(), "{}", stderr(&looked));
        let said = stdout(&looked);
        assert!(said.contains("7 keys, 7 of them never seen"), "{said}");
        assert!(said.contains("such as 1, 2, 3, 4, 5"), "{said}");
        let pool = AnyPool::connect(&bed.state_url()).await.unwrap();
        let rows = "SELECT (SELECT COUNT(*) FROM shangbao_route) + (SELECT COUNT(*) FROM shangbao_delivery) \
                    + (SELECT COUNT(*) FROM shangbao_backfill) + (SELECT COUNT(*) FROM shangbao_history)";
        let rows: i64 = sqlx::query_scalar(rows).fetch_one(&pool).await.unwrap();
        pool.close().await;
        assert_eq!(rows, 0);
        assert_eq!(bed.sandbox.state().requests(), []);
        assert_eq!(bed.run().await.delivered, 7);
        let options = ["backfill", "work_ticket", "--keys", "1,8", "--dry-run", "--json"];
        let looked = json(&shangbao(&bed, &options).await);
        let expected = serde_json::json!({ "keys": 2, "known": { "delivered": 1 }, "samples": ["1", "8"] });
        assert_eq!(looked, expected);
    })
    .await;
}

#[tokio::test]
async fn it_ends_with_a_run_report_and_says_when_records_failed() {
    each_dialect(async |dialect| {
        let bed = unreported(dialect, 2).await;
        let done = shangbao(
            &bed,
            &["backfill", "work_ticket", "--keys", "1, 2", "--json"],
        )
        .await;
        assert!(done.status.success(), "{}", stderr(&done));
        let report = &json(&done)[0];
        assert_eq!(
            (&report["job"], &report["delivered"]),
            (&"work_ticket".into(), &2.into())
        );
        bed.site
            .run("UPDATE permits SET kind = 'hot_work' WHERE id = 2")
            .await;
        let failed = shangbao(&bed, &["backfill", "work_ticket", "--all"]).await;
        assert_eq!(failed.status.code(), Some(1), "{}", stderr(&failed));
        assert_eq!(stored(&bed, 1..=2), [1, 1]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_with_what_to_type() {
    let bed = unreported(shangbao::sql::Dialect::Sqlite, 1).await;
    let march = ["--from", "2026-03-01", "--to", "2026-04-01"];
    let backwards = ["--from", "2026-03-02", "--to", "2026-03-01 08:00"];
    for (job, options, said) in [
        (
            "work_tickets",
            &["--all"][..],
            "did you mean `work_ticket`?",
        ),
        ("work_ticket", &backwards, "--from must lie before --to"),
        (
            "work_ticket",
            &march,
            "give the log's column of that time as `at`",
        ),
        (
            "work_ticket",
            &["--keys", "1", "--all"],
            "cannot be used with",
        ),
        ("work_ticket", &["--from", "2026-03-01"], "--to <TIME>"),
        (
            "work_ticket",
            &["--from", "noon", "--to", "2026-03-01"],
            "write a day or a time",
        ),
        ("work_ticket", &["--keys", " , "], "write --keys a,b"),
        ("work_ticket", &["--all", "--rate", "0"], "--rate"),
        ("work_ticket", &[], "--all"),
    ] {
        let refused = shangbao(&bed, &[&["backfill", job], options].concat()).await;
        assert_eq!(refused.status.code(), Some(2), "{options:?}");
        let answer = stderr(&refused);
        assert!(answer.contains(said), "{options:?}: {answer}");
    }
    assert_eq!(bed.sandbox.state().logins(), 0);
}
