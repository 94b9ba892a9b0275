//! Scripts of faults: what is written, and what cannot be read.

use std::process::Command;

use serde_json::Value;
use shangbao_sandbox::{FAULTS, FaultScript, Upload};

use super::{Bed, json_of, tickets};

/// What the command says of a script that cannot be read.
fn problem(script: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
    command
        .env("LC_ALL", "C")
        .args(["sandbox", "--faults", script]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    let (_, problem) = said.split_once("'--faults <SCRIPT>': ").unwrap();
    problem.lines().next().unwrap().to_owned()
}

#[test]
fn every_fault_can_be_written_as_its_usage_says() {
    for known in FAULTS {
        let written = known
            .usage
            .replace("SECONDS", "1")
            .replace("STATUS", "503")
            .replace("SEED", "7")
            .replace("RESULT", "false")
            .replace("CHARSET", "gbk-unsaid")
            .replace("GATEWAY", "xml")
            .replace("DURATION", "2s")
            .replace("REASON", "原因")
            .replace("ID", "DH-7")
            .replace("FORM", "compact")
            .replace("CODE", "47")
            .replace("LISTING", "bare")
            .replace("PROJECT", "4403");
        let script = format!("drop-before, {written} x2 p=0.5");
        assert!(script.parse::<FaultScript>().is_ok(), "{script}");
    }
    for known in FAULTS {
        for form in known.forms() {
            let (name, _) = known.usage.split_once(':').unwrap();
            let script = format!("{name}:{form} always");
            assert!(script.parse::<FaultScript>().is_ok(), "{script}");
        }
    }
    assert_eq!("".parse::<FaultScript>().unwrap(), FaultScript::default());
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_remedy() {
    insta::assert_snapshot!(problem("http-500, drop-befor:2"), @"fault 2 of the script, `drop-befor`: there is no such fault; did you mean `drop-before`?");
    insta::assert_snapshot!(problem("earthquake"), @"fault 1 of the script, `earthquake`: there is no such fault");
    insta::assert_snapshot!(problem("http-500:often"), @"fault 1 of the script, `http-500`: behind it stands a count or nothing: write `http-500:3` or `http-500:always`");
    insta::assert_snapshot!(problem("slow"), @"fault 1 of the script, `slow`: write it as `slow:DURATION`");
    insta::assert_snapshot!(problem("slow:2"), @"fault 1 of the script, `slow`: write it as `slow:DURATION`");
    insta::assert_snapshot!(problem("too-many:soon"), @"fault 1 of the script, `too-many`: write it as `too-many:SECONDS`");
    insta::assert_snapshot!(problem("reject-id:DH-7"), @"fault 1 of the script, `reject-id`: write it as `reject-id:ID=REASON`");
    insta::assert_snapshot!(problem("poison-id"), @"fault 1 of the script, `poison-id`: write it as `poison-id:ID`");
    insta::assert_snapshot!(problem("punctuation:40"), @"fault 1 of the script, `punctuation`: write it as `punctuation:FORM`");
    insta::assert_snapshot!(problem("busy p=2"), @"fault 1 of the script, `busy`: `p=2` is no option: write x3, always, @workTicket or p=0.1");
    insta::assert_snapshot!(problem("busy thrice"), @"fault 1 of the script, `busy`: `thrice` is no option: write x3, always, @workTicket or p=0.1");
    insta::assert_snapshot!(problem("busy@workticket"), @"fault 1 of the script, `busy`: there is no endpoint `workticket`; did you mean `workTicket`?");
    insta::assert_snapshot!(problem("count-only@gasAlarm"), @"fault 1 of the script, `count-only`: it has no meaning at that endpoint: leave `@..` out");
    insta::assert_snapshot!(problem("poison-id:7@login"), @"fault 1 of the script, `poison-id`: it has no meaning at that endpoint: leave `@..` out");
    insta::assert_snapshot!(problem("code:12"), @"fault 1 of the script, `code`: write it as `code:CODE`");
    insta::assert_snapshot!(problem("partial:some"), @"fault 1 of the script, `partial`: write it as `partial:LISTING`");
    insta::assert_snapshot!(problem("partial:bare@RegisterEmployee"), @"fault 1 of the script, `partial`: it has no meaning at that endpoint: leave `@..` out");
    insta::assert_snapshot!(problem("seed=a"), @"fault 1 of the script, `seed`: a seed is a whole number: write `seed=7`");
}

/// The answers to `n` uploads in a row, by their code.
async fn codes(bed: &Bed, upload: Upload, n: usize) -> Vec<u64> {
    let mut codes = Vec::new();
    for _ in 0..n {
        let records = match upload {
            Upload::WorkTicket => tickets(&["A"]),
            other => Value::Array(vec![super::record(other, "A")]),
        };
        codes.push(bed.send(upload, records).await["code"].as_u64().unwrap());
    }
    codes
}

#[tokio::test]
async fn faults_come_one_after_the_other_and_are_counted_down() {
    let bed = Bed::new("body-500:2, refuse-batch-with:A x1, busy-json@gasAlarm").await;
    assert_eq!(
        codes(&bed, Upload::WorkTicket, 4).await,
        [500, 500, 400, 200]
    );
    assert_eq!(codes(&bed, Upload::GasAlarm, 2).await, [500, 200]);
    bed.sandbox.script("body-500:always".parse().unwrap());
    assert_eq!(codes(&bed, Upload::DepartureAlarm, 3).await, [500; 3]);
    bed.sandbox.script(FaultScript::default());
    assert_eq!(codes(&bed, Upload::DepartureAlarm, 1).await, [200]);
}

#[tokio::test]
async fn dice_fall_the_same_way_for_the_same_seed() {
    let falls = async |script: &str| {
        let bed = Bed::new(script).await;
        codes(&bed, Upload::WorkTicket, 40).await
    };
    let first = falls("body-500 p=0.5, seed=7").await;
    let hits = first.iter().filter(|code| **code == 500).count();
    assert!((5..=35).contains(&hits), "{hits} of 40");
    assert_eq!(falls("body-500 p=0.5, seed=7").await, first);
    assert_ne!(falls("body-500 p=0.5, seed=8").await, first);
    assert_eq!(falls("body-500 p=0").await, [200; 40]);
}

#[tokio::test]
async fn any_means_the_login_too() {
    let bed = Bed::new("").await;
    bed.sandbox.script("body-500:2@any".parse().unwrap());
    let login = async || {
        let answer = bed.login("dGV4dHBhc3N3b3Jk").send().await.unwrap();
        json_of(answer).await["code"].clone()
    };
    assert_eq!(login().await, 500);
    assert_eq!(codes(&bed, Upload::GasAlarm, 1).await, [500]);
    assert_eq!(login().await, 200);
}
