//! The real binary: `run --once` again and again, killed at random.

use std::fmt;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use serde_json::Value;
use sqlx::AnyPool;
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

use super::site::{KINDS, Stressed};

/// The binary at a site.
pub(super) struct Binary {
    site: Arc<Stressed>,
    rng: Rng,
    runs: Runs,
}

/// How often it ran.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Runs {
    whole: u32,
    killed: u32,
}

impl fmt::Display for Runs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} runs and {} that were killed",
            self.whole, self.killed
        )
    }
}

impl Binary {
    pub(super) fn new(site: Arc<Stressed>, rng: Rng) -> Self {
        Self {
            site,
            rng,
            runs: Runs::default(),
        }
    }

    /// Runs until told to stop.
    pub(super) async fn run(mut self, stop: CancellationToken) -> Runs {
        // A kill while the tables are made is a person's to repair: MySQL cannot undo that.
        let made = self.command(&["init"]).output().await.unwrap();
        assert!(made.status.success(), "{made:?}");
        while !stop.is_cancelled() {
            self.once().await;
        }
        assert!(self.runs.whole > 0 && self.runs.killed > 0, "{}", self.runs);
        self.runs
    }

    async fn once(&mut self) {
        let mut command = self.command(&["run", "--once", "--json"]);
        if self.rng.bool() {
            command.arg(self.rng.choice(KINDS).unwrap().0);
        }
        let child = command.spawn().unwrap().wait_with_output();
        let patience = match self.rng.u8(0..2) {
            0 => Duration::from_millis(self.rng.u64(20..400)),
            _ => Duration::from_secs(60),
        };
        match tokio::time::timeout(patience, child).await {
            // Dropped, it is killed.
            Err(_) => {
                self.runs.killed += 1;
                self.end_leases().await;
            }
            Ok(output) => {
                self.runs.whole += 1;
                let output = output.unwrap();
                let told = String::from_utf8(output.stderr).unwrap();
                let reports: Vec<Value> = serde_json::from_slice(&output.stdout)
                    .unwrap_or_else(|error| panic!("{error}: {told}"));
                for report in reports {
                    let errors = [&report["error"], &report["paused"], &report["skipped"]];
                    assert!(errors.iter().all(|error| error.is_null()), "{report}");
                }
            }
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
        let config = self.site.folder.path().join("jobs.toml");
        command.arg("--config").arg(config).args(arguments);
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    /// A killed run's lease would end by itself, in a minute.
    async fn end_leases(&self) {
        let pool = AnyPool::connect(&self.site.state_url()).await.unwrap();
        // The table is not there yet where the first run was killed.
        let _ = sqlx::query("UPDATE shangbao_lease SET until_ms = 0")
            .execute(&pool)
            .await;
        pool.close().await;
    }
}
