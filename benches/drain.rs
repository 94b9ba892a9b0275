//! Draining permits, as a ratio to a bare program in the same run.
//!
//! `tests/with-servers cargo bench --bench drain` (or `just bench`). Both read the same rows and post the same bytes to a
//! sink that answers at once, in batches of 1000, four requests in flight. The bare program reads all rows with
//! one query and remembers nothing. Each is a process of its own; the turns alternate, and the ratios are of the medians.
//!
//! | variable | what it does |
//! |---|---|
//! | `DRAIN` | only the workloads whose names contain this |
//! | `DRAIN_PERMITS` | so many permits instead of a workload's own number |
//! | `DRAIN_TURNS` | so many turns instead of three |

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use shangbao_sandbox::{Options, Sandbox};
use sqlx::{AssertSqlSafe, Connection, Executor, MySqlConnection, PgConnection, Row};

const DATABASE: &str = "shangbao_bench";

const MAPPING: &str = include_str!("work_ticket.toml");

/// The columns of `wire`, as they go out.
const NAMES: [&str; 20] = [
    "id",
    "ticket_type",
    "start_time",
    "end_time",
    "ticket_position",
    "ticket_content",
    "company_social_code",
    "gas_analyse",
    "safe_measure",
    "ticket_status",
    "lng",
    "lat",
    "supervisor_name",
    "worker_name",
    "workDept_name",
    "is_contractor_task",
    "major_person",
    "major_person_mobile",
    "is_changed",
    "is_cancelled",
];

/// Where permits come from.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Postgres,
    MySql,
}

/// What is drained.
#[derive(Clone, Copy)]
struct Workload {
    name: &'static str,
    source: Source,
    permits: u32,
    /// The keys are whole numbers in the log as well, and come in no order; else texts, in order.
    shuffled: bool,
    /// So many bytes more lie in each row.
    pad: u32,
    /// The state lies in PostgreSQL; else in a file.
    shared_state: bool,
}

const TEXT: Workload = Workload {
    name: "text keys",
    source: Source::Postgres,
    permits: 100_000,
    shuffled: false,
    pad: 0,
    shared_state: false,
};

const BIGINT: Workload = Workload {
    name: "bigint keys in no order",
    shuffled: true,
    ..TEXT
};

const WORKLOADS: [Workload; 6] = [
    TEXT,
    BIGINT,
    Workload {
        name: "bigint keys in no order, state in PostgreSQL",
        shared_state: true,
        ..BIGINT
    },
    Workload {
        name: "rows of 200 bytes more",
        pad: 200,
        ..BIGINT
    },
    Workload {
        name: "rows of 20 kilobytes",
        pad: 20_000,
        permits: 10_000,
        ..BIGINT
    },
    Workload {
        name: "from MariaDB",
        source: Source::MySql,
        ..BIGINT
    },
];

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
    let statement = "SELECT * FROM wire ORDER BY n";
    let client = client();
    let (mut postgres, mut mysql);
    let rows: BoxStream<'_, serde_json::Value> = if database.starts_with("mysql") {
        mysql = MySqlConnection::connect(&database).await.expect("MariaDB");
        let rows = mysql.fetch(statement);
        rows.map(|row| record(&row.expect("a row"))).boxed()
    } else {
        postgres = PgConnection::connect(&database).await.expect("PostgreSQL");
        let rows = postgres.fetch(statement);
        rows.map(|row| record(&row.expect("a row"))).boxed()
    };
    let batches = rows.map(Ok::<_, ()>).try_chunks(1000);
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

/// What goes out of a row of `wire`.
fn record<'r, R: Row>(row: &'r R) -> serde_json::Value
where
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    let fields = NAMES.map(|name| (name.to_owned(), row.get::<String, _>(name).into()));
    serde_json::Value::Object(fields.into_iter().collect())
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
    let mut sink = Sink::start();
    let wanted = std::env::var("DRAIN").unwrap_or_default();
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    for mut workload in WORKLOADS {
        if workload.name.contains(&wanted) {
            workload.permits = number("DRAIN_PERMITS").unwrap_or(workload.permits);
            let turns = number("DRAIN_TURNS").unwrap_or(3);
            workload.measure(&sink.url, turns).await;
        }
    }
    sink.stop();
}

/// What a program took, turn by turn.
#[derive(Default)]
struct Took {
    time: Vec<f64>,
    cpu: Vec<f64>,
}

impl Took {
    fn add(&mut self, (time, used): (Duration, &Used)) {
        self.time.push(time.as_secs_f64());
        self.cpu.push(used.cpu);
    }
}

impl Workload {
    async fn measure(self, sink: &str, turns: u32) {
        let Self { name, permits, .. } = self;
        println!("{name}: {permits} permits");
        let site = self.site().await;
        let (mut bare, mut drain) = (Took::default(), Took::default());
        for turn in 1..=turns {
            let (bare_took, bare_used) = timed(own("bare").args([&site, sink]));
            bare.add((bare_took, &bare_used));
            let folder = tempfile::tempdir().expect("a folder");
            self.write(folder.path(), &site, sink).await;
            let (took, used) = timed(&mut run(folder.path()));
            drain.add((took, &used));
            println!(
                "  turn {turn}: bare {:.2} s (CPU {:.2} s), run --once {:.2} s (CPU {:.2} s), peak memory {:.1} MiB, state {:.1} MB",
                bare_took.as_secs_f64(),
                bare_used.cpu,
                took.as_secs_f64(),
                used.cpu,
                used.peak as f64 / 1024.0,
                size(folder.path()) as f64 / 1e6
            );
            if turn == turns {
                let (second, _) = timed(&mut run(folder.path()));
                self.change(&site).await;
                let (third, _) = timed(&mut run(folder.path()));
                println!(
                    "  a second run, nothing changed: {:.2} s; a third, 1 % changed: {:.2} s",
                    second.as_secs_f64(),
                    third.as_secs_f64()
                );
            }
        }
        println!(
            "  {name}: {:.2} times the bare program's time, {:.2} times its CPU time",
            median(drain.time) / median(bare.time),
            median(drain.cpu) / median(bare.cpu)
        );
    }

    /// A site with permits; the database's URL.
    async fn site(self) -> String {
        let (variable, script) = match self.source {
            Source::Postgres => ("TEST_POSTGRES", include_str!("site.sql")),
            Source::MySql => ("TEST_MYSQL", include_str!("site.mysql.sql")),
        };
        let admin = std::env::var(variable).expect("a server: run by `just bench`");
        let (server, _) = admin.rsplit_once('/').expect("a URL");
        let database = format!("{server}/{DATABASE}");
        let anew = format!("DROP DATABASE IF EXISTS {DATABASE}; CREATE DATABASE {DATABASE}");
        for statement in anew.split("; ") {
            execute(&admin, statement).await;
        }
        let (of, order) = match self.shuffled {
            true => ("bigint", "(id * 7919) % 1000003, id"),
            false => ("varchar(40)", "id"),
        };
        let script = script
            .replace("{permits}", &self.permits.to_string())
            .replace("{pad}", &self.pad.to_string())
            .replace("{key}", of)
            .replace("{order}", order);
        execute(&database, &script).await;
        database
    }

    /// One permit of a hundred is changed.
    async fn change(self, site: &str) {
        let script = "UPDATE permits SET place = 'elsewhere' WHERE id % 100 = 1;\n\
            INSERT INTO change_log (row_key) SELECT id FROM permits WHERE id % 100 = 1 ORDER BY id";
        let script = match (self.source, self.shuffled) {
            (Source::Postgres, false) => script.replace("SELECT id FROM", "SELECT id::text FROM"),
            _ => script.to_owned(),
        };
        execute(site, &script).await;
    }

    async fn write(self, folder: &Path, site: &str, platform: &str) {
        std::fs::create_dir_all(folder.join("mappings")).expect("a folder");
        std::fs::write(folder.join("mappings/work_ticket.toml"), MAPPING).expect("a file");
        let mut state = String::new();
        if self.shared_state {
            let admin = std::env::var("TEST_POSTGRES").expect("a server: run by `just bench`");
            let (server, _) = admin.rsplit_once('/').expect("a URL");
            execute(&admin, "DROP DATABASE IF EXISTS shangbao_bench_state").await;
            execute(&admin, "CREATE DATABASE shangbao_bench_state").await;
            state = format!("[state]\nurl = \"{server}/shangbao_bench_state\"\n\n");
        }
        let jobs = format!(
            "{state}[sources.site]\nurl = \"{site}\"\n\n[platforms.hazchem]\nkind = \"hazchem\"\nurl = \"{platform}\"\nusername = \"sandbox\"\n\
            password = \"sandbox\"\nsystem_name = \"测试系统\"\narea_code = \"370211\"\nconcurrency = 4\n\n[jobs.work_ticket]\n\
            mapping = \"work_ticket\"\nsource = \"site\"\nplatform = \"hazchem\"\nbatch = {{ records = 1000, bytes = \"4MiB\" }}\n"
        );
        std::fs::write(folder.join("jobs.toml"), jobs).expect("a file");
    }
}

/// Runs a script on a database.
async fn execute(database: &str, script: &str) {
    let script = AssertSqlSafe(script.to_owned());
    if database.starts_with("mysql") {
        let mut connection = MySqlConnection::connect(database).await.expect("MariaDB");
        sqlx::raw_sql(script)
            .execute(&mut connection)
            .await
            .expect("a script");
    } else {
        let mut connection = PgConnection::connect(database).await.expect("PostgreSQL");
        sqlx::raw_sql(script)
            .execute(&mut connection)
            .await
            .expect("a script");
    }
}

/// `run --once` for the site in `folder`.
fn run(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command.arg("--config").arg(folder.join("jobs.toml"));
    command.args(["run", "--once"]);
    command
}

/// The bytes that the state takes in a folder.
fn size(folder: &Path) -> u64 {
    let files = ["shangbao.db", "shangbao.db-wal"].map(|name| folder.join(name));
    let sizes = files.map(|file| std::fs::metadata(file).map_or(0, |file| file.len()));
    sizes.iter().sum()
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

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
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
