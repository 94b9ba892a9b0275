//! A value that breaks the mapping's SQL costs only its own record; any other mistake in it only its own job.

use shangbao::sql::Dialect;

use super::flags::numbered;
use super::streams::by_time;
use crate::bed::{Bed, each_dialect, permit};

#[tokio::test]
async fn a_value_that_breaks_the_sql_costs_only_its_own_record() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let number = match dialect {
            Dialect::Postgres => "CAST(place AS integer)",
            Dialect::MySql => "CAST(place AS SIGNED)",
            Dialect::Sqlite => "json_extract(place, '$')",
        };
        bed.bend_mapping(
            "SELECT id, kind, place,",
            &format!("SELECT id, kind, {number} AS place,"),
        );
        let rooms: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
        let mut permits: Vec<_> = rooms
            .iter()
            .enumerate()
            .map(|(i, room)| {
                let mut permit = permit(i as i64 + 1);
                permit.place = room;
                permit
            })
            .collect();
        permits[6].place = "seven";
        permits[13].place = "fourteen";
        bed.save(&permits).await;
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.rejected, &report.error),
            (18, 2, &None),
            "{report:?}"
        );
        let failures = bed.failures(false).await;
        assert_eq!(failures.keys().collect::<Vec<_>>(), ["14", "7"]);
        let failure = &failures["7"];
        assert_eq!(failure.code.as_deref(), Some("sql"));
        assert!(
            !failure.message.as_deref().unwrap().contains("seven"),
            "no value is shown: {failure:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_mistake_in_the_sql_stops_its_job_and_loses_nothing() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.bend_mapping("FROM permits WHERE", "FROM permit WHERE");
        let report = bed.run().await;
        let error = report.error.clone().unwrap();
        assert!(error.contains("permit"), "{error}");
        assert_eq!((report.waiting, report.could_not_work()), (1, true));
        bed.bend_mapping("FROM permits WHERE", "FROM permits WHERE");
        assert_eq!(bed.run().await.delivered, 1);
    })
    .await;
}

#[tokio::test]
async fn a_column_that_is_missing_is_named_with_the_nearest_there_is() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.bend_mapping("ticket_position = \"place\"", "ticket_position = \"plaze\"");
        let error = bed.run().await.error.unwrap();
        assert!(
            error.contains("`plaze`") && error.contains("`place`"),
            "{error}"
        );
    })
    .await;
}

#[tokio::test]
async fn two_rows_for_a_key_are_rejected() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping("FROM permits WHERE id IN (:keys)", "FROM permits CROSS JOIN (SELECT 1 AS n UNION SELECT id FROM permits WHERE id = 2) twice WHERE id IN (:keys) AND (n = 1 OR id = 2)");
        bed.save(&[permit(1), permit(2)]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (1, 1), "{report:?}");
        assert_eq!(bed.failures(false).await["2"].code.as_deref(), Some("rows"));
    })
    .await;
}

/// Replaces something in the mapping as it is by now.
fn bend_further(bed: &Bed, from: &str, to: &str) {
    let file = bed.folder.path().join("mappings/work_ticket.toml");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{text}");
    bed.write("mappings/work_ticket.toml", &text.replace(from, to));
}

/// What gives permit 2 two rows.
const TWICE: &str = "FROM permits CROSS JOIN (SELECT 1 AS n UNION SELECT id FROM permits WHERE id = 2) twice WHERE (n = 1 OR id = 2) AND id IN (:keys)";

#[tokio::test]
async fn what_is_refused_without_a_row_of_its_own_is_not_refused_anew_at_each_look() {
    each_dialect(async |dialect| {
        let bed = by_time(dialect).await;
        let cast = match dialect {
            Dialect::Postgres => "CAST(place AS integer)",
            Dialect::MySql => "CAST(place AS SIGNED)",
            Dialect::Sqlite => "json_extract(place, '$')",
        };
        bend_further(&bed, "FROM permits WHERE id IN (:keys)", TWICE);
        bend_further(&bed, "kind, place,", &format!("kind, {cast} AS place,"));
        let mut permits = [1, 2, 3].map(permit);
        (permits[0].place, permits[1].place) = ("1", "2");
        bed.save(&permits).await;
        // A row that bears a time to come is looked at by every run.
        let to_come = "UPDATE permits SET changed_at = '2099-01-01 00:00:00'";
        bed.site.run(to_come).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (1, 2), "{report:?}");
        let failures = bed.failures(false).await;
        let codes = ["2", "3"].map(|key| failures[key].code.clone().unwrap());
        assert_eq!(codes, ["rows", "sql"]);
        bed.clock.advance(std::time::Duration::from_secs(60));
        let again = bed.run().await;
        assert_eq!(
            (again.rejected, again.left_something()),
            (0, false),
            "{again:?}"
        );
        assert_eq!(bed.failures(false).await.len(), 2);
        let mend = "UPDATE permits SET place = '3' WHERE id = 3";
        bed.site.run(mend).await;
        bed.clock.advance(std::time::Duration::from_secs(60));
        let mended = bed.run().await;
        assert_eq!((mended.delivered, mended.rejected), (1, 0), "{mended:?}");
    })
    .await;
}

#[tokio::test]
async fn the_flag_of_a_row_that_is_refused_for_its_two_rows_is_written() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bend_further(&bed, "FROM permits WHERE id IN (:keys)", TWICE);
        bed.put([1, 2, 3]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.rejected), (2, 1), "{report:?}");
        assert_eq!(report.warning, None);
        bed.assert_flags(&[("1", 2), ("2", 1)]).await;
    })
    .await;
}
