//! Several keys that stand for one record: what the platform has of it is told as it is.

use shangbao::ledger::{Counts, State};
use shangbao::pipeline::{BackfillRequest, Orders, Range, backfill, run_jobs, run_once};
use shangbao::sql::Dialect;
use shangbao_sandbox::Upload;

use super::depends::{ALARMS, alarms, bed as with_alarms, raise, run_alarms};
use crate::bed::{Bed, Permit, each_dialect, permit};

/// A site whose permits go by their place: two rows of one place are one permit.
async fn site(dialect: Dialect) -> Bed {
    let bed = Bed::new(dialect).await;
    bed.bend_mapping(
        "id            = { template = \"DH-{id}\" }",
        "id = \"place\"",
    );
    bed
}

/// A permit of this number.
fn numbered(id: i64, number: &str, status: i64) -> Permit<'_> {
    Permit {
        place: number,
        status,
        ..permit(id)
    }
}

/// What the platform has: each permit's status, by its number.
fn platform(bed: &Bed) -> Vec<(String, String)> {
    let records = bed.sandbox.state().records(Upload::WorkTicket);
    let status = |(id, record): (String, serde_json::Map<String, serde_json::Value>)| {
        (id, record["ticket_status"].as_str().unwrap().to_owned())
    };
    records.into_iter().map(status).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    list.iter().map(pair).collect()
}

async fn counts(bed: &Bed) -> Counts {
    let (context, route) = bed.route().await;
    context.ledger.counts(route).await.unwrap()
}

#[tokio::test]
async fn two_rows_of_one_permit_are_named_and_counted_as_one() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.save(&[
            numbered(1, "A", 1),
            numbered(2, "B", 1),
            numbered(3, "A", 3),
        ])
        .await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.overwritten), (3, 1), "{report:?}");
        let warning = report.warning.unwrap();
        assert_eq!(
            warning,
            "key 1 was overwritten by key 3: both are one record"
        );
        assert_eq!(platform(&bed), pairs(&[("A", "3"), ("B", "1")]));
        let counts = counts(&bed).await;
        assert_eq!((counts.delivered, counts.overwritten), (2, 1), "{counts:?}");

        let failures = bed.failures(false).await;
        let listed: Vec<(&str, State)> = failures
            .iter()
            .map(|(k, f)| (k.as_str(), f.state))
            .collect();
        assert_eq!(listed, [("1", State::Overwritten)]);
        let message = failures["1"].message.as_deref().unwrap();
        assert!(message.starts_with("key 3 is the same record"), "{message}");
        let (context, route) = bed.route().await;
        let history = context.ledger.history(route, "1").await.unwrap();
        let last = history.events.last().unwrap();
        assert_eq!(last.what, "overwritten", "{history:#?}");
        assert_eq!(bed.run().await.seen, 0, "nothing goes to and fro");
    })
    .await;
}

#[tokio::test]
async fn what_is_in_flight_at_once_never_holds_one_record_twice() {
    let mut bed = site(Dialect::Sqlite).await;
    bed.job = "batch = { records = 1 }".into();
    bed.platform = "concurrency = 4".into();
    let permits: Vec<Permit<'_>> = (1..=8).map(|id| numbered(id, "A", 1)).collect();
    bed.save(&permits).await;
    bed.save(&[numbered(9, "A", 3)]).await;
    let report = bed.run().await;
    assert_eq!((report.delivered, report.overwritten), (9, 8), "{report:?}");
    assert!(
        report
            .warning
            .unwrap()
            .ends_with("lists what was overwritten")
    );
    assert_eq!(
        platform(&bed),
        pairs(&[("A", "3")]),
        "the last one sent stands"
    );
    let counts = counts(&bed).await;
    assert_eq!((counts.delivered, counts.overwritten), (1, 8), "{counts:?}");
}

#[tokio::test]
async fn once_the_number_is_corrected_both_are_there() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.save(&[numbered(1, "A", 1), numbered(2, "A", 3)]).await;
        bed.run().await;
        bed.save(&[numbered(2, "B", 3)]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.overwritten), (2, 0), "{report:?}");
        assert_eq!(platform(&bed), pairs(&[("A", "1"), ("B", "3")]));
        let counts = counts(&bed).await;
        assert_eq!((counts.delivered, counts.overwritten), (2, 0), "{counts:?}");
        assert!(bed.failures(false).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn once_the_other_row_is_gone_what_it_overwrote_is_sent_again() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.save(&[numbered(1, "A", 1), numbered(2, "A", 3)]).await;
        bed.run().await;
        bed.delete(2).await;
        let report = bed.run().await;
        assert_eq!((report.gone, report.delivered), (1, 1), "{report:?}");
        assert_eq!(platform(&bed), pairs(&[("A", "1")]));

        // The other way round nothing is to be done: the record stands, with a row of its own.
        bed.save(&[numbered(2, "A", 3)]).await;
        bed.run().await;
        bed.delete(1).await;
        let report = bed.run().await;
        assert_eq!((report.gone, report.requests), (1, 0), "{report:?}");
        assert!(!report.left_something(), "{report:?}");
        assert_eq!(platform(&bed), pairs(&[("A", "3")]));
    })
    .await;
}

#[tokio::test]
async fn content_that_was_overwritten_is_never_taken_for_unchanged() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        bed.save(&[numbered(1, "A", 1)]).await;
        bed.run().await;
        let mut wrong = numbered(1, "A", 1);
        wrong.kind = "radiography";
        bed.save(&[wrong, numbered(2, "A", 3)]).await;
        let report = bed.run().await;
        assert_eq!((report.rejected, report.delivered), (1, 1), "{report:?}");
        // Row 1 is as it was when it was delivered; the platform has the content of row 2 by now.
        bed.save(&[numbered(1, "A", 1)]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.unchanged), (1, 0), "{report:?}");
        assert_eq!(platform(&bed), pairs(&[("A", "1")]));
    })
    .await;
}

#[tokio::test]
async fn rows_that_are_looked_at_again_and_again_do_not_overwrite_each_other() {
    each_dialect(async |dialect| {
        let bed = site(dialect).await;
        let mapping = include_str!("../../data/work_ticket.toml");
        let from = mapping.find("[[changes]]").unwrap();
        let to = mapping.find("[rows]").unwrap();
        let scan = "[[changes]]\nkind = \"scan\"\ntable = \"permits\"\nkey = \"id\"\n\n";
        let mapping = mapping.replace(&mapping[from..to], scan);
        bed.write(
            "mappings/work_ticket.toml",
            &mapping.replace("{ template = \"DH-{id}\" }", "\"place\""),
        );
        bed.save(&[numbered(1, "A", 1), numbered(2, "A", 3)]).await;
        assert_eq!(bed.run().await.delivered, 2);
        for _ in 0..4 {
            let report = bed.run().await;
            assert_eq!((report.requests, report.overwritten), (0, 0), "{report:?}");
        }
        let (job, context) = bed.job().await;
        let request = BackfillRequest {
            range: Range::All,
            resend: false,
            rate: None,
        };
        let actor = shangbao::ledger::Actor {
            user: "dba".into(),
            host: "here".into(),
        };
        let report = backfill(&job, &context, &request, &actor, &|_| {})
            .await
            .unwrap();
        assert_eq!(report.requests, 0, "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn alarms_of_one_id_are_named_too() {
    each_dialect(async |dialect| {
        let mapping = ALARMS
            .replace("key = \"id\"", "key = \"seq\"")
            .replace("SELECT id,", "SELECT seq, id,")
            .replace("id IN", "seq IN");
        let bed = with_alarms(dialect, &mapping).await;
        bed.save(&[permit(7), permit(8)]).await;
        bed.run().await;
        raise(&bed, 1, 7).await;
        raise(&bed, 2, 8).await;
        bed.site.run("UPDATE alarms SET id = 'A1'").await;
        let report = run_alarms(&bed).await;
        assert_eq!((report.delivered, report.overwritten), (2, 1), "{report:?}");
        assert_eq!(bed.sandbox.state().records(Upload::GasAlarm).len(), 1);
        let (job, context) = alarms(&bed).await;
        let route = context
            .ledger
            .route("gas_alarm", &job.account.id)
            .await
            .unwrap();
        let counts = context.ledger.counts(route.id).await.unwrap();
        assert_eq!((counts.delivered, counts.overwritten), (1, 1));
    })
    .await;
}

/// A second job for the same permits, that reports drafts too.
async fn two_jobs(dialect: Dialect) -> Bed {
    let mut bed = Bed::new(dialect).await;
    let last = "is_cancelled  = { value = \"1\" }\n";
    let constants = super::farewell::CONSTANTS;
    bed.bend_mapping(last, &format!("{last}{constants}"));
    let mapping = include_str!("../../data/work_ticket.toml");
    let all = mapping
        .replace(" AND status <> 9", "")
        .replace("4 = \"4\"", "4 = \"4\", 9 = \"0\"");
    bed.write("mappings/drafts.toml", &all);
    bed.job =
        "\n[jobs.drafts]\nmapping = \"drafts\"\nsource = \"site\"\nplatform = \"hazchem\"".into();
    bed
}

#[tokio::test]
async fn a_row_that_goes_takes_no_record_away_that_another_job_reports() {
    each_dialect(async |dialect| {
        let bed = two_jobs(dialect).await;
        bed.save(&[permit(1), permit(2)]).await;
        let (app, context) = bed.app().await;
        for job in ["work_ticket", "drafts"] {
            run_once(&app.job(job).unwrap(), &context, None).await;
        }
        assert_eq!(
            counts(&bed).await.overwritten,
            0,
            "the later job's content is the same"
        );
        bed.save(&[Permit {
            status: 9,
            ..permit(1)
        }])
        .await;
        bed.delete(2).await;
        let reports = run_jobs(&app.jobs, &context, Orders::all()).await;
        let gone: u64 = reports.iter().map(|report| report.gone).sum();
        assert_eq!(gone, 3, "{reports:#?}");
        let records = bed.sandbox.state().records(Upload::WorkTicket);
        assert_eq!(
            records["DH-1"]["is_cancelled"], "1",
            "it is a draft again, and not cancelled"
        );
    })
    .await;
}
