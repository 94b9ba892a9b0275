//! A stream that cannot be read stops alone.

use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{json, shangbao};

/// A second stream of the permits' job, before its own.
pub(crate) fn with_stream(bed: &Bed, stream: &str) {
    let first = "[[changes]]\nkind   = \"log\"";
    bed.bend_mapping(first, &format!("[[changes]]\n{stream}\n\n{first}"));
}

#[tokio::test]
async fn a_stream_that_cannot_be_read_stops_no_other() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        with_stream(
            &bed,
            "kind = \"log\"\ntable = \"elsewhere\"\ncursor = \"id\"\nkey = \"row_key\"",
        );
        bed.save(&[permit(1), permit(2)]).await;
        let report = bed.run().await;
        assert_eq!(report.delivered, 2, "{report:?}");
        let error = report.error.unwrap();
        assert!(error.contains("stream `elsewhere`"), "{error}");

        bed.save(&[permit(3)]).await;
        let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
        assert_eq!(ran.status.code(), Some(3));
        assert_eq!(json(&ran)[0]["delivered"], 1);
        let status = json(&shangbao(&bed, &["status", "--json"]).await);
        let error = status["jobs"][0]["error"].as_str().unwrap();
        assert!(error.contains("stream `elsewhere`"), "{error}");
    })
    .await;
}
