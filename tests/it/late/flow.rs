//! The whole way: a permit that is committed late reaches the platform.

use serde_json::Value;
use sqlx::{AnyConnection, Connection, Executor};

use super::poller::LATE;
use crate::bed::{Bed, permit};
use crate::cli::{json, shangbao};

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
        let users: Vec<_> = writers.iter().map(|writer| &writer["user"]).collect();
        assert!(
            users.contains(&&Value::from("shangbao")),
            "{dialect}: {gap}"
        );
        assert!(writers[0]["pid"].is_u64(), "{gap}");
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
