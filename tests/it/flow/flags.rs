//! Streams by a flag: due rows are sent, and their flag is written back only for what the platform has.

use std::collections::BTreeMap;

use shangbao::ledger::{Decision, Selection};
use shangbao::sql::Dialect;
use shangbao_sandbox::Upload;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

use crate::bed::{Bed, each_dialect};
use crate::source::flags::flag_types;

pub(crate) const LOG: &str = "kind   = \"log\"\ntable  = \"change_log\"\ncursor = \"id\"\nkey    = \"row_key\"\nop     = { column = \"op\", delete = [\"D\"] }";
pub(crate) const FLAG: &str = "kind = \"flag\"\ntable = \"permits\"\nkey = \"id\"\nflag = { column = \"sent\", due = \"0\", delivered = \"1\", rejected = \"2\" }";

/// A site whose permits have a flag of this type; 0 is due.
pub(crate) async fn flagged(dialect: Dialect, column: &str, due: &str) -> Bed {
    let mut bed = Bed::new(dialect).await;
    let alter = format!("ALTER TABLE permits ADD COLUMN sent {column} DEFAULT {due}");
    bed.site.run(&alter).await;
    bed.source = format!("writer_url = \"{}\"", bed.site.url);
    bed.bend_mapping(LOG, FLAG);
    bed
}

pub(crate) async fn numbered(dialect: Dialect) -> Bed {
    flagged(dialect, "INT", "0").await
}

pub(crate) fn insert(id: i64, kind: &str) -> String {
    format!("INSERT INTO permits (id, kind, place, status) VALUES ({id}, '{kind}', '罐区', 1)")
}

impl Bed {
    pub(crate) async fn put(&self, ids: impl IntoIterator<Item = i64>) {
        let inserts: Vec<String> = ids
            .into_iter()
            .map(|id| insert(id, "confined_space"))
            .collect();
        self.site.run(&inserts.join(";\n")).await;
    }

    /// How many rows have each value of the flag, as the database writes it.
    async fn flags(&self) -> BTreeMap<String, i64> {
        let text = match self.dialect {
            Dialect::Postgres => {
                "CASE CAST(sent AS text) WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE CAST(sent AS text) END"
            }
            Dialect::MySql => "CAST(sent + 0 AS CHAR)",
            Dialect::Sqlite => "CAST(sent AS TEXT)",
        };
        let sql = format!("SELECT COALESCE({text}, 'NULL'), COUNT(*) FROM permits GROUP BY sent");
        let pool = self.site.pool().await;
        let rows = sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&pool)
            .await
            .unwrap();
        pool.close().await;
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    pub(crate) async fn assert_flags(&self, expected: &[(&str, i64)]) {
        let expected = expected
            .iter()
            .map(|(flag, count)| ((*flag).to_owned(), *count));
        assert_eq!(self.flags().await, expected.collect(), "{}", self.dialect);
    }
}

#[tokio::test]
async fn a_flag_of_any_type_is_read_and_written() {
    each_dialect(async |dialect| {
        for (column, due, _) in flag_types(dialect) {
            let bed = flagged(dialect, column, due).await;
            bed.put(1..=5).await;
            let report = bed.run().await;
            assert_eq!((report.delivered, report.warning), (5, None), "{column}");
            bed.assert_flags(&[("1", 5)]).await;
            let idle = bed.run().await;
            assert_eq!((idle.seen, idle.requests), (0, 0), "{column}");

            bed.site
                .run(&format!(
                    "UPDATE permits SET place = '泵房', sent = {due} WHERE id = 2"
                ))
                .await;
            assert_eq!(bed.run().await.delivered, 1, "{column}");
            bed.assert_flags(&[("1", 5)]).await;
            bed.assert_platform_equals_source().await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_refused_is_marked_where_the_mapping_says_how() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bed.put([1]).await;
        bed.site.run(&insert(2, "radiography")).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (1, 1));
        bed.assert_flags(&[("1", 1), ("2", 1)]).await;

        bed.bend_mapping(LOG, &FLAG.replace(", rejected = \"2\"", ""));
        bed.site.run(&insert(3, "radiography")).await;
        assert_eq!(bed.run().await.rejected, 1);
        bed.assert_flags(&[("0", 1), ("1", 1), ("2", 1)]).await;
        let again = bed.run().await;
        assert_eq!(
            (again.seen, again.warning),
            (0, None),
            "it is looked at, and not refused again"
        );

        let dismiss = Decision::Dismiss {
            reason: "不属于上报范围".into(),
        };
        bed.decide(Selection::Keys(vec!["3".into()]), dismiss).await;
        bed.bend_mapping(LOG, FLAG);
        bed.run().await;
        bed.assert_flags(&[("1", 1), ("2", 2)]).await;
    })
    .await;
}

/// Between the sending and the write-back the application changes a row.
#[tokio::test]
async fn a_row_that_changes_before_its_flag_is_written_stays_due_and_is_sent_again() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bed.put(1..=3).await;
        let mut application = AnyConnection::connect(&bed.site.url).await.unwrap();
        application.execute("BEGIN").await.unwrap();
        application
            .execute("UPDATE permits SET place = '泵房' WHERE id = 2")
            .await
            .unwrap();
        let report = bed.run().await;
        assert_eq!(report.delivered, 3, "the old content is what is committed");
        let locked = match dialect {
            // The whole file is held by its one writer.
            Dialect::Sqlite => &[("0", 3)][..],
            Dialect::Postgres | Dialect::MySql => &[("0", 1), ("1", 2)],
        };
        assert_eq!(
            report.warning.is_some(),
            dialect == Dialect::Sqlite,
            "{report:?}"
        );
        assert!(!report.could_not_work() && !report.left_something());
        bed.assert_flags(locked).await;

        application.execute("COMMIT").await.unwrap();
        let report = bed.run().await;
        assert_eq!((report.delivered, report.warning), (1, None));
        bed.assert_flags(&[("1", 3)]).await;
        let sent = bed
            .sandbox
            .state()
            .history(Upload::WorkTicket, "DH-2")
            .len();
        assert_eq!(sent, 2);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// A run that is killed between the settling and the write-back leaves what one without a writer leaves.
#[tokio::test]
async fn what_was_settled_and_not_marked_is_marked_by_the_next_run() {
    each_dialect(async |dialect| {
        let mut bed = numbered(dialect).await;
        let writer = std::mem::take(&mut bed.source);
        bed.put(1..=3).await;
        bed.site.run(&insert(4, "radiography")).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (3, 1));
        let again = bed.run().await;
        assert_eq!(
            (again.unchanged, again.requests),
            (3, 0),
            "the ledger alone remembers"
        );
        bed.assert_flags(&[("0", 4)]).await;

        bed.source = writer;
        bed.site
            .run("UPDATE permits SET place = '泵房' WHERE id = 3")
            .await;
        let healed = bed.run().await;
        assert_eq!((healed.delivered, healed.unchanged), (1, 2));
        bed.assert_flags(&[("1", 3), ("2", 1)]).await;
    })
    .await;
}

#[tokio::test]
async fn many_due_rows_are_marked_page_by_page() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        let rows: Vec<String> = (1..=2350)
            .map(|id| format!("({id}, 'confined_space', '罐区', 1)"))
            .collect();
        bed.site
            .run(&format!(
                "INSERT INTO permits (id, kind, place, status) VALUES {}",
                rows.join(", ")
            ))
            .await;
        assert_eq!(bed.run_limited(Some(1200)).await.delivered, 1200);
        assert_eq!(bed.flags().await.get("1"), Some(&1200));
        bed.run().await;
        bed.assert_flags(&[("1", 2350)]).await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_platform_does_not_have_stays_due() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bed.put(1..=3).await;
        bed.site
            .run("UPDATE permits SET status = 9 WHERE id = 2;\nUPDATE permits SET sent = NULL WHERE id = 3")
            .await;
        let report = bed.run().await;
        assert_eq!((report.seen, report.delivered, report.ignored), (2, 1, 1));
        bed.assert_flags(&[("0", 1), ("1", 1), ("NULL", 1)]).await;
    })
    .await;
}
