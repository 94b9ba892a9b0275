//! Where streams of kind `updated` begin, and that no look goes back behind it.

use shangbao::source::{Begin, Stream, TimeUnit};
use shangbao::sql::Dialect;

use super::site::{Site, updated};
use super::walking::{begin, day, walk};
use crate::bed::each_dialect;

#[tokio::test]
async fn a_beginning_now_is_not_put_off_by_a_row_from_the_future() {
    each_dialect(|dialect| async move {
        let site = Site::new(
            dialect,
            "CREATE TABLE t (id INT, changed_at BIGINT);\nINSERT INTO t VALUES (1, 4070908800)",
        )
        .await;
        let stream = Stream {
            unit: Some(TimeUnit::Seconds),
            ..updated("t")
        };
        let start = begin(&site, &stream, Begin::Now).await;
        let later = chrono::Utc::now().timestamp() + 1;
        site.database
            .run(&format!("INSERT INTO t VALUES (2, {later})"))
            .await;
        assert_eq!(walk(&site, &stream, start, 1).await.0, ["2", "1"]);
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_began_now_never_looks_behind_its_beginning() {
    each_dialect(|dialect| async move {
        let time = match dialect {
            Dialect::MySql => "DATETIME(6)",
            Dialect::Postgres => "TIMESTAMP",
            Dialect::Sqlite => "TEXT",
        };
        let site = Site::new(
            dialect,
            &format!(
                "CREATE TABLE t (id INT, changed_at {time});\n\
                 INSERT INTO t VALUES (1, '2026-03-01 08:00:00');\nINSERT INTO t VALUES (2, '2026-03-01 08:00:05')"
            ),
        )
        .await;
        let stream = updated("t");
        let start = begin(&site, &stream, Begin::Now).await;
        let (none, behind) = walk(&site, &stream, start, 10).await;
        assert!(none.is_empty(), "{none:?}");
        site.database.run("INSERT INTO t VALUES (3, '2026-03-01 08:01:00')").await;
        let (new, behind) = walk(&site, &stream, behind, 10).await;
        assert_eq!(new, ["3"]);
        assert_eq!(walk(&site, &stream, behind, 1).await.0, ["3"]);

        let first_of_march = begin(&site, &stream, day(3, 1)).await;
        assert_eq!(walk(&site, &stream, first_of_march, 2).await.0, ["1", "2", "3"]);
        let second_of_march = begin(&site, &stream, day(3, 2)).await;
        assert!(walk(&site, &stream, second_of_march, 2).await.0.is_empty());
    })
    .await;
}
