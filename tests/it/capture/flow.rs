//! The printed section in a mapping: what the triggers write down arrives.

use super::{apply, printed};
use crate::bed::{Bed, each_dialect};

const OLD: &str = r#"[[changes]]
kind   = "log"
table  = "change_log"
cursor = "id"
key    = "row_key"
op     = { column = "op", delete = ["D"] }
"#;

/// The `[[changes]]` section that ends what is printed.
fn section(script: &str) -> String {
    let (_, section) = script.split_once("-- [[changes]]\n").unwrap();
    let lines = section
        .lines()
        .map(|line| line.strip_prefix("-- ").unwrap());
    lines.fold("[[changes]]\n".to_owned(), |text, line| text + line + "\n")
}

/// A site whose permits are captured by a log of their own, with this key.
async fn captured(bed: &Bed, key: &str) {
    let options = ["--key", key, "--log", "permit_log"];
    let script = printed(bed.dialect, "permits", &options).await;
    let pool = bed.site.pool().await;
    apply(&pool, &script).await;
    pool.close().await;
    bed.bend_mapping(OLD, &section(&script));
}

/// Lets the mapping find its rows by two columns.
fn key_of_two_columns(bed: &Bed) {
    let path = bed.folder.path().join("mappings/work_ticket.toml");
    let mapping = std::fs::read_to_string(path).unwrap();
    let mapping = mapping
        .replace("key = \"id\"", "key = [\"id\", \"kind\"]")
        .replace("WHERE id IN (:keys)", "WHERE (id, kind) IN (:keys)");
    bed.write("mappings/work_ticket.toml", &mapping);
}

async fn permits_arrive(bed: &Bed) {
    bed.site
        .run(
            "INSERT INTO permits (id, kind, place, status) VALUES (1, 'confined_space', '罐区', 1);\n\
             INSERT INTO permits (id, kind, place, status) VALUES (2, 'blind_plate', '泵房', 1)",
        )
        .await;
    let report = bed.run().await;
    assert_eq!((report.delivered, report.error), (2, None));
    bed.site
        .run("UPDATE permits SET place = '灌装' WHERE id = 2;\nUPDATE permits SET id = 3 WHERE id = 1")
        .await;
    let report = bed.run().await;
    assert_eq!((report.delivered, report.gone, report.error), (2, 1, None));
    bed.site.run("DELETE FROM permits WHERE id = 2").await;
    assert_eq!(bed.run().await.gone, 1);
    assert_eq!(bed.run().await.seen, 0);
    assert_eq!(bed.platform()["DH-2"], "灌装");
}

#[tokio::test]
async fn a_mapping_reads_the_log() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        captured(&bed, "id").await;
        permits_arrive(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_mapping_reads_a_log_of_keys_of_several_columns() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        captured(&bed, "id,kind").await;
        key_of_two_columns(&bed);
        permits_arrive(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_job_can_begin_at_a_day() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "begin = \"2026-01-01\"".into();
        captured(&bed, "id").await;
        permits_arrive(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_log_that_holds_too_little_of_a_key_is_seen() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        captured(&bed, "id").await;
        key_of_two_columns(&bed);
        bed.site
            .run("INSERT INTO permits (id, kind, status) VALUES (1, 'confined_space', 1)")
            .await;
        let report = bed.run().await;
        assert_eq!((report.rejected, report.error), (1, None));
        let failures = bed.failures(false).await;
        let message = failures["1"].message.as_deref().unwrap();
        assert!(message.contains("the 2 parts"), "{message}");
    })
    .await;
}
