//! Where the page is served, and what happens where that cannot be.

use std::process::Stdio;

use shangbao::config;
use shangbao::sql::Dialect;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::Command;

use crate::bed::{Bed, permit};

use super::until;

fn loaded(bed: &mut Bed, table: &str) -> config::Loaded {
    bed.web = table.to_owned();
    bed.write("jobs.toml", &bed.jobs_toml());
    config::load(&bed.folder.path().join("jobs.toml")).unwrap()
}

#[tokio::test]
async fn it_is_on_the_loopback_by_default_and_elsewhere_only_with_a_token() {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    for (table, listen) in [
        ("", Some("127.0.0.1:8700")),
        ("[web]\nlisten = \"off\"", None),
        (
            "[web]\nlisten = \"0.0.0.0:80\"\ntoken = \"0123456789abcdef\"",
            Some("0.0.0.0:80"),
        ),
    ] {
        let loaded = loaded(&mut bed, table);
        assert!(loaded.problems.is_empty(), "{}", loaded.problems);
        let address = loaded.config.web.listen.map(|address| address.to_string());
        assert_eq!(address.as_deref(), listen);
    }
    for (table, problem) in [
        (
            "[web]\nlisten = \"0.0.0.0:80\"",
            "others can reach 0.0.0.0:80, and `token` is missing; the status page is not served",
        ),
        (
            "[web]\ntoken = \"short\"",
            "the token has fewer than 16 characters",
        ),
        (
            "[web]\nlisten = \"8700\"",
            "`listen` is no address with a port: `8700`",
        ),
        ("[web]\nlissten = \"\"", "unknown option `lissten`"),
    ] {
        let loaded = loaded(&mut bed, table);
        assert!(
            loaded.problems.to_string().contains(problem),
            "{}",
            loaded.problems
        );
        assert!(loaded.config.web.listen.is_none());
        assert_eq!(
            loaded.config.jobs.len(),
            1,
            "the job is started all the same"
        );
    }
}

#[tokio::test]
async fn a_port_in_use_is_told_of_and_holds_up_nothing() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap();
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.web = format!("[web]\nlisten = \"{address}\"");
    bed.save(&[permit(1)]).await;
    bed.write("jobs.toml", &bed.jobs_toml());
    let mut service = Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .arg("--config")
        .arg(bed.folder.path().join("jobs.toml"))
        .arg("run")
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(service.stderr.take().unwrap()).lines();
    let mut says = async |wanted: &str| {
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.contains(wanted) {
                return line;
            }
        }
        panic!("it ended without: {wanted}");
    };
    let warning = says("the status page is not there yet").await;
    assert!(
        warning.contains("give one of them another `listen` in [web]"),
        "{warning}"
    );
    until("it arrives", async || bed.platform().contains_key("DH-1")).await;
    drop(taken);
    says(&format!("status page at http://{address}/")).await;
}
