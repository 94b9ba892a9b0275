//! Every command that reads a site's database through PgBouncer in transaction mode: the vendor's application, whose sessions
//! they are as well, can still write. PostgreSQL alone has such a pooler.

use shangbao::sql::Dialect;

use super::{shangbao_by, stderr, stdout};
use crate::bed::{Bed, permit};
use crate::source::poolers::{Vendor, through_pooler};

const COMMANDS: &[(&[&str], i32)] = &[
    (&["check"], 0),
    (&["check", "--json"], 0),
    (&["preview", "work_ticket", "--limit", "3"], 0),
    (&["preview", "work_ticket", "--key", "1"], 0),
    (
        &[
            "new",
            "hazchem.work_ticket",
            "--source",
            "site",
            "--table",
            "permits",
        ],
        0,
    ),
    (&["run", "--once"], 0),
    (&["run", "--once", "--json"], 0),
    (&["backfill", "work_ticket", "--all", "--dry-run"], 0),
    (&["backfill", "work_ticket", "--all", "--resend"], 0),
    (
        &[
            "audit",
            "work_ticket",
            "--from",
            "2020-01-01",
            "--to",
            "2099-01-01",
        ],
        0,
    ),
    (&["status"], 0),
    (&["history", "work_ticket", "1"], 0),
    (&["retry", "work_ticket", "--key", "1", "--resend"], 0),
    (&["run", "--once"], 0),
    (
        &["rewind", "work_ticket", "--to", "0", "--reason", "test"],
        0,
    ),
];

#[tokio::test]
async fn another_client_of_the_pool_writes_after_every_command() {
    let bed = Bed::new(Dialect::Postgres).await;
    bed.bend_mapping(
        "key    = \"row_key\"",
        "key    = \"row_key\"\nat = \"changed_at\"",
    );
    bed.site
        .run("ALTER TABLE change_log ADD COLUMN changed_at timestamptz DEFAULT now()")
        .await;
    bed.save(&[permit(1), permit(2), permit(3)]).await;
    let pooler = through_pooler(&bed.site);
    let source = format!("[sources.site]\nurl = \"{}\"", bed.site.url);
    let config = bed.jobs_toml();
    assert!(config.contains(&source));
    let config = config.replace(&source, &format!("[sources.site]\nurl = \"{pooler}\""));
    let vendor = Vendor::new(&pooler).await;
    for (command, code) in COMMANDS {
        let done = shangbao_by(&bed, &config, command).await;
        let said = format!("{command:?}: {}{}", stdout(&done), stderr(&done));
        assert_eq!(done.status.code(), Some(*code), "{said}");
        vendor.works_after(&format!("{command:?}")).await;
    }
    bed.assert_platform_equals_source().await;
}

#[tokio::test]
async fn what_needs_a_session_of_its_own_is_refused_with_the_remedy() {
    let mut bed = Bed::new(Dialect::Postgres).await;
    bed.job = "wake = \"permit_changed\"".into();
    let pooler = through_pooler(&bed.site);
    let config = bed.jobs_toml().replace(&bed.site.url, &pooler);
    let vendor = Vendor::new(&pooler).await;
    let checked = shangbao_by(&bed, &config, &["check"]).await;
    let said = stdout(&checked);
    assert_eq!(checked.status.code(), Some(3), "{said}");
    for line in [
        "source site\n  note      a pooler in transaction mode",
        "NO ACCESS the state database is behind a pooler",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let ran = shangbao_by(&bed, &config, &["run", "--once"]).await;
    assert_eq!(ran.status.code(), Some(3));
    assert!(
        stderr(&ran).contains("pool_mode = session"),
        "{}",
        stderr(&ran)
    );
    vendor.works_after("check and run").await;
}
