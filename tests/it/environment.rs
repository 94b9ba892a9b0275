//! What the environment says instead of `jobs.toml`.

use std::process::{Command, Output};

use super::config::{GOOD, folder};

/// The program with an environment of its own: `check --offline`.
fn check(path: &std::path::Path, environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .args(["--config", path.to_str().unwrap(), "check", "--offline"])
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn the_environment_overrides_the_file_and_is_named_in_problems() {
    let (folder, path) = folder(GOOD.replace("streng-geheim", ""));
    std::fs::create_dir_all(folder.path().join("mappings/hazchem")).unwrap();
    std::fs::write(
        folder.path().join("mappings/hazchem/work_ticket.toml"),
        include_str!("../data/work_ticket.toml"),
    )
    .unwrap();
    let good = [
        ("SHANGBAO_PLATFORMS__HAZCHEM__PASSWORD", "12345"),
        ("SHANGBAO_PLATFORMS__HAZCHEM__CONCURRENCY", "8"),
    ];
    let answer = check(&path, &good);
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );

    let answer = check(
        &path,
        &[
            ("SHANGBAO_PLATFORMS__HAZCHEM__CONCURRENCY", "many"),
            ("SHANGBAO_SOURCES__SITE__MAX_CONNECTION", "3"),
        ],
    );
    let said = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(answer.status.code(), Some(2), "{said}");
    assert!(
        said.contains("SHANGBAO_PLATFORMS__HAZCHEM__CONCURRENCY"),
        "{said}"
    );
    assert!(
        said.contains("SHANGBAO_SOURCES__SITE__MAX_CONNECTION")
            && said.contains("did you mean `max_connections`?"),
        "{said}"
    );
}
