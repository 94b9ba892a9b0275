//! Companies, workers and passages come, change and go.

use shangbao::pipeline::{Orders, run_jobs};

use crate::bed::{Building, JOBS, PROJECT, each_dialect, id_code};

#[tokio::test]
async fn a_site_arrives_in_one_pass_and_only_changes_follow() {
    each_dialect(async |dialect| {
        let bed = Building::new(dialect).await;
        bed.add_company(1).await;
        bed.add_company(2).await;
        for worker in 1..=6 {
            bed.hire(worker, 1 + worker % 2).await;
            bed.pass(worker, 30).await;
        }
        let reports = bed.run().await;
        assert_eq!(reports["add_company"].delivered, 2, "{reports:#?}");
        assert_eq!(reports["register_employee"].delivered, 6, "{reports:#?}");
        assert_eq!(reports["passed_log"].delivered, 6, "{reports:#?}");
        assert_eq!(reports["passed_log"].requests, 2, "a request for each gate");
        bed.assert_platform_equals_source().await;

        let again = bed.run().await;
        for job in JOBS {
            assert_eq!(
                (again[job].delivered, again[job].requests),
                (0, 0),
                "{again:#?}"
            );
        }
        let update = "UPDATE workers SET phone = '13911111111' WHERE id = 3";
        bed.change("worker", 3, update).await;
        bed.change("worker", 4, "UPDATE workers SET phone = phone WHERE id = 4")
            .await;
        let changed = &bed.run().await["register_employee"];
        assert_eq!(
            (changed.delivered, changed.unchanged),
            (1, 1),
            "{changed:?}"
        );
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_worker_leaves_comes_back_and_leaves_again() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 2).await;
        let number = |bed: &Building| {
            bed.sandbox.roster().workers(PROJECT)[&id_code(1)]
                .emp_id
                .clone()
        };
        let first = number(&bed);
        for departed in [true, false, true, false] {
            bed.depart(1, departed).await;
            let reports = bed.run().await;
            let job = if departed {
                "leave_project"
            } else {
                "register_employee"
            };
            assert_eq!(reports[job].delivered, 1, "{reports:#?}");
            bed.assert_platform_equals_source().await;
        }
        assert_eq!(number(&bed), first);
        assert!(bed.failures().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_company_leaves_after_its_workers() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 2).await;
        bed.exit(1).await;
        let early = &bed.run().await["remove_company"];
        assert_eq!((early.delivered, early.rejected), (0, 1), "{early:?}");
        bed.assert_platform_equals_source().await;

        bed.depart(1, true).await;
        bed.depart(2, true).await;
        bed.exit(1).await;
        let reports = bed.run().await;
        assert_eq!(reports["leave_project"].delivered, 2, "{reports:#?}");
        assert_eq!(reports["remove_company"].delivered, 1, "{reports:#?}");
        assert!(bed.failures().await.is_empty());
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn all_jobs_at_once_send_leaves_before_the_company_goes() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 2).await;
        bed.depart(1, true).await;
        bed.depart(2, true).await;
        bed.exit(1).await;
        let (app, context) = bed.app().await;
        let mut jobs = app.jobs.clone();
        jobs.reverse();
        let reports = run_jobs(&jobs, &context, Orders::all()).await;
        for report in &reports {
            assert_eq!(report.rejected, 0, "{reports:#?}");
        }
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn visitors_pass_without_a_registration() {
    each_dialect(async |dialect| {
        let bed = Building::new(dialect).await;
        bed.pass(1, 5).await;
        bed.site.run("UPDATE passages SET visitor = 1").await;
        assert_eq!(bed.run().await["passed_log"].delivered, 1);
        bed.assert_platform_equals_source().await;
    })
    .await;
}
