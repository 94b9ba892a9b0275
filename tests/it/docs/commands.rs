//! Every command line of the docs, typed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;

use chrono::TimeDelta;
use shangbao::sql::Dialect;
use shangbao_sandbox::{Account, Options, Sandbox};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

use super::docs;
use super::lines::{At, CHINESE, ELSEWHERE, Ends, LINES, Line, PLACEHOLDERS};
use crate::bed::{Bed, permit};
use crate::cli::{stderr, stdout};

/// Programs whose names begin a command line.
#[rustfmt::skip]
const PROGRAMS: &[&str] = &[
    "shangbao", "cargo", "./test", "just", "systemctl", "useradd", "ssh", "docker", "podman", "apt", "apt-get", "dpkg", "psql",
    "mysql", "mariadb", "sqlite3", "curl", "openssl", "rustup", "taplo", "journalctl", "sh", "cd", "mkdir", "sed",
];

/// The subcommands, by the program's own word.
pub(super) async fn subcommands() -> BTreeSet<String> {
    let help = sh(Path::new("."), "shangbao --help", "").output().await;
    let help = stdout(&help.unwrap());
    let (_, list) = help.split_once("Commands:").unwrap();
    let (list, _) = list.split_once("Options:").unwrap();
    let lines = list.lines().filter(|line| !line.starts_with("   "));
    let names = lines.filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

/// The command lines of all docs, each once: without `shangbao`, with English placeholders.
async fn written() -> BTreeSet<String> {
    let subcommands = subcommands().await;
    let mut written = BTreeSet::new();
    for doc in docs() {
        for language in ["sh", "console", "bash"] {
            let lines = doc.blocks(language).flat_map(|block| block.text.lines());
            written.extend(lines.map(|line| plain(line.trim_start_matches("$ "))));
        }
        let spans = doc.spans().filter(|span| {
            let mut words = span.split_whitespace();
            let first = words.next().unwrap_or_default();
            let second = words.next();
            let known = subcommands.contains(first) && second.is_some_and(|word| word != "=");
            // A program's name alone is spoken of, not typed.
            let typed = ["just", "./test"].contains(&first) || second.is_some();
            known || span.starts_with("--") || (PROGRAMS.contains(&first) && typed)
        });
        written.extend(spans.map(|span| plain(span)));
    }
    written.remove("");
    written
}

/// A line as the table of lines has it.
pub(super) fn plain(line: &str) -> String {
    let mut line = line.to_owned();
    for (chinese, english) in CHINESE {
        line = line.replace(chinese, english);
    }
    // The built program stands for what cargo would build.
    let own = ["shangbao ", "cargo run --release -- "];
    let rest = own.iter().find_map(|start| line.strip_prefix(start));
    rest.unwrap_or(&line).to_owned()
}

#[tokio::test]
async fn every_command_line_is_known_and_every_known_one_is_written() {
    let written = written().await;
    assert!(written.len() > 60, "{written:#?}");
    let known: BTreeSet<String> = LINES
        .iter()
        .map(|line| line.0)
        .chain(ELSEWHERE.iter().map(|line| line.0))
        .map(str::to_owned)
        .collect();
    let new: Vec<_> = written.difference(&known).collect();
    assert!(
        new.is_empty(),
        "say in tests/it/docs/lines.rs how to type them: {new:#?}"
    );
    let gone: Vec<_> = known.difference(&written).collect();
    assert!(gone.is_empty(), "no document has these any more: {gone:#?}");
}

#[test]
fn what_is_typed_is_what_is_written() {
    for (written, _, typed, _) in LINES {
        let (_, last) = typed.rsplit_once("shangbao ").unwrap();
        for word in written.split_whitespace() {
            let word = word.trim_matches(['[', ']']);
            assert!(
                PLACEHOLDERS.contains(&word) || last.contains(word),
                "{word} of `{written}` is not typed: {typed}"
            );
        }
    }
}

#[test]
fn what_only_others_can_run_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (line, why, file, text) in ELSEWHERE {
        let content = std::fs::read_to_string(root.join(file)).unwrap();
        assert!(
            content.contains(text),
            "`{line}` ({why}): {file} has no {text}"
        );
    }
}

/// The sample sites after a run, with the sandbox that they report to.
struct Sample {
    sandbox: Sandbox,
    folder: TempDir,
}

impl Sample {
    async fn new() -> Self {
        let sandbox = Sandbox::start(Options {
            username: "demo".into(),
            file_pause: TimeDelta::zero(),
            account: Account {
                api_key: "demo".into(),
                client_serial: "PL-demo".into(),
                ..Account::default()
            },
            ..Options::default()
        });
        let sandbox = sandbox.await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let sample = Self { sandbox, folder };
        let made = sample.typed("shangbao demo --keep sample && rm sample/shangbao.db*");
        let made = made.await;
        assert!(made.status.success(), "{}", stderr(&made));
        let jobs = sample.folder.path().join("sample/jobs.toml");
        let text = std::fs::read_to_string(&jobs).unwrap();
        let (_, rest) = text.split_once("http://").unwrap();
        let address = format!("http://{}", rest.split('"').next().unwrap());
        std::fs::write(&jobs, text.replace(&address, &sample.sandbox.url())).unwrap();
        let ran = sample.typed("cd sample && shangbao run --once").await;
        assert!(stdout(&ran).contains("work_ticket"), "{}", stderr(&ran));
        sample
    }

    async fn typed(&self, line: &str) -> Output {
        let output = sh(self.folder.path(), line, "").output();
        output.await.unwrap()
    }

    /// A copy of its own for a line, and `$OLD` there.
    async fn copy(&self, number: usize) -> (PathBuf, String) {
        let copied = self.typed(&format!("cp -r sample {number}")).await;
        assert!(copied.status.success(), "{}", stderr(&copied));
        let account = format!("hazchem {} demo", self.sandbox.url());
        (self.folder.path().join(number.to_string()), account)
    }
}

/// A shell that finds the built program.
fn sh(folder: &Path, line: &str, old: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_shangbao"));
    let path = std::env::var("PATH").unwrap();
    let mut shell = Command::new("sh");
    shell
        .args(["-c", line])
        .current_dir(folder)
        .env(
            "PATH",
            format!("{}:{path}", program.parent().unwrap().display()),
        )
        .env("OLD", old)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    shell
}

#[tokio::test]
async fn every_command_line_works() {
    let sample = Sample::new().await;
    let mut wrong = Vec::new();
    for (number, line) in LINES.iter().enumerate() {
        let worked = match line.1 {
            At::Sample => {
                let (folder, old) = sample.copy(number).await;
                let worked = works(&folder, &old, line).await;
                std::fs::remove_dir_all(folder).unwrap();
                worked
            }
            At::Gate => {
                let bed = Bed::new(Dialect::Postgres).await;
                let table = "CREATE TABLE app.\"GateEvent\" (\"eventId\" bigint PRIMARY KEY)";
                bed.site.run(&format!("CREATE SCHEMA app;\n{table}")).await;
                bed.write("jobs.toml", &bed.jobs_toml());
                works(bed.folder.path(), "", line).await
            }
            At::Gap => at_a_gap(line).await,
        };
        wrong.extend(worked.err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

async fn at_a_gap(line: &Line) -> Result<(), String> {
    use sqlx::{AnyConnection, Connection, Executor};
    let bed = Bed::new(Dialect::MySql).await;
    let mut early = AnyConnection::connect(&bed.site.url).await.unwrap();
    for sql in [
        "BEGIN",
        "INSERT INTO change_log (row_key, op) VALUES ('7', 'I')",
    ] {
        early.execute(sql).await.unwrap();
    }
    bed.save(&[permit(8)]).await;
    assert_eq!(bed.run().await.delivered, 1);
    let worked = works(bed.folder.path(), "", line).await;
    early.close().await.unwrap();
    worked
}

/// Types a line; otherwise what came of it.
async fn works(folder: &Path, old: &str, (_, _, typed, ends): &Line) -> Result<(), String> {
    let mut command = sh(folder, typed, old);
    let said = match ends {
        Ends::With(expected) => {
            let output = command.output().await.unwrap();
            if output.status.code() == Some(*expected) {
                return Ok(());
            }
            let said = format!("{}{}", stdout(&output), stderr(&output));
            return Err(format!(
                "{typed}: {}, not {expected}\n{said}",
                output.status
            ));
        }
        Ends::Asked(said) => said,
    };
    let mut command = sh(folder, &format!("exec {typed} 2>&1"), old);
    let child = command.stdout(Stdio::piped()).spawn().unwrap();
    let status = asked(child, said, typed).await;
    // The sandbox has nothing to lose: Ctrl-C may find it before it listens for it.
    let cut = typed.contains("sandbox") && status.code().is_none();
    match status.success() || cut {
        true => Ok(()),
        false => Err(format!("{typed}: {status}")),
    }
}

/// Waits until it has said something, asks it to stop as Ctrl-C does, and waits until it has.
async fn asked(mut child: Child, said: &str, typed: &str) -> ExitStatus {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut all = String::new();
    let limit = Duration::from_secs(60);
    let ended = tokio::time::timeout(limit, async {
        while !all.contains(said) {
            match lines.next_line().await.unwrap() {
                Some(line) => all += &format!("{line}\n"),
                None => panic!("{typed} ended and never said {said}: {all}"),
            }
        }
        let pid = child.id().unwrap().to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status().await;
        assert!(sent.unwrap().success());
        let mut rest = String::new();
        lines.into_inner().read_to_string(&mut rest).await.unwrap();
        all += &rest;
        child.wait().await.unwrap()
    });
    ended.await.unwrap_or_else(|_| panic!("{typed}"))
}
