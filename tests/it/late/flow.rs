//! The whole way: a permit that is committed late reaches the platform.

use std::time::Duration;

use serde_json::Value;
use shangbao::ledger::Acquired;
use sqlx::{AnyConnection, Connection, Executor, Row};

use super::poller::LATE;
use crate::bed::{Bed, permit};
use crate::cli::{json, shangbao, stderr, stdout};

#[tokio::test]
async fn a_permit_that_is_committed_late_reaches_the_platform() {
    for dialect in LATE {
        let bed = Bed::new(dialect).await;
        let mut early = AnyConnection::connect(&bed.site.url).await.unwrap();
        for sql in [
            "BEGIN",
            "INSERT INTO permits (id, kind, place, status) VALUES (7, 'confined_space', '罐区', 1)",
            "INSERT INTO change_log (row_key, op) VALUES ('7', 'I')",
        ] {
            early.execute(sql).await.unwrap();
        }
        bed.save(&[permit(8)]).await;
        assert_eq!(bed.run().await.delivered, 1, "{dialect}");
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        let gaps = status["jobs"][0]["streams"][0]["gaps"].as_array().unwrap();
        let told: Vec<&str> = gaps.iter().filter_map(Value::as_str).collect();
        assert!(
            matches!(told[..], [gap] if gap.starts_with("1 since ") && gap.ends_with("+08:00")),
            "{told:?}"
        );
        let shown = shangbao(&bed, &["status"]).await;
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert!(
            shown.contains("waits for transactions that may still write"),
            "{shown}"
        );

        early.execute("COMMIT").await.unwrap();
        assert_eq!(bed.run().await.delivered, 1, "{dialect}");
        bed.assert_platform_equals_source().await;
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        assert_eq!(
            status["jobs"][0]["streams"][0]["gaps"],
            Value::Array(vec![])
        );
    }
}

/// A gap that a person gives up: it is not waited for any more, and the history says who did it.
#[tokio::test]
async fn a_gap_is_given_up_by_a_person() {
    for dialect in LATE {
        let bed = Bed::new(dialect).await;
        let mut early = AnyConnection::connect(&bed.site.url).await.unwrap();
        for sql in [
            "BEGIN",
            "INSERT INTO change_log (row_key, op) VALUES ('7', 'I')",
        ] {
            early.execute(sql).await.unwrap();
        }
        bed.save(&[permit(8)]).await;
        assert_eq!(bed.run().await.delivered, 1, "{dialect}");
        let skip = |id| {
            [
                "skip-gap",
                "work_ticket",
                "--id",
                id,
                "--reason",
                "事务已弃用",
            ]
        };
        let unknown = shangbao(&bed, &skip("2")).await;
        assert_eq!(unknown.status.code(), Some(2), "{}", stderr(&unknown));

        let (context, route) = bed.route().await;
        let lease = context
            .ledger
            .acquire(route, "another process", Duration::from_secs(60));
        let Acquired::Granted(lease) = lease.await.unwrap() else {
            panic!("the lease was not given back");
        };
        let refused = shangbao(&bed, &skip("1")).await;
        assert_eq!(refused.status.code(), Some(3));
        assert!(
            stderr(&refused).contains("leased by another process until"),
            "{}",
            stderr(&refused)
        );
        context.ledger.release(&lease).await.unwrap();

        let done = shangbao(&bed, &skip("1")).await;
        assert!(
            stdout(&done).contains("gave up 1;"),
            "{}{}",
            stdout(&done),
            stderr(&done)
        );
        early.execute("COMMIT").await.unwrap();
        assert_eq!(bed.run().await.seen, 0, "{dialect}");
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        assert_eq!(
            status["jobs"][0]["streams"][0]["gaps"],
            Value::Array(vec![])
        );
        assert_eq!(
            history(&bed).await,
            [["skip-gap", "change_log", "gave up 1: 事务已弃用"]]
        );

        let ahead = ["rewind", "work_ticket", "--to", "9", "--reason", "x"];
        let ahead = shangbao(&bed, &ahead).await;
        assert_eq!(ahead.status.code(), Some(2));
        assert!(
            stderr(&ahead).contains("up to 2 only"),
            "{}",
            stderr(&ahead)
        );
        let back = ["rewind", "work_ticket", "--to", "1", "--reason", "x"];
        assert!(shangbao(&bed, &back).await.status.success());
        let report = bed.run().await;
        assert_eq!((report.unchanged, report.requests), (1, 0), "{report:?}");
    }
}

/// What people decided on streams: what, stream, detail.
async fn history(bed: &Bed) -> Vec<[String; 3]> {
    let pool = bed.site.pool().await;
    let sql = "SELECT what, subject, detail FROM shangbao_history WHERE route IS NOT NULL AND by_user <> ''";
    let rows = sqlx::query(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.iter()
        .map(|row| [0, 1, 2].map(|column| row.get(column)))
        .collect()
}
