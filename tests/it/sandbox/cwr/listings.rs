//! Code 10 in every form, and codes and results that contradict each other.

use serde_json::{Value, json};
use shangbao_sandbox::{FAULTS, Function, Options};

use super::{Bed, PROJECT, WORKER, leave};

/// The answer that tells of two failed leaves beside a good one.
async fn told(script: &str) -> Value {
    let bed = Bed::staffed(script).await;
    let answer = bed
        .call(Function::UserLeaveProject, &leave(&["1", WORKER, "2"]))
        .await;
    assert!(!bed.sandbox.roster().workers(PROJECT)[WORKER].on_site);
    answer
}

#[tokio::test]
async fn every_listing_tells_what_its_name_says() {
    let missing = "人员不存在";
    let entry = |id: &str| json!({ "id_code": id, "code": "47", "message": missing });
    let named = |id: &str| json!({ "id_code": id });
    let own = |word: &str, bad: Value, good: Value| {
        let entry = |id: &str, value: &Value| {
            let mut entry = json!({ "id_code": id, word: value });
            if *value == bad {
                entry["message"] = json!(missing);
            }
            entry
        };
        json!({ "list": [entry("1", &bad), entry(WORKER, &good), entry("2", &bad)] })
    };
    for (listing, expected) in [
        (
            "unsuccess",
            json!({ "unsuccessList": [named("1"), named("2")] }),
        ),
        (
            "both",
            json!({ "successList": [named(WORKER)], "unsuccessList": [named("1"), named("2")] }),
        ),
        ("ids", json!(["1", "2"])),
        ("ids-and-words", json!(["1", format!("2:{missing}")])),
        ("rows", json!([1, 3])),
        (
            "count-beyond",
            json!({ "fail_count": 2, "list": [entry("1")] }),
        ),
        ("count-denied", json!({ "success_num": 3, "fail_num": 0 })),
        (
            "stored-beyond",
            json!({ "success_count": 1, "success_list": [] }),
        ),
        ("map", json!({ "errors": { "1": missing, "2": missing } })),
        ("sentence", json!("成功1条,失败2条,失败的编号为1、2")),
        (
            "text-list",
            json!({ "fail_num": 2, "error_list": json!([entry("1"), entry("2")]).to_string() }),
        ),
        ("own-success", own("success", json!(false), json!(true))),
        ("own-status", own("status", json!(0), json!(1))),
        (
            "own-status-text",
            own("status", json!("fail"), json!("success")),
        ),
        ("own-result", own("result", json!("false"), json!("true"))),
        ("null", Value::Null),
    ] {
        let answer = told(&format!("partial:{listing}")).await;
        assert_eq!(
            (&answer["code"], &answer["result"]),
            (&json!("10"), &json!("partial error"))
        );
        assert_eq!(answer["result_data"], expected, "{listing}");
    }
}

#[tokio::test]
async fn no_listing_has_a_mark_left() {
    let listings = FAULTS.iter().find(|known| known.name() == "partial");
    for listing in listings.unwrap().forms() {
        let answer = told(&format!("partial:{listing}")).await.to_string();
        assert!(!answer.contains('$'), "{answer}");
    }
}

#[tokio::test]
async fn seeds_have_envelopes_of_their_own() {
    let mut seen = Vec::new();
    for seed in 0..6 {
        let bed = Bed::start(Options {
            seed,
            ..Options::default()
        })
        .await;
        let answer = bed.call(Function::UserLeaveProject, &leave(&["1"])).await;
        let code = answer["code"].as_str().map(str::to_owned);
        let code = code.unwrap_or_else(|| answer["code"].to_string());
        // With odd words a call of which every record failed is a partial failure.
        let expected = if seed % 2 == 0 { "47" } else { "10" };
        assert_eq!(code, expected, "{answer}");
        assert!(!seen.contains(&answer), "{answer}");
        seen.push(answer);
    }
}

#[tokio::test]
async fn code_and_result_may_contradict_each_other() {
    for (script, code, result) in [
        ("says-code:00", "00", json!("partial error")),
        ("says-result:true", "10", json!("true")),
        ("says-code:00, says-result:false", "00", json!("false")),
        ("says-code:11, boolean-result", "11", json!(false)),
    ] {
        let answer = told(script).await;
        assert_eq!(
            (&answer["code"], &answer["result"]),
            (&json!(code), &result)
        );
    }
}

#[tokio::test]
async fn repeats_may_be_entries() {
    let bed = Bed::staffed("list-repeats:always").await;
    let both = leave(&[WORKER, "1"]);
    let mut codes = Vec::new();
    for _ in 0..2 {
        let answer = bed.call(Function::UserLeaveProject, &both).await;
        let list = answer["result_data"]["error_list"].as_array().unwrap();
        let code = |entry: &Value| entry["code"].as_str().unwrap().to_owned();
        codes.push(list.iter().map(code).collect::<Vec<_>>());
    }
    assert_eq!(codes, [vec!["47"], vec!["48", "47"]]);
}
