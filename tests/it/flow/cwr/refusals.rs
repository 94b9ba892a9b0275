//! Refusals of the account, of one record, and of a project.

use chrono::TimeDelta;
use shangbao::ledger::State;

use super::wait;
use crate::bed::{Building, PROJECT, each_dialect, id_code};

#[tokio::test]
async fn a_wrong_account_pauses_the_platform_and_rejects_nothing() {
    each_dialect(async |dialect| {
        for code in ["24", "25", "26", "29", "32"] {
            let bed = Building::new(dialect).await;
            bed.sandbox.script(
                format!("code:{code}:always @any")
                    .replace(":always", " always")
                    .parse()
                    .unwrap(),
            );
            bed.add_company(1).await;
            bed.hire(1, 1).await;
            let reports = bed.run().await;
            let report = &reports["add_company"];
            assert_eq!(
                (report.waiting, report.rejected),
                (1, 0),
                "{code}: {report:?}"
            );
            assert!(
                reports["add_company"].paused.is_some(),
                "{code}: {report:?}"
            );
            let sent = bed.sandbox.state().requests().len();
            bed.run().await;
            assert_eq!(
                bed.sandbox.state().requests().len(),
                sent,
                "{code}: a pause sends nothing"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_wrong_secret_rejects_nothing_and_all_arrives_once_it_is_right() {
    each_dialect(async |dialect| {
        let mut bed = Building::new(dialect).await;
        bed.secret = "other".into();
        bed.add_company(1).await;
        bed.hire(1, 1).await;
        for _ in 0..3 {
            bed.run().await;
            wait(&bed, 60);
        }
        let failures = bed.failures().await;
        let rejected = failures
            .values()
            .filter(|failure| failure.state == State::Rejected);
        assert_eq!(rejected.count(), 0, "{failures:#?}");
        bed.secret = "sandbox".into();
        bed.run_until_settled().await;
        assert!(bed.failures().await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn one_worker_is_refused_and_the_others_arrive() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        let script = format!("reject-id:{}=人员已被锁定", id_code(3));
        bed.sandbox.script(script.parse().unwrap());
        for worker in 2..=5 {
            bed.hire(worker, 1).await;
        }
        let report = &bed.run().await["register_employee"];
        assert_eq!((report.delivered, report.rejected), (3, 1), "{report:?}");
        let failures = bed.failures().await;
        let failure = &failures[&("register_employee", "3".to_owned())];
        assert!(
            failure.message.as_deref().unwrap().contains("人员已被锁定"),
            "{failure:?}"
        );
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_trade_that_the_dictionary_does_not_have_rejects_its_worker_alone() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.hire(2, 1).await;
        bed.hire(3, 1).await;
        bed.site
            .run("UPDATE workers SET trade = '木匠' WHERE id = 2")
            .await;
        let report = &bed.run().await["register_employee"];
        assert_eq!((report.delivered, report.rejected), (1, 1), "{report:?}");
        let failures = bed.failures().await;
        let failure = &failures[&("register_employee", "2".to_owned())];
        assert_eq!(failure.field.as_deref(), Some("job_name"));
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn the_platforms_clock_is_followed() {
    each_dialect(async |dialect| {
        for minutes in [-20, 20] {
            let bed = Building::staffed(dialect, 1).await;
            bed.sandbox.set_ahead(TimeDelta::minutes(minutes));
            // Past by either clock: one that is yet to come is held.
            bed.pass(1, 30).await;
            bed.hire(2, 1).await;
            bed.run_until_settled().await;
            assert!(bed.failures().await.is_empty(), "{minutes}");
            bed.assert_platform_equals_source().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_project_that_is_not_under_construction_stops_its_passages_alone() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 4).await;
        bed.sandbox
            .script(format!("suspended:{PROJECT}").parse().unwrap());
        for worker in 1..=4 {
            bed.pass(worker, 5).await;
        }
        bed.hire(5, 1).await;
        let reports = bed.run().await;
        assert_eq!(reports["register_employee"].delivered, 1, "{reports:#?}");
        assert_eq!(reports["passed_log"].delivered, 0, "{reports:#?}");
        assert_eq!(bed.sandbox.roster().passages(PROJECT), []);
        let visible = bed.failures().await.len() as u64 + reports["passed_log"].waiting;
        assert_eq!(visible, 4, "{reports:#?}");
    })
    .await;
}
