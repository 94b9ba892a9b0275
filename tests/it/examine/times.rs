//! Times of last change that are none, or say too little, and transactions that last too long.

use std::time::{Duration, Instant};

use shangbao::source::{Stream, connect};
use shangbao::sql::Dialect;

use super::{assert_told, found, told, wal};
use crate::bed::each_dialect;
use crate::late::poller::Writer;
use crate::source::site::{Site, settings, updated};

#[tokio::test]
async fn coarse_times_are_told() {
    for (dialect, column, unit) in [
        (Dialect::Postgres, "timestamp(0)", "seconds"),
        (Dialect::Postgres, "date", "days"),
        (Dialect::MySql, "DATETIME", "seconds"),
        (Dialect::MySql, "DATE", "days"),
    ] {
        let script = format!(
            "CREATE TABLE t (id INT PRIMARY KEY, changed_at {column} NOT NULL);\nCREATE INDEX i ON t (changed_at)"
        );
        let words = format!("`changed_at` holds whole {unit}");
        assert_told(&told(dialect, &script, updated("t")).await, &[&words]);
    }
}

#[tokio::test]
async fn text_that_is_not_in_times_order_is_refused() {
    each_dialect(|dialect| async move {
        for (times, good) in [
            ("('2026-03-01 08:00:00'), ('2025-11-01 08:00:00'), ('2025-11-01 08:00')", true),
            ("('2026-03-01 08:00:00'), ('1/3/2026 08:00')", false),
            ("('2026-03-01T23:00:00+08:00'), ('2026-03-01T22:00:00-05:00')", false),
        ] {
            let script = format!(
                "{}CREATE TABLE t (changed_at VARCHAR(40) NOT NULL PRIMARY KEY);\nINSERT INTO t VALUES {times}",
                wal(dialect)
            );
            let words = ["WRONG `changed_at` holds text whose order is not that of time"];
            let words = if good { &words[1..] } else { &words[..] };
            assert_told(&told(dialect, &script, updated("t")).await, words);
        }
    })
    .await;
}

/// PostgreSQL shows open transactions while the stream is read; SQLite shows none, and has one at a time.
#[tokio::test]
async fn a_transaction_older_than_the_lookback_is_told() {
    let dialect = Dialect::MySql;
    let script = "CREATE TABLE t (id INT PRIMARY KEY, changed_at TIMESTAMP(3) NULL);\nCREATE INDEX i ON t (changed_at)";
    let site = Site::new(dialect, script).await;
    let mut writer = Writer::begun(&site).await;
    writer.run("INSERT INTO t VALUES (1, NULL)").await;
    let hasty = Stream {
        lookback: Duration::ZERO,
        ..updated("t")
    };
    let limit = Instant::now() + Duration::from_secs(20);
    let told = loop {
        let told = found(&site, dialect, hasty.clone()).await;
        assert!(Instant::now() < limit, "{told:?}");
        if !told.is_empty() {
            break told;
        }
        // MariaDB takes a new picture of its transactions only when nobody looked at the last one for 100 ms.
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    assert_told(&told, &["longer than the lookback of 0 s"]);
    writer.run("ROLLBACK").await;
}

/// MariaDB shows transactions only to those who have the right to see processes.
#[tokio::test]
async fn an_account_that_may_not_see_transactions_is_told_so() {
    let script = "CREATE TABLE t (id INT PRIMARY KEY, changed_at TIMESTAMP(3) NULL);\nCREATE INDEX i ON t (changed_at)";
    let site = Site::new(Dialect::MySql, script).await;
    let url = site.database.url.clone();
    let (server, name) = url.rsplit_once('/').unwrap();
    let (_, host) = server.rsplit_once('@').unwrap();
    let mut admin = Writer::new(&site).await;
    let reader = &name[..30];
    admin
        .run(&format!("CREATE USER {reader} IDENTIFIED BY 'x'"))
        .await;
    admin
        .run(&format!("GRANT SELECT ON {name}.* TO {reader}"))
        .await;
    let url = format!("mysql://{reader}:x@{host}/{name}");
    let reading = Site {
        source: connect(settings(&url)).unwrap(),
        database: site.database,
    };
    let told = found(&reading, Dialect::MySql, updated("t")).await;
    admin.run(&format!("DROP USER {reader}")).await;
    assert_told(
        &told,
        &["this account may not see how long transactions last"],
    );
}

/// An application server whose clock is 20 minutes behind writes the time of last change; the database writes when a row came.
#[tokio::test]
async fn a_clock_that_is_behind_is_told() {
    for (dialect, moment, now, behind) in [
        (
            Dialect::Postgres,
            "timestamptz",
            "now()",
            "now() - interval '20 minutes'",
        ),
        (
            Dialect::MySql,
            "DATETIME(3)",
            "CURRENT_TIMESTAMP(3)",
            "DATE_SUB(NOW(3), INTERVAL 20 MINUTE)",
        ),
    ] {
        let table = |time: &str| {
            let rows: Vec<String> = (1..=5).map(|id| format!("({id}, {time})")).collect();
            format!(
                "CREATE TABLE t (id INT PRIMARY KEY, changed_at {moment} NOT NULL, came {moment} NOT NULL DEFAULT {now});\nCREATE INDEX i ON t (changed_at);\nINSERT INTO t (id, changed_at) VALUES {}",
                rows.join(", ")
            )
        };
        let found = told(dialect, &table(behind), updated("t")).await;
        let clock = found
            .iter()
            .find(|line| line.contains("the clock of who writes"));
        let clock = clock.unwrap_or_else(|| panic!("{dialect}: {found:#?}"));
        assert!(
            clock.contains("of the 5 newest rows 5 bear") && clock.contains("by up to 1200 s"),
            "{clock}"
        );
        let found = told(dialect, &table(now), updated("t")).await;
        assert!(
            !found
                .iter()
                .any(|line| line.contains("the clock of who writes")),
            "{found:#?}"
        );
    }
}

/// The same where times are numbers, texts or days; and clocks that are ahead.
#[tokio::test]
async fn clocks_are_compared_whatever_form_times_have() {
    each_dialect(|dialect| async move {
        let shown = |time: &str, format: [&str; 3]| match dialect {
            Dialect::Postgres => format!("to_char({time}, '{}')", format[0]),
            Dialect::MySql => format!("DATE_FORMAT({time}, '{}')", format[1]),
            Dialect::Sqlite => format!("strftime('{}', {time})", format[2]),
        };
        let minutes = ["YYYY-MM-DD HH24:MI", "%Y-%m-%d %H:%i", "%Y-%m-%d %H:%M"];
        let by = |minutes: i32| match dialect {
            Dialect::Postgres => {
                format!("(now() AT TIME ZONE 'Asia/Shanghai' + interval '{minutes} minutes')")
            }
            Dialect::MySql => format!("(UTC_TIMESTAMP() + INTERVAL 480 + {minutes} MINUTE)"),
            Dialect::Sqlite => format!("datetime('now', '8 hours', '{minutes} minutes')"),
        };
        let epoch = |minutes: i32| match dialect {
            Dialect::Postgres => format!("extract(epoch FROM now())::bigint + 60 * {minutes}"),
            Dialect::MySql => format!("UNIX_TIMESTAMP() + 60 * {minutes}"),
            Dialect::Sqlite => format!("strftime('%s', 'now') + 60 * {minutes}"),
        };
        let day = |minutes: i32| match dialect {
            Dialect::Sqlite => format!("date('now', '8 hours', '{minutes} minutes')"),
            _ => format!("CAST({} AS date)", by(minutes)),
        };
        let came = match dialect {
            Dialect::Postgres => "timestamptz NOT NULL DEFAULT now()",
            Dialect::MySql => "TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP",
            Dialect::Sqlite => "TEXT",
        };
        let seconds = Some(shangbao::source::TimeUnit::Seconds);
        for (kind, unit, time) in [
            ("BIGINT", seconds, &epoch as &dyn Fn(i32) -> String),
            ("VARCHAR(40)", None, &|by_minutes| shown(&by(by_minutes), minutes)),
            ("DATE", None, &day),
        ] {
            let table = |minutes: i32| {
                let rows: Vec<String> =
                    (1..=4).map(|id| format!("({id}, {})", time(minutes))).collect();
                format!(
                    "CREATE TABLE t (id INT PRIMARY KEY, changed_at {kind} NOT NULL, came {came});\nCREATE INDEX i ON t (changed_at);\nINSERT INTO t (id, changed_at) VALUES {}",
                    rows.join(", ")
                )
            };
            let stream = || Stream { unit, ..updated("t") };
            // Two days, so that days tell it too.
            for (minutes, word) in [(-2880, "from before they came"), (0, ""), (2880, "has not come yet")] {
                let found = told(dialect, &table(minutes), stream()).await;
                let is_told = |word: &str| found.iter().any(|line| line.contains(word));
                let behind = is_told("from before they came");
                let ahead = is_told("has not come yet");
                // SQLite writes down by no clock when rows come.
                let may = dialect != Dialect::Sqlite;
                let what = format!("{dialect} {kind} {minutes}: {found:#?}");
                assert_eq!(behind, may && word.starts_with("from"), "{what}");
                assert_eq!(ahead, word.starts_with("has"), "{what}");
            }
        }
    })
    .await;
}
