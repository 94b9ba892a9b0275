//! The built program as a service: signals, systemd, and what it says.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use shangbao::sql::Dialect;
use tokio::io::AsyncReadExt;
use tokio::net::UnixDatagram;
use tokio::process::{Child, Command};

use crate::bed::{Bed, each_dialect, permit};

use super::{arrives, until};

/// `shangbao run` at the bed's site.
fn start(bed: &Bed) -> Command {
    bed.write("jobs.toml", &bed.jobs_toml());
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command
        .arg("--config")
        .arg(bed.folder.path().join("jobs.toml"))
        .arg("run")
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

async fn signal(child: &Child, name: &str) {
    let pid = child.id().unwrap().to_string();
    let sent = Command::new("kill").args([name, &pid]).status().await;
    assert!(sent.unwrap().success());
}

/// How it ended, and what it said.
async fn ended(mut child: Child) -> (ExitStatus, String) {
    let mut said = String::new();
    let mut stderr = child.stderr.take().unwrap();
    let reading = stderr.read_to_string(&mut said);
    let ended = tokio::time::timeout(Duration::from_secs(60), async {
        reading.await.unwrap();
        child.wait().await.unwrap()
    });
    (ended.await.expect("it ends"), said)
}

#[tokio::test]
async fn it_runs_until_it_is_asked_to_stop_and_says_when_each_job_runs_next() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "schedule = \"0 2 1 1 *\"".into();
        bed.save(&[permit(1)]).await;
        for name in ["-TERM", "-INT"] {
            let child = start(&bed).spawn().unwrap();
            arrives(&bed, 1).await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            signal(&child, name).await;
            let (status, said) = ended(child).await;
            assert_eq!(status.code(), Some(0), "{said}");
            assert!(
                said.contains("next run") && said.contains("-01-01T02:00:00+08:00"),
                "{said}"
            );
            assert!(said.contains("the service has stopped"), "{said}");
        }
        assert_eq!(bed.run().await.skipped, None, "the lease was given back");
    })
    .await;
}

/// A service that waits for the platform's answer to an upload.
async fn hanging(bed: &Bed, timeout: &str) -> Child {
    bed.save(&[permit(1)]).await;
    bed.sandbox.script("slow:10m always".parse().unwrap());
    let mut command = start(bed);
    let timeout = format!("timeout = \"{timeout}\"");
    let jobs = bed.jobs_toml().replace("timeout = \"2s\"", &timeout);
    bed.write("jobs.toml", &jobs);
    let child = command.spawn().unwrap();
    arrives(bed, 1).await;
    child
}

#[tokio::test]
async fn asked_to_stop_it_settles_what_is_in_flight_and_sends_nothing_new() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let child = hanging(&bed, "2s").await;
        signal(&child, "-TERM").await;
        let (status, said) = ended(child).await;
        assert_eq!(status.code(), Some(0), "{said}");
        assert!(said.contains("the service has stopped"), "{said}");
        let failure = &bed.failures(true).await["1"];
        assert_eq!(failure.code.as_deref(), Some("timeout"), "{failure:?}");
    })
    .await;
}

#[tokio::test]
async fn a_platform_that_does_not_answer_holds_up_the_stop_for_less_than_half_a_minute() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let child = hanging(&bed, "120s").await;
    signal(&child, "-TERM").await;
    let (status, said) = ended(child).await;
    assert_eq!(status.code(), Some(0), "{said}");
    assert!(said.contains("sent again after the next start"), "{said}");
}

#[tokio::test]
async fn the_second_signal_ends_it_at_once() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let child = hanging(&bed, "120s").await;
    signal(&child, "-TERM").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    signal(&child, "-INT").await;
    let (status, said) = ended(child).await;
    assert_eq!(status.code(), Some(130), "{said}");
    assert!(!said.contains("the service has stopped"), "{said}");
}

#[tokio::test]
async fn systemd_is_told() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    let socket = bed.folder.path().join("notify");
    let systemd = UnixDatagram::bind(&socket).unwrap();
    let mut command = start(&bed);
    command
        .env("NOTIFY_SOCKET", &socket)
        .env("WATCHDOG_USEC", "300000");
    let child = command.spawn().unwrap();
    let hears = async |wanted: &str| {
        let mut text = [0; 100];
        loop {
            let read = tokio::time::timeout(Duration::from_secs(30), systemd.recv(&mut text));
            let read = read.await.expect(wanted).unwrap();
            if String::from_utf8_lossy(&text[..read]).contains(wanted) {
                return;
            }
        }
    };
    hears("READY=1").await;
    hears("WATCHDOG=1").await;
    hears("WATCHDOG=1").await;
    arrives(&bed, 1).await;
    signal(&child, "-TERM").await;
    hears("STOPPING=1").await;
    assert_eq!(ended(child).await.0.code(), Some(0));
}

#[tokio::test]
async fn without_a_job_that_can_be_started_it_does_not_start() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.write("mappings/work_ticket.toml", "target = 1\n");
    let (status, said) = ended(start(&bed).spawn().unwrap()).await;
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(said.contains("the service did not start"), "{said}");
}

#[tokio::test]
async fn a_service_that_was_killed_is_followed_by_the_next() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"1s\"".into();
        bed.save(&[permit(1)]).await;
        let mut child = start(&bed).spawn().unwrap();
        arrives(&bed, 1).await;
        child.kill().await.unwrap();
        bed.save(&[permit(2)]).await;
        let (_, route) = bed.route().await;
        let child = start(&bed).spawn().unwrap();
        // Its lease would run out by itself, in a minute.
        until("the next one works", async || {
            crate::bed::expire_lease(&bed, route).await;
            bed.platform().len() == 2
        })
        .await;
        signal(&child, "-TERM").await;
        assert_eq!(ended(child).await.0.code(), Some(0));
    })
    .await;
}
