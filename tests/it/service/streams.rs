//! A stream with a schedule of its own.

use std::time::Duration;

use sqlx::{Connection, Executor};

use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{json, shangbao};

use super::{Running, arrives, stays_away, until};

/// A second stream that is read at nine in the morning: permits by their time of last change.
async fn with_a_second_stream() -> impl AsyncFn(shangbao::sql::Dialect) -> Bed {
    async |dialect| {
        let mut bed = Bed::new(dialect).await;
        bed.job = "every = \"10s\"".into();
        bed.bend_mapping(
            "[rows]\n",
            "[[changes]]\nkind = \"updated\"\ntable = \"permits\"\ncursor = \"changed_at\"\n\
             key = \"id\"\nschedule = \"0 9 * * *\"\n\n[rows]\n",
        );
        bed
    }
}

/// Writes a permit past the change log: only the second stream sees it.
async fn save_unlogged(bed: &Bed, id: i64) {
    let statement = format!(
        "INSERT INTO permits (id, kind, place, status, changed_at) \
         VALUES ({id}, 'blind_plate', '罐区', 1, '2026-03-0{id} 08:00:00')"
    );
    bed.site.run(&statement).await;
}

/// When the second stream was last read, as the ledger remembers.
async fn read_at(bed: &Bed) -> Option<i64> {
    let (context, route) = bed.route().await;
    let positions = context.ledger.positions(route).await.unwrap();
    let stored = positions.iter().find(|stored| stored.stream == "permits");
    stored.and_then(|stored| stored.read_at)
}

#[tokio::test]
async fn it_is_read_at_its_own_ticks_and_the_others_at_each_pass() {
    let bed_of = with_a_second_stream().await;
    each_dialect(async |dialect| {
        let bed = bed_of(dialect).await;
        save_unlogged(&bed, 1).await;
        let service = Running::start(&bed).await;
        arrives(&bed, 1).await;
        save_unlogged(&bed, 2).await;
        bed.save(&[permit(3)]).await;
        bed.clock.advance(Duration::from_secs(10));
        arrives(&bed, 3).await;
        assert!(!bed.platform().contains_key("DH-2"));
        bed.clock.advance(Duration::from_secs(3600));
        arrives(&bed, 2).await;
        service.stop().await;
        save_unlogged(&bed, 4).await;
        assert_eq!(bed.run().await.delivered, 1, "`run --once` reads all");
    })
    .await;
}

#[tokio::test]
async fn a_tick_that_was_missed_while_the_service_was_down_is_made_up_for() {
    let bed_of = with_a_second_stream().await;
    each_dialect(async |dialect| {
        let bed = bed_of(dialect).await;
        let service = Running::start(&bed).await;
        until("it was read", async || read_at(&bed).await.is_some()).await;
        service.stop().await;

        save_unlogged(&bed, 1).await;
        bed.save(&[permit(3)]).await;
        let service = Running::start(&bed).await;
        arrives(&bed, 3).await;
        stays_away(&bed, 2).await;
        bed.clock.advance(Duration::from_secs(10));
        arrives(&bed, 2).await;
        assert!(!bed.platform().contains_key("DH-1"), "it missed no tick");
        service.stop().await;

        bed.clock.advance(Duration::from_secs(2 * 3600));
        let service = Running::start(&bed).await;
        arrives(&bed, 1).await;
        service.stop().await;
    })
    .await;
}

/// `run --once`, as cron calls it.
#[tokio::test]
async fn one_pass_keeps_to_the_schedules_of_streams_too() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping(
            "[rows]\n",
            "[[changes]]\nkind = \"updated\"\ntable = \"permits\"\ncursor = \"changed_at\"\n\
             key = \"id\"\nschedule = \"0 2 1 1 *\"\n\n[rows]\n",
        );
        let once = async |words: &[&str]| {
            let command = [&["run", "--once", "--json"], words].concat();
            let ran = shangbao(&bed, &command).await;
            json(&ran)[0]["delivered"].as_u64().unwrap()
        };
        save_unlogged(&bed, 1).await;
        assert_eq!(once(&[]).await, 1, "it was never read");
        for _ in 0..3 {
            save_unlogged(&bed, 2).await;
            bed.save(&[permit(3)]).await;
            assert!(once(&[]).await <= 1);
            assert!(!bed.platform().contains_key("DH-2"));
            bed.site.run("DELETE FROM permits WHERE id = 2").await;
        }
        save_unlogged(&bed, 2).await;
        assert_eq!(once(&["--all-streams"]).await, 1);
        assert!(bed.platform().contains_key("DH-2"));
        // The year turned since it was read.
        let mut connection = sqlx::AnyConnection::connect(&bed.state_url())
            .await
            .unwrap();
        let aged =
            "UPDATE shangbao_stream SET read_at = read_at - 34560000000 WHERE stream = 'permits'";
        connection.execute(aged).await.unwrap();
        connection.close().await.unwrap();
        save_unlogged(&bed, 4).await;
        assert_eq!(once(&[]).await, 1);
    })
    .await;
}

/// A stream that fails is not taken for read, and another one's failure does not make it be read at each pass.
#[tokio::test]
async fn a_failing_stream_does_not_make_others_forget_that_they_were_read() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let log = "[[changes]]\nkind = \"log\"\ntable = \"elsewhere\"\ncursor = \"id\"\nkey = \"row_key\"";
        let scan = "[[changes]]\nkind = \"updated\"\ntable = \"permits\"\ncursor = \"changed_at\"\nkey = \"id\"\nschedule = \"0 2 1 1 *\"";
        bed.bend_mapping("[rows]\n", &format!("{log}\n\n{scan}\n\n[rows]\n"));
        let ran = shangbao(&bed, &["run", "--once"]).await;
        assert_eq!(ran.status.code(), Some(3));
        assert!(read_at(&bed).await.is_some());
        save_unlogged(&bed, 1).await;
        shangbao(&bed, &["run", "--once"]).await;
        assert!(bed.platform().is_empty());
    })
    .await;
}
