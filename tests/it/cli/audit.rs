//! `audit`: every key of a range of times, and what became of it.

use serde_json::Value;
use shangbao::sql::Dialect;

use super::{json, shangbao, stderr, stdout};
use crate::bed::{Bed, each_dialect, permit};

const RANGE: [&str; 4] = ["--from", "2026-03-01 08:00", "--to", "2026-03-02"];

/// A site whose change log says when. Permits 1 and 2 are delivered, 3 is wrong, 4 never had a row, 5 lies outside,
/// 6 was deleted, and 7 is known to nobody.
async fn site(dialect: Dialect) -> Bed {
    let bed = Bed::new(dialect).await;
    bed.bend_mapping("[rows]", "at = \"changed_at\"\n\n[rows]");
    let time = match dialect {
        Dialect::Postgres => "TIMESTAMP",
        Dialect::MySql | Dialect::Sqlite => "DATETIME",
    };
    let column = format!("ALTER TABLE change_log ADD COLUMN changed_at {time}");
    bed.site.run(&column).await;
    let mut wrong = permit(3);
    wrong.kind = "radiography";
    bed.save(&[permit(1), permit(2), wrong, permit(5), permit(6)])
        .await;
    bed.save(&[permit(1)]).await;
    bed.delete(4).await;
    let ran = shangbao(&bed, &["run", "--once"]).await;
    assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
    bed.delete(6).await;
    shangbao(&bed, &["run", "--once"]).await;
    bed.save(&[permit(7)]).await;
    let inside = "UPDATE change_log SET changed_at = '2026-03-01 09:00:00' WHERE row_key <> '5'";
    bed.site.run(inside).await;
    let outside = "UPDATE change_log SET changed_at = '2026-03-02 00:00:00' WHERE row_key = '5'";
    bed.site.run(outside).await;
    bed
}

#[tokio::test]
async fn every_key_of_a_range_is_told_once_and_the_sums_add_up() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        let file = bed.folder.path().join("audit.csv");
        let csv = ["--csv", file.to_str().unwrap(), "--json"];
        let asked = [&["audit", "work_ticket"], &RANGE[..], &csv[..]].concat();
        let answer = shangbao(&bed, &asked).await;
        assert_eq!(answer.status.code(), Some(1), "{}", stderr(&answer));
        let told = json(&answer);
        let number = |name: &str| told[name].as_u64().unwrap();
        let parts = ["delivered", "ignored", "rejected", "gone", "unknown"];
        assert_eq!(parts.map(number), [2, 1, 1, 1, 1], "{told}");
        assert_eq!(number("keys"), 6);
        let missing = told["missing"].as_array().unwrap();
        let missing: Vec<&Value> = missing.iter().map(|key| &key["key"]).collect();
        assert_eq!(missing, ["3", "6", "7"]);

        let sheet = std::fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = sheet.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], "key,time,state,upload,code,message");
        assert_eq!(lines.len(), 8, "{sheet}");
        assert!(
            lines[1].starts_with("1,2026-03-01T09:00:00+08:00,delivered,"),
            "{sheet}"
        );
        let said = stdout(&shangbao(&bed, &asked[..6]).await);
        assert!(said.contains("6 keys = 2 delivered + 1 ignored"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_after_the_last_run_is_not_called_delivered() {
    let bed = site(Dialect::Sqlite).await;
    bed.site
        .run("UPDATE change_log SET changed_at = '2099-03-01 09:00:00' WHERE row_key = '1'")
        .await;
    let later = [
        "audit",
        "work_ticket",
        "--from",
        "2099-01-01",
        "--to",
        "2100-01-01",
        "--json",
    ];
    let answer = shangbao(&bed, &later).await;
    assert_eq!(answer.status.code(), Some(1));
    let told = json(&answer);
    assert_eq!((&told["unread"], &told["keys"]), (&1.into(), &1.into()));
}

#[tokio::test]
async fn a_range_in_order_is_exit_0_and_what_cannot_be_asked_is_said() {
    let bed = site(Dialect::Sqlite).await;
    bed.site
        .run("UPDATE change_log SET changed_at = NULL WHERE row_key IN ('3', '6', '7')")
        .await;
    let asked = [&["audit", "work_ticket"], &RANGE[..]].concat();
    let answer = shangbao(&bed, &asked).await;
    assert_eq!(answer.status.code(), Some(0), "{}", stdout(&answer));

    let backwards = [
        "audit",
        "work_ticket",
        "--from",
        "2026-03-02",
        "--to",
        "2026-03-01",
    ];
    let answer = shangbao(&bed, &backwards).await;
    assert_eq!(answer.status.code(), Some(2));
    assert!(
        stderr(&answer).contains("does not lie before"),
        "{}",
        stderr(&answer)
    );
    bed.bend_mapping("[rows]", "[rows]");
    let answer = shangbao(&bed, &asked).await;
    assert_eq!(answer.status.code(), Some(2));
    assert!(
        stderr(&answer).contains("as `at` of a log"),
        "{}",
        stderr(&answer)
    );
}
