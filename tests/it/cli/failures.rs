//! `failures` by reason, and a retry of them all.

use shangbao::sql::Dialect;

use super::{after_a_run, json, shangbao, stderr, stdout};
use crate::bed::{Bed, each_dialect, permit};

/// A site where five permits are of a kind that the mapping does not know, and one has a status that it does not know.
async fn failed(dialect: Dialect) -> Bed {
    let (bed, _) = after_a_run(dialect).await;
    for id in 4..=7 {
        let mut wrong = permit(id);
        wrong.kind = "radiography";
        bed.save(&[wrong]).await;
    }
    let mut other = permit(8);
    other.status = 7;
    bed.save(&[other]).await;
    shangbao(&bed, &["run", "--once"]).await;
    bed
}

#[tokio::test]
async fn failures_are_counted_by_reason() {
    let bed = failed(Dialect::Sqlite).await;
    let said = stdout(&shangbao(&bed, &["failures"]).await);
    let lines: Vec<&str> = said.lines().collect();
    let starts =
        |line: &str, count: &str, keys: &str| line.starts_with(count) && line.contains(keys);
    assert!(starts(lines[1], "5 ", " 3 4 5 .. "), "{said}");
    assert!(starts(lines[2], "1 ", " 8 "), "{said}");
    let each = stdout(&shangbao(&bed, &["failures", "--each"]).await);
    let records = each.lines().filter(|line| line.contains("rejected"));
    assert_eq!(records.count(), 6, "{each}");
}

#[tokio::test]
async fn a_corrected_mapping_heals_all_that_failed_for_that_reason() {
    each_dialect(async |dialect| {
        let bed = failed(dialect).await;
        let run = async || json(&shangbao(&bed, &["run", "--once", "--json"]).await);
        let dry = shangbao(&bed, &["retry", "work_ticket", "--all", "--dry-run"]).await;
        let said = stdout(&dry);
        assert!(
            said.contains("5 ") && said.contains("nothing was decided"),
            "{said}"
        );
        assert_eq!(run().await[0]["seen"], 0);

        let codes = "blind_plate = \"03\"";
        bed.bend_mapping(codes, &format!("{codes}, radiography = \"02\""));
        let retried = shangbao(&bed, &["retry", "work_ticket", "--all"]).await;
        let said = stdout(&retried);
        assert!(
            said.contains("6 records are due again") && said.contains("ticket_type"),
            "{said}{}",
            stderr(&retried)
        );
        let ran = run().await;
        let counts = ["delivered", "rejected"].map(|count| ran[0][count].as_u64());
        assert_eq!(counts, [Some(5), Some(1)], "{ran}");
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_says_why_it_is_listed() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    assert_eq!(bed.run().await.delivered, 1);
    bed.delete(1).await;
    shangbao(&bed, &["run", "--once"]).await;
    let failures = json(&shangbao(&bed, &["failures", "--json"]).await);
    assert_eq!(failures[0]["state"], "gone", "{failures}");
    let said = stdout(&shangbao(&bed, &["failures"]).await);
    assert!(said.contains("its row is no more"), "{said}");
}
