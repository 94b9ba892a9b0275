//! Under every fault of the platform the run ends with the platform equal to the source, or the record visible as failed.

use crate::bed::{Building, PROJECT, each_dialect, id_code};

/// Faults that pass; each must leave no trace in the end.
const PASSING: &[&str] = &[
    "drop-after-accept:2",
    "drop-before:3",
    "redirect:1",
    "html:2",
    "http-500:3",
    "http-502-html:3",
    "busy:2",
    "too-many:7",
    "slow:50ms",
    "truncated:2",
    "garbage:2",
    "code:47 x2 @UploadPassedLog",
    "code:31 x1",
    "number-code:always, boolean-result:always, text-status:always, no-result-data:always",
    "company-exists:always, drop-after-accept x1 @AddCompany",
    "refuse-repeats:always, drop-after-accept x1 @AddCompany, drop-after-accept x1 @RegisterEmployee, truncated x1 @UploadPassedLog, garbage x1 @userLeaveProject",
    "drop-after-accept:always p=0.3, http-500:always p=0.2, truncated:always p=0.2, seed=11",
];

/// A site of two companies that works a day: all comes, some leaves.
async fn a_day(bed: &Building) {
    for company in 1..=2 {
        bed.add_company(company).await;
    }
    for worker in 1..=5 {
        bed.hire(worker, 1 + worker % 2).await;
        bed.pass(worker, worker).await;
    }
    bed.run_until_settled().await;
    bed.depart(2, true).await;
    bed.change(
        "worker",
        3,
        "UPDATE workers SET phone = '13911111111' WHERE id = 3",
    )
    .await;
    bed.pass(2, 1).await;
    bed.run_until_settled().await;
}

#[tokio::test]
async fn every_fault_that_passes_leaves_the_platform_equal_to_the_source() {
    each_dialect(async |dialect| {
        for script in PASSING {
            eprintln!("under {script}");
            let bed = Building::new(dialect).await;
            bed.sandbox.script(script.parse().unwrap());
            a_day(&bed).await;
            for _ in 0..40 {
                if bed.failures().await.is_empty() {
                    break;
                }
                super::wait(&bed, 2);
                bed.run().await;
            }
            let failures = bed.failures().await;
            assert!(failures.is_empty(), "{script}: {failures:#?}");
            bed.assert_platform_equals_source().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_refused_passage_is_found_however_the_platform_tells_of_it() {
    each_dialect(async |dialect| {
        for listing in ["named", "nested", "bare", "text", "nameless", "counts"] {
            eprintln!("told as {listing}");
            let bed = Building::staffed(dialect, 8).await;
            for worker in 1..=8 {
                bed.pass(2 * worker, worker).await;
                bed.site
                    .run("UPDATE passages SET gate = 'G-1', visitor = 1")
                    .await;
            }
            let time = (bed.beijing() - chrono::TimeDelta::minutes(3)).to_string();
            let script = format!(
                "reject-id:{} {time}=重复打卡, partial:{listing} x99",
                id_code(6)
            );
            bed.sandbox.script(script.parse().unwrap());
            let report = &bed.run().await["passed_log"];
            assert_eq!(
                (report.delivered, report.rejected),
                (7, 1),
                "{listing}: {report:?}"
            );
            let failures = bed.failures().await;
            let message = failures[&("passed_log", "3".to_owned())].message.as_deref();
            assert!(message.unwrap().contains("重复打卡"), "{failures:#?}");
            bed.assert_platform_equals_source().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_poisoned_passage_ends_rejected_and_holds_up_nothing() {
    each_dialect(async |dialect| {
        let mut bed = Building::staffed(dialect, 6).await;
        bed.job = "retry = { first = \"30s\", most = \"1m\", attempts = 5 }".into();
        for worker in 1..=6 {
            bed.pass(worker, 5).await;
        }
        let time = (bed.beijing() - chrono::TimeDelta::minutes(5)).to_string();
        let script = format!("poison-id:{} {time}", id_code(4));
        bed.sandbox.script(script.parse().unwrap());
        bed.run_until_settled().await;
        let failures = bed.failures().await;
        assert_eq!(failures.len(), 1, "{failures:#?}");
        assert!(failures.contains_key(&("passed_log", "4".to_owned())));
        assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 5);
        bed.assert_platform_equals_source().await;
    })
    .await;
}
