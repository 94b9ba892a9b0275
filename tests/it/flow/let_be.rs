//! A person dismisses that a row is gone: that stands until the row is back, whatever says that it is gone once more.

use shangbao::ledger::{Decision, Selection, State};
use shangbao::sql::Dialect;

use super::flags::LOG;
use super::streams::by_time;
use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{shangbao, stderr};

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

/// Nor do a stream that is set back and a backfill of all there is bring it up again, and nothing is sent for it.
#[tokio::test]
async fn what_is_read_again_brings_nothing_up_that_was_dismissed() {
    each_dialect(async |dialect| {
        // A row that bears a time to come is looked at by every run.
        let day = "'2099-03-01 08:00:00'";
        for bed in [Bed::new(dialect).await, by_time(dialect).await] {
            bed.save(&[permit(1), permit(2)]).await;
            assert_eq!(bed.run().await.delivered, 2);
            let soft = format!("UPDATE permits SET status = 9, changed_at = {day} WHERE id = 2");
            bed.site.run(&soft).await;
            let again = "INSERT INTO change_log (row_key, op) VALUES ('2', 'U')";
            bed.site.run(again).await;
            assert_eq!(bed.run().await.gone, 1);
            dismiss(&bed, "2").await;
            for words in [
                &["rewind", "work_ticket", "--to", "start", "--reason", "核对"][..],
                &["run", "--once"],
                &["backfill", "work_ticket", "--all", "--resend"],
                &["backfill", "work_ticket", "--keys", "2"],
            ] {
                let done = shangbao(&bed, words).await;
                assert!(done.status.success(), "{words:?}: {}", stderr(&done));
                assert_eq!(state_of(&bed, "2").await, State::Dismissed, "{words:?}");
            }
            assert!(bed.failures(false).await.is_empty());
        }
    })
    .await;
}
