//! A plant's alarms and attachments under the platform's faults: in the end the platform has what the site has.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};
use shangbao::pipeline::{Orders, run_jobs};
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox, Upload};

use crate::bed::{Bed, each_dialect, now, permit, words};

const FAULTS: &[&str] = &[
    "drop-after-accept:3",
    "drop-before:3, http-500:3",
    "unauthorized-text:1",
    "expire-tokens:1",
    "html:4",
    "busy:3, too-many:7",
    "truncated:4, garbage:3, empty-data:3",
    "punctuation:full-width",
    "drop-after-accept:always p=0.3, http-500:always p=0.2, truncated:always p=0.2, seed=11",
];

const GAS: &str = r#"
alarm_type    = { value = "3" }
handle_time   = "handled"
handle_result = "remark"
"#;

const DEPARTURE: &str = r#"
alarm_type    = { value = "1" }
person_name   = { value = "王五" }
card_no       = { value = "C-7" }
alarm_lng     = { value = "120.1" }
alarm_lat     = { value = "36.1" }
handle_time   = "handled"
handle_remark = "remark"
"#;

fn alarms(target: &str, letter: char, fields: &str) -> String {
    format!(
        "target = \"hazchem.{target}\"\n[[changes]]\nkind = \"scan\"\ntable = \"alarms\"\nkey = \"id\"\n\n[fields]\n\
         id = {{ template = \"{letter}{{id}}\" }}\nticket_id = {{ template = \"DH-{{permit}}\" }}\nalarm_time = \"raised\"{fields}"
    )
}

const FILES: &str = r#"
target = "hazchem.ticket_file"
[[changes]]
kind  = "scan"
table = "attachments"
key   = "id"

[fields]
wid  = { template = "DH-{id}" }
file = { column = "coded", content = "base64" }
"#;

/// A plant with issued permits 1 to 5, at the platform already.
async fn plant(dialect: Dialect) -> Bed {
    let mut bed = Bed::new(dialect).await;
    let options = Options {
        now: now(&bed.clock),
        seed: words(),
        file_pause: TimeDelta::zero(),
        ..Options::default()
    };
    bed.sandbox = Sandbox::start(options).await.unwrap();
    bed.platform = "pace = \"20ms\"".into();
    bed.site
        .run(
            "CREATE TABLE alarms (id integer PRIMARY KEY, permit integer NOT NULL, raised varchar(40) NOT NULL, \
             handled varchar(40), remark varchar(40));\nCREATE TABLE attachments (id integer PRIMARY KEY, coded varchar(2000) NOT NULL)",
        )
        .await;
    for (job, mapping) in [
        ("gas", alarms("gas_alarm", 'G', GAS)),
        ("departure", alarms("departure_alarm", 'D', DEPARTURE)),
        ("files", FILES.to_owned()),
    ] {
        bed.write(&format!("mappings/{job}.toml"), &mapping);
        bed.job += &format!(
            "\n[jobs.{job}]\nmapping = \"{job}\"\nsource = \"site\"\nplatform = \"hazchem\"\n"
        );
    }
    bed.save(&(1..=5).map(permit).collect::<Vec<_>>()).await;
    assert_eq!(bed.run().await.delivered, 5);
    bed
}

fn pdf(id: u8) -> Vec<u8> {
    format!("%PDF-1.4\npermit {id}\n%%EOF").into_bytes()
}

/// A day's alarms, one of them handled, and an attachment of each permit.
async fn a_day(bed: &Bed) {
    for id in 1..=5u8 {
        let coded = base64::engine::general_purpose::STANDARD.encode(pdf(id));
        bed.site
            .run(&format!("INSERT INTO alarms (id, permit, raised) VALUES ({id}, {id}, '2026-03-01 08:10:0{id}');\nINSERT INTO attachments VALUES ({id}, '{coded}')"))
            .await;
    }
}

/// Passes of all jobs, an hour apart, until nothing waits and nothing failed.
async fn until_settled(bed: &Bed, script: &str) {
    let mut left = Vec::new();
    for _ in 0..60 {
        let (app, context) = bed.app().await;
        run_jobs(&app.jobs, &context, Orders::all()).await;
        left.clear();
        for job in &app.jobs {
            let route = context.ledger.route(&job.ledger_name, &job.account.id);
            let route = route.await.unwrap().id;
            left.extend(context.ledger.failures(route, true).await.unwrap());
        }
        if left.is_empty() {
            return;
        }
        bed.clock.advance(Duration::from_secs(3700));
    }
    panic!("{script}: {left:#?}");
}

/// What the platform holds of an upload: its time of handling, by id.
fn handled(bed: &Bed, upload: Upload, field: &str) -> BTreeMap<String, String> {
    let records = bed.sandbox.state().records(upload).into_iter();
    let text = |content: &serde_json::Map<String, serde_json::Value>| {
        content[field].as_str().unwrap().to_owned()
    };
    records.map(|(id, content)| (id, text(&content))).collect()
}

/// The same of the site, where alarm 3 was handled.
fn expected(letter: char, remark: &str) -> BTreeMap<String, String> {
    let remark = |id| {
        if id == 3 {
            remark.to_owned()
        } else {
            String::new()
        }
    };
    (1..=5)
        .map(|id| (format!("{letter}{id}"), remark(id)))
        .collect()
}

fn assert_attached(bed: &Bed) {
    for id in 1..=5u8 {
        let history = bed
            .sandbox
            .state()
            .history(Upload::TicketFile, &format!("DH-{id}"));
        let digest: String = Sha256::digest(pdf(id))
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(!history.is_empty(), "DH-{id}");
        // After a lost answer the same file may stand there twice; never another one.
        assert!(
            history
                .iter()
                .all(|content| content["sha256"] == digest.as_str())
        );
    }
}

#[tokio::test]
async fn alarms_and_attachments_arrive_under_every_fault_that_passes() {
    each_dialect(async |dialect| {
        for script in FAULTS {
            eprintln!("under {script}");
            let bed = plant(dialect).await;
            bed.sandbox.script(script.parse().unwrap());
            a_day(&bed).await;
            until_settled(&bed, script).await;
            bed.site
                .run("UPDATE alarms SET handled = '2026-03-01 09:00:00', remark = '已复测合格' WHERE id = 3")
                .await;
            bed.sandbox.script(script.parse().unwrap());
            until_settled(&bed, script).await;
            assert_eq!(handled(&bed, Upload::GasAlarm, "handle_result"), expected('G', "已复测合格"));
            assert_eq!(handled(&bed, Upload::DepartureAlarm, "handle_remark"), expected('D', "已复测合格"));
            assert_attached(&bed);
        }
    })
    .await;
}
