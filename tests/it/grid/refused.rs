//! Whole requests that are refused: for a record in them, or for no fault of theirs.

use super::ground::Target;
use super::site::Site;
use super::{Cell, assert_none, bound, is_poisoned};
use crate::grid::Tells;

const TARGETS: [Target; 3] = [
    Target::Permits,
    Target::Alarms,
    Target::Passages { each: 1 },
];

/// Everything that is sent is answered so, and nothing of it is stored.
const NOTHING_STORED: [&str; 12] = [
    "busy:always",
    "html:always",
    "http-500:always",
    "http-502-html:always",
    "redirect:always",
    "drop-before:always",
    "too-many:7 always",
    "body-500:always",
    "busy-json:always",
    "forbidden:always",
    "unauthorized-body:always",
    "unauthorized-http:always",
];

/// Codes that speak of the account or the call.
const ACCOUNT_CODES: [&str; 8] = [
    "code:24 always",
    "code:25 always",
    "code:26 always",
    "code:29 always",
    "code:30 always",
    "code:31 always",
    "code:32 always",
    "code:43 always",
];

fn is_of_hazchem_alone(script: &str) -> bool {
    ["body-500", "busy-json", "forbidden", "unauthorized"]
        .iter()
        .any(|fault| script.starts_with(fault))
}

/// The way down from 20 records to a single one, each step once more after another login.
const MOST: u64 = 12;

/// 20 records under an answer that says nothing of them: none is delivered or called refused, and not each is asked for.
async fn nothing_is_said_of_records(target: Target, script: &str) -> Vec<String> {
    let mut site = Site::new(target).await;
    let ids = site.enter(20).await;
    site.script(script);
    site.pass().await;
    let first = site.requests();
    site.settle().await;
    let standing = site.standing(&ids).await;
    let mut wrong: Vec<String> = standing.false_verdicts(&[]).into_iter().collect();
    if first > MOST {
        wrong.push(format!("{first} requests in the first pass"));
    }
    let replies = site.replies().join("\n      ");
    wrong
        .into_iter()
        .map(|wrong| format!("[{script}] {target:?}: {wrong}\n      {replies}"))
        .collect()
}

#[tokio::test]
async fn what_says_nothing_of_records_leaves_them_waiting() {
    let mut wrong = Vec::new();
    for script in NOTHING_STORED {
        for words in 0..5 {
            let script = format!("words:{words} always, {script}");
            for target in [Target::Permits, Target::Passages { each: 1 }] {
                let is_hazchem = target == Target::Permits;
                let fault = script.split(", ").nth(1).unwrap_or_default();
                if is_hazchem || !is_of_hazchem_alone(fault) {
                    wrong.extend(nothing_is_said_of_records(target, &script).await);
                }
            }
        }
    }
    assert_none(&wrong);
}

#[tokio::test]
async fn what_says_that_the_account_is_wrong_leaves_records_waiting() {
    let mut wrong = Vec::new();
    for script in ACCOUNT_CODES {
        let passages = Target::Passages { each: 1 };
        wrong.extend(nothing_is_said_of_records(passages, script).await);
    }
    assert_none(&wrong);
}

/// A request that holds a poisoned record is refused as a whole; without a word of which record it is.
async fn refused_for_some(
    site: &mut Site,
    (fault, words): (&str, u64),
    cell: Cell,
) -> Option<String> {
    let (n, poisoned) = cell;
    let ids = site.enter(n).await;
    let poisonous = |id: &&i64| is_poisoned(cell, **id - ids[0]);
    let culprits: Vec<i64> = ids.iter().filter(poisonous).copied().collect();
    let faults = culprits
        .iter()
        .map(|id| format!("{fault}:{}", site.subject(*id)));
    let script: Vec<String> = faults.chain([format!("words:{words} always")]).collect();
    site.script(&script.join(", "));
    site.pass().await;
    let (needed, most) = (site.requests(), bound(cell, Tells::Good));
    site.settle().await;
    let standing = site.standing(&ids).await;
    let mut wrong = Vec::new();
    if fault == "refuse-batch-with" && needed > most {
        wrong.push(format!(
            "{needed} requests in the first pass, at most {most}"
        ));
    }
    wrong.extend(standing.false_verdicts(&culprits));
    wrong.extend(standing.left_behind(&culprits));
    let replies = site.replies().join("\n      ");
    site.forget().await;
    (!wrong.is_empty()).then(|| {
        let wrong = wrong.join("; ");
        format!(
            "[{fault}, words {words}] {n} records, {poisoned} refused: {wrong}\n      {replies}"
        )
    })
}

#[tokio::test]
async fn a_record_that_its_request_is_refused_for_is_found() {
    let mut wrong = Vec::new();
    for target in TARGETS {
        let mut site = Site::new(target).await;
        for words in 0..4 {
            for cell in super::CELLS {
                let fault = ("refuse-batch-with", words);
                wrong.extend(refused_for_some(&mut site, fault, cell).await);
            }
        }
        for cell in [(2, 1), (50, 1), (50, 3)] {
            wrong.extend(refused_for_some(&mut site, ("poison-id", 0), cell).await);
        }
    }
    assert_none(&wrong);
}
