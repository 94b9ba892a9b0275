//! A project that is refused whole: told by refusals in the same words, while none of its records is taken.

use shangbao::ledger::{Bond, Fenced, Lease, Outcome, Project, RefusedProject, Settlement, State};

use super::{Desk, lease};
use crate::bed::each_dialect;

const AGAIN: i64 = 5000;

fn refused(words: &str) -> Outcome {
    Outcome::Rejected {
        tried: Some("t".into()),
        field: None,
        code: "11".into(),
        message: words.into(),
        project: Some(Project {
            name: "p".into(),
            again_at: AGAIN,
            told: format!("whole: {words}"),
        }),
    }
}

fn taken() -> Outcome {
    Outcome::Delivered {
        digest: "D".into(),
        tried: "t".into(),
        upload: "u".into(),
        bond: Some(Bond {
            record: "r".into(),
            project: Some("p".into()),
            ..Bond::default()
        }),
    }
}

impl Desk {
    async fn settle_at(&self, lease: &Lease, key: &str, outcome: Outcome) {
        let settlement = Settlement {
            key: key.into(),
            version: 1,
            request: None,
            outcome,
        };
        let done = self.ledger.settle(lease, &[settlement], 1000).await;
        assert_eq!(done.unwrap(), Fenced::Done(()));
    }

    /// Keys are refused in these words.
    async fn refuse(&self, keys: &[&str], words: &str) {
        self.see(keys, false, 900).await;
        for key in keys {
            self.settle_at(&self.lease, key, refused(words)).await;
        }
    }

    async fn states(&self) -> Vec<State> {
        let failures = self.ledger.failures(self.route, false).await.unwrap();
        failures.into_iter().map(|failure| failure.state).collect()
    }

    async fn whole(&self, account: &str) -> Option<RefusedProject> {
        let refused = self.ledger.refused_projects(account, &["p", "other"]);
        refused.await.unwrap().remove("p")
    }
}

#[tokio::test]
async fn three_refusals_in_the_same_words_are_the_projects() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.refuse(&["a", "b"], "not under construction").await;
        desk.refuse(&["c"], "the device is unknown").await;
        assert_eq!(desk.states().await, [State::Rejected; 3]);
        assert_eq!(desk.whole("hazchem").await, None);
        desk.refuse(&["d"], "not under construction").await;
        let counts = desk.ledger.counts(desk.route).await.unwrap();
        assert_eq!((counts.held, counts.rejected), (3, 1));
        let known = desk.whole("hazchem").await.unwrap();
        assert_eq!((known.again_at, known.attempts), (AGAIN, 1));
        assert_eq!(known.told, "whole: not under construction");
        assert_eq!(desk.whole("elsewhere").await, None);
        assert_eq!(desk.due(AGAIN - 1).await, []);
        assert_eq!(desk.due(AGAIN).await.len(), 3);
        // Beside those that are held any refusal is the project's.
        desk.refuse(&["e"], "the photo is blurred").await;
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().held, 4);
    })
    .await;
}

#[tokio::test]
async fn a_record_that_is_taken_lets_go_what_its_project_held() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        let other = desk.ledger.route("visits", "hazchem").await.unwrap().id;
        let other = lease(&desk.ledger, other, "first").await;
        desk.refuse(&["a", "b", "c"], "closed").await;
        assert_eq!(desk.states().await, [State::Held; 3]);
        desk.settle_at(&other, "x", taken()).await;
        assert_eq!(desk.due(1000).await.len(), 3);
        assert_eq!(desk.whole("hazchem").await, None);
        // From here on it counts anew, and only first tries do.
        desk.settle_at(&desk.lease, "a", refused("closed")).await;
        desk.settle_at(&desk.lease, "b", refused("closed")).await;
        desk.refuse(&["d", "e"], "closed").await;
        assert_eq!(desk.states().await, [State::Rejected; 4]);
        desk.settle_at(&other, "x", taken()).await;
        desk.refuse(&["f"], "closed").await;
        assert_eq!(desk.states().await, [State::Rejected; 5]);
    })
    .await;
}
