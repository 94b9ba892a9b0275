//! What the grid's sites stand on: a plant or a building site with one job, and what their platform holds.

use chrono::TimeDelta;
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox, Upload};

use crate::bed::{Bed, Building, PROJECT, now, permit};

/// What the site reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Work permits.
    Permits,
    /// Gas alarms, whose replies count and name nobody.
    Alarms,
    /// Attachments of permits: one a request.
    Files,
    /// Gate passages of visitors: so many of each person.
    Passages { each: i64 },
}

/// A site by its platform.
pub(super) enum Ground {
    Plant(Box<Bed>),
    Building(Box<Building>),
}

const RETRY: &str =
    "retry = { first = \"1s\", most = \"1s\", attempts = 3 }\nbatch = { records = 50 }\n";

const ALARMS: &str = r#"
target = "hazchem.gas_alarm"
requires = false
[[changes]]
kind = "log"
table = "alarms"
cursor = "id"
key = "id"
[fields]
id = { template = "G{id}" }
ticket_id = { template = "DH-{id}" }
alarm_time = { value = "2026-03-01 08:10:00" }
alarm_type = { value = "3" }
"#;

const FILES: &str = r#"
target = "hazchem.ticket_file"
[[changes]]
kind = "log"
table = "attachments"
cursor = "id"
key = "id"
[fields]
wid = { template = "DH-{id}" }
file = { column = "coded", content = "base64" }
"#;

impl Ground {
    /// A site for this target, and the name of its job.
    pub(super) async fn new(target: Target) -> (Self, &'static str) {
        match target {
            Target::Passages { .. } => (Ground::Building(Box::new(building().await)), "passed_log"),
            Target::Permits => (Ground::Plant(Box::new(plant().await)), "work_ticket"),
            Target::Alarms => (
                Ground::Plant(Box::new(extended("gas", ALARMS).await)),
                "gas",
            ),
            Target::Files => (
                Ground::Plant(Box::new(extended("files", FILES).await)),
                "files",
            ),
        }
    }
}

/// The records that the platform holds with the content that the site has.
pub(super) fn held(sandbox: &Sandbox, target: Target) -> Vec<String> {
    let records = |upload, field: &'static str| {
        let held = sandbox.state().records(upload).into_iter();
        held.map(move |(id, content)| (id, content[field].clone()))
    };
    match target {
        Target::Permits => {
            let held = records(Upload::WorkTicket, "ticket_position");
            let right = held.filter(|(_, place)| place == permit(1).place);
            right.map(|(id, _)| id).collect()
        }
        Target::Alarms => {
            let held = records(Upload::GasAlarm, "ticket_id");
            let right = held.filter(|(id, permit)| *permit == id.replace('G', "DH-"));
            right.map(|(id, _)| id).collect()
        }
        Target::Files => {
            let held = records(Upload::TicketFile, "bytes");
            let size = |id: &str| pdf(id[3..].parse().unwrap()).len();
            let right = held.filter(|(id, bytes)| *bytes == size(id));
            right.map(|(id, _)| id).collect()
        }
        Target::Passages { .. } => {
            let passages = sandbox.roster().passages(PROJECT).into_iter();
            let right = passages.filter(|passage| passage.content["direction"] == "in");
            right
                .map(|passage| {
                    let time = passage.content["passed_time"].as_str().unwrap().to_owned();
                    format!("{} {time}", passage.person)
                })
                .collect()
        }
    }
}

async fn plant() -> Bed {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.sandbox = Sandbox::start(Options {
        now: now(&bed.clock),
        file_pause: TimeDelta::zero(),
        ..Options::default()
    })
    .await
    .unwrap();
    bed.platform = "pace = \"1ms\"".into();
    bed.job = RETRY.into();
    bed
}

/// A plant with tables of alarms and attachments, and a job for one of them.
async fn extended(job: &str, mapping: &str) -> Bed {
    let mut bed = plant().await;
    let tables = "CREATE TABLE alarms (id integer PRIMARY KEY);\nCREATE TABLE attachments (id integer PRIMARY KEY, coded text NOT NULL)";
    bed.site.run(tables).await;
    bed.write(&format!("mappings/{job}.toml"), mapping);
    bed.job += &format!(
        "\n[jobs.{job}]\nmapping = \"{job}\"\nsource = \"site\"\nplatform = \"hazchem\"\n{RETRY}"
    );
    bed
}

async fn building() -> Building {
    let mut bed = Building::new(Dialect::Sqlite).await;
    bed.job = RETRY.into();
    bed
}

/// The attachment of a permit: each has a size of its own.
pub(super) fn pdf(id: i64) -> Vec<u8> {
    let blanks = " ".repeat(usize::try_from(id).unwrap());
    format!("%PDF-1.4\n{blanks}\n%%EOF").into_bytes()
}
