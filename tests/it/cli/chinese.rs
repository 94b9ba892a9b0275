//! The commands in Chinese: helps, mistakes, answers, and what others noted in English.

use std::process::Command;

use shangbao::sql::Dialect;

use super::{after_a_run, json, shangbao, stderr, stdout};

/// Runs a command that needs no site, in a Chinese locale.
fn in_china(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command.env("LC_ALL", "zh_CN.UTF-8").args(arguments);
    command.output().unwrap()
}

/// Whether a text holds an English sentence, or a part of one.
fn is_english(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).any(|words| {
        let plain = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
        words.iter().all(plain)
    })
}

#[test]
fn the_locale_chooses_the_language_of_every_help() {
    let all = stdout(&in_china(&["--help"]));
    let commands = all.lines().skip_while(|line| !line.starts_with("命令："));
    let names = commands.skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = names
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.contains(&"run") && names.len() > 20, "{all}");
    for name in names {
        let help = stdout(&in_china(&["help", name]));
        // Faults are the sandbox's own words.
        let own = help.split("故障：").next().unwrap();
        assert!(help.contains("用法：shangbao"), "{help}");
        assert!(!is_english(own), "{own}");
    }
    let english = stdout(&in_china(&["run", "--help", "--lang", "en"]));
    assert!(
        english.contains("Usage: shangbao run [OPTIONS]"),
        "{english}"
    );
    assert!(!english.contains('：'), "{english}");
}

#[test]
fn mistakes_are_told_in_chinese() {
    let cases = [
        (
            "run --onc",
            "错误：无法识别的参数 '--onc'\n\n  提示：相近的参数：'--once'\n",
        ),
        (
            "sttus",
            "错误：没有子命令 'sttus'\n\n  提示：相近的子命令：'status'\n",
        ),
        (
            "dismiss work_ticket --reason x",
            "错误：缺少必需的参数：\n  --key <KEY>\n",
        ),
        (
            "backfill w --from soon",
            "'--from <TIME>' 的值 'soon' 无效：请写日期或时间，例如",
        ),
        (
            "backfill w --all --keys 1",
            "参数 '--all' 不能与 '--keys <KEY,KEY..>' 同时使用",
        ),
        ("status --log-format x", "  [可选值：text, json]\n"),
    ];
    for (line, said) in cases {
        let words: Vec<&str> = line.split(' ').collect();
        let output = in_china(&words);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{line}: {told}");
        assert!(told.contains(said), "{line}: {told}");
        assert!(
            told.ends_with("\n详细用法请见 '--help'。\n"),
            "{line}: {told}"
        );
        assert!(!is_english(&told), "{line}: {told}");
    }
}

#[tokio::test]
async fn what_was_noted_in_english_is_told_in_chinese() {
    let (bed, _) = after_a_run(Dialect::Sqlite).await;
    let failures = stdout(&shangbao(&bed, &["failures", "--lang", "zh"]).await);
    assert!(failures.contains("记录数  任务"), "{failures}");
    for said in ["被拒绝", "列 `kind`", "值未列出", "原因排除后"] {
        assert!(failures.contains(said), "{said}: {failures}");
    }
    let listed = json(&shangbao(&bed, &["failures", "--lang", "zh", "--json"]).await);
    let message = listed[0]["message"].as_str().unwrap();
    assert!(message.contains("值未列出"), "{message}");
    assert_eq!(listed[0]["state"], "rejected");

    let told = stdout(&shangbao(&bed, &["history", "work_ticket", "3", "--lang", "zh"]).await);
    for said in ["首次发现", "值未列出", "现在：自 "] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let none = shangbao(&bed, &["history", "work_ticket", "99", "--lang", "zh"]).await;
    let said = stderr(&none);
    assert!(
        said.starts_with("错误：任务 `work_ticket` 从未见过键 `99`\n提示：键是"),
        "{said}"
    );
}
