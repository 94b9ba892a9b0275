//! Problems of `jobs.toml`, told to somebody who reads Chinese.

use std::process::Command;

use super::{GOOD, folder};

#[test]
fn place_reason_and_remedy_are_in_chinese() {
    let text = GOOD.replace("kind = \"hazchem\"", "kind = \"hazchm\"");
    let text = text.replace("source = \"site\"", "source = \"site\"\nevery = \"0s\"");
    let (_folder, path) = folder(text + "wake = \"a b\"\nbegin = \"soon\"\n");
    let answer = Command::new(env!("CARGO_BIN_EXE_shangbao"))
        .args(["--lang", "zh", "--config", path.to_str().unwrap()])
        .args(["check", "--offline"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&answer.stderr);
    for told in [
        "6:8    没有 `hazchm` 这种平台",
        "`every` 必须大于零",
        "`wake` 必须是通道名，由字母、数字和 _ 组成",
        "`begin` 必须是 \"all\"、\"now\" 或某一天，例如 \"2026-03-01\"",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(answer.status.code(), Some(2), "{said}");
}
