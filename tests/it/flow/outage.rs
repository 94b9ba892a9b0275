//! The platform is away, or does not let us in: nothing is rejected, nothing is hammered, everything goes on by itself.

use std::time::Duration;

use crate::bed::{Bed, each_dialect, permit};

#[tokio::test]
async fn an_outage_of_two_days_rejects_nothing() {
    each_dialect(async |dialect| {
        for script in [
            "http-500:always",
            "http-500:always@any",
            "drop-before:always@any",
            "busy:always",
            "drop-after-accept:always",
        ] {
            eprintln!("under {script}");
            let bed = Bed::new(dialect).await;
            bed.save(&(1..=3).map(permit).collect::<Vec<_>>()).await;
            bed.run().await;
            let mut moved = permit(2);
            moved.place = "泵房";
            bed.save(&[moved, permit(4)]).await;
            bed.sandbox.script(script.parse().unwrap());
            for _ in 0..48 {
                let report = bed.run().await;
                assert_eq!((report.rejected, report.delivered), (0, 0), "{report:?}");
                bed.clock.advance(Duration::from_secs(3600));
            }
            bed.sandbox.script("".parse().unwrap());
            bed.run_until_settled().await;
            assert!(bed.failures(true).await.is_empty());
            bed.assert_platform_equals_source().await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_outage_from_the_first_day_rejects_nothing() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&(1..=9).map(permit).collect::<Vec<_>>()).await;
        bed.sandbox.script("http-500:always".parse().unwrap());
        for _ in 0..30 {
            let report = bed.run().await;
            assert_eq!(report.rejected, 0, "{report:?}");
            assert!(
                report.requests <= 12,
                "an outage is not hammered: {} requests",
                report.requests
            );
            bed.clock.advance(Duration::from_secs(3600));
        }
        bed.sandbox.script("".parse().unwrap());
        bed.run_until_settled().await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_pauses_the_platform_and_a_right_one_lifts_the_pause() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        bed.password = "wrong".into();
        let report = bed.run().await;
        assert!(
            report.paused.is_some() && report.could_not_work(),
            "{report:?}"
        );
        assert_eq!(report.waiting, 1);
        let logins = bed.sandbox.state().logins();
        for _ in 0..5 {
            assert!(bed.run().await.paused.is_some());
        }
        assert_eq!(
            bed.sandbox.state().logins(),
            logins,
            "a paused platform is not asked again"
        );
        bed.password = "sandbox".into();
        assert_eq!(bed.run().await.delivered, 1);
    })
    .await;
}

#[tokio::test]
async fn a_dead_platform_and_a_dead_database_are_named_and_nothing_is_lost() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        let url = bed.site.url.clone();
        bed.site.url = match dialect {
            shangbao::sql::Dialect::Sqlite => "sqlite:///nowhere/site.db".into(),
            shangbao::sql::Dialect::Postgres => {
                "postgres://shangbao:geheim@127.0.0.1:9/site".into()
            }
            shangbao::sql::Dialect::MySql => "mysql://shangbao:geheim@127.0.0.1:9/site".into(),
        };
        let state = bed.folder.path().join("state.db");
        let config = bed.jobs_toml();
        let config = config.replacen(
            &format!("url = \"{}\"", bed.site.url),
            &format!("url = \"sqlite://{}\"", state.display()),
            usize::from(dialect != shangbao::sql::Dialect::Sqlite),
        );
        bed.write("jobs.toml", &config);
        let app = shangbao::app::App::load(&bed.folder.path().join("jobs.toml"), bed.clock.clone())
            .unwrap();
        let context = app.context().await.unwrap();
        let report =
            shangbao::pipeline::run_once(&app.job("work_ticket").unwrap(), &context, None).await;
        let error = report.error.clone().unwrap();
        assert!(
            report.could_not_work() && !error.contains("geheim"),
            "{error}"
        );
        bed.site.url = url;
        assert_eq!(bed.run().await.delivered, 1);
    })
    .await;
}
