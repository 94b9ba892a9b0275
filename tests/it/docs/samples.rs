//! Configurations, mappings and statements of the docs, taken by what they are written for.

use std::path::Path;
use std::process::Output;

use shangbao::sql::Dialect;
use sqlx::{AnyPool, AssertSqlSafe, Executor};
use tempfile::TempDir;
use tokio::process::Command;

use super::docs;
use crate::bed::Database;
use crate::cli::{stderr, stdout};

const JOBS: &str = include_str!("../../../jobs.toml");
const MAPPING: &str = include_str!("../../../mappings/hazchem/gas_alarm.toml");

/// The sample configuration with a part of another one: its tables are added, its options take the place of those there.
fn with(part: &str) -> String {
    let mut lines: Vec<String> = JOBS.lines().map(str::to_owned).collect();
    let mut at = 0;
    for line in part.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with('[') {
            let found = lines.iter().position(|known| known == line);
            at = found.unwrap_or_else(|| {
                lines.push(line.to_owned());
                lines.len() - 1
            });
            continue;
        }
        let option = line.split('=').next().unwrap().trim();
        let end = (at + 1..lines.len())
            .find(|next| lines[*next].starts_with('['))
            .unwrap_or(lines.len());
        let known = (at + 1..end).find(|known| {
            let written = lines[*known].split('=').next();
            written.is_some_and(|written| written.trim() == option)
        });
        match known {
            Some(known) => lines[known] = line.to_owned(),
            None => lines.insert(at + 1, line.to_owned()),
        }
    }
    lines.join("\n")
}

/// The mapping of gas alarms with other change streams.
fn changed_by(changes: &str) -> String {
    let (head, rest) = MAPPING.split_once("[[changes]]").unwrap();
    let (_, rest) = rest.split_once("[rows]").unwrap();
    format!("{head}{changes}\n[rows]{rest}")
}

/// A block, also with the options that it has as comments.
fn variants(block: &str) -> [String; 2] {
    let is_option = |rest: &str| {
        let word = rest.split(' ').next().unwrap_or_default();
        rest[word.len()..].starts_with(" = ")
            && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    let lines = block.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if is_option(rest) => rest,
        _ => line,
    });
    [block.to_owned(), lines.collect::<Vec<_>>().join("\n")]
}

/// `check --offline` of a configuration, with the mappings of the sample sites but for one.
async fn checked(jobs: &str, mapping: Option<&str>) -> (TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mappings = folder.path().join("mappings");
    for kind in ["hazchem", "cwr"] {
        std::fs::create_dir_all(mappings.join(kind)).unwrap();
        for entry in std::fs::read_dir(root.join("mappings").join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            std::fs::copy(&path, mappings.join(kind).join(name)).unwrap();
        }
    }
    let alarms = mapping.unwrap_or(MAPPING);
    std::fs::write(mappings.join("hazchem/gas_alarm.toml"), alarms).unwrap();
    std::fs::write(mappings.join("gas_alarm.toml"), alarms).unwrap();
    std::fs::write(folder.path().join("jobs.toml"), jobs).unwrap();
    let mut check = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    check
        .args(["check", "--offline"])
        .current_dir(folder.path())
        .kill_on_drop(true);
    let output = check.output().await.unwrap();
    (folder, output)
}

#[tokio::test]
async fn every_configuration_and_mapping_is_taken() {
    let mut seen = [0; 4];
    for doc in docs() {
        for block in doc.blocks("toml") {
            let text = &block.text;
            let which = [
                text.contains("target ="),
                text.contains("[[changes]]"),
                text.contains("[jobs."),
                true,
            ];
            let which = which.iter().position(|is| *is).unwrap();
            seen[which] += 1;
            for text in variants(text) {
                let (_folder, output) = match which {
                    0 => checked(JOBS, Some(&text)).await,
                    1 => checked(JOBS, Some(&changed_by(&text))).await,
                    2 => checked(&text, None).await,
                    _ => checked(&with(&text), None).await,
                };
                let said = format!("{}{}", stdout(&output), stderr(&output));
                assert!(output.status.success(), "{}:\n{text}\n{said}", doc.name);
            }
        }
    }
    assert!(seen.iter().all(|count| *count >= 2), "{seen:?}");
    let [_, jobs] = variants(JOBS);
    let (_folder, output) = checked(&jobs, None).await;
    assert!(output.status.success(), "{}", stderr(&output));
}

/// An account's statements make one that reads and cannot write.
async fn reads_only(dialect: Dialect, statements: &str) {
    let site = Database::new(dialect).await;
    site.run("CREATE TABLE seen (id int)").await;
    let (server, database) = site.url.rsplit_once('/').unwrap();
    let name = format!("r{}", &database[..20]);
    let statements = statements.replace("reporter", &name);
    let statements = statements.replace("permits.", &format!("{database}."));
    site.run(&statements).await;
    let (scheme, rest) = server.split_once("://").unwrap();
    let (_, host) = rest.split_once('@').unwrap();
    let url = format!("{scheme}://{name}:choose%20one@{host}/{database}");
    let pool = AnyPool::connect(&url).await.unwrap();
    pool.execute("SELECT id FROM seen").await.unwrap();
    let written = pool.execute("INSERT INTO seen VALUES (1)").await;
    assert!(written.is_err(), "{statements}");
    pool.close().await;
    site.run(&match dialect {
        Dialect::Postgres => format!("DROP OWNED BY {name};\nDROP ROLE {name}"),
        _ => format!("DROP USER {name}@'%'"),
    })
    .await;
}

#[tokio::test]
async fn every_statement_works() {
    let mut seen = [0, 0];
    for doc in docs() {
        for block in doc.blocks("sql") {
            let (first, statements) = block.text.split_once('\n').unwrap();
            let dialect = match first {
                _ if first.starts_with("-- PostgreSQL") => Dialect::Postgres,
                _ if first.starts_with("-- MySQL") => Dialect::MySql,
                _ => panic!("{}: for which database? {first}", doc.name),
            };
            seen[usize::from(dialect == Dialect::MySql)] += 1;
            reads_only(dialect, statements).await;
        }
        for span in doc.spans().filter(|span| span.starts_with("CONVERT(")) {
            let site = Database::new(Dialect::MySql).await;
            let sql = format!("SELECT {span} AS text FROM (SELECT 'x' AS name) AS t");
            let pool = site.pool().await;
            let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&pool).await;
            assert!(row.is_ok(), "{}: {span}", doc.name);
            pool.close().await;
        }
        for span in doc.spans().filter(|span| span.starts_with("convert_from(")) {
            let site = Database::new(Dialect::Postgres).await;
            let sql = format!("SELECT {span} FROM (SELECT CAST('x' AS text) AS name) AS t");
            let pool = site.pool().await;
            let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&pool).await;
            assert!(row.is_ok(), "{}: {span}", doc.name);
            pool.close().await;
        }
    }
    assert!(seen.iter().all(|count| *count >= 2), "{seen:?}");
}
