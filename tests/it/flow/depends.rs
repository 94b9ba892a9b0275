//! Records that need others at the platform: held until those are delivered, never lost, and only where a job sends those.

use std::sync::Arc;

use shangbao::ledger::{Failure, State};
use shangbao::pipeline::{Context, Job, Orders, RunReport, run_jobs, run_once};
use shangbao_sandbox::Upload;

use crate::bed::{Bed, each_dialect, permit};

pub(super) const ALARMS: &str = r#"
target = "hazchem.gas_alarm"

[[changes]]
kind = "log"
table = "alarms"
cursor = "seq"
key = "id"

[rows]
key = "id"
sql = "SELECT id, permit, raised FROM alarms WHERE id IN (:keys)"

[fields]
id         = "id"
ticket_id  = { template = "DH-{permit}" }
alarm_time = "raised"
alarm_type = { value = "3" }
"#;

/// A bed whose permits have alarms.
pub(super) async fn bed(dialect: shangbao::sql::Dialect, mapping: &str) -> Bed {
    let mut bed = Bed::new(dialect).await;
    bed.write("mappings/gas_alarm.toml", mapping);
    bed.site
        .run(
            "CREATE TABLE alarms (seq integer PRIMARY KEY, id varchar(40) NOT NULL, permit integer NOT NULL, \
             raised varchar(40) NOT NULL)",
        )
        .await;
    bed.job =
        "\n[jobs.gas_alarm]\nmapping = \"gas_alarm\"\nsource = \"site\"\nplatform = \"hazchem\""
            .into();
    bed
}

pub(super) async fn raise(bed: &Bed, seq: i64, permit: i64) {
    bed.site
        .run(&format!(
            "INSERT INTO alarms (seq, id, permit, raised) VALUES ({seq}, 'A{seq}', {permit}, '2026-03-01 08:10:00')"
        ))
        .await;
}

pub(super) async fn alarms(bed: &Bed) -> (Arc<Job>, Context) {
    let (app, context) = bed.app().await;
    (app.job("gas_alarm").unwrap(), context)
}

pub(super) async fn run_alarms(bed: &Bed) -> RunReport {
    let (job, context) = alarms(bed).await;
    run_once(&job, &context, None).await
}

async fn failures(bed: &Bed) -> Vec<Failure> {
    let (job, context) = alarms(bed).await;
    let route = context.ledger.route("gas_alarm", &job.account.id).await;
    context
        .ledger
        .failures(route.unwrap().id, true)
        .await
        .unwrap()
}

fn arrived(bed: &Bed) -> Vec<String> {
    let records = bed.sandbox.state().records(Upload::GasAlarm);
    records.into_keys().collect()
}

#[tokio::test]
async fn an_alarm_waits_for_its_permit() {
    each_dialect(async |dialect| {
        let bed = bed(dialect, ALARMS).await;
        raise(&bed, 1, 7).await;
        raise(&bed, 2, 8).await;
        let report = run_alarms(&bed).await;
        assert_eq!(
            (report.held, report.requests, report.left_something()),
            (2, 0, true),
            "{report:?}"
        );
        let held = &failures(&bed).await[0];
        assert_eq!(
            (held.state, held.code.as_deref(), held.field.as_deref()),
            (State::Held, Some("needs"), Some("ticket_id"))
        );
        let message = held.message.as_deref().unwrap();
        assert_eq!(
            message,
            "waits for the hazchem.work_ticket with this `ticket_id` to be delivered"
        );

        // Nothing is asked again and again.
        assert_eq!(run_alarms(&bed).await.seen, 0);
        bed.save(&[permit(7)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        assert_eq!(run_alarms(&bed).await.delivered, 1);
        assert_eq!(arrived(&bed), ["A1"]);
        let waits: Vec<String> = failures(&bed)
            .await
            .into_iter()
            .map(|failure| failure.key)
            .collect();
        assert_eq!(waits, ["A2"]);
    })
    .await;
}

#[tokio::test]
async fn a_permit_that_is_refused_keeps_its_alarm_held() {
    each_dialect(async |dialect| {
        let bed = bed(dialect, ALARMS).await;
        let mut wrong = permit(7);
        wrong.kind = "unknown";
        bed.save(&[wrong]).await;
        raise(&bed, 1, 7).await;
        assert_eq!(bed.run().await.rejected, 1);
        assert_eq!(run_alarms(&bed).await.held, 1);
        bed.save(&[permit(7)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        assert_eq!(run_alarms(&bed).await.delivered, 1);
    })
    .await;
}

#[tokio::test]
async fn all_jobs_at_once_send_what_is_needed_first() {
    each_dialect(async |dialect| {
        let bed = bed(dialect, ALARMS).await;
        bed.save(&[permit(7), permit(8)]).await;
        raise(&bed, 1, 7).await;
        let (app, context) = bed.app().await;
        let mut jobs = app.jobs.clone();
        jobs.reverse();
        let reports = run_jobs(&jobs, &context, Orders::all()).await;
        let delivered: Vec<(&str, u64)> = reports
            .iter()
            .map(|report| (report.job.as_str(), report.delivered))
            .collect();
        let mut expected = vec![("work_ticket", 2), ("gas_alarm", 1)];
        if jobs[0].name == "gas_alarm" {
            expected.reverse();
        }
        assert_eq!(delivered, expected);
    })
    .await;
}

#[tokio::test]
async fn a_mapping_may_say_that_nothing_is_required() {
    each_dialect(async |dialect| {
        let bed = bed(dialect, &format!("requires = false\n{ALARMS}")).await;
        raise(&bed, 1, 7).await;
        assert_eq!(run_alarms(&bed).await.delivered, 1);
    })
    .await;
}

/// Permits may be entered by hand, or by another program.
#[tokio::test]
async fn without_a_job_for_permits_nothing_is_held() {
    each_dialect(async |dialect| {
        let bed = bed(dialect, ALARMS).await;
        raise(&bed, 1, 7).await;
        let (app, context) = bed.app().await;
        let jobs = std::fs::read_to_string(bed.folder.path().join("jobs.toml")).unwrap();
        let alone = jobs.replace("[jobs.work_ticket]\nmapping = \"work_ticket\"\nsource = \"site\"\nplatform = \"hazchem\"\n", "");
        assert_ne!(alone, jobs);
        drop(app);
        bed.write("jobs.toml", &alone);
        let app = shangbao::app::App::load(&bed.folder.path().join("jobs.toml"), bed.clock.clone());
        let report = run_once(&app.unwrap().job("gas_alarm").unwrap(), &context, None).await;
        assert_eq!(report.delivered, 1, "{report:?}");
    })
    .await;
}
