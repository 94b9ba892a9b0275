//! The whole way: a permit that is committed late reaches the platform.

use std::time::Duration;

use serde_json::Value;
use shangbao::ledger::Acquired;
use sqlx::{AnyConnection, Connection, Executor, Row};

use super::poller::LATE;
use crate::bed::{Bed, each_dialect, permit};
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
        let [gap] = gaps.as_slice() else {
            panic!("{gaps:?}")
        };
        assert_eq!(gap["ids"], "1", "{dialect}");
        assert!(gap["since"].as_str().unwrap().ends_with("+08:00"), "{gap}");
        let writers = gap["waits_for"].as_array().unwrap();
        // The server may have writers of other tests.
        let told = |writer: &Value| writer["user"] == "shangbao" && writer["pid"].is_u64();
        assert!(writers.iter().any(told), "{dialect}: {gap}");
        let shown = shangbao(&bed, &["status"]).await;
        let shown = String::from_utf8(shown.stdout).unwrap();
        let line = "work_ticket: stream change_log: gap 1 waits for ";
        assert!(shown.contains(line), "{shown}");

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

        refused_while_leased(&bed, &skip("1")).await;
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
    }
}

#[tokio::test]
async fn a_log_is_set_back_by_a_person_and_never_ahead() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(7), permit(8)]).await;
        assert_eq!(bed.run().await.delivered, 2);
        let rewind = |to| ["rewind", "work_ticket", "--to", to, "--reason", "核对"];
        for (to, said) in [
            ("9", "up to 2 only"),
            ("noon", "write an id"),
            ("2026-03-01", "`at`"),
        ] {
            let refused = shangbao(&bed, &rewind(to)).await;
            assert!(
                !refused.status.success() && stderr(&refused).contains(said),
                "{}",
                stderr(&refused)
            );
        }
        assert!(shangbao(&bed, &rewind("1")).await.status.success());
        // What is read again is sent, whatever is known of it: the state may have been restored.
        let report = bed.run().await;
        assert_eq!((report.delivered, report.requests), (1, 1), "{report:?}");
        assert_eq!(
            history(&bed).await,
            [["rewind", "change_log", "back to 1; it was at 2: 核对"]]
        );
    })
    .await;
}

/// A decision on a stream while another process works on the job.
async fn refused_while_leased(bed: &Bed, command: &[&str]) {
    let (context, route) = bed.route().await;
    let lease = context
        .ledger
        .acquire(route, "another process", Duration::from_secs(60));
    let Acquired::Granted(lease) = lease.await.unwrap() else {
        panic!("the lease was not given back");
    };
    let refused = shangbao(bed, command).await;
    assert_eq!(refused.status.code(), Some(3));
    let said = stderr(&refused);
    assert!(said.contains("leased by another process until"), "{said}");
    context.ledger.release(&lease).await.unwrap();
}

/// What people decided on streams: what, stream, detail.
async fn history(bed: &Bed) -> Vec<[String; 3]> {
    let pool = sqlx::AnyPool::connect(&bed.state_url()).await.unwrap();
    let sql = "SELECT what, subject, detail FROM shangbao_history WHERE route IS NOT NULL AND by_user <> ''";
    let rows = sqlx::query(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.iter()
        .map(|row| [0, 1, 2].map(|column| row.get(column)))
        .collect()
}
