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
        bed.site.run(emptied(dialect)).await;
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

/// Later lines reach the id at which the log was seen to begin anew, by the same key: that hides nothing.
#[tokio::test]
async fn a_log_that_began_anew_stays_stopped_whatever_comes() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let change = async |times: usize, place: &'static str| {
            for _ in 0..times {
                bed.save(&[crate::bed::Permit { place, ..permit(1) }]).await;
            }
        };
        change(20, "罐区").await;
        assert_eq!(bed.run().await.delivered, 1);
        bed.site.run(emptied(dialect)).await;
        change(5, "泵房").await;
        let stopped = bed.run().await.error.unwrap();
        assert!(stopped.contains("began anew"), "{stopped}");
        for _ in 0..5 {
            change(4, "泵房").await;
            let report = bed.run().await;
            assert_eq!(report.error.as_ref(), Some(&stopped), "{report:?}");
            assert_eq!(report.delivered, 0);
        }
        let words = [
            "rewind",
            "work_ticket",
            "--to",
            "start",
            "--reason",
            "日志表已清空",
        ];
        let done = shangbao(&bed, &words).await;
        assert!(done.status.success(), "{}", stderr(&done));
        let report = bed.run().await;
        assert_eq!((report.delivered, report.error), (1, None));
        bed.assert_platform_equals_source().await;
    })
    .await;
}

fn emptied(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "TRUNCATE change_log RESTART IDENTITY",
        Dialect::MySql => "TRUNCATE change_log",
        Dialect::Sqlite => "DELETE FROM change_log;\nDELETE FROM sqlite_sequence",
    }
}

/// The same of a log that was put back to an earlier state, and of one that lost its last lines.
#[tokio::test]
async fn a_log_that_lost_its_last_lines_stays_stopped_too() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=9).map(permit).collect::<Vec<_>>()).await;
        assert_eq!(bed.run().await.delivered, 9);
        let cut = match dialect {
            Dialect::Postgres => {
                "DELETE FROM change_log WHERE id > 4;\nSELECT setval('change_log_id_seq', 4)"
            }
            Dialect::MySql => {
                "DELETE FROM change_log WHERE id > 4;\nALTER TABLE change_log AUTO_INCREMENT = 5"
            }
            Dialect::Sqlite => {
                "DELETE FROM change_log WHERE id > 4;\nUPDATE sqlite_sequence SET seq = 4"
            }
        };
        bed.site.run(cut).await;
        bed.save(&[permit(5)]).await;
        let stopped = bed.run().await.error.unwrap();
        assert!(stopped.contains("began anew"), "{stopped}");
        // The lines come again by the same ids and keys.
        bed.save(&(6..=12).map(permit).collect::<Vec<_>>()).await;
        let report = bed.run().await;
        assert_eq!((report.error, report.delivered), (Some(stopped), 0));
    })
    .await;
}
