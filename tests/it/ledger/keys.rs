//! Keys in the site's words: any text.

use shangbao::ledger::{Decision, LedgerError, Selection};

use super::{Desk, stored};
use crate::bed::each_dialect;
use crate::ledger::decisions::dba;

const UNUSUAL: [&str; 14] = [
    "",
    " abc",
    "ABC",
    "abc",
    "abc ",
    "abc\t",
    "it's \"quoted\" `so`",
    r"C:\up\1 \n",
    r#"["a","b"]"#,
    "0017",
    "17",
    "null",
    "动火-作业🔥-１",
    "é",
];

#[tokio::test]
async fn each_unusual_key_is_a_key_of_its_own() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&UNUSUAL, false, 1000).await;
        let mut sorted = UNUSUAL.to_vec();
        sorted.sort_unstable();
        let due = desk.due(1000).await;
        let keys: Vec<&str> = due.iter().map(|due| due.key.as_str()).collect();
        assert_eq!(keys, sorted);
        for (nth, key) in UNUSUAL.iter().enumerate() {
            desk.depart(key, "A", 1030).await;
            desk.settle(key, 1, stored(&format!("{nth}")), 1010).await;
        }
        assert_eq!(desk.due(5000).await, []);
        // Each holds its own content, and nothing happens to its neighbours.
        desk.see(&["abc"], false, 2000).await;
        let one = desk.one(2000).await;
        assert_eq!(
            (one.key.as_str(), one.digest.as_deref()),
            ("abc", Some("3"))
        );
        let failed = Selection::Keys(vec!["abc ".into(), "é".into()]);
        let retry = Decision::Retry { resend: false };
        let ledger = &desk.ledger;
        let done = ledger
            .decide(desk.route, &failed, &retry, &dba(), 2000)
            .await;
        assert_eq!(done.unwrap(), ["abc ", "é"]);
        assert_eq!(desk.due(2000).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_key_of_700_characters_is_kept_and_a_longer_one_refused() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let long = "证".repeat(700);
        desk.deliver(&long, "A", 1000).await;
        let longer = "证".repeat(701);
        for key in [longer.as_str(), "a\0b"] {
            let page = shangbao::ledger::Intake {
                stream: "other",
                expected: None,
                position: "{}",
                keys: &["good", key],
                candidates: false,
                round: None,
                now: 1000,
                ..shangbao::ledger::Intake::default()
            };
            let error = desk.ledger.intake(&desk.lease, page).await.unwrap_err();
            assert!(
                matches!(error, LedgerError::LongKey | LedgerError::KeyWithNul),
                "{error}"
            );
        }
        // All or nothing.
        assert_eq!(desk.due(1000).await, []);
        let moved = desk.ledger.position(desk.route, "other").await.unwrap();
        assert_eq!(moved, None);
    })
    .await;
}

#[tokio::test]
async fn what_a_platform_says_is_kept_as_far_as_it_fits() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 1000).await;
        let outcome = shangbao::ledger::Outcome::Rejected {
            project: None,
            tried: None,
            field: Some("字".repeat(300)),
            code: "码".repeat(300),
            message: "\\\"引\u{0}号\"\n".repeat(1000),
        };
        desk.settle("a", 1, outcome, 1000).await;
        let failures = desk.ledger.failures(desk.route, false).await.unwrap();
        let message = failures[0].message.as_ref().unwrap();
        assert!(message.starts_with("\\\"引号\"\n") && message.chars().count() == 2000);
    })
    .await;
}
