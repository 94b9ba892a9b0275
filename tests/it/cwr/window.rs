//! `check` of jobs that run too seldom for the passages' window.

use shangbao::sql::Dialect;

use super::commands::shangbao;
use super::flow::Plant;
use crate::cli::{stderr, stdout};

/// What `check` says of the passages where their job has these options, and their stream these.
async fn said(plant: &Plant, jobs: &str, job: &str, stream: &str) -> String {
    let text = std::fs::read_to_string(plant.path()).unwrap();
    let passages = plant.path().with_file_name("passages.toml");
    let mapping = std::fs::read_to_string(&passages).unwrap();
    plant.write("jobs.toml", &format!("{jobs}{job}"));
    let key = "key = \"id\"\n";
    plant.write(
        "passages.toml",
        &mapping.replace(key, &format!("{key}{stream}")),
    );
    let checked = shangbao(plant, &["check", "--offline"]).await;
    plant.write("jobs.toml", &text);
    plant.write("passages.toml", &mapping);
    assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
    stdout(&checked)
}

#[tokio::test]
async fn check_warns_of_a_job_that_rests_longer_than_the_window_lets_it() {
    let plant = Plant::new(Dialect::Sqlite, "http://127.0.0.1:9").await;
    let text = std::fs::read_to_string(plant.path()).unwrap();
    let narrow = text.replace("params =", "passage_window = \"30m\"\nparams =");
    let nightly = "schedule = \"0 2 * * *\"\n";
    for (jobs, job, stream, note) in [
        (&text, "", "", Some("only `shangbao run --once` sends")),
        (&text, "every = \"105m\"\n", "", None),
        (
            &text,
            "every = \"106m\"\n",
            "",
            Some("rests for 106 minutes"),
        ),
        (&text, "schedule = \"0 * * * *\"\n", "", None),
        (&text, "schedule = \"*/10 * * * * *\"\n", "", None),
        (
            &narrow,
            "schedule = \"0 * * * *\"\n",
            "",
            Some("at least every 15 minutes"),
        ),
        (
            &text,
            "schedule = \"*/5 6-22 * * *\"\n",
            "",
            Some("rests for 425 minutes"),
        ),
        (
            &text,
            "schedule = \"0 * * * 1-6\"\n",
            "",
            Some("rests for 1500 minutes"),
        ),
        (
            &text,
            "every = \"1m\"\n",
            nightly,
            Some("rests for 1440 minutes"),
        ),
    ] {
        let said = said(&plant, jobs, job, stream).await;
        let notes = said.matches("of its `passed_time`").count();
        assert_eq!(notes, usize::from(note.is_some()), "{job}{stream}: {said}");
        assert!(
            said.contains(note.unwrap_or_default()),
            "{job}{stream}: {said}"
        );
    }
}
