//! An account whose address or key changed: what was learnt there goes on.

use shangbao::ledger::{Ledger, Moved, Pause, Scope, StoredDictionary};

use super::decisions::dba;
use super::{Desk, lease};
use crate::bed::each_dialect;

impl Desk {
    async fn move_account(&self, old: &str, new: &str) -> Moved {
        let (reason, actor) = ("a new address", dba());
        let moved = self.ledger.move_account((old, new), reason, &actor, 5000);
        moved.await.unwrap()
    }

    /// The desk's route is at `hazchem`.
    async fn at_rest(self) -> Self {
        self.ledger.release(&self.lease).await.unwrap();
        self
    }
}

async fn keep(ledger: &Ledger, account: &str, entries: &str) {
    let stored = StoredDictionary {
        fetched_at: 1,
        entries: entries.into(),
    };
    ledger.keep_dictionary(account, "D", &stored).await.unwrap();
}

#[tokio::test]
async fn a_moved_account_keeps_what_was_learnt() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 900).await;
        let desk = desk.at_rest().await;
        keep(&desk.ledger, "hazchem", "old").await;
        keep(&desk.ledger, "new", "newer").await;
        let pause = Pause {
            scope: Scope::Platform,
            name: "hazchem".into(),
            reason: "maintenance".into(),
            since: 900,
            by: Some("dba".into()),
            configuration: None,
            until: None,
        };
        desk.ledger.pause(&pause).await.unwrap();
        // A first run at the new account found nothing; a job that only runs there stays as it is.
        let empty = desk.ledger.route("permits", "new").await.unwrap().id;
        let other = desk.ledger.route("alarms", "new").await.unwrap().id;
        assert_eq!(
            desk.move_account("hazchem", "new").await,
            Moved::Done { jobs: 1 }
        );
        let id = async |job: &str, account: &str| {
            let route = desk.ledger.find_route(job, account).await.unwrap();
            route.map(|route| route.id)
        };
        assert_eq!(id("permits", "new").await, Some(desk.route));
        assert_eq!(id("permits", "hazchem").await, Some(empty));
        assert_eq!(id("alarms", "new").await, Some(other));
        assert_eq!(desk.ledger.counts(desk.route).await.unwrap().delivered, 1);
        let position = desk.ledger.position(desk.route, "log").await.unwrap();
        assert!(position.is_some());
        let kept = desk.ledger.dictionary("new", "D").await.unwrap().unwrap();
        assert_eq!(kept.entries, "old");
        let pauses = desk.ledger.pauses().await.unwrap();
        assert_eq!((pauses.len(), pauses[0].name.as_str()), (1, "new"));
        let pool = desk.database.pool().await;
        let sql = "SELECT detail FROM shangbao_history WHERE what = 'account move'";
        let details: Vec<String> = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
        assert_eq!(details, ["a new address (from hazchem)"]);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_has_records_is_not_moved_onto() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.see(&["a"], false, 900).await;
        let desk = desk.at_rest().await;
        let job = || "permits".to_owned();
        desk.ledger.route("permits", "old").await.unwrap();
        let moved = desk.move_account("old", "hazchem").await;
        assert_eq!(moved, Moved::Occupied { job: job() });
        let there = desk.ledger.find_route("permits", "hazchem").await.unwrap();
        assert_eq!(there.unwrap().id, desk.route);
        let absent = desk.move_account("absent", "new").await;
        assert_eq!(absent, Moved::NothingThere);
        assert_eq!(desk.ledger.accounts().await.unwrap(), ["hazchem", "old"]);
    })
    .await;
}

#[tokio::test]
async fn an_account_at_work_is_not_moved() {
    each_dialect(async |dialect| {
        let desk = Desk::new(dialect).await;
        desk.deliver("a", "A", 900).await;
        let moved = desk.move_account("hazchem", "new").await;
        assert!(
            matches!(&moved, Moved::Leased { job, holder, .. } if job == "permits" && holder == "first"),
            "{moved:?}"
        );
        let desk = desk.at_rest().await;
        let twin = desk.ledger.route("permits", "new").await.unwrap().id;
        let taken = lease(&desk.ledger, twin, "second").await;
        let moved = desk.move_account("hazchem", "new").await;
        assert!(matches!(moved, Moved::Leased { .. }), "{moved:?}");
        desk.ledger.release(&taken).await.unwrap();
        let moved = desk.move_account("hazchem", "new").await;
        assert_eq!(moved, Moved::Done { jobs: 1 });
    })
    .await;
}
