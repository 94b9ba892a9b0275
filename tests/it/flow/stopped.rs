//! A stream that cannot be read stops alone.

use crate::bed::{Bed, each_dialect, permit};
use shangbao::sql::Dialect;

use crate::cli::{json, shangbao, stderr, stdout};

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

/// A log that began anew stops; the job's other stream goes on, and a person sets it back.
#[tokio::test]
async fn a_log_that_began_anew_waits_for_a_person() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        with_stream(
            &bed,
            "kind = \"updated\"\ntable = \"permits\"\ncursor = \"changed_at\"\nkey = \"id\"",
        );
        bed.save(&[permit(1), permit(2)]).await;
        assert_eq!(bed.run().await.delivered, 2);
        let emptied = match dialect {
            Dialect::Postgres => "TRUNCATE change_log RESTART IDENTITY",
            Dialect::MySql => "TRUNCATE change_log",
            Dialect::Sqlite => "DELETE FROM change_log;\nDELETE FROM sqlite_sequence",
        };
        bed.site.run(emptied).await;
        let mut moved = permit(1);
        moved.place = "泵房";
        bed.save(&[moved]).await;
        bed.site
            .run("INSERT INTO permits (id, kind, place, status, changed_at) VALUES (9, 'blind_plate', 'x', 1, '2099-03-01 08:00:00')")
            .await;

        let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
        assert_eq!(ran.status.code(), Some(3));
        let report = &json(&ran)[0];
        assert_eq!(report["delivered"], 1, "by the other stream: {report}");
        let error = report["error"].as_str().unwrap();
        let command = "shangbao rewind work_ticket --stream change_log --to";
        assert!(error.contains("began anew") && error.contains(command), "{error}");

        let job = ["rewind", "work_ticket", "--to", "start", "--reason", "日志表已清空"];
        let unnamed = shangbao(&bed, &job).await;
        assert_eq!(unnamed.status.code(), Some(2));
        assert!(stderr(&unnamed).contains("permits, change_log"), "{}", stderr(&unnamed));
        let named = [&job[..], &["--stream", "change_log"]].concat();
        let done = shangbao(&bed, &named).await;
        assert!(done.status.success(), "{}", stderr(&done));
        assert!(stdout(&done).contains("it was at 2"), "{}", stdout(&done));
        let report = bed.run().await;
        assert_eq!((report.delivered, report.error), (1, None));
        bed.assert_platform_equals_source().await;
    })
    .await;
}
