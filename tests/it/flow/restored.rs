//! The state was restored from a backup: set back to before it, every record becomes right again.

use shangbao::ledger::State;
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

use super::flags::LOG;
use super::streams::by_time;
use crate::bed::{Bed, Permit, each_dialect, permit};
use crate::cli::{shangbao, stderr};

/// The state tables that a backup of the test's holds.
const TABLES: [&str; 4] = ["delivery", "stream", "history", "request"];

/// The columns of a state table, but for those that the database works out by itself.
async fn columns(bed: &Bed, connection: &mut AnyConnection, table: &str) -> String {
    let of = |name: &str, schema: &str| {
        format!(
            "SELECT {name} FROM information_schema.columns WHERE table_name = 'shangbao_{table}' \
             AND table_schema = {schema} AND column_name <> 'due_route'"
        )
    };
    let all = match bed.dialect {
        Dialect::Sqlite => format!("SELECT name FROM pragma_table_info('shangbao_{table}')"),
        Dialect::Postgres => of("CAST(column_name AS TEXT)", "current_schema()"),
        Dialect::MySql => of("CAST(column_name AS CHAR(100))", "DATABASE()"),
    };
    let rows = connection.fetch_all(AssertSqlSafe(all)).await.unwrap();
    let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    names.join(", ")
}

/// Runs statements for each of the tables; `{columns}` stands for its columns.
async fn run(bed: &Bed, statements: impl Fn(&str) -> Vec<String>) {
    let mut connection = AnyConnection::connect(&bed.state_url()).await.unwrap();
    for table in TABLES {
        let columns = columns(bed, &mut connection, table).await;
        for statement in statements(table) {
            let statement = statement.replace("{columns}", &columns);
            connection.execute(AssertSqlSafe(statement)).await.unwrap();
        }
    }
    connection.close().await.unwrap();
}

async fn back_up(bed: &Bed) {
    let copy = |table: &str| {
        vec![format!(
            "CREATE TABLE copy_{table} AS SELECT {{columns}} FROM shangbao_{table}"
        )]
    };
    run(bed, copy).await;
}

async fn restore(bed: &Bed) {
    let put_back = |table: &str| {
        vec![
            format!("DELETE FROM shangbao_{table}"),
            format!(
                "INSERT INTO shangbao_{table} ({{columns}}) SELECT {{columns}} FROM copy_{table}"
            ),
        ]
    };
    run(bed, put_back).await;
}

fn at(id: i64, place: &'static str) -> Permit<'static> {
    Permit {
        place,
        ..permit(id)
    }
}

async fn rewind(bed: &Bed, to: &str) {
    let words = [
        "rewind",
        "work_ticket",
        "--to",
        to,
        "--reason",
        "状态库已恢复",
    ];
    let done = shangbao(bed, &words).await;
    assert!(done.status.success(), "{}", stderr(&done));
}

/// Says when these permits were changed, for streams that go by that.
async fn stamp(bed: &Bed, day: u8, ids: &str) {
    let time = format!("2026-03-{day:02} 08:00:00");
    let stamped = format!("UPDATE permits SET changed_at = '{time}' WHERE id {ids}");
    bed.site.run(&stamped).await;
}

/// 25 records change after the backup and change back, some come, some go, and some do both.
async fn live_on(bed: &Bed) {
    bed.save(&(1..=60).map(permit).collect::<Vec<_>>()).await;
    assert_eq!(bed.run().await.delivered, 60);
    back_up(bed).await;
    bed.save(&(1..=25).map(|id| at(id, "泵房")).collect::<Vec<_>>())
        .await;
    bed.save(&(61..=65).map(permit).collect::<Vec<_>>()).await;
    stamp(bed, 2, "<= 25 OR id > 60").await;
    assert_eq!(bed.run().await.delivered, 30);
    restore(bed).await;
    bed.save(&(1..=25).map(permit).collect::<Vec<_>>()).await;
    stamp(bed, 3, "<= 25").await;
    for id in [61, 62] {
        bed.delete(id).await;
    }
}

#[tokio::test]
async fn records_that_changed_and_changed_back_are_right_again() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        live_on(&bed).await;
        // By the id of a log's line before the backup.
        rewind(&bed, "60").await;
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.gone, report.error.clone()),
            (28, 2, None),
            "{report:?}"
        );
        let right = (1..=25)
            .filter(|id| bed.platform()[&format!("DH-{id}")] == "罐区")
            .count();
        assert_eq!(right, 25);
        // What was delivered after the backup, and deleted since, is there to be seen.
        let failures = bed.failures(false).await;
        assert_eq!(failures.keys().collect::<Vec<_>>(), ["61", "62"]);
        assert!(
            failures
                .values()
                .all(|failure| failure.state == State::Gone)
        );
        bed.assert_platform_equals_source().await;
        // From then on what is unchanged is not sent.
        bed.save(&[permit(1), permit(30)]).await;
        let report = bed.run().await;
        assert_eq!((report.unchanged, report.requests), (2, 0), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn a_log_that_does_not_say_what_happened_shows_what_may_be_there() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping("op     = { column = \"op\", delete = [\"D\"] }\n", "");
        live_on(&bed).await;
        rewind(&bed, "start").await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.gone), (63, 2), "{report:?}");
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// A key that came and went before the backup without ever being sent is no failure.
#[tokio::test]
async fn what_was_never_there_is_not_listed_where_the_log_says_more() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        let mut draft = permit(7);
        draft.status = 9;
        bed.save(&[permit(1), draft]).await;
        let report = bed.run().await;
        assert_eq!((report.delivered, report.ignored), (1, 1));
        rewind(&bed, "start").await;
        let report = bed.run().await;
        assert_eq!(
            (report.delivered, report.ignored, report.gone),
            (1, 1, 0),
            "{report:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn streams_without_a_log_are_read_again_too() {
    each_dialect(async |dialect| {
        let scan = "kind   = \"scan\"\ntable  = \"permits\"\nkey    = \"id\"";
        for bed in [by_time(dialect).await, {
            let bed = Bed::new(dialect).await;
            bed.bend_mapping(LOG, scan);
            bed
        }] {
            live_on(&bed).await;
            rewind(&bed, "start").await;
            let report = bed.run().await;
            assert_eq!(
                (report.delivered, report.error.clone()),
                (63, None),
                "{report:?}"
            );
            let right = (1..=25)
                .filter(|id| bed.platform()[&format!("DH-{id}")] == "罐区")
                .count();
            assert_eq!(right, 25);
            assert_eq!(bed.run().await.requests, 0);
        }
    })
    .await;
}

/// A run that ends in the middle of what is read again goes on with the same doubt.
#[tokio::test]
async fn the_doubt_outlasts_a_run_that_was_cut_off() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let many: Vec<_> = (1..=2500).map(permit).collect();
    bed.save(&many).await;
    assert_eq!(bed.run().await.delivered, 2500);
    rewind(&bed, "start").await;
    let first = bed.run_limited(Some(300)).await;
    assert_eq!(first.delivered, 300, "{first:?}");
    let rest = bed.run().await;
    assert_eq!((rest.delivered, rest.unchanged), (2200, 0), "{rest:?}");
}
