//! The house rules that no compiler holds: who imports whom, the SQL folders.

mod cycles;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the repository.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let rust = files(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    rust.map(|path| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        (name, std::fs::read_to_string(path).unwrap())
    })
    .collect()
}

/// What the files of a module may import from the crate, besides their own module and the texts of `language`.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("language", &[]),
    ("document", &[]),
    ("media", &[]),
    ("metrics", &[]),
    ("troubles", &[]),
    ("sql", &[]),
    ("schedule", &[]),
    ("database", &["sql"]),
    ("source", &["database", "sql"]),
    ("platform", &["clock", "document", "media"]),
    (
        "mapping",
        &["document", "media", "platform", "schedule", "source", "sql"],
    ),
    ("draft", &["mapping", "platform", "source"]),
    ("ledger", &["database", "sql"]),
    (
        "config",
        &[
            "database", "document", "media", "pipeline", "platform", "schedule", "source", "sql",
        ],
    ),
    ("report", &["document"]),
    ("time", &[]),
    (
        "pipeline",
        &[
            "clock", "ledger", "mapping", "media", "metrics", "platform", "report", "schedule",
            "source", "sql", "time", "troubles",
        ],
    ),
    (
        "web",
        &[
            "app", "config", "ledger", "pipeline", "report", "schedule", "status", "time",
        ],
    ),
    (
        "service",
        &["app", "ledger", "pipeline", "schedule", "source", "time"],
    ),
    (
        "status",
        &["app", "ledger", "pipeline", "source", "sql", "time"],
    ),
    (
        "app",
        &[
            "clock", "config", "document", "ledger", "mapping", "media", "metrics", "pipeline",
            "platform", "report", "source", "sql", "time", "troubles",
        ],
    ),
];

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let module = name
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == module) else {
            continue;
        };
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (at, _) in code.match_indices("crate::") {
            let before = &code[..at];
            if before.ends_with("//! ")
                || before
                    .lines()
                    .last()
                    .is_some_and(|line| line.trim_start().starts_with("//"))
            {
                continue;
            }
            let imported: String = code[at + 7..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if !["", "language", &module].contains(&imported.as_str())
                && !allowed.contains(&imported.as_str())
            {
                wrong.push(format!("{name} imports crate::{imported}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_foreign_crate_stays_in_its_place() {
    let places = [
        (
            "reqwest::",
            &["src/platform/transport", "src/media/web.rs"][..],
        ),
        ("image::", &["src/media/"]),
        ("figment::", &["src/config/"]),
        ("croner::", &["src/schedule.rs"]),
        ("axum::", &["src/web/"]),
        ("shangbao_sandbox::", &["src/cli/"]),
        ("askama::", &["src/web/"]),
        ("fluent_bundle::", &["src/language/"]),
        (
            "prometheus_client::",
            &["src/metrics.rs", "src/web/metrics.rs"],
        ),
        ("clap::", &["src/cli/"]),
        (
            "sqlx::",
            &[
                "src/database/",
                "src/source/",
                "src/ledger/",
                "src/cli/demo/",
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        for (foreign, allowed) in places {
            if text.contains(foreign) && !allowed.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{name} uses {foreign}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_dialects_have_the_same_statements() {
    let names = |dialect: &str| -> BTreeSet<String> {
        let folder = root().join("sql").join(dialect);
        files(&format!("sql/{dialect}"))
            .into_iter()
            .map(|path| path.strip_prefix(&folder).unwrap().display().to_string())
            .collect()
    };
    let postgres = names("postgres");
    assert!(postgres.len() > 20);
    assert_eq!(postgres, names("mysql"));
    assert_eq!(postgres, names("sqlite"));
}

#[test]
fn every_statement_is_used() {
    let code: String = sources("src").into_iter().map(|(_, text)| text).collect();
    let unused: Vec<String> = files("sql/postgres")
        .into_iter()
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| !code.contains(name.as_str()))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_architecture_fits_on_a_few_pages() {
    let text = std::fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    assert!(text.lines().count() <= 150);
}
