//! Flags of which several values, or NULL, say that a row is due.

use sqlx::Row;

use super::flags::{FLAG, LOG, flagged};
use crate::bed::each_dialect;
use crate::source::flags::flag_types;

/// A flag column that was added later: the rows that were there have NULL in it.
#[tokio::test]
async fn null_and_several_values_are_due_and_written_back() {
    each_dialect(async |dialect| {
        for (column, due, _) in flag_types(dialect) {
            // In a column of SQLite without a type NULL does not show that the others are texts.
            if (column, due) == ("", "'0'") {
                continue;
            }
            let bed = flagged(dialect, column, "NULL").await;
            // Other rows hold the due value or what says it was sent; a BIT(1) has no third one.
            bed.bend_mapping(
                LOG,
                &FLAG
                    .replace("due = \"0\",", "due = [\"0\"], null_is_due = true,")
                    .replace(", rejected = \"2\"", ""),
            );
            bed.put(1..=4).await;
            bed.site
                .run(&format!("UPDATE permits SET sent = {due} WHERE id > 2"))
                .await;
            let report = bed.run().await;
            assert_eq!((report.delivered, report.warning), (4, None), "{column}");
            bed.assert_flags(&[("1", 4)]).await;
            assert_eq!(bed.run().await.seen, 0, "{column}");

            bed.site
                .run("UPDATE permits SET place = '泵房', sent = NULL WHERE id = 2")
                .await;
            assert_eq!(bed.run().await.delivered, 1, "{column}");
            bed.assert_flags(&[("1", 4)]).await;
            bed.assert_platform_equals_source().await;
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_is_listed_is_due() {
    each_dialect(async |dialect| {
        let bed = flagged(dialect, "VARCHAR(9)", "NULL").await;
        bed.bend_mapping(
            LOG,
            &FLAG.replace("due = \"0\",", "due = [\"0\", \"\", \"失败\"],"),
        );
        bed.put(1..=6).await;
        for (id, value) in [
            (1, "'0'"),
            (2, "''"),
            (3, "'失败'"),
            (4, "NULL"),
            (5, "'9'"),
            (6, "'1'"),
        ] {
            bed.site
                .run(&format!(
                    "UPDATE permits SET sent = {value} WHERE id = {id}"
                ))
                .await;
        }
        assert_eq!(bed.run().await.delivered, 3);
        let sent: Vec<String> = bed.platform().into_keys().collect();
        assert_eq!(sent, ["DH-1", "DH-2", "DH-3"]);
        let pool = bed.site.pool().await;
        let rows = sqlx::query("SELECT COALESCE(sent, 'NULL') FROM permits ORDER BY id");
        let rows = rows.fetch_all(&pool).await.unwrap();
        let flags: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        assert_eq!(flags, ["1", "1", "1", "NULL", "9", "1"]);
        pool.close().await;
    })
    .await;
}
