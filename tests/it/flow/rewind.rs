//! Streams that a person sets back: what is read again is sent again, whatever is known of it.

use shangbao::sql::Dialect;
use sqlx::{AnyConnection, Connection, Executor};

use super::streams::by_time;
use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{shangbao, stderr, stdout};

async fn rewind(bed: &Bed, to: &str) -> String {
    let command = ["rewind", "work_ticket", "--to", to, "--reason", "核对"];
    let done = shangbao(bed, &command).await;
    assert!(done.status.success(), "{}", stderr(&done));
    stdout(&done)
}

#[tokio::test]
async fn a_stream_by_time_is_read_again_from_a_time_on() {
    each_dialect(async |dialect| {
        let bed = by_time(dialect).await;
        bed.save(&[permit(1), permit(2), permit(3)]).await;
        let later = "UPDATE permits SET changed_at = '2026-03-02 08:00:00' WHERE id > 1";
        bed.site.run(later).await;
        assert_eq!(bed.run().await.delivered, 3);
        assert_eq!(bed.run().await.seen, 0);
        let unseen = "UPDATE permits SET place = '泵房' WHERE id = 3";
        bed.site.run(unseen).await;
        assert_eq!(
            bed.run().await.seen,
            0,
            "its time says nothing of the change"
        );

        let said = rewind(&bed, "2026-03-02").await;
        assert!(
            said.contains("back to 2026-03-02 00:00:00; it was at 2026-03-02 08:00:00"),
            "{said}"
        );
        let report = bed.run().await;
        assert_eq!((report.delivered, report.unchanged), (2, 0), "{report:?}");
        assert_eq!(bed.run().await.seen, 0);
        rewind(&bed, "start").await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.unchanged), (3, 0), "{report:?}");
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// What a transaction writes that is open at the rewind is read all the same.
#[tokio::test]
async fn a_log_with_txid_is_read_again_and_loses_nothing() {
    let bed = Bed::new(Dialect::Postgres).await;
    let txid = "ALTER TABLE change_log ADD COLUMN txid xid8 NOT NULL DEFAULT pg_current_xact_id()";
    bed.site.run(txid).await;
    bed.bend_mapping(
        "key    = \"row_key\"",
        "key    = \"row_key\"\ntxid   = \"txid\"",
    );
    let mut early = AnyConnection::connect(&bed.site.url).await.unwrap();
    for sql in [
        "BEGIN",
        "INSERT INTO permits (id, kind, place, status) VALUES (7, 'confined_space', '罐区', 1)",
        "INSERT INTO change_log (row_key, op) VALUES ('7', 'I')",
    ] {
        early.execute(sql).await.unwrap();
    }
    bed.save(&[permit(1), permit(2)]).await;
    assert_eq!(bed.run().await.delivered, 2);
    assert_eq!(bed.run().await.seen, 0);
    rewind(&bed, "2").await;
    let report = bed.run().await;
    assert_eq!((report.delivered, report.unchanged), (1, 0), "{report:?}");
    rewind(&bed, "2").await;
    early.execute("COMMIT").await.unwrap();
    let report = bed.run().await;
    assert_eq!((report.delivered, report.unchanged), (2, 0), "{report:?}");
    bed.assert_platform_equals_source().await;
}
