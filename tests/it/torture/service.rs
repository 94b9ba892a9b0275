//! The service that is tortured: the built program, in a process of its own.

use std::fs::{File, OpenOptions};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};

use crate::bed::Bed;

/// Where Debian puts the library that tells a process another time.
const FAKETIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

pub(super) struct Tortured {
    child: Child,
    /// What its clock is ahead of ours, for the library to read.
    clock: PathBuf,
}

impl Tortured {
    /// Starts the bed's service.
    pub(super) fn start(bed: &Bed) -> Self {
        bed.write("jobs.toml", &bed.jobs_toml());
        let clock = bed.folder.path().join("clock");
        std::fs::write(&clock, "+0s").unwrap();
        File::create(log(bed)).unwrap();
        Self {
            child: spawn(bed, &clock),
            clock,
        }
    }

    /// Whether its clock can be set.
    pub(super) fn has_clock(&self) -> bool {
        std::path::Path::new(FAKETIME).exists()
    }

    /// Sets its clock so many seconds ahead of ours.
    pub(super) fn set_clock(&self, ahead: i64) {
        // In one step: a half-written number is another one.
        let new = self.clock.with_extension("new");
        std::fs::write(&new, format!("{ahead:+}s")).unwrap();
        std::fs::rename(new, &self.clock).unwrap();
    }

    /// Starts it again where it has ended by itself, as systemd does.
    pub(super) async fn go_on(&mut self, bed: &Bed) {
        if self.child.try_wait().unwrap().is_some() {
            self.child = spawn(bed, &self.clock);
        }
    }

    /// SIGKILL, and a start.
    pub(super) async fn kill(&mut self, bed: &Bed) {
        self.child.kill().await.unwrap();
        self.child = spawn(bed, &self.clock);
    }

    /// SIGTERM, and a start.
    pub(super) async fn restart(&mut self, bed: &Bed) {
        self.signal("-TERM").await;
        let ended = tokio::time::timeout(Duration::from_secs(60), self.child.wait()).await;
        ended.expect("it ends").unwrap();
        self.child = spawn(bed, &self.clock);
    }

    /// SIGSTOP, and SIGCONT a while later.
    pub(super) async fn pause(&self, time: Duration) {
        self.signal("-STOP").await;
        tokio::time::sleep(time).await;
        self.signal("-CONT").await;
    }

    /// Whether its files can grow.
    pub(super) async fn fill_disk(&self, is_full: bool) {
        let Some(pid) = self.child.id() else { return };
        let size = if is_full { "4096" } else { "unlimited" };
        let (pid, size) = (pid.to_string(), format!("--fsize={size}:unlimited"));
        // It may have ended meanwhile.
        let _ = Command::new("prlimit")
            .args(["--pid", &pid, &size])
            .output()
            .await;
    }

    /// Asks it to stop, which it must do well.
    pub(super) async fn end(&mut self, bed: &Bed) {
        self.signal("-TERM").await;
        let ended = tokio::time::timeout(Duration::from_secs(60), self.child.wait()).await;
        let status = ended.expect("it ends").unwrap();
        // A signal that comes before it listens ends it at once.
        let code = status.code();
        assert!(
            code.is_none() || code == Some(0),
            "{status}: {}",
            self.said(bed)
        );
    }

    /// The end of what it said.
    pub(super) fn said(&self, bed: &Bed) -> String {
        let said = std::fs::read_to_string(log(bed)).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    async fn signal(&self, name: &str) {
        let Some(pid) = self.child.id() else { return };
        // It may have ended meanwhile.
        let _ = Command::new("kill")
            .args([name, &pid.to_string()])
            .output()
            .await;
    }
}

fn log(bed: &Bed) -> PathBuf {
    bed.folder.path().join("service.log")
}

fn spawn(bed: &Bed, clock: &std::path::Path) -> Child {
    let said = OpenOptions::new().append(true).open(log(bed)).unwrap();
    let mut command = Command::new("bash");
    // A disk that is full kills nobody; a limit of size would.
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
    command.arg(env!("CARGO_BIN_EXE_shangbao")).arg("--config");
    command.arg(bed.folder.path().join("jobs.toml")).arg("run");
    if std::path::Path::new(FAKETIME).exists() {
        command
            .env("LD_PRELOAD", FAKETIME)
            .env("FAKETIME_TIMESTAMP_FILE", clock)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("DONT_FAKE_MONOTONIC", "1");
    }
    command.stderr(Stdio::from(said)).kill_on_drop(true);
    command.spawn().unwrap()
}
