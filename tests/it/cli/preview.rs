//! `preview`: what would go out, unsent.

use super::{json, shangbao};
use crate::bed::{Bed, each_dialect, permit};

#[tokio::test]
async fn preview_shows_the_exact_payload_and_touches_no_state() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1), permit(2)]).await;
        let shown =
            json(&shangbao(&bed, &["preview", "work_ticket", "--limit", "1", "--json"]).await);
        assert_eq!(shown["records"][0]["key"], "1");
        assert_eq!(shown["requests"][0]["body"]["data"][0]["id"], "DH-1");
        assert_eq!(
            shown["requests"][0]["url"],
            format!("{}/data/workorder/workTicket", bed.sandbox.url())
        );
        assert!(shown["requests"][0]["headers"].to_string().contains("***"));
        assert!(
            bed.sandbox.state().requests().is_empty(),
            "nothing was sent, not even a login"
        );
        assert_eq!(bed.run().await.delivered, 2, "nothing was remembered");
    })
    .await;
}

#[tokio::test]
async fn preview_reads_past_what_a_log_says_of_other_tables() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let of_others = "INSERT INTO change_log (row_key, op) VALUES ('9', 'X');\n";
        bed.site.run(&of_others.repeat(5)).await;
        bed.save(&[permit(1), permit(1), permit(2)]).await;
        bed.bend_mapping(
            "key    = \"row_key\"",
            "key    = \"row_key\"\nwhere  = \"op <> 'X'\"",
        );
        let shown = shangbao(&bed, &["preview", "work_ticket", "--limit", "2", "--json"]).await;
        let records = json(&shown)["records"].clone();
        let keys: Vec<_> = records
            .as_array()
            .unwrap()
            .iter()
            .map(|record| &record["key"])
            .collect();
        assert_eq!(keys, ["1", "2"]);
    })
    .await;
}
