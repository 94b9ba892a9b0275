//! What comes before what, and what waits for it.

use shangbao::ledger::State;

use super::wait;
use crate::bed::{Building, each_dialect};

#[tokio::test]
async fn a_worker_whose_company_is_missing_arrives_by_itself_once_the_company_is_there() {
    each_dialect(async |dialect| {
        let bed = Building::new(dialect).await;
        bed.add_company(1).await;
        bed.change(
            "company",
            1,
            "UPDATE companies SET legal = NULL WHERE id = 1",
        )
        .await;
        bed.hire(1, 1).await;
        bed.pass(1, 10).await;
        bed.run().await;
        let failures = bed.failures().await;
        let state = |job: &'static str| failures[&(job, "1".to_owned())].state;
        assert_eq!(state("add_company"), State::Rejected, "{failures:#?}");
        assert_eq!(state("register_employee"), State::Held, "{failures:#?}");
        assert_eq!(state("passed_log"), State::Held, "{failures:#?}");
        assert_eq!(bed.sandbox.roster().deliveries(), []);

        bed.change(
            "company",
            1,
            "UPDATE companies SET legal = '邓伟民' WHERE id = 1",
        )
        .await;
        let reports = bed.run().await;
        for job in ["add_company", "register_employee", "passed_log"] {
            assert_eq!(reports[job].delivered, 1, "{job}: {reports:#?}");
        }
        assert!(bed.failures().await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_company_that_only_the_console_knows_is_waited_for_when_the_platform_says_so() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        // The platform lost the company; our ledger does not know.
        bed.sandbox
            .script("code:47 x1 @RegisterEmployee".parse().unwrap());
        bed.hire(2, 1).await;
        let report = &bed.run().await["register_employee"];
        assert_eq!((report.delivered, report.rejected), (0, 0), "{report:?}");
        for _ in 0..40 {
            if bed.sandbox.roster().workers(crate::bed::PROJECT).len() == 2 {
                break;
            }
            wait(&bed, 30);
            bed.run().await;
        }
        assert!(bed.failures().await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_platform_has_no_company_for_goes_as_soon_as_that_is_delivered() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.sandbox
            .script("code:47 x1 @RegisterEmployee".parse().unwrap());
        bed.hire(2, 1).await;
        bed.run().await;
        let failures = bed.failures().await;
        let failure = &failures[&("register_employee", "2".to_owned())];
        assert_eq!(failure.state, State::Held, "{failure:?}");
        assert!(failure.next_at.is_some(), "{failure:?}");
        let update = "UPDATE companies SET legal = '邓伟民' WHERE id = 1";
        bed.change("company", 1, update).await;
        // Not a moment later, and long before it would try again by itself.
        let reports = bed.run().await;
        assert_eq!(reports["register_employee"].delivered, 1, "{reports:#?}");
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_passage_that_is_yet_to_come_is_held_until_then() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.pass(1, -30).await;
        let report = &bed.run().await["passed_log"];
        assert_eq!((report.held, report.requests), (1, 0), "{report:?}");
        wait(&bed, 29);
        assert_eq!(bed.run().await["passed_log"].seen, 0);
        wait(&bed, 1);
        assert_eq!(bed.run().await["passed_log"].delivered, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_passage_that_is_too_old_ends_as_expired_and_is_never_altered() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.pass(1, 3 * 60).await;
        bed.pass(1, 30).await;
        let report = &bed.run().await["passed_log"];
        assert_eq!((report.delivered, report.expired), (1, 1), "{report:?}");
        let failures = bed.failures().await;
        assert_eq!(
            failures[&("passed_log", "1".to_owned())].state,
            State::Expired
        );
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_passage_is_tried_again_before_it_is_too_old() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 4).await;
        bed.sandbox.script("http-500:always".parse().unwrap());
        for worker in 1..=4 {
            bed.pass(worker, 1).await;
        }
        // For 110 minutes nothing works; a pause as long as that would be too late for all of them.
        for _ in 0..11 {
            bed.run().await;
            wait(&bed, 10);
        }
        bed.sandbox.script("".parse().unwrap());
        for _ in 0..9 {
            bed.run().await;
            wait(&bed, 1);
        }
        assert!(bed.failures().await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_passage_that_waits_too_long_for_its_worker_expires() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 0).await;
        bed.pass(1, 90).await;
        assert_eq!(bed.run().await["passed_log"].held, 1);
        wait(&bed, 31);
        bed.hire(1, 1).await;
        let reports = bed.run().await;
        assert_eq!(reports["passed_log"].delivered, 0, "{reports:#?}");
        let failures = bed.failures().await;
        assert_eq!(
            failures[&("passed_log", "1".to_owned())].state,
            State::Expired
        );
    })
    .await;
}

#[tokio::test]
async fn a_pass_period_that_begins_tomorrow_is_held_until_then() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 0).await;
        bed.hire(1, 1).await;
        bed.site
            .run("UPDATE workers SET begins = '2026-03-02'")
            .await;
        let report = &bed.run().await["register_employee"];
        assert_eq!((report.held, report.requests), (1, 0), "{report:?}");
        wait(&bed, 16 * 60);
        assert_eq!(bed.run().await["register_employee"].delivered, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn an_employees_category_never_changes() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.change(
            "worker",
            1,
            "UPDATE workers SET category = '03' WHERE id = 1",
        )
        .await;
        let report = &bed.run().await["register_employee"];
        assert_eq!((report.rejected, report.requests), (1, 0), "{report:?}");
        bed.depart(1, true).await;
        bed.run().await;
        bed.depart(1, false).await;
        assert_eq!(bed.run().await["register_employee"].rejected, 1);
        bed.change(
            "worker",
            1,
            "UPDATE workers SET category = '00' WHERE id = 1",
        )
        .await;
        assert_eq!(bed.run().await["register_employee"].delivered, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// The gate's software pastes numbers with marks of direction, the office types them full-width.
#[tokio::test]
async fn a_passage_finds_its_worker_however_the_number_was_typed() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 3).await;
        if dialect != shangbao::sql::Dialect::Sqlite {
            let wider = match dialect {
                shangbao::sql::Dialect::Postgres => "ALTER COLUMN id_code TYPE varchar(40)",
                _ => "MODIFY id_code varchar(40) NOT NULL",
            };
            bed.site.run(&format!("ALTER TABLE passages {wider}")).await;
        }
        for worker in 1..=3 {
            bed.pass(worker, 5).await;
        }
        let full_width = |text: String| -> String {
            let wide = |c: char| match c {
                '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
                other => other,
            };
            text.chars().map(wide).collect()
        };
        let number = crate::bed::id_code(1);
        for (id, typed) in [
            (1, format!("\u{202d}{number}\u{202c}")),
            (2, full_width(crate::bed::id_code(2))),
            (
                3,
                format!("\u{a0}{}\u{feff}", crate::bed::id_code(3).to_lowercase()),
            ),
        ] {
            bed.site
                .run(&format!(
                    "UPDATE passages SET id_code = '{typed}' WHERE id = {id}"
                ))
                .await;
        }
        let report = &bed.run().await["passed_log"];
        assert_eq!((report.delivered, report.held), (3, 0), "{report:?}");
        let passages = bed.sandbox.roster().passages(crate::bed::PROJECT);
        let mut sent: Vec<String> = passages
            .iter()
            .map(|passage| passage.content["person_id"].as_str().unwrap().to_owned())
            .collect();
        sent.sort_unstable();
        assert_eq!(sent, [1, 2, 3].map(crate::bed::id_code));
    })
    .await;
}
