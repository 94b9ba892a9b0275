//! Rows of one worker or one company: what ends one of them does not take the other off the site.

use shangbao::ledger::{Actor, Decision, Selection, State};
use shangbao::sql::Dialect;

use super::wait;
use crate::bed::{Building, PROJECT, each_dialect, id_code};

/// A worker is hired once more, by a row of its own.
async fn hire_again(bed: &Building, worker: i64, row: i64) {
    bed.hire(row, 1).await;
    let update = format!(
        "UPDATE workers SET id_code = '{}', phone = '1380000{row:04}' WHERE id = {row}",
        id_code(worker)
    );
    bed.change("worker", row, &update).await;
}

fn on_site(bed: &Building, worker: i64) -> bool {
    bed.sandbox.roster().workers(PROJECT)[&id_code(worker)].on_site
}

async fn held(bed: &Building, job: &'static str, key: &str) -> String {
    let failures = bed.failures().await;
    let failure = failures.get(&(job, key.to_owned()));
    let failure = failure.unwrap_or_else(|| panic!("{key} of {job} is not held: {failures:#?}"));
    assert_eq!(
        (failure.state, failure.code.as_deref()),
        (State::Held, Some("shared"))
    );
    failure.message.clone().unwrap()
}

async fn dismiss(bed: &Building, job: &str, key: &str) {
    let (app, context) = bed.app().await;
    let account = &app.job(job).unwrap().account.id;
    let route = context.ledger.route(job, account).await.unwrap();
    let actor = Actor {
        user: "dba".into(),
        host: "here".into(),
    };
    let decision = Decision::Dismiss {
        reason: "left long ago".into(),
    };
    let keys = Selection::Keys(vec![key.into()]);
    let decided = context
        .ledger
        .decide(route.id, &keys, &decision, &actor, bed.clock.now_ms());
    assert_eq!(decided.await.unwrap(), [key]);
}

#[tokio::test]
async fn the_leave_of_an_old_employment_keeps_a_worker_who_was_hired_again() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        hire_again(&bed, 1, 2).await;
        let reports = bed.run().await;
        let registered = &reports["register_employee"];
        assert_eq!(
            (registered.delivered, registered.overwritten),
            (1, 1),
            "{registered:?}"
        );
        let warning = registered.warning.as_deref().unwrap();
        assert!(
            warning.contains("key 1 was overwritten by key 2"),
            "{warning}"
        );
        assert!(!warning.contains(&id_code(1)), "{warning}");

        bed.depart(1, true).await;
        let reports = bed.run().await;
        assert_eq!(
            (
                reports["leave_project"].held,
                reports["leave_project"].requests
            ),
            (1, 0)
        );
        assert!(on_site(&bed, 1));
        let message = held(&bed, "leave_project", "1").await;
        assert!(message.contains("keys 2"), "{message}");
        assert!(!message.contains(&id_code(1)), "{message}");
        for _ in 0..3 {
            wait(&bed, 61);
            bed.run().await;
        }
        assert!(on_site(&bed, 1), "it stays held");

        bed.depart(2, true).await;
        for _ in 0..3 {
            bed.run().await;
            wait(&bed, 61);
        }
        assert!(!on_site(&bed, 1), "now the worker has left for good");
        let failures = bed.failures().await;
        assert!(
            failures.keys().all(|(job, _)| *job != "leave_project"),
            "{failures:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn at_a_first_run_old_employments_take_nobody_off_the_site() {
    each_dialect(async |dialect| {
        let bed = Building::new(dialect).await;
        bed.add_company(1).await;
        bed.hire(1, 1).await;
        bed.depart(1, true).await;
        hire_again(&bed, 1, 2).await;
        bed.hire(3, 1).await;
        bed.depart(3, true).await;
        let reports = bed.run().await;
        assert!(on_site(&bed, 1), "{reports:#?}");
        held(&bed, "leave_project", "1").await;

        // The old row need not be reported: a person says so.
        dismiss(&bed, "leave_project", "1").await;
        bed.depart(2, true).await;
        bed.run().await;
        assert!(!on_site(&bed, 1));
    })
    .await;
}

#[tokio::test]
async fn an_old_row_that_is_touched_again_takes_nobody_off_the_site() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.depart(1, true).await;
        bed.run().await;
        assert!(!on_site(&bed, 1));
        hire_again(&bed, 1, 2).await;
        let registered = &bed.run().await["register_employee"];
        assert_eq!(
            (registered.delivered, registered.overwritten),
            (1, 0),
            "{registered:?}"
        );
        assert!(on_site(&bed, 1));
        bed.change("worker", 1, "UPDATE workers SET phone = '1' WHERE id = 1")
            .await;
        bed.run().await;
        assert!(on_site(&bed, 1));
        held(&bed, "leave_project", "1").await;
    })
    .await;
}

/// Leaves in a table of their own: their keys say nothing of the workers' rows.
async fn with_leaves(dialect: Dialect) -> Building {
    let bed = Building::new(dialect).await;
    bed.bend_mapping("register_employee", " AND w.departed = 0", "");
    bed.bend_mapping("leave_project", "subject = 'worker'", "subject = 'leave'");
    let rows = "SELECT id, id_code FROM workers WHERE id IN (:keys) AND departed = 1";
    bed.bend_mapping(
        "leave_project",
        rows,
        "SELECT id, id_code FROM leaves WHERE id IN (:keys)",
    );
    bed.site
        .run("CREATE TABLE leaves (id integer PRIMARY KEY, id_code varchar(40) NOT NULL)")
        .await;
    bed.add_company(1).await;
    bed
}

async fn leave(bed: &Building, id: i64, worker: i64) {
    let insert = format!(
        "INSERT INTO leaves (id, id_code) VALUES ({id}, '{}')",
        id_code(worker)
    );
    bed.change("leave", id, &insert).await;
}

#[tokio::test]
async fn leaves_with_keys_of_their_own_wait_while_several_rows_live() {
    each_dialect(async |dialect| {
        let bed = with_leaves(dialect).await;
        bed.hire(1, 1).await;
        hire_again(&bed, 1, 2).await;
        bed.hire(3, 1).await;
        leave(&bed, 71, 1).await;
        leave(&bed, 73, 3).await;
        let reports = bed.run().await;
        assert!(on_site(&bed, 1), "{reports:#?}");
        assert!(!on_site(&bed, 3), "who has one row leaves by one leave");
        held(&bed, "leave_project", "71").await;
        leave(&bed, 72, 1).await;
        bed.run().await;
        assert!(!on_site(&bed, 1), "as many leaves as rows");
    })
    .await;
}

#[tokio::test]
async fn a_leave_from_before_a_worker_was_hired_again_is_held() {
    each_dialect(async |dialect| {
        let bed = with_leaves(dialect).await;
        bed.hire(1, 1).await;
        leave(&bed, 71, 1).await;
        bed.run().await;
        assert!(!on_site(&bed, 1));
        wait(&bed, 1);
        hire_again(&bed, 1, 2).await;
        bed.run().await;
        assert!(on_site(&bed, 1));
        // The old leave is touched: it still is the old one.
        bed.change("leave", 71, "UPDATE leaves SET id_code = id_code")
            .await;
        bed.run().await;
        assert!(on_site(&bed, 1));
        held(&bed, "leave_project", "71").await;
        wait(&bed, 1);
        leave(&bed, 72, 1).await;
        bed.run().await;
        assert!(!on_site(&bed, 1), "the new one is not");
    })
    .await;
}

#[tokio::test]
async fn a_company_with_two_rows_stays_until_both_have_ended() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 0).await;
        bed.add_company(2).await;
        let twin = "UPDATE companies SET name = '深圳市第1建筑公司', suid = '91440300MA5DEM001X', legal = '邓伟民' WHERE id = 2";
        bed.change("company", 2, twin).await;
        let added = &bed.run().await["add_company"];
        assert_eq!((added.delivered, added.overwritten), (1, 1), "{added:?}");
        bed.exit(1).await;
        bed.run().await;
        let present = || bed.sandbox.roster().companies(PROJECT)["91440300MA5DEM001X"].present;
        assert!(present());
        held(&bed, "remove_company", "1").await;
        bed.exit(2).await;
        bed.run().await;
        assert!(!present());
    })
    .await;
}

#[tokio::test]
async fn a_mapping_that_requires_nothing_holds_no_leave() {
    let bed = Building::staffed(Dialect::Sqlite, 1).await;
    bed.bend_mapping("leave_project", "target =", "requires = false\ntarget =");
    hire_again(&bed, 1, 2).await;
    bed.run().await;
    bed.depart(1, true).await;
    assert_eq!(bed.run().await["leave_project"].delivered, 1);
    assert!(!on_site(&bed, 1));
}

/// A record is known to be there only by what was sent as that record.
#[tokio::test]
async fn a_number_that_was_corrected_and_refused_lets_no_passage_go() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        let update = format!("UPDATE workers SET id_code = '{}' WHERE id = 1", id_code(8));
        bed.change("worker", 1, &update).await;
        bed.sandbox
            .script("code:41 x1 @RegisterEmployee".parse().unwrap());
        assert_eq!(bed.run().await["register_employee"].rejected, 1);
        bed.pass(8, 5).await;
        let passages = &bed.run().await["passed_log"];
        assert_eq!((passages.held, passages.requests), (1, 0), "{passages:?}");
    })
    .await;
}
