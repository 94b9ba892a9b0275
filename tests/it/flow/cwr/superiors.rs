//! Companies that name another one as the one above them: that one goes first.

use shangbao::ledger::{Actor, State};
use shangbao::pipeline::{BackfillRequest, Range, RunReport, backfill};
use shangbao::sql::Dialect;

use super::wait;
use crate::bed::{Building, PROJECT, each_dialect};

fn suid(company: i64) -> String {
    format!("91440300MA5DEM{company:03}X")
}

/// A site whose companies may have one above them.
async fn site(dialect: Dialect) -> Building {
    let bed = Building::new(dialect).await;
    bed.site
        .run("ALTER TABLE companies ADD COLUMN superior varchar(40)")
        .await;
    bed.bend_mapping(
        "add_company",
        "suid, legal FROM",
        "suid, legal, superior FROM",
    );
    bed.bend_mapping(
        "add_company",
        "SUID         = \"suid\"",
        "SUID         = \"suid\"\nSuid_Superior = \"superior\"",
    );
    bed
}

async fn below(bed: &Building, company: i64, superior: &str) {
    let update = format!("UPDATE companies SET superior = '{superior}' WHERE id = {company}");
    bed.change("company", company, &update).await;
}

/// Companies 1 to `last`, each below the next.
async fn chain(bed: &Building, last: i64) {
    for company in 1..=last {
        bed.add_company(company).await;
        if company < last {
            below(bed, company, &suid(company + 1)).await;
        }
    }
}

async fn run(bed: &Building) -> RunReport {
    bed.run().await.remove("add_company").unwrap()
}

fn delivered(bed: &Building) -> Vec<String> {
    let deliveries = bed.sandbox.roster().deliveries().into_iter();
    deliveries.map(|delivery| delivery.id).collect()
}

#[tokio::test]
async fn the_superior_goes_first_in_one_run_and_one_request_each() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        chain(&bed, 4).await;
        let report = run(&bed).await;
        assert_eq!(
            (report.seen, report.delivered, report.requests),
            (4, 4, 4),
            "{report:?}"
        );
        assert!(!report.left_something(), "{report:?}");
        assert_eq!(delivered(&bed), [suid(4), suid(3), suid(2), suid(1)]);
        assert_eq!(run(&bed).await.seen, 0);
    })
    .await;
}

#[tokio::test]
async fn superiors_of_later_pages_and_batches_go_first_too() {
    each_dialect(async |dialect| {
        let mut bed = site(dialect).await;
        bed.job = "batch = { records = 1 }".into();
        bed.platform = "concurrency = 4".into();
        chain(&bed, 12).await;
        let report = run(&bed).await;
        assert_eq!(
            (report.delivered, report.requests, report.held),
            (12, 12, 0),
            "{report:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_company_waits_for_a_superior_that_is_refused() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        chain(&bed, 3).await;
        bed.change(
            "company",
            3,
            "UPDATE companies SET legal = NULL WHERE id = 3",
        )
        .await;
        let report = run(&bed).await;
        assert_eq!(
            (report.rejected, report.held, report.requests),
            (1, 2, 0),
            "{report:?}"
        );
        let failures = bed.failures().await;
        let failure = &failures[&("add_company", "2".to_owned())];
        assert_eq!(
            (
                failure.state,
                failure.code.as_deref(),
                failure.field.as_deref()
            ),
            (State::Held, Some("needs"), Some("Suid_Superior"))
        );
        let message = failure.message.as_deref().unwrap();
        assert_eq!(
            message,
            "waits for the cwr.add_company that `Suid_Superior` names to be delivered"
        );
        assert_eq!(run(&bed).await.seen, 0, "nothing is asked again and again");

        bed.change(
            "company",
            3,
            "UPDATE companies SET legal = '邓伟民' WHERE id = 3",
        )
        .await;
        assert_eq!(run(&bed).await.delivered, 3);
        assert!(bed.failures().await.is_empty());
        assert_eq!(delivered(&bed), [suid(3), suid(2), suid(1)]);
    })
    .await;
}

#[tokio::test]
async fn a_company_waits_for_a_superior_that_the_platform_refuses() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.add_company(9).await;
        run(&bed).await;
        chain(&bed, 2).await;
        bed.sandbox
            .script("code:41 x1 @AddCompany".parse().unwrap());
        let report = run(&bed).await;
        assert_eq!(
            (report.rejected, report.held, report.requests),
            (1, 1, 1),
            "{report:?}"
        );
        bed.change(
            "company",
            2,
            "UPDATE companies SET legal = '邓伟民' WHERE id = 2",
        )
        .await;
        assert_eq!(run(&bed).await.delivered, 2);
    })
    .await;
}

/// Companies may be entered by hand in the platform's console.
#[tokio::test]
async fn a_superior_that_no_job_knows_holds_nothing() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.sandbox
            .roster()
            .enter_company(PROJECT, "总承包公司", "91440300MA5DEM777X");
        bed.add_company(1).await;
        below(&bed, 1, "91440300MA5DEM777X").await;
        bed.add_company(2).await;
        below(&bed, 2, &suid(1)).await;
        let report = run(&bed).await;
        assert_eq!(
            (report.delivered, report.requests, report.held),
            (2, 2, 0),
            "{report:?}"
        );
        // Nobody knows this one: the platform's word stands.
        bed.add_company(3).await;
        below(&bed, 3, "91440300MA5DEM778X").await;
        let report = run(&bed).await;
        assert_eq!((report.held, report.requests), (1, 1), "{report:?}");
        let failures = bed.failures().await;
        assert_eq!(
            failures[&("add_company", "3".to_owned())].code.as_deref(),
            Some("47")
        );
    })
    .await;
}

#[tokio::test]
async fn companies_that_are_each_others_superior_are_never_stuck_in_silence() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        chain(&bed, 4).await;
        // 4 is below 2: a circle of three, and 1 below it.
        below(&bed, 4, &suid(2)).await;
        let report = run(&bed).await;
        assert_eq!(report.delivered, 0, "{report:?}");
        assert!(report.requests >= 1, "{report:?}");
        assert_eq!((report.seen, report.held), (4, 4), "{report:?}");
        assert_eq!(bed.failures().await.len(), 4);
        // As soon as one of them is there, by hand, all arrive.
        bed.sandbox
            .roster()
            .enter_company(PROJECT, "深圳市第2建筑公司", &suid(2));
        for _ in 0..40 {
            wait(&bed, 60);
            run(&bed).await;
            if bed.failures().await.is_empty() {
                break;
            }
        }
        assert!(
            bed.failures().await.is_empty(),
            "{:#?}",
            bed.failures().await
        );
    })
    .await;
}

#[tokio::test]
async fn a_company_that_names_itself_waits_for_nobody() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.add_company(1).await;
        bed.sandbox
            .roster()
            .enter_company(PROJECT, "深圳市第1建筑公司", &suid(1));
        below(&bed, 1, &suid(1)).await;
        let report = run(&bed).await;
        assert_eq!((report.delivered, report.requests), (1, 1), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn a_mapping_that_requires_nothing_orders_nothing() {
    let bed = site(Dialect::Sqlite).await;
    bed.bend_mapping("add_company", "target =", "requires = false\ntarget =");
    chain(&bed, 2).await;
    let report = run(&bed).await;
    assert_eq!((report.delivered, report.held), (1, 1), "{report:?}");
}

#[tokio::test]
async fn a_backfill_sends_superiors_first_as_well() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        chain(&bed, 4).await;
        let (app, context) = bed.app().await;
        let request = BackfillRequest {
            range: Range::All,
            resend: false,
            rate: None,
        };
        let actor = Actor {
            user: "dba".into(),
            host: "here".into(),
        };
        let job = app.job("add_company").unwrap();
        let report = backfill(&job, &context, &request, &actor, &|_| {})
            .await
            .unwrap();
        assert_eq!(
            (report.delivered, report.requests, report.held),
            (4, 4, 0),
            "{report:?}"
        );
        assert_eq!(delivered(&bed), [suid(4), suid(3), suid(2), suid(1)]);
    })
    .await;
}
