//! Services as processes of their own, as if on hosts of their own: each sends from an address of its own.

use std::fs::File;
use std::net::IpAddr;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};

use crate::bed::Bed;

use super::until;

/// A host that runs the service.
pub(super) struct Host {
    name: &'static str,
    /// Where its requests come from.
    pub(super) address: IpAddr,
    child: Child,
    /// The processes it has had.
    pub(super) processes: Vec<u32>,
}

impl Host {
    /// Starts the bed's service on a host of this name and address.
    pub(super) fn start(bed: &mut Bed, name: &'static str, address: &str) -> Self {
        bed.platform = format!("bind = \"{address}\"");
        let config = bed.folder.path().join(format!("{name}.toml"));
        std::fs::write(config, bed.jobs_toml()).unwrap();
        let child = spawn(bed, name, 1);
        Self {
            name,
            address: address.parse().unwrap(),
            processes: vec![child.id().unwrap()],
            child,
        }
    }

    /// Kills it (SIGKILL), and starts it again.
    pub(super) async fn crash(&mut self, bed: &Bed) {
        self.child.kill().await.unwrap();
        self.child = spawn(bed, self.name, self.processes.len() + 1);
        self.processes.push(self.child.id().unwrap());
    }

    /// Sends it a signal.
    pub(super) async fn signal(&self, name: &str) {
        let pid = self.child.id().unwrap().to_string();
        let sent = Command::new("kill").args([name, &pid]).status().await;
        assert!(sent.unwrap().success());
    }

    /// Asks it to stop, once it has started, and waits until it has stopped.
    pub(super) async fn stop(&mut self, bed: &Bed) {
        until("it has started", async || {
            self.said(bed).contains("the service has started")
        })
        .await;
        self.signal("-TERM").await;
        let ended = tokio::time::timeout(Duration::from_secs(60), self.child.wait());
        let status = ended.await.expect("it ends").unwrap();
        assert_eq!(status.code(), Some(0), "{}", self.said(bed));
    }

    /// What its process has said.
    pub(super) fn said(&self, bed: &Bed) -> String {
        let log = format!("{}.{}.log", self.name, self.processes.len());
        let path = bed.folder.path().join(log);
        std::fs::read_to_string(path).unwrap()
    }
}

fn spawn(bed: &Bed, name: &str, number: usize) -> Child {
    let file = |ending: &str| bed.folder.path().join(format!("{name}.{ending}"));
    let log = File::create(file(&format!("{number}.log"))).unwrap();
    Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .arg("--config")
        .arg(file("toml"))
        .arg("run")
        .stderr(Stdio::from(log))
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}
