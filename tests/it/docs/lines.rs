//! Which command lines the docs hold, and what stands for their placeholders.

/// Where a line is typed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum At {
    /// At the sample sites, after a run: the sandbox is their platform, `$OLD` its account at hazchem.
    Sample,
    /// At a site in PostgreSQL that has a table app."GateEvent".
    Gate,
    /// At a site in MariaDB whose log waits for an id of a transaction that is open.
    Gap,
}

/// How a line ends.
#[derive(Clone, Copy)]
pub(super) enum Ends {
    /// With this status.
    With(i32),
    /// With 0 when it is asked to stop, after it said this.
    Asked(&'static str),
}

/// A line as the docs have it, without `shangbao`; where it is typed, what is typed, how it ends.
pub(super) type Line = (&'static str, At, &'static str, Ends);

use At::{Gap, Gate, Sample};
use Ends::{Asked, With};

const STARTED: Ends = Asked("the service has started");

/// What stands for something else in the docs.
#[rustfmt::skip]
pub(super) const PLACEHOLDERS: &[&str] = &[
    "JOB", "JOB..", "KEY", "K", "R", "T", "F", "ID", "ID|TIME", "N", "S", "D", "'OLD'", "NEW", "TABLE", "COLUMN", "PLATFORM",
    "FUNCTION", "FILE", "DIR", "TARGET", "SHELL", "NAME", "a,b", "\"..\"",
];

/// The same in Chinese.
#[rustfmt::skip]
pub(super) const CHINESE: &[(&str, &str)] = &[
    ("任务", "JOB"), ("键", "KEY"), ("表", "TABLE"), ("方言", "D"), ("列", "COLUMN"), ("平台", "PLATFORM"), ("函数", "FUNCTION"),
    ("文件", "FILE"), ("目录", "DIR"), ("目标", "TARGET"), ("旧", "OLD"), ("新", "NEW"),
];

#[rustfmt::skip]
pub(super) const LINES: &[Line] = &[
    ("demo", Sample, "shangbao demo", With(0)),
    ("demo --keep DIR", Sample, "shangbao demo --keep kept", With(0)),
    ("demo --keep sample", Sample, "shangbao demo --keep sample", With(0)),
    ("sandbox", Sample, "shangbao sandbox --listen 127.0.0.1:0", Asked("what it holds")),
    ("--seed", Sample, "shangbao sandbox --listen 127.0.0.1:0 --seed 3", Asked("what it holds")),
    ("--seed 7", Sample, "shangbao sandbox --listen 127.0.0.1:0 --seed 7", Asked("what it holds")),
    ("--lenient", Sample, "shangbao sandbox --listen 127.0.0.1:0 --lenient", Asked("what it holds")),
    ("--faults", Sample, "shangbao sandbox --listen 127.0.0.1:0 --faults http-500:2", Asked("what it holds")),
    // Before the first run.
    ("new TARGET --source S --table T", Sample, "shangbao new hazchem.gas_alarm --source site --table gas_alarms", With(0)),
    ("new hazchem.work_ticket --source site --table work_permits --output FILE", Sample,
        "shangbao new hazchem.work_ticket --source site --table work_permits --output permits.toml", With(0)),
    ("new hazchem.gas_alarm --source site --table gas_alarms --output mappings/gas_alarm.toml", Sample,
        "shangbao new hazchem.gas_alarm --source site --table gas_alarms --output mappings/gas_alarm.toml", With(0)),
    ("--table 'app.\"GateEvent\"'", Gate, "shangbao new cwr.passed_log --source site --table 'app.\"GateEvent\"'", With(0)),
    ("fields TARGET", Sample, "shangbao fields cwr.passed_log", With(0)),
    ("fields NAME", Sample, "shangbao fields hazchem.gas_alarm", With(0)),
    ("fields hazchem.work_ticket", Sample, "shangbao fields hazchem.work_ticket", With(0)),
    ("schema jobs", Sample, "shangbao schema jobs", With(0)),
    ("schema mapping", Sample, "shangbao schema mapping", With(0)),
    ("schema mapping > mappings/mapping.schema.json", Sample, "shangbao schema mapping > mappings/mapping.schema.json", With(0)),
    ("completions SHELL", Sample, "shangbao completions bash", With(0)),
    ("init --print", Sample, "shangbao init --print", With(0)),
    ("changes TABLE --dialect D --key COLUMN", Sample, "shangbao changes work_permits --dialect mysql --key id", With(0)),
    ("changes TABLE --dialect postgres --key id", Sample, "shangbao changes work_permits --dialect postgres --key id", With(0)),
    ("dictionaries [PLATFORM] [--refresh]", Sample, "shangbao dictionaries project7 --refresh", With(0)),
    ("sign PLATFORM FUNCTION [--body FILE] [--timestamp T]", Sample,
        "echo '{}' > body.json && shangbao sign project7 AddCompany --body body.json --timestamp '2016-06-10 09:05:03'", With(0)),
    ("sign PLATFORM FUNCTION", Sample, "shangbao sign project7 AddCompany", With(0)),
    ("--body FILE", Sample, "echo '{}' > body.json && shangbao sign project7 AddCompany --body body.json", With(0)),
    ("--timestamp \"2016-06-10 09:05:03\"", Sample, "shangbao sign project7 AddCompany --timestamp \"2016-06-10 09:05:03\"", With(0)),
    ("check", Sample, "shangbao check", With(1)),
    ("check --offline", Sample, "shangbao check --offline", With(0)),
    ("preview gas_alarm --limit 3", Sample, "shangbao preview gas_alarm --limit 3", With(1)),
    ("preview work_ticket --limit 3", Sample, "shangbao preview work_ticket --limit 3", With(0)),
    // Runs.
    ("run", Sample, "shangbao run", STARTED),
    ("run [JOB..]", Sample, "shangbao run gas_alarm add_company", STARTED),
    ("run --once", Sample, "rm shangbao.db* && shangbao run --once", With(1)),
    ("run --once [JOB..]", Sample, "shangbao run --once gas_alarm add_company", With(0)),
    ("--all-streams", Sample, "shangbao run --once add_company --all-streams", With(0)),
    ("backup FILE", Sample, "shangbao backup copy.db", With(0)),
    ("backup shangbao-$(date +%F).db", Sample, "shangbao backup shangbao-$(date +%F).db", With(0)),
    ("run --once gas_alarm --limit 3", Sample, "shangbao run --once gas_alarm --limit 3", With(0)),
    // What came of it.
    ("status", Sample, "shangbao status", With(0)),
    ("status --json", Sample, "shangbao status --json", With(0)),
    ("status --account", Sample, "shangbao status --account", With(0)),
    ("status --account --csv", Sample, "shangbao status --account --csv", With(0)),
    ("failures", Sample, "shangbao failures", With(0)),
    ("failures [JOB]", Sample, "shangbao failures work_ticket", With(0)),
    ("failures --json", Sample, "shangbao failures --json", With(0)),
    ("--each", Sample, "shangbao failures --each", With(0)),
    ("--json", Sample, "shangbao failures --json", With(0)),
    ("--lang zh", Sample, "shangbao failures --lang zh", With(0)),
    ("--lang en", Sample, "shangbao status --lang en", With(0)),
    ("--help", Sample, "shangbao retry --help", With(0)),
    ("history JOB KEY", Sample, "shangbao history work_ticket 12", With(0)),
    ("--record", Sample, "shangbao history work_ticket --record DH-2026-0001", With(0)),
    ("--record R", Sample, "shangbao history work_ticket --record DH-2026-0001", With(0)),
    ("audit JOB --from T --to T [--csv F]", Sample, "shangbao audit departure_alarm --from 2026-03-01 --to 2026-04-01 --csv march.csv", With(0)),
    ("audit JOB --from 2026-03-01 --to 2026-03-02 --csv march.csv", Sample,
        "shangbao audit work_ticket --from 2026-03-01 --to 2026-03-02 --csv march.csv", With(1)),
    // Decisions.
    ("retry JOB --key K", Sample, "shangbao retry work_ticket --key 12", With(0)),
    ("retry JOB --all", Sample, "shangbao retry work_ticket --all", With(0)),
    ("retry gas_alarm --all", Sample, "shangbao retry gas_alarm --all", With(0)),
    ("--all [--dry-run]", Sample, "shangbao retry gas_alarm --all --dry-run", With(0)),
    ("dismiss JOB --key K --reason \"..\"", Sample, "shangbao dismiss work_ticket --key 12 --reason \"not to be reported\"", With(0)),
    ("forget JOB --key K --reason \"..\"", Sample, "shangbao forget work_ticket --key 1 --reason \"deleted there by hand\"", With(0)),
    ("account move 'OLD' NEW --reason \"..\"", Sample,
        "sed -i s/127.0.0.1/localhost/ jobs.toml && shangbao account move \"$OLD\" hazchem --reason \"by the gateway\"", With(0)),
    ("account move 'OLD' PLATFORM --reason \"..\"", Sample,
        "sed -i s/127.0.0.1/localhost/ jobs.toml && shangbao account move \"$OLD\" hazchem --reason \"by the gateway\"", With(0)),
    ("resume PLATFORM --reason \"..\"", Sample,
        "shangbao pause hazchem --reason tests && shangbao resume hazchem --reason \"mended\"", With(0)),
    ("rewind JOB --to ID|TIME", Sample, "shangbao rewind gas_alarm --to 2026-03-01 --reason \"a look\"", With(0)),
    ("rewind JOB --to ID --reason \"..\"", Sample, "shangbao rewind passed_log --to 3 --reason \"restored\"", With(0)),
    ("rewind JOB --to \"2026-03-01 02:00\" --reason \"..\"", Sample,
        "shangbao rewind gas_alarm --to \"2026-03-01 02:00\" --reason \"restored\"", With(0)),
    ("rewind JOB --to start --reason \"..\"", Sample, "shangbao rewind passed_log --to start --reason \"restored\"", With(0)),
    ("--stream TABLE", Sample, "shangbao rewind gas_alarm --stream gas_alarms --to 2026-03-01 --reason \"restored\"", With(0)),
    ("--to start", Sample, "shangbao rewind passed_log --to start --reason \"restored\"", With(0)),
    ("skip-gap JOB --id N", Gap, "shangbao skip-gap work_ticket --id 1 --reason \"given up\"", With(0)),
    ("skip-gap JOB --id N --reason \"..\"", Gap, "shangbao skip-gap work_ticket --id 1 --reason \"given up\"", With(0)),
    // Backfill.
    ("backfill JOB", Sample, "shangbao backfill departure_alarm --all", With(0)),
    ("backfill JOB --from T --to T", Sample, "shangbao backfill departure_alarm --from 2026-03-01 --to 2026-04-01", With(0)),
    ("--from \"2026-03-01\" --to \"2026-03-02 08:00\"", Sample,
        "shangbao backfill departure_alarm --from \"2026-03-01\" --to \"2026-03-02 08:00\"", With(0)),
    ("--keys a,b", Sample, "shangbao backfill departure_alarm --keys 1,2", With(0)),
    ("--keys 1,2,3", Sample, "shangbao backfill departure_alarm --keys 1,2,3", With(0)),
    ("--keys '[\"1\",\"2\"],[\"1\",\"3\"]'", Sample,
        "sed -i -e 's/^key    = \"id\"/key = [\"id\", \"alarm_no\"]/' -e 's/^key = \"alarm_id\"/key = [\"alarm_id\", \"alarm_no\"]/' \
         -e 's/a.id IN (:keys)/(a.id, a.alarm_no) IN (:keys)/' mappings/hazchem/gas_alarm.toml && \
         shangbao backfill gas_alarm --dry-run --json --keys '[\"1\",\"2\"],[\"1\",\"3\"]' | grep '\"keys\": 2'", With(0)),
    ("backfill JOB --all --resend", Sample, "shangbao backfill departure_alarm --all --resend", With(0)),
    ("--all", Sample, "shangbao backfill departure_alarm --all", With(0)),
    ("--dry-run", Sample, "shangbao backfill departure_alarm --all --dry-run", With(0)),
    ("--resend", Sample, "shangbao backfill departure_alarm --keys 1,2 --resend", With(0)),
    ("--rate 50", Sample, "shangbao backfill departure_alarm --all --rate 50", With(0)),
];

/// Lines of other programs that no test can run: why, and what there must be at least: a file and a line of it.
#[rustfmt::skip]
pub(super) const ELSEWHERE: &[(&str, &str, &str, &str)] = &[
    ("./test", "it runs this test", "test", "exec tests/with-servers cargo test"),
    ("cargo build --release", "it takes minutes; the tests build the same program", "Cargo.toml", "name = \"shangbao\""),
    ("just", "its recipes are looked for instead", "justfile", "_default:"),
    ("just lint", "its recipes are looked for instead", "justfile", "lint:"),
    ("just stress", "its recipes are looked for instead", "justfile", "stress:"),
    ("just torture", "its recipes are looked for instead", "justfile", "torture minutes"),
    ("just torture 10", "its recipes are looked for instead", "justfile", "torture minutes"),
    ("just torture 6", "its recipes are looked for instead", "justfile", "torture minutes"),
    ("just package", "it takes many minutes, and tools that tests do not install", "justfile", "package:"),
    ("ssh -L 8700:127.0.0.1:8700 HOST", "there is no other host; the port is the page's", "src/config/web.rs", "Ipv4Addr::LOCALHOST), 8700)"),
    ("systemctl enable --now shangbao", "it starts a service of the host", "packaging/shangbao.service", "WantedBy=multi-user.target"),
    ("dpkg -i shangbao_*.deb", "it changes the host", "Cargo.toml", "[package.metadata.deb]"),
    ("podman load -i shangbao-image.tar", "it needs the image", "packaging/image", "save -o shangbao-image.tar"),
    ("useradd --system shangbao", "it changes the host", "packaging/shangbao.service", "User=shangbao"),
];
