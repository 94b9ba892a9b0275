//! Passages that the platform will soon take no more are named, and nobody in them is.

use std::time::Duration;

use crate::bed::{Building, each_dialect, id_code};

use super::Served;

#[tokio::test]
async fn what_is_held_until_it_is_nearly_too_late_is_shown() {
    each_dialect(async |dialect| {
        let bed = Building::new(dialect).await;
        bed.add_company(1).await;
        let nobody = "UPDATE companies SET legal = NULL WHERE id = 1";
        bed.change("company", 1, nobody).await;
        bed.hire(1, 1).await;
        bed.pass(1, 100).await;
        bed.pass(1, 50).await;
        bed.run().await;
        let (app, context) = bed.app().await;
        let served = Served::of(app, context, false).await;
        let page = served.text("/").await;
        assert!(!page.contains("soon be too old"), "{page}");
        bed.clock.advance(Duration::from_secs(600));
        let page = served.text("/").await;
        let sentence = "one record will soon be too old for its platform";
        assert!(
            page.contains(sentence) && page.contains("until 2026-03-01 08:"),
            "{page}"
        );
        assert!(
            page.contains("href=\"/jobs/passed_log/record?key=1\""),
            "{page}"
        );
        for path in [
            "/",
            "/jobs/passed_log/failures",
            "/jobs/passed_log/record?key=1",
            "/jobs/register_employee/failures",
            "/metrics",
        ] {
            let page = served.text(path).await;
            for personal in ["工人1", "13900000000", &id_code(1)] {
                assert!(!page.contains(personal), "{path} shows {personal}");
            }
        }
        bed.clock.advance(Duration::from_secs(601));
        assert!(!served.text("/").await.contains("soon be too old"));
    })
    .await;
}

#[tokio::test]
async fn what_an_outage_leaves_is_shown_until_it_is_delivered() {
    each_dialect(async |dialect| {
        let bed = Building::staffed(dialect, 1).await;
        bed.pass(1, 110).await;
        bed.sandbox.script("http-500 always".parse().unwrap());
        bed.run().await;
        let (app, context) = bed.app().await;
        let served = Served::of(app, context, false).await;
        assert!(served.text("/").await.contains("soon be too old"));
        bed.sandbox.script(Default::default());
        bed.clock.advance(Duration::from_secs(300));
        let reports = bed.run().await;
        assert_eq!(reports["passed_log"].delivered, 1, "{reports:#?}");
        assert!(!served.text("/").await.contains("soon be too old"));
    })
    .await;
}
