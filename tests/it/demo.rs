//! The demo, as the README tells to run it.

use tokio::process::Command;

use super::cli::{json, stderr, stdout};

#[tokio::test]
async fn the_demo_shows_what_goes_and_what_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("demo");
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    let output = command
        .args(["demo", "--keep"])
        .arg(&kept)
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let text = stdout(&output);
    assert!(output.status.success(), "{text}{}", stderr(&output));
    for reason in [
        "ticket_type",
        "ticket_level",
        "end_time",
        "major_person_mobile",
        "is_contractor_task",
        "lat",
        "worker_name",
        "alarm_type",
        "emp_phone",
        "facephoto",
        "way",
        "add_company",
    ] {
        assert!(text.contains(reason), "{reason} is missing:\n{text}");
    }
    let again = Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .args(["demo", "--keep"])
        .arg(&kept)
        .output()
        .await
        .unwrap();
    assert_eq!(again.status.code(), Some(2), "a used folder is left alone");

    let failures = Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .arg("--config")
        .arg(kept.join("jobs.toml"))
        .args(["failures", "--json"])
        .output()
        .await
        .unwrap();
    assert_eq!(
        json(&failures).as_array().unwrap().len(),
        13,
        "{}",
        stdout(&failures)
    );
}
