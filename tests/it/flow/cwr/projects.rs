//! A project that the platform refuses whole is left alone, and one record at a time tries.

use shangbao::ledger::State;
use shangbao::pipeline::RunReport;

use super::wait;
use crate::bed::{Building, PROJECT, each_dialect, id_code};

/// A site whose project is not under construction, with so many workers.
async fn suspended(dialect: shangbao::sql::Dialect, workers: i64) -> Building {
    let bed = Building::staffed(dialect, workers).await;
    let script = format!("suspended:{PROJECT}");
    bed.sandbox.script(script.parse().unwrap());
    bed
}

async fn run(bed: &Building) -> RunReport {
    bed.run().await.remove("passed_log").unwrap()
}

/// The states and codes of what failed.
async fn failures(bed: &Building) -> Vec<(State, String)> {
    let failures = bed.failures().await.into_values();
    failures
        .map(|failure| (failure.state, failure.code.unwrap_or_default()))
        .collect()
}

fn held() -> (State, String) {
    (State::Held, "project".into())
}

/// Runs, ten minutes apart, until nothing is held.
async fn until_nothing_is_held(bed: &Building) {
    for _ in 0..8 {
        wait(bed, 10);
        bed.run().await;
        if bed.failures().await.is_empty() {
            return;
        }
    }
    panic!("{:#?}", bed.failures().await);
}

#[tokio::test]
async fn a_refused_project_is_held_whole_and_tried_with_one_record() {
    each_dialect(async |dialect| {
        let bed = suspended(dialect, 6).await;
        for worker in 1..=2 {
            bed.pass(worker, 5).await;
            assert_eq!(run(&bed).await.rejected, 1);
        }
        // The third refusal in the same words is the project's, and so were the two before.
        bed.pass(3, 5).await;
        run(&bed).await;
        assert_eq!(failures(&bed).await, vec![held(); 3]);
        bed.pass(4, 5).await;
        bed.pass(5, 5).await;
        let next = run(&bed).await;
        assert_eq!((next.held, next.rejected), (2, 0), "{next:?}");
        assert!(next.requests <= 1, "{next:?}");
        // Once the pause is over one tries, and all go on waiting.
        wait(&bed, 2);
        let tried = run(&bed).await;
        assert_eq!((tried.held, tried.requests), (5, 1), "{tried:?}");
        assert_eq!(failures(&bed).await, vec![held(); 5]);
        assert_eq!(bed.run().await["register_employee"].requests, 0);

        bed.sandbox.script("".parse().unwrap());
        bed.pass(6, 5).await;
        until_nothing_is_held(&bed).await;
        assert_eq!(bed.sandbox.roster().passages(PROJECT).len(), 6);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_batch_of_a_refused_project_is_not_taken_apart() {
    each_dialect(async |dialect| {
        let bed = suspended(dialect, 1).await;
        for minutes in 1..=40 {
            bed.pass(1, minutes).await;
        }
        let report = run(&bed).await;
        assert!(report.requests <= 12, "{report:?}");
        assert_eq!(failures(&bed).await, vec![held(); 40]);
        bed.sandbox.script("".parse().unwrap());
        until_nothing_is_held(&bed).await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn records_that_are_refused_alike_beside_others_that_are_taken_are_rejected() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 8).await;
        let at = |minutes| bed.beijing() - chrono::TimeDelta::minutes(minutes);
        let bad = [(2, 5), (4, 5), (6, 5)].map(|(worker, minutes)| {
            format!("reject-id:{} {}=未通过", id_code(worker), at(minutes))
        });
        bed.sandbox.script(bad.join(", ").parse().unwrap());
        for worker in [2, 4, 6, 8] {
            bed.pass(worker, 5).await;
        }
        let report = run(&bed).await;
        let settled = (report.delivered + report.held, report.rejected);
        assert_eq!(settled, (1, 3), "{report:?}");
        if report.held > 0 {
            // Where the platform names nobody, the fourth comes after two that were refused alike: its project may be why,
            // until it is tried.
            bed.clock.advance(std::time::Duration::from_secs(120));
            assert_eq!(run(&bed).await.delivered, 1);
        }
        let bad = format!("reject-id:{} {}=未通过", id_code(4), at(4));
        bed.sandbox.script(bad.parse().unwrap());
        assert!(
            failures(&bed)
                .await
                .iter()
                .all(|(state, _)| *state == State::Rejected)
        );
        // What was refused before a record was taken counts no more.
        bed.pass(4, 4).await;
        assert_eq!(run(&bed).await.rejected, 1);
        let states = failures(&bed).await;
        assert!(states.iter().all(|(state, _)| *state == State::Rejected));
    })
    .await;
}
