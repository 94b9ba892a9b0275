//! Writing flags back where it is not plain: content that only looks the same, several streams, an account without the right.

use serde_json::Value;
use shangbao::sql::Dialect;

use super::flags::{FLAG, LOG, insert, numbered};
use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{json, shangbao, stderr, stdout};

/// MariaDB's collations take `abc` for `ABC `; the digest does not.
#[tokio::test]
async fn content_that_the_database_holds_for_the_same_is_not_marked_as_sent() {
    each_dialect(async |dialect| {
        let mut bed = numbered(dialect).await;
        let writer = std::mem::take(&mut bed.source);
        bed.put([1, 2]).await;
        bed.site.run("UPDATE permits SET place = 'abc'").await;
        assert_eq!(bed.run().await.delivered, 2);

        bed.source = writer;
        bed.site
            .run("UPDATE permits SET place = 'ABC ' WHERE id = 2")
            .await;
        // Only the first row is looked at; of the second the ledger says what it was.
        let report = bed.run_limited(Some(1)).await;
        assert_eq!(
            (report.seen, report.unchanged, report.warning),
            (1, 1, None)
        );
        bed.assert_flags(&[("0", 1), ("1", 1)]).await;

        assert_eq!(bed.run().await.delivered, 1);
        bed.assert_flags(&[("1", 2)]).await;
        assert_eq!(bed.platform()["DH-2"], "ABC");
    })
    .await;
}

#[tokio::test]
async fn a_row_whose_sql_breaks_is_left_due_and_holds_up_no_other() {
    each_dialect(async |dialect| {
        let mut bed = numbered(dialect).await;
        let writer = std::mem::take(&mut bed.source);
        bed.put(1..=40).await;
        assert_eq!(bed.run().await.delivered, 40);

        bed.source = writer;
        let broken = match dialect {
            Dialect::Sqlite => "json_extract(place, '$')",
            Dialect::Postgres => "CAST(place AS int)",
            Dialect::MySql => "place + 0",
        };
        bed.site
            .run("UPDATE permits SET place = '1' WHERE id <> 7;\nUPDATE permits SET place = '{' WHERE id = 7")
            .await;
        let mapping = std::fs::read_to_string(bed.folder.path().join("mappings/work_ticket.toml"));
        let mapping = mapping.unwrap().replace(
            "SELECT id, kind, place,",
            &format!("SELECT id, kind, {broken} AS place,"),
        );
        bed.write("mappings/work_ticket.toml", &mapping);
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (39, 1), "{report:?}");
        bed.assert_flags(&[("0", 1), ("1", 39)]).await;
    })
    .await;
}

#[tokio::test]
async fn a_flag_beside_a_log_and_a_scan() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        let scan = "[[changes]]\nkind = \"scan\"\ntable = \"permits\"\nkey = \"id\"";
        bed.bend_mapping(LOG, &format!("{FLAG}\n[[changes]]\n{LOG}\n{scan}"));
        bed.put([1, 2]).await;
        bed.save(&[permit(3)]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.warning), (3, None));
        bed.assert_flags(&[("1", 3)]).await;
        let (context, route) = bed.route().await;
        let positions = context.ledger.positions(route).await.unwrap();
        let names: Vec<&str> = positions.iter().map(|at| at.stream.as_str()).collect();
        assert_eq!(names, ["change_log", "permits", "permits#2"]);
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        let streams = status["jobs"][0]["streams"].as_array().unwrap();
        let told: Vec<_> = streams.iter().map(|stream| &stream["watermark"]).collect();
        assert_eq!(
            told,
            [&Value::Null, &Value::from("1"), &Value::from("round 2")]
        );

        bed.site
            .run(
                "UPDATE permits SET place = '泵房' WHERE id = 1;\nDELETE FROM permits WHERE id = 2",
            )
            .await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.gone), (1, 1), "{report:?}");
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// The flag stands in a table whose rows lead to permits: a row is done when all its permits are.
#[tokio::test]
async fn a_flag_of_rows_that_lead_to_other_records() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bed.site
            .run(
                "CREATE TABLE tests (id INT, permit BIGINT, due CHAR(1), PRIMARY KEY (id, permit));\n\
                 INSERT INTO tests VALUES (1, 1, 'Y');\nINSERT INTO tests VALUES (1, 2, 'Y');\n\
                 INSERT INTO tests VALUES (2, 3, 'Y');\nINSERT INTO tests VALUES (3, 9, 'Y')",
            )
            .await;
        bed.bend_mapping(
            LOG,
            "kind = \"flag\"\ntable = \"tests\"\nkey = [\"id\", \"permit\"]\n\
             flag = { column = \"due\", due = \"Y\", delivered = \"N\" }\n\
             expand = \"SELECT DISTINCT permit FROM tests WHERE id IN (SELECT id FROM tests WHERE (id, permit) IN (:keys))\"",
        );
        bed.put([1]).await;
        bed.site.run(&insert(2, "radiography")).await;
        bed.put([3]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected, report.warning), (2, 1, None));
        let pool = bed.site.pool().await;
        let left: Vec<i64> = sqlx::query_scalar("SELECT permit FROM tests WHERE due = 'Y' ORDER BY permit")
            .fetch_all(&pool)
            .await
            .unwrap();
        pool.close().await;
        assert_eq!(left, [1, 2, 9], "one of the first test's permits was refused, the third has none");
    })
    .await;
}

#[tokio::test]
async fn a_writer_that_may_not_write_shows_and_costs_no_delivery() {
    each_dialect(async |dialect| {
        let mut bed = numbered(dialect).await;
        let (server, _) = bed.site.url.rsplit_once('/').unwrap();
        let elsewhere = match dialect {
            Dialect::Sqlite => {
                let empty = bed.folder.path().join("empty.db");
                std::fs::write(&empty, "").unwrap();
                format!("sqlite://{}", empty.display())
            }
            Dialect::Postgres => format!("{server}/template1"),
            Dialect::MySql => format!("{server}/mysql"),
        };
        bed.source = format!("writer_url = \"{elsewhere}\"");
        bed.put([1]).await;
        let report = bed.run().await;
        assert_eq!(report.delivered, 1);
        assert!(!report.could_not_work() && !report.left_something());
        let warning = report.warning.unwrap();
        assert!(
            warning.contains("stream `permits`") && warning.contains("permits"),
            "{warning}"
        );
        bed.assert_flags(&[("0", 1)]).await;

        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert_eq!(checked.status.code(), Some(2), "{said}{}", stderr(&checked));
        assert!(
            said.contains("cannot be written through `writer_url`"),
            "{said}"
        );

        bed.source = String::new();
        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert!(said.contains("the source has no `writer_url`"), "{said}");
        assert_eq!(checked.status.code(), Some(0), "{said}");
    })
    .await;
}

#[tokio::test]
async fn two_jobs_do_not_write_the_same_flag() {
    let mut bed: Bed = numbered(Dialect::Sqlite).await;
    bed.job =
        "\n[jobs.other]\nmapping = \"work_ticket\"\nsource = \"site\"\nplatform = \"hazchem\""
            .into();
    let ran = shangbao(&bed, &["run", "--once"]).await;
    assert_eq!(ran.status.code(), Some(2));
    let said = stderr(&ran);
    assert!(said.contains("write the same flag back"), "{said}");
    bed.source = String::new();
    let ran = shangbao(&bed, &["run", "--once"]).await;
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
}

#[tokio::test]
async fn a_writer_leads_to_the_database_that_is_read() {
    let mut bed = numbered(Dialect::Sqlite).await;
    bed.source = "writer_url = \"postgres://writer:geheim@127.0.0.1/site\"".into();
    let ran = shangbao(&bed, &["check", "--offline"]).await;
    assert_eq!(ran.status.code(), Some(2));
    let said = stderr(&ran);
    assert!(
        said.contains("`writer_url` must lead to the same database as `url`"),
        "{said}"
    );
    assert!(!said.contains("geheim"), "{said}");
}
