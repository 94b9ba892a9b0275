//! Streams without any mark: a scan finds what is new, what changed and what is gone, also when it is cut off.

use shangbao::ledger::State;
use shangbao::source::Position;
use shangbao::sql::Dialect;

use super::flags::LOG;
use crate::bed::{Bed, each_dialect, permit};

const SCAN: &str = "kind   = \"scan\"\ntable  = \"permits\"\nkey    = \"id\"";

/// A site whose permits bear no mark.
async fn unmarked(dialect: Dialect) -> Bed {
    let bed = Bed::new(dialect).await;
    bed.bend_mapping(LOG, SCAN);
    bed
}

impl Bed {
    /// Permits from 1 on, in one statement; no change log speaks of them.
    async fn fill(&self, count: i64) {
        let rows: Vec<String> = (1..=count)
            .map(|id| format!("({id}, 'confined_space', '罐区', 1)"))
            .collect();
        let rows = rows.join(", ");
        let insert = format!("INSERT INTO permits (id, kind, place, status) VALUES {rows}");
        self.site.run(&insert).await;
    }

    /// Where the scan stands.
    async fn scanned(&self, stream: &str) -> (i64, usize) {
        let (context, route) = self.route().await;
        let stored = context
            .ledger
            .position(route, stream)
            .await
            .unwrap()
            .unwrap();
        match serde_json::from_str(&stored.position).unwrap() {
            Position::Scan(at) => (at.round, at.after.len()),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_scan_finds_what_is_new_changed_and_gone_and_sends_nothing_else() {
    each_dialect(async |dialect| {
        let bed = unmarked(dialect).await;
        bed.fill(30).await;
        assert_eq!(bed.run().await.delivered, 30);
        let again = bed.run().await;
        assert_eq!((again.unchanged, again.requests), (30, 0), "{again:?}");

        bed.site
            .run(
                "UPDATE permits SET place = '泵房' WHERE id = 7;\nDELETE FROM permits WHERE id IN (8, 30);\n\
                 INSERT INTO permits (id, kind, place, status) VALUES (31, 'confined_space', '罐区', 1)",
            )
            .await;
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.unchanged, report.gone),
            (2, 27, 2),
            "{report:?}"
        );
        assert!(report.left_something(), "gone is a failure here");
        let failures = bed.failures(false).await;
        assert_eq!(failures.keys().collect::<Vec<_>>(), ["30", "8"]);
        assert!(failures.values().all(|failure| failure.state == State::Gone));
        bed.assert_platform_equals_source().await;

        let report = bed.run().await;
        assert_eq!((report.gone, report.requests), (0, 0), "{report:?}");
        bed.site
            .run("INSERT INTO permits (id, kind, place, status) VALUES (8, 'confined_space', '罐区', 1)")
            .await;
        assert_eq!(bed.run().await.delivered, 1, "a row that comes back is sent");
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_may_be_of_no_interest() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping(LOG, &format!("{SCAN}\n[gone]\nreport = \"ignore\""));
        bed.fill(3).await;
        bed.run().await;
        bed.site.run("DELETE FROM permits WHERE id = 2").await;
        let report = bed.run().await;
        assert_eq!((report.gone, report.left_something()), (1, false));
        assert!(bed.failures(false).await.is_empty());
    })
    .await;
}

/// A kill between two pages leaves what a run with a limit leaves: page and position are written in one transaction.
#[tokio::test]
async fn a_round_that_is_cut_off_goes_on_where_it_was() {
    each_dialect(async |dialect| {
        let bed = unmarked(dialect).await;
        bed.fill(2500).await;
        let mut pages = Vec::new();
        for _ in 0..3 {
            assert_eq!(bed.run_limited(Some(1)).await.delivered, 1);
            pages.push(bed.scanned("permits").await);
        }
        assert_eq!(pages, [(1, 1), (1, 1), (2, 0)]);
        bed.run().await;
        bed.assert_platform_equals_source().await;
        assert_eq!(bed.scanned("permits").await, (3, 0));

        // Gone before, behind and at the border of the page that was read when the round was cut off.
        bed.run_limited(Some(1)).await;
        assert_eq!(bed.scanned("permits").await, (3, 1));
        bed.site
            .run("DELETE FROM permits WHERE id IN (10, 1000, 1001, 2000, 2500)")
            .await;
        bed.run().await;
        bed.run().await;
        bed.assert_platform_equals_source().await;
        assert_eq!(bed.failures(false).await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_scan_by_a_query_of_its_own_that_leads_to_other_records() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let number = match dialect {
            Dialect::MySql => "CAST(row_key AS SIGNED)",
            Dialect::Postgres | Dialect::Sqlite => "CAST(row_key AS bigint)",
        };
        bed.bend_mapping(
            LOG,
            &format!(
                "kind = \"scan\"\nsql = \"SELECT id AS line FROM change_log WHERE op <> 'D'\"\nkey = \"line\"\n\
                 expand = \"SELECT {number} FROM change_log WHERE id IN (:keys)\""
            ),
        );
        bed.save(&[permit(1), permit(2), permit(3)]).await;
        assert_eq!(bed.run().await.delivered, 3);
        assert_eq!(bed.scanned("scan").await, (2, 0));
        bed.site
            .run("DELETE FROM change_log WHERE row_key = '2';\nDELETE FROM permits WHERE id = 2")
            .await;
        assert_eq!(bed.run().await.gone, 1);
        bed.site.run("DELETE FROM change_log WHERE row_key = '3'").await;
        let report = bed.run().await;
        assert_eq!((report.gone, report.unchanged), (0, 2), "its row is there");
    })
    .await;
}

/// A key that only another stream brings is looked at once, and then ever more rarely.
#[tokio::test]
async fn a_narrow_scan_does_not_look_at_everything_each_time() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let narrow = format!("{SCAN}\nwhere = \"id > 90\"");
        bed.bend_mapping(LOG, &format!("{LOG}\n[[changes]]\n{narrow}"));
        bed.save(&(1..=100).map(permit).collect::<Vec<_>>()).await;
        assert_eq!(bed.run().await.delivered, 100);
        let mut looked = Vec::new();
        for _ in 0..16 {
            looked.push(bed.run().await.unchanged);
        }
        assert_eq!(looked.iter().sum::<u64>(), 16 * 10 + 5 * 90, "{looked:?}");

        // What vanished unseen by the log is found all the same, though not at once.
        bed.site.run("DELETE FROM permits WHERE id = 5").await;
        let mut gone = 0;
        for _ in 0..32 {
            gone += bed.run().await.gone;
        }
        assert_eq!(gone, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn two_scans_do_not_take_each_others_keys_for_missed() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let half = |condition: &str| format!("{SCAN}\nwhere = \"{condition}\"");
        let both = format!("{}\n[[changes]]\n{}", half("id <= 5"), half("id > 5"));
        bed.bend_mapping(LOG, &both);
        bed.fill(10).await;
        assert_eq!(bed.run().await.delivered, 10);
        for round in 3..6 {
            let report = bed.run().await;
            assert_eq!((report.seen, report.unchanged), (10, 10), "{report:?}");
            assert_eq!(bed.scanned("permits").await, (round, 0));
            assert_eq!(bed.scanned("permits#2").await, (round, 0));
        }
        bed.site.run("DELETE FROM permits WHERE id IN (2, 9)").await;
        assert_eq!(bed.run().await.gone, 2);
    })
    .await;
}
