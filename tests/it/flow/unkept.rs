//! Keys that the state cannot hold: the change of each is a failure of its own, and no stream waits for it.

use std::collections::BTreeSet;

use shangbao::ledger::{Decision, Selection, State};
use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect};
use crate::cli::{json, shangbao, stdout};

const MAPPING: &str = include_str!("../../data/work_ticket.toml");

/// Each kind of stream, with a table of its own.
const STREAMS: &str = r#"
[[changes]]
kind   = "log"
table  = "by_log"
cursor = "id"
key    = "code"

[[changes]]
kind   = "log"
table  = "by_expand"
cursor = "id"
key    = "id"
expand = "SELECT code FROM by_expand WHERE id IN (:keys)"

[[changes]]
kind   = "updated"
table  = "by_updated"
cursor = "changed_at"
key    = "code"

[[changes]]
kind  = "scan"
table = "by_scan"
key   = "code"

[[changes]]
kind  = "flag"
table = "by_flag"
key   = "code"
flag  = { column = "sent", due = "0", delivered = "1" }
"#;
const KINDS: [&str; 5] = ["log", "expand", "updated", "scan", "flag"];
const ROWS: &str = "SELECT code, id, 'confined_space' AS kind, '罐区' AS place, 1 AS status, begins, ends FROM notes WHERE code IN (:keys)";

/// A site whose records have texts as keys.
async fn noted(dialect: Dialect) -> Bed {
    let mut bed = Bed::new(dialect).await;
    bed.source = format!("writer_url = \"{}\"", bed.site.url);
    let (_, rest) = MAPPING.split_once("[rows]").unwrap();
    let (_, fields) = rest.split_once("[fields]").unwrap();
    let mapping = format!(
        "target = \"hazchem.work_ticket\"\n{STREAMS}\n[rows]\nkey = \"code\"\nsql = \"{ROWS}\"\n\n[fields]{fields}"
    );
    bed.write("mappings/work_ticket.toml", &mapping);
    let (id, time) = match dialect {
        Dialect::Postgres => ("bigserial PRIMARY KEY", "timestamp"),
        Dialect::MySql => ("bigint AUTO_INCREMENT PRIMARY KEY", "datetime(6)"),
        Dialect::Sqlite => ("INTEGER PRIMARY KEY AUTOINCREMENT", "datetime"),
    };
    let table = |name: &str| {
        format!(
            "CREATE TABLE {name} (id {id}, code varchar(760) NOT NULL UNIQUE, sent int NOT NULL DEFAULT 0,
             changed_at {time} NOT NULL DEFAULT '2026-03-01 08:00:00',
             begins {time} NOT NULL DEFAULT '2026-03-01 08:00:00', ends {time} NOT NULL DEFAULT '2026-03-01 16:00:00')"
        )
    };
    let mut tables = vec![table("notes")];
    tables.extend(KINDS.map(|kind| table(&format!("by_{kind}"))));
    bed.site.run(&tables.join(";\n")).await;
    bed
}

/// A record of this key, and its change. `key` is an SQL text.
async fn note(bed: &Bed, kind: &str, key: &str) {
    let insert = format!(
        "INSERT INTO notes (code) VALUES ({key}); INSERT INTO by_{kind} (code) VALUES ({key})"
    );
    bed.site.run(&insert).await;
}

/// Ends in U+0000, as SQL; PostgreSQL holds no such text.
fn with_nul(dialect: Dialect, kind: &str) -> Option<String> {
    match dialect {
        Dialect::Postgres => None,
        Dialect::MySql => Some(format!("'{kind}-\\0'")),
        Dialect::Sqlite => Some(format!("'{kind}-' || char(0)")),
    }
}

#[tokio::test]
async fn a_key_that_the_state_cannot_hold_fails_alone() {
    each_dialect(async |dialect| {
        let bed = noted(dialect).await;
        let mut bad = 0;
        for kind in KINDS {
            note(&bed, kind, &format!("'{kind}-0'")).await;
            note(&bed, kind, &format!("'{kind}-{}'", "x".repeat(700))).await;
            let nul = with_nul(dialect, kind);
            bad += 1 + nul.iter().count() as u64;
            if let Some(key) = nul {
                note(&bed, kind, &key).await;
            }
            note(&bed, kind, &format!("'{kind}-z'")).await;
        }
        let report = bed.run().await;
        let counts = (report.delivered, report.rejected, report.error);
        assert_eq!(counts, (10, bad, None));
        let failures = bed.failures(false).await;
        assert_eq!(failures.len() as u64, bad);
        let mut kinds = BTreeSet::new();
        for (key, failure) in &failures {
            assert_eq!(failure.state, State::Unexpanded);
            assert_eq!(failure.code.as_deref(), Some("key"));
            let message = failure.message.as_deref().unwrap();
            let is_told = message.contains("U+0000") || message.contains("700");
            assert!(key.len() < 100 && is_told, "{key}: {message}");
            kinds.extend(key.split('-').next());
        }
        assert_eq!(kinds, BTreeSet::from(KINDS));

        // The streams go on.
        for kind in KINDS {
            note(&bed, kind, &format!("'{kind}-later'")).await;
        }
        let time =
            "UPDATE by_updated SET changed_at = '2026-03-01 09:00:00' WHERE code = 'updated-later'";
        bed.site.run(time).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.error), (5, None));
        assert_eq!(bed.failures(false).await.len(), failures.len());
        said_by_commands(&bed, failures.keys().next().unwrap()).await;
        decided(&bed, failures.into_keys().collect()).await;
    })
    .await;
}

/// What `history` says of such a key, and `preview` of the key itself.
async fn said_by_commands(bed: &Bed, key: &str) {
    let told = json(&shangbao(bed, &["history", "work_ticket", key, "--json"]).await);
    assert_eq!(told[0]["state"], "unexpanded", "{told}");
    let long = format!("--key=log-{}", "x".repeat(700));
    let previewed = shangbao(bed, &["preview", "work_ticket", &long, "--json"]).await;
    assert_eq!(json(&previewed)["records"][0]["code"], "key");
    let failures = stdout(&shangbao(bed, &["failures", "--each"]).await);
    assert!(failures.contains(key), "{failures}");
}

/// `retry` cannot mend it, and drops nothing; `dismiss` takes each away.
async fn decided(bed: &Bed, keys: Vec<String>) {
    let retry = Decision::Retry { resend: false };
    let mut retried = bed.decide(Selection::Failed, retry).await;
    retried.sort();
    assert_eq!(retried, keys);
    assert_eq!(bed.run().await.error, None);
    let kept: Vec<String> = bed.failures(false).await.into_keys().collect();
    assert_eq!(kept, keys);
    // What a log says, it says once; a scan meets the row again.
    let (logged, others): (Vec<String>, Vec<String>) = keys
        .into_iter()
        .partition(|key| key.starts_with("log-") || key.starts_with("expand-"));
    let dismiss = Decision::Dismiss {
        reason: "键过长".into(),
    };
    let mut dismissed = bed.decide(Selection::Keys(logged.clone()), dismiss).await;
    dismissed.sort();
    assert_eq!(dismissed, logged);
    assert_eq!(bed.run().await.error, None);
    let left: Vec<String> = bed.failures(false).await.into_keys().collect();
    assert_eq!(left, others);
}
