//! `sandbox`: the stand-in as a process.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

#[cfg(unix)]
#[tokio::test]
async fn the_sandbox_ends_when_it_is_asked_to() {
    for signal in ["-TERM", "-INT"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
        command.args(["sandbox", "--listen", "127.0.0.1:0"]);
        command.stdout(Stdio::piped()).kill_on_drop(true);
        let mut sandbox = command.spawn().unwrap();
        let mut lines = BufReader::new(sandbox.stdout.take().unwrap()).lines();
        let first = lines.next_line().await.unwrap().unwrap();
        assert!(first.contains("http://127.0.0.1:"), "{first}");
        let pid = sandbox.id().unwrap().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().await;
        assert!(sent.unwrap().success());
        let ended = tokio::time::timeout(std::time::Duration::from_secs(60), sandbox.wait());
        assert_eq!(ended.await.unwrap().unwrap().code(), Some(0), "{signal}");
    }
}
