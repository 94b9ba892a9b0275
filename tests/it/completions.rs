//! Completions, in a real shell.

use std::process::Command;

/// What bash would offer for a line.
fn offered(words: &[&str]) -> Vec<String> {
    let script = format!(
        "source <(\"$SHANGBAO\" completions bash); COMP_WORDS=({}); COMP_CWORD={}; \
         _shangbao shangbao \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words.len() - 1
    );
    let mut bash = Command::new("bash");
    bash.env("SHANGBAO", env!("CARGO_BIN_EXE_shangbao"));
    let output = bash.args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_commands_and_options() {
    assert_eq!(offered(&["shangbao", "fail"]), ["failures"]);
    let options = offered(&["shangbao", "dismiss", "--re"]);
    assert_eq!(options, ["--reason"]);
    let dialects = offered(&["shangbao", "changes", "--dialect", "p"]);
    assert_eq!(dialects, ["postgres"]);
}
