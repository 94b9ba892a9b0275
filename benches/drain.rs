//! Draining 100 000 permits from PostgreSQL, as a ratio to a bare program in the same run.
//!
//! `tests/with-servers cargo bench --bench drain` (or `just bench`). Both read the same rows and post the same bytes to a
//! sink that answers at once, in batches of 1000, four requests in flight. The bare program reads all rows with
//! one query and remembers nothing. Each is a process of its own; the turns alternate, and the ratio is of the medians.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, TryStreamExt};
use shangbao_sandbox::{Options, Sandbox};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};

const PERMITS: u32 = 100_000;
const TURNS: usize = 3;
const DATABASE: &str = "shangbao_bench";

const SITE: &str = include_str!("site.sql");
const MAPPING: &str = include_str!("work_ticket.toml");

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    match std::env::args().nth(1).as_deref() {
        Some("bare") => runtime.block_on(bare()),
        Some("sink") => runtime.block_on(sink()),
        _ => runtime.block_on(measure()),
    }
}

/// What the program is compared to: one query, the same bytes, four requests in flight.
async fn bare() {
    let (database, url) = (argument(2), argument(3));
    let mut connection = PgConnection::connect(&database).await.expect("PostgreSQL");
    let names = "id, ticket_type, start_time, end_time, ticket_position, ticket_content, company_social_code, gas_analyse, \
        safe_measure, ticket_status, lng, lat, supervisor_name, worker_name, \"workDept_name\", is_contractor_task, \
        major_person, major_person_mobile, is_changed, is_cancelled";
    let statement = format!("SELECT {names} FROM wire ORDER BY n");
    let rows = connection.fetch(AssertSqlSafe(statement));
    let client = client();
    let batches = rows
        .map_ok(|row| {
            let fields = (0..row.len()).map(|i| {
                use sqlx::Column;
                (
                    row.column(i).name().to_owned(),
                    row.get::<String, _>(i).into(),
                )
            });
            serde_json::Value::Object(fields.collect())
        })
        .try_chunks(1000);
    batches
        .map(|batch| batch.expect("rows"))
        .map(|batch| {
            let (client, url) = (client.clone(), url.clone());
            async move {
                let body = serde_json::json!({
                    "systemName": "测试系统", "areaCode": "370211",
                    "dataId": uuid::Uuid::new_v4().simple().to_string(), "data": batch,
                });
                let body = serde_json::to_vec(&body).expect("JSON");
                let reply = client.post(format!("{url}/data/workorder/workTicket"));
                let reply = reply
                    .header("content-type", "application/json")
                    .body(body)
                    .send()
                    .await;
                assert!(reply.expect("an answer").status().is_success());
            }
        })
        .buffer_unordered(4)
        .collect::<Vec<()>>()
        .await;
}

fn client() -> reqwest::Client {
    drop(rustls::crypto::ring::default_provider().install_default());
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
}

/// The platform of both: accepts everything and answers at once.
async fn sink() {
    let options = Options {
        answer_only: true,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.expect("a free port");
    println!("{}", sandbox.url());
    std::future::pending::<()>().await;
}

async fn measure() {
    let admin = std::env::var("TEST_POSTGRES").expect("TEST_POSTGRES: run by `just bench`");
    let database = prepare(&admin).await;
    let mut sink = Sink::start();
    let mut bare = Vec::new();
    let mut drain = Vec::new();
    for turn in 1..=TURNS {
        let (bare_took, bare_used) = timed(own("bare").args([&database, &sink.url]));
        bare.push(bare_took);
        let folder = tempfile::tempdir().expect("a folder");
        write_site(folder.path(), &database, &sink.url);
        let run = shangbao(folder.path());
        let (took, used) = timed(Command::new("/usr/bin/env").args(run));
        drain.push(took);
        println!(
            "turn {turn}: bare {:.2} s (CPU {:.2} s), run --once {:.2} s (CPU {:.2} s), peak memory {:.1} MiB",
            bare_took.as_secs_f64(),
            bare_used.cpu,
            took.as_secs_f64(),
            used.cpu,
            used.peak as f64 / 1024.0
        );
    }
    sink.stop();
    let ratio = median(drain).as_secs_f64() / median(bare).as_secs_f64();
    println!("draining {PERMITS} permits takes {ratio:.2} times as long as the bare program");
}

/// The command line of `run --once` for the site in `folder`.
fn shangbao(folder: &std::path::Path) -> Vec<String> {
    let config = folder.join("jobs.toml").display().to_string();
    let program = env!("CARGO_BIN_EXE_shangbao").to_owned();
    vec![
        program,
        "--config".into(),
        config,
        "run".into(),
        "--once".into(),
    ]
}

/// What a process used, as last seen before it ended.
#[derive(Default)]
struct Used {
    /// Time of its own on all cores (s): on a busy machine this tells more than the time it took.
    cpu: f64,
    /// The most memory it held (KiB).
    peak: u64,
}

/// Runs a command to its end: its time, and what it used.
fn timed(command: &mut Command) -> (Duration, Used) {
    let started = Instant::now();
    let mut child = command
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("a process");
    let mut used = Used::default();
    loop {
        used.look(child.id());
        if let Some(status) = child.try_wait().expect("a process") {
            assert!(status.success(), "{command:?} ended with {status}");
            return (started.elapsed(), used);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Used {
    fn look(&mut self, pid: u32) {
        let file = |name| std::fs::read_to_string(format!("/proc/{pid}/{name}"));
        if let Ok(status) = file("status") {
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let size = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
            self.peak = self.peak.max(size.unwrap_or(0));
        }
        if let Ok(stat) = file("stat") {
            // Behind the name, which may hold blanks: 12 fields on are the ticks (1/100 s) in user and system mode.
            let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
            let mut ticks = behind_name.split(' ').skip(11).map(str::parse::<u32>);
            if let (Some(Ok(user)), Some(Ok(system))) = (ticks.next(), ticks.next()) {
                self.cpu = self.cpu.max(f64::from(user + system) / 100.0);
            }
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn own(part: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(part);
    command
}

fn argument(n: usize) -> String {
    std::env::args().nth(n).expect("an argument")
}

/// The sink, in a process of its own.
struct Sink {
    child: std::process::Child,
    url: String,
}

impl Sink {
    fn start() -> Self {
        use std::io::BufRead;
        let mut child = own("sink")
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("the sink");
        let output = child.stdout.take().expect("its output");
        let mut url = String::new();
        std::io::BufReader::new(output)
            .read_line(&mut url)
            .expect("its address");
        Self {
            child,
            url: url.trim().to_owned(),
        }
    }

    fn stop(&mut self) {
        self.child.kill().expect("the sink");
        self.child.wait().expect("the sink");
    }
}

/// A site with permits; the database's URL.
async fn prepare(admin: &str) -> String {
    let mut connection = PgConnection::connect(admin).await.expect("PostgreSQL");
    for statement in [
        format!("DROP DATABASE IF EXISTS {DATABASE}"),
        format!("CREATE DATABASE {DATABASE}"),
    ] {
        connection
            .execute(AssertSqlSafe(statement))
            .await
            .expect("a database");
    }
    let (server, _) = admin.rsplit_once('/').expect("a URL");
    let database = format!("{server}/{DATABASE}");
    let mut connection = PgConnection::connect(&database).await.expect("PostgreSQL");
    connection
        .execute(AssertSqlSafe(
            SITE.replace("{permits}", &PERMITS.to_string()),
        ))
        .await
        .expect("the site");
    database
}

fn write_site(folder: &std::path::Path, database: &str, platform: &str) {
    std::fs::create_dir_all(folder.join("mappings")).expect("a folder");
    std::fs::write(folder.join("mappings/work_ticket.toml"), MAPPING).expect("a file");
    let jobs = format!(
        "[sources.site]\nurl = \"{database}\"\n\n[platforms.hazchem]\nkind = \"hazchem\"\nurl = \"{platform}\"\nusername = \"sandbox\"\n\
        password = \"sandbox\"\nsystem_name = \"测试系统\"\narea_code = \"370211\"\nconcurrency = 4\n\n[jobs.work_ticket]\n\
        mapping = \"work_ticket\"\nsource = \"site\"\nplatform = \"hazchem\"\nbatch = {{ records = 1000, bytes = \"4MiB\" }}\n"
    );
    std::fs::write(folder.join("jobs.toml"), jobs).expect("a file");
}
