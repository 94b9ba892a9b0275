//! Passages whose first answer was lost: the platform holds them, and says of them that they are repeated.

use super::ground::Target;
use super::site::Site;
use super::{assert_none, forms};

/// Listings whose entries have a word or a code.
const WITH_A_WORD: [&str; 13] = [
    "named",
    "nested",
    "bare",
    "text",
    "text-list",
    "own-success",
    "own-code",
    "own-code-text",
    "own-message",
    "own-result",
    "row-objects",
    "nameless",
    "map",
];

#[tokio::test]
async fn what_the_platform_holds_already_is_delivered() {
    let mut wrong = Vec::new();
    assert!(WITH_A_WORD.iter().all(|one| forms("partial").contains(one)));
    for listing in WITH_A_WORD {
        let mut site = Site::new(Target::Passages { each: 1 }).await;
        for words in 0..4 {
            for lost in [1, 2, 20] {
                let first = site.enter(lost).await;
                let faults =
                    format!("words:{words} always, partial:{listing} always, list-repeats:always");
                site.script(&format!("drop-after-accept x1, {faults}"));
                site.pass().await;
                // Others come with them, which the platform sees for the first time.
                let others = site.enter(3).await;
                site.settle().await;
                let ids = [first, others].concat();
                let standing = site.standing(&ids).await;
                let found = standing.false_verdicts(&[]);
                for found in found.into_iter().chain(standing.left_behind(&[])) {
                    let replies = site.replies().join("\n      ");
                    wrong.push(format!(
                        "[{faults}] {lost} repeated, 3 new: {found}\n      {replies}"
                    ));
                }
                site.forget().await;
            }
        }
    }
    assert_none(&wrong);
}
