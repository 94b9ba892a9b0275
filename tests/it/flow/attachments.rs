//! Attachments of permits: from a file, bytes or Base64 of the site, each in its turn, to the sandbox.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};
use shangbao::ledger::Failure;
use shangbao::pipeline::{Context, Job, RunReport, run_once};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox, Upload};

use crate::bed::{Bed, each_dialect, permit};

const COLUMNS: [&str; 3] = ["file", "blob", "base64"];

/// A site with issued permits 1 to 9 at the platform, and a table of attachments; a job for each way to hold one.
async fn site(dialect: Dialect, pause: TimeDelta) -> Bed {
    let mut bed = Bed::new(dialect).await;
    let options = Options {
        file_pause: pause,
        ..Options::default()
    };
    bed.sandbox = Sandbox::start(options).await.unwrap();
    let (bytes, text) = match dialect {
        Dialect::Postgres => ("bytea", "text"),
        Dialect::MySql => ("longblob", "longtext"),
        Dialect::Sqlite => ("BLOB", "TEXT"),
    };
    let table = format!(
        "CREATE TABLE attachments (id int PRIMARY KEY, ticket varchar(40), way varchar(10), file varchar(200), held {bytes}, coded {text})"
    );
    bed.site.run(&table).await;
    bed.platform = "pace = \"20ms\"".to_owned();
    bed.source = "files = { root = \"photos\" }".to_owned();
    std::fs::create_dir(bed.folder.path().join("photos")).unwrap();
    for (way, column) in COLUMNS.into_iter().zip(["file", "held", "coded"]) {
        let mapping = format!(
            "target = \"hazchem.ticket_file\"\n[[changes]]\nkind = \"scan\"\ntable = \"attachments\"\nkey = \"id\"\n\
             [rows]\nkey = \"id\"\nsql = \"SELECT id, ticket, file, held, coded FROM attachments WHERE id IN (:keys) AND way = '{way}'\"\n\
             [fields]\nwid = \"ticket\"\nfile = {{ column = \"{column}\", content = \"{way}\" }}\n"
        );
        bed.write(&format!("mappings/{way}.toml"), &mapping);
        bed.job += &format!(
            "\n[jobs.{way}]\nmapping = \"{way}\"\nsource = \"site\"\nplatform = \"hazchem\"\n"
        );
    }
    bed.save(&(1..=9).map(permit).collect::<Vec<_>>()).await;
    assert_eq!(bed.run().await.delivered, 9);
    bed
}

fn pdf(id: u8) -> Vec<u8> {
    let mut content = b"%PDF-1.4\n".to_vec();
    content.extend((0..=255).map(|byte: u8| byte ^ id));
    content
}

impl Bed {
    /// Notes an attachment of permit `id`, held in this way.
    async fn attach(&self, id: u8, way: &str, content: &[u8]) {
        let hex: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
        let coded = base64::engine::general_purpose::STANDARD.encode(content);
        let (file, held, coded) = match (way, self.dialect) {
            ("file", _) => {
                let path = format!("photos/{id}.pdf");
                std::fs::write(self.folder.path().join(path), content).unwrap();
                (format!("'{id}.pdf'"), "NULL".to_owned(), "NULL".to_owned())
            }
            ("blob", Dialect::Postgres) => (
                "NULL".into(),
                format!("decode('{hex}', 'hex')"),
                "NULL".into(),
            ),
            ("blob", _) => ("NULL".into(), format!("X'{hex}'"), "NULL".into()),
            _ => ("NULL".into(), "NULL".into(), format!("'{coded}'")),
        };
        let insert = format!(
            "INSERT INTO attachments VALUES ({id}, 'DH-{id}', '{way}', {file}, {held}, {coded})"
        );
        self.site.run(&insert).await;
    }

    async fn job_of(&self, way: &str) -> (Arc<Job>, Context) {
        let (app, context) = self.app().await;
        (app.job(way).unwrap(), context)
    }

    async fn run_job(&self, way: &str) -> RunReport {
        let (job, context) = self.job_of(way).await;
        run_once(&job, &context, None).await
    }

    async fn failed(&self, way: &str) -> Vec<Failure> {
        let (job, context) = self.job_of(way).await;
        let route = context.ledger.route(way, &job.account.id).await.unwrap();
        context.ledger.failures(route.id, true).await.unwrap()
    }

    /// The digests of what the platform got as attachments of a permit, in their order.
    fn attached(&self, id: u8) -> Vec<String> {
        let history = self
            .sandbox
            .state()
            .history(Upload::TicketFile, &format!("DH-{id}"));
        let digest = |content: &serde_json::Map<String, serde_json::Value>| {
            content["sha256"].as_str().unwrap().to_owned()
        };
        history.iter().map(digest).collect()
    }
}

fn digest(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn attachments_arrive_as_they_are_and_once() {
    each_dialect(async |dialect| {
        let bed = site(dialect, TimeDelta::zero()).await;
        for (id, way) in (1..).zip(COLUMNS) {
            bed.attach(id, way, &pdf(id)).await;
            let report = bed.run_job(way).await;
            assert_eq!((report.delivered, &report.error), (1, &None), "{report:?}");
            assert_eq!(bed.attached(id), [digest(&pdf(id))], "{way}");
            let again = bed.run_job(way).await;
            assert_eq!((again.delivered, again.requests), (0, 0), "{again:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_that_changes_is_sent_again_and_one_that_is_cleared_away_is_not() {
    each_dialect(async |dialect| {
        let bed = site(dialect, TimeDelta::zero()).await;
        bed.attach(1, "file", &pdf(1)).await;
        bed.run_job("file").await;
        let path = bed.folder.path().join("photos/1.pdf");
        let longer = [pdf(1), b"more".to_vec()].concat();
        std::fs::write(&path, &longer).unwrap();
        let report = bed.run_job("file").await;
        assert_eq!(report.delivered, 1, "{report:?}");
        assert_eq!(bed.attached(1), [digest(&pdf(1)), digest(&longer)]);
        std::fs::remove_file(&path).unwrap();
        let report = bed.run_job("file").await;
        assert_eq!((report.rejected, report.requests), (0, 0), "{report:?}");
        assert!(bed.failed("file").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_rejected_and_holds_up_no_other() {
    each_dialect(async |dialect| {
        let bed = site(dialect, TimeDelta::zero()).await;
        bed.attach(1, "file", b"no photo and no PDF").await;
        bed.attach(2, "file", &pdf(2)).await;
        bed.attach(3, "file", &pdf(3)).await;
        std::fs::remove_file(bed.folder.path().join("photos/2.pdf")).unwrap();
        let report = bed.run_job("file").await;
        assert_eq!((report.delivered, report.rejected), (1, 2), "{report:?}");
        let failures = bed.failed("file").await;
        let told = |key: &str| {
            let failure = failures.iter().find(|failure| failure.key == key).unwrap();
            (failure.field.clone().unwrap(), failure.message.clone().unwrap())
        };
        let file = || "file".to_owned();
        assert_eq!(
            told("1"),
            (file(), "file: column `file`: the content is neither an image (JPEG, PNG, GIF, BMP, WebP) nor a PDF".to_owned())
        );
        assert_eq!(
            told("2"),
            (file(), "file: column `file`: the file is not there, below `root` of the source's `files`".to_owned())
        );
        assert_eq!(bed.attached(3).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_folder_that_is_not_mounted_rejects_nothing() {
    let bed = site(Dialect::Sqlite, TimeDelta::zero()).await;
    bed.attach(1, "file", &pdf(1)).await;
    let (photos, away) = (
        bed.folder.path().join("photos"),
        bed.folder.path().join("away"),
    );
    std::fs::rename(&photos, &away).unwrap();
    let report = bed.run_job("file").await;
    assert_eq!((report.waiting, report.rejected), (1, 0), "{report:?}");
    assert_eq!(bed.failed("file").await[0].code.as_deref(), Some("file"));
    std::fs::rename(&away, &photos).unwrap();
    bed.clock.advance(Duration::from_secs(3600));
    assert_eq!(bed.run_job("file").await.delivered, 1);
}

/// The sandbox refuses what comes too soon after another, whichever job it is of.
#[tokio::test]
async fn uploads_of_an_account_keep_apart_in_time_across_its_jobs() {
    each_dialect(async |dialect| {
        let mut bed = site(dialect, TimeDelta::milliseconds(150)).await;
        bed.platform = "pace = \"200ms\"".to_owned();
        for id in 1..=6 {
            bed.attach(id, COLUMNS[usize::from(id) % 3], &pdf(id)).await;
        }
        let (first, context) = bed.job_of("file").await;
        let (second, other) = bed.job_of("blob").await;
        let (third, _) = bed.job_of("base64").await;
        let reports = tokio::join!(
            run_once(&first, &context, None),
            run_once(&second, &other, None),
            run_once(&third, &context, None),
        );
        for report in [reports.0, reports.1, reports.2] {
            assert_eq!((report.delivered, report.requests), (2, 2), "{report:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_run_that_waits_for_its_turn_stops_when_it_is_asked_to() {
    let mut bed = site(Dialect::Sqlite, TimeDelta::zero()).await;
    bed.platform = "pace = \"1h\"".to_owned();
    for id in 1..=3 {
        bed.attach(id, "file", &pdf(id)).await;
    }
    let (job, context) = bed.job_of("file").await;
    let stop = context.stop.clone();
    let running = tokio::spawn(async move { run_once(&job, &context, None).await });
    while (1..=3).all(|id| bed.attached(id).is_empty()) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.cancel();
    let report = running.await.unwrap();
    assert_eq!((report.delivered, report.requests), (1, 1), "{report:?}");
    let (job, context) = bed.job_of("file").await;
    let route = context.ledger.route("file", &job.account.id).await.unwrap();
    assert_eq!(context.ledger.counts(route.id).await.unwrap().waiting, 2);
    let next = context
        .ledger
        .next_turn(&job.account.id)
        .await
        .unwrap()
        .unwrap();
    assert!(next > chrono::Utc::now().timestamp_millis() + 3_500_000);
}
