//! A job that is asked for and cannot start, or is not run: what depends on its records is held all the same.

use std::sync::Arc;

use shangbao::app::App;
use shangbao::pipeline::{Job, Orders, RunReport, run_jobs};
use shangbao::sql::Dialect;

use crate::bed::{Building, each_dialect};

/// A passage of a worker whose registration nobody sends: a run by this configuration, of these jobs (all, where none is named).
async fn run_by(bed: &Building, jobs_toml: &str, names: &[&str]) -> Vec<RunReport> {
    bed.write("jobs.toml", jobs_toml);
    let app = App::load(&bed.folder.path().join("jobs.toml"), bed.clock.clone());
    let app = app.unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let jobs: Vec<Arc<Job>> = app.select(&names).unwrap();
    let context = app
        .context()
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    run_jobs(&jobs, &context, Orders::all()).await
}

/// A company's worker that no registration was sent of, and a passage.
async fn unregistered(dialect: Dialect) -> Building {
    let bed = Building::new(dialect).await;
    bed.add_company(1).await;
    bed.hire(1, 1).await;
    bed.pass(1, 10).await;
    bed
}

fn assert_held(reports: &[RunReport], why: &str) {
    let passages = reports.iter().find(|report| report.job == "passed_log");
    let passages = passages.unwrap_or_else(|| panic!("{why}: {reports:#?}"));
    assert_eq!(
        (passages.held, passages.requests),
        (1, 0),
        "{why}: {reports:#?}"
    );
}

/// The passage is held while the configuration is so, and goes once it is right.
async fn holds(bed: &Building, jobs_toml: &str, names: &[&str], why: &str) {
    assert_held(&run_by(bed, jobs_toml, names).await, why);
}

#[tokio::test]
async fn a_mapping_with_mistakes_holds_what_depends_on_its_records() {
    each_dialect(async |dialect| {
        let bed = unregistered(dialect).await;
        let path = bed.folder.path().join("mappings/register_employee.toml");
        let right = std::fs::read_to_string(&path).unwrap();
        bed.bend_mapping(
            "register_employee",
            "emp_name        =",
            "emp_nam         =",
        );
        holds(&bed, &bed.jobs_toml(), &[], "a field that is unknown").await;
        std::fs::write(path, right).unwrap();
        let reports = run_by(&bed, &bed.jobs_toml(), &[]).await;
        let passages = reports.iter().find(|report| report.job == "passed_log");
        assert_eq!(passages.unwrap().delivered, 1, "{reports:#?}");
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_job_that_cannot_start_holds_what_depends_on_its_records_whatever_the_reason() {
    let table = "[jobs.register_employee]\nmapping = \"register_employee\"\nsource = \"site\"\nplatform = \"building\"\n";
    for (why, instead) in [
        (
            "no source of this name",
            table.replace("\"site\"", "\"sit\""),
        ),
        (
            "a platform by a wrong name",
            table.replace("\"building\"", "\"bulding\""),
        ),
        (
            "no platform",
            table.replace("platform = \"building\"\n", ""),
        ),
        (
            "a schedule that is none",
            format!("{table}schedule = \"whenever\"\n"),
        ),
        (
            "an option that is none",
            format!("{table}batch = {{ record = 1 }}\n"),
        ),
        (
            "a mapping that is not there",
            table.replace("\"register_employee\"\nsource", "\"registrations\"\nsource"),
        ),
        (
            "no mapping",
            table.replace("mapping = \"register_employee\"\n", ""),
        ),
    ] {
        let bed = unregistered(Dialect::Sqlite).await;
        let jobs_toml = bed.jobs_toml();
        assert!(jobs_toml.contains(table), "{jobs_toml}");
        holds(&bed, &jobs_toml.replace(table, &instead), &[], why).await;
    }
}

#[tokio::test]
async fn a_mapping_of_which_nothing_can_be_read_holds_what_may_depend_on_it() {
    for (why, mapping) in [
        ("no TOML", "target = \"cwr.register_employee\n[[changes]\n"),
        ("no target", "[[changes]]\nkind = \"log\"\n"),
        (
            "a target that is none",
            "target = \"cwr.register_employees\"\n",
        ),
        ("another encoding", "# \u{0}"),
    ] {
        let bed = unregistered(Dialect::Sqlite).await;
        bed.write("mappings/register_employee.toml", mapping);
        if why == "another encoding" {
            let path = bed.folder.path().join("mappings/register_employee.toml");
            std::fs::write(path, b"target = \"\xc8\xcb\xd4\xb1\"\n").unwrap();
        }
        holds(&bed, &bed.jobs_toml(), &[], why).await;
    }
}

#[tokio::test]
async fn a_source_that_cannot_be_used_holds_what_depends_on_its_records() {
    let other = "\n[sources.register]\nurl = \"URL\"\n\n[platforms.building]";
    let table = "mapping = \"register_employee\"\nsource = \"site\"";
    for (url, why) in [
        ("oracle://register", "a database of another kind"),
        (
            "postgres://nobody@127.0.0.1:1/none",
            "a database that is away",
        ),
    ] {
        let bed = unregistered(Dialect::Sqlite).await;
        let jobs_toml = bed
            .jobs_toml()
            .replace("\n[platforms.building]", &other.replace("URL", url))
            .replace(table, &table.replace("site", "register"));
        holds(&bed, &jobs_toml, &[], why).await;
    }
}

#[tokio::test]
async fn a_job_that_does_not_run_holds_what_depends_on_its_records() {
    each_dialect(async |dialect| {
        let bed = unregistered(dialect).await;
        holds(
            &bed,
            &bed.jobs_toml(),
            &["passed_log"],
            "another job is named",
        )
        .await;

        let bed = unregistered(dialect).await;
        bed.bend_mapping(
            "register_employee",
            "FROM workers w",
            "FROM workers_of_old w",
        );
        holds(&bed, &bed.jobs_toml(), &[], "its SQL fails").await;
    })
    .await;
}

#[tokio::test]
async fn a_paused_job_holds_what_depends_on_its_records() {
    let bed = unregistered(Dialect::Sqlite).await;
    let (_, context) = bed.app().await;
    let pause = shangbao::ledger::Pause {
        scope: shangbao::ledger::Scope::Job,
        name: "register_employee".into(),
        reason: "the vendor is at work".into(),
        since: 0,
        by: None,
        configuration: None,
        until: None,
    };
    context.ledger.pause(&pause).await.unwrap();
    holds(&bed, &bed.jobs_toml(), &[], "it is paused").await;
}

/// Workers may be registered by hand, or by another program.
#[tokio::test]
async fn without_a_job_for_registrations_nothing_is_held() {
    let table = "[jobs.register_employee]\nmapping = \"register_employee\"\nsource = \"site\"\nplatform = \"building\"\n";
    let elsewhere = "\n[platforms.other]\nkind = \"cwr\"\nurl = \"http://127.0.0.1:1\"\napi_key = \"k\"\napi_secret = \"s\"\nclient_serial = \"c\"\n";
    for (why, instead) in [
        ("no such job", String::new()),
        (
            "one for another platform, that cannot start",
            elsewhere.to_owned() + &table.replace("building", "other") + "every = \"never\"\n",
        ),
    ] {
        let bed = unregistered(Dialect::Sqlite).await;
        let jobs_toml = bed.jobs_toml().replace(table, &instead);
        let reports = run_by(&bed, &jobs_toml, &["passed_log"]).await;
        // The platform is asked, and its word stands.
        assert_eq!(reports[0].requests, 1, "{why}: {reports:#?}");
    }
}
