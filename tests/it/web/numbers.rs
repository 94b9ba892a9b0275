//! `/metrics`, `/healthz`, `/readyz`.

use std::collections::BTreeMap;

use shangbao::sql::Dialect;

use crate::bed::{Bed, permit};

use super::{Served, until, wrong};

/// The samples of an exposition, by name with labels; each must belong to a family that was announced with type and help.
fn parsed(text: &str) -> BTreeMap<String, f64> {
    assert!(text.ends_with("# EOF\n"));
    let mut families: Vec<(&str, &str)> = Vec::new();
    let mut samples = BTreeMap::new();
    for line in text.lines().filter(|line| *line != "# EOF") {
        if let Some(comment) = line.strip_prefix("# ") {
            let mut words = comment.splitn(3, ' ');
            let (what, name) = (words.next().unwrap(), words.next().unwrap());
            let rest = words.next().unwrap_or_default();
            assert!(["HELP", "TYPE", "UNIT"].contains(&what), "{line}");
            if what == "TYPE" {
                families.push((name, rest));
            }
            if what == "UNIT" {
                assert!(name.ends_with(rest), "{line}");
            }
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').expect(line);
        let name = sample.split('{').next().unwrap();
        let known = families.iter().any(|(family, kind)| match *kind {
            "counter" => name == format!("{family}_total"),
            "info" => name == format!("{family}_info"),
            "histogram" => name
                .strip_prefix(family)
                .is_some_and(|end| ["_bucket", "_sum", "_count"].contains(&end)),
            _ => name == *family,
        });
        assert!(known, "{line} belongs to no family");
        samples.insert(sample.to_owned(), value.parse().expect(line));
    }
    samples
}

#[tokio::test]
async fn what_happens_is_counted() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1), permit(2), wrong(3)]).await;
    let served = Served::service(&bed).await;
    until("two arrive", async || bed.platform().len() == 2).await;
    let delivered = "shangbao_deliveries_total{job=\"work_ticket\",outcome=\"delivered\"}";
    until("the pass has ended", async || {
        let samples = parsed(&served.text("/metrics").await);
        samples.get(delivered) == Some(&2.0)
            && samples.contains_key("shangbao_last_run_timestamp_seconds{job=\"work_ticket\"}")
    })
    .await;
    let samples = parsed(&served.text("/metrics").await);
    let value = |name: &str| {
        *samples
            .get(name)
            .unwrap_or_else(|| panic!("{name} is not in {samples:#?}"))
    };
    assert_eq!(
        value("shangbao_deliveries_total{job=\"work_ticket\",outcome=\"rejected\"}"),
        1.0
    );
    assert_eq!(value("shangbao_waiting{job=\"work_ticket\"}"), 0.0);
    assert_eq!(
        value("shangbao_records{job=\"work_ticket\",state=\"rejected\"}"),
        1.0
    );
    assert_eq!(value("shangbao_platform_paused{platform=\"hazchem\"}"), 0.0);
    assert_eq!(
        value("shangbao_lag_seconds{job=\"work_ticket\",stream=\"change_log\"}"),
        0.0
    );
    let request = "{platform=\"hazchem\",target=\"hazchem.work_ticket\"}";
    assert_eq!(
        value(&format!("shangbao_request_duration_seconds_count{request}")),
        1.0
    );
    assert_eq!(
        value(&format!(
            "shangbao_build_info{{version=\"{}\"}}",
            env!("CARGO_PKG_VERSION")
        )),
        1.0
    );
    let kind = served.ask("/metrics").send().await.unwrap();
    assert!(
        kind.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("application/openmetrics-text")
    );
}

#[tokio::test]
async fn who_is_about_to_stop_is_not_ready() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    assert_eq!(served.text("/readyz").await, "ok\n");
    served.context.stop.cancel();
    let stopping = served.ask("/readyz").send().await.unwrap();
    assert_eq!(stopping.status(), 503);
    assert_eq!(served.text("/healthz").await, "ok\n");
}
