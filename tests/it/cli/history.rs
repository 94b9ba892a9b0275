//! `history`: all that happened to one record.

use serde_json::Value;
use shangbao::sql::Dialect;

use super::{after_a_run, json, shangbao, stderr, stdout};
use crate::bed::{Bed, each_dialect, permit};

/// What happened to a permit, in order.
async fn whats(bed: &Bed, key: &str) -> Vec<String> {
    let stories = json(&shangbao(bed, &["history", "work_ticket", key, "--json"]).await);
    let events = stories[0]["events"].as_array().unwrap();
    let what = |event: &Value| event["what"].as_str().unwrap().to_owned();
    events.iter().map(what).collect()
}

#[tokio::test]
async fn it_tells_of_a_record_from_the_first_change_to_the_last_decision() {
    each_dialect(async |dialect| {
        let (bed, _) = after_a_run(dialect).await;
        assert_eq!(whats(&bed, "1").await, ["seen", "sent", "delivered"]);
        let sql = "SELECT COUNT(*) FROM shangbao_request WHERE named = 1";
        let state = sqlx::AnyPool::connect(&bed.state_url()).await.unwrap();
        let named: i64 = sqlx::query_scalar(sql).fetch_one(&state).await.unwrap();
        assert_eq!(named, 0, "its records have lines of their own");
        assert_eq!(whats(&bed, "3").await, ["seen", "rejected"]);
        let told = json(&shangbao(&bed, &["history", "work_ticket", "1", "--json"]).await);
        let story = &told[0];
        assert_eq!(
            (&story["state"], &story["key"]),
            (&"delivered".into(), &"1".into())
        );
        let sent = &story["events"][1];
        assert_eq!(
            (&sent["records"], &sent["code"]),
            (&2.into(), &"200".into())
        );
        assert_eq!(sent["reference"].as_str().unwrap().len(), 32, "a dataId");
        assert_eq!(sent["body_sha256"].as_str().unwrap().len(), 64);

        bed.save(&[permit(3)]).await;
        shangbao(&bed, &["retry", "work_ticket", "--key", "3"]).await;
        shangbao(&bed, &["run", "--once"]).await;
        let all = ["seen", "rejected", "retry", "changed", "sent", "delivered"];
        assert_eq!(whats(&bed, "3").await, all);
        let said = stdout(&shangbao(&bed, &["history", "work_ticket", "3"]).await);
        assert!(said.contains("in change_log"), "{said}");
        assert!(
            said.trim_end()
                .lines()
                .last()
                .unwrap()
                .starts_with("now: delivered since"),
            "{said}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_record_is_found_in_the_platforms_words() {
    each_dialect(async |dialect| {
        let (bed, _) = after_a_run(dialect).await;
        let by_record = ["history", "work_ticket", "--record", "DH-2", "--json"];
        let told = json(&shangbao(&bed, &by_record).await);
        assert_eq!(told[0]["key"], "2");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_known_is_told_with_what_to_do() {
    let (bed, _) = after_a_run(Dialect::Sqlite).await;
    for (asked, said) in [
        (
            &["history", "work_ticket", "99"][..],
            "has never seen the key `99`",
        ),
        (
            &["history", "work_ticket", "--record", "DH-3"],
            "ever carried the record `DH-3`",
        ),
        (&["history", "work_ticket"], "<KEY>"),
        (
            &["history", "work_tickets", "1"],
            "did you mean `work_ticket`?",
        ),
    ] {
        let answer = shangbao(&bed, asked).await;
        assert_eq!(answer.status.code(), Some(2), "{asked:?}");
        assert!(stderr(&answer).contains(said), "{}", stderr(&answer));
    }
    let preview = stderr(&shangbao(&bed, &["history", "work_ticket", "99"]).await);
    assert!(
        preview.contains("shangbao retry work_ticket --key"),
        "{preview}"
    );
}
