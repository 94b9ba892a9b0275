//! A person dismisses that a row is gone: that stands until the row is back, whatever says that it is gone once more.

use shangbao::ledger::{Decision, Selection, State};
use shangbao::sql::Dialect;

use super::flags::LOG;
use crate::bed::{Bed, each_dialect, permit};

const SCAN: &str = "kind   = \"scan\"\ntable  = \"permits\"\nkey    = \"id\"";

async fn state_of(bed: &Bed, key: &str) -> State {
    let (context, route) = bed.route().await;
    let standings = context.ledger.standings(route, &[key]).await.unwrap();
    standings[key].state
}

async fn dismiss(bed: &Bed, key: &str) {
    let reason = "已在平台上处理".into();
    let dismissed = bed
        .decide(
            Selection::Keys(vec![key.into()]),
            Decision::Dismiss { reason },
        )
        .await;
    assert_eq!(dismissed, [key]);
}

/// Each way in which a row is seen to be gone: deleted with its line, deleted unseen, deleted softly.
async fn of_kind(dialect: Dialect, changes: &str, deletion: &str) {
    let bed = Bed::new(dialect).await;
    bed.bend_mapping(LOG, changes);
    bed.save(&[permit(1), permit(2), permit(3)]).await;
    assert_eq!(bed.run().await.delivered, 3);
    bed.site.run(deletion).await;
    assert_eq!(bed.run().await.gone, 1, "{changes}");
    dismiss(&bed, "2").await;
    for look in 0..4 {
        let again = "INSERT INTO change_log (row_key, op) VALUES ('2', 'U')";
        bed.site.run(again).await;
        let report = bed.run().await;
        assert_eq!(
            (report.gone, report.requests),
            (0, 0),
            "look {look}: {report:?}"
        );
        assert_eq!(state_of(&bed, "2").await, State::Dismissed);
        assert!(bed.failures(false).await.is_empty());
    }
    // Once the row was back, that it is gone is news.
    bed.save(&[permit(2)]).await;
    assert_eq!(bed.run().await.delivered, 1);
    assert_eq!(state_of(&bed, "2").await, State::Delivered);
    bed.site.run(deletion).await;
    assert_eq!(bed.run().await.gone, 1);
    assert_eq!(state_of(&bed, "2").await, State::Gone);
}

#[tokio::test]
async fn what_is_gone_and_dismissed_stays_so_until_its_row_is_back() {
    each_dialect(async |dialect| {
        let soft = "UPDATE permits SET status = 9 WHERE id = 2;\nINSERT INTO change_log (row_key, op) VALUES ('2', 'U')";
        let hard = "DELETE FROM permits WHERE id = 2;\nINSERT INTO change_log (row_key, op) VALUES ('2', 'D')";
        for deletion in [soft, hard] {
            of_kind(dialect, LOG, deletion).await;
            of_kind(dialect, SCAN, deletion).await;
            of_kind(dialect, &format!("{LOG}\n\n[[changes]]\n{SCAN}"), deletion).await;
        }
    })
    .await;
}

/// What was dismissed for another reason is listed once its row is gone: the person did not know that.
#[tokio::test]
async fn a_dismissed_refusal_says_nothing_of_the_row() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        let mut wrong = permit(1);
        wrong.kind = "radiography";
        bed.save(&[wrong]).await;
        assert_eq!(bed.run().await.rejected, 1);
        dismiss(&bed, "1").await;
        bed.delete(1).await;
        assert_eq!(bed.run().await.gone, 1);
        // A retry is a person's wish to hear of it again.
        dismiss(&bed, "1").await;
        let retry = Decision::Retry { resend: false };
        bed.decide(Selection::Keys(vec!["1".into()]), retry).await;
        assert_eq!(bed.run().await.gone, 1);
    })
    .await;
}
