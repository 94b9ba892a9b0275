//! The site's application: transactions of every sort, committed out of order.

use std::time::{Duration, Instant};

use fastrand::Rng;
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use super::site::{HOT, Stressed};

/// A session of the application. Each change counts up what its permit says, so that older content shows.
pub(super) struct Writer {
    connection: AnyConnection,
    dialect: Dialect,
    number: i64,
    name: String,
    /// The last permit of its own.
    last: i64,
}

/// A statement failed: a deadlock, or a busy file.
struct Failed;

impl Writer {
    pub(super) async fn new(site: &Stressed, number: u64) -> Self {
        Self {
            connection: AnyConnection::connect(&site.site.database.url)
                .await
                .unwrap(),
            dialect: site.dialect,
            number: i64::try_from(number).unwrap(),
            name: format!("{}_{number}", site.reader),
            last: 0,
        }
    }

    /// Writes, and leaves its transaction open.
    pub(super) async fn leave_open(&mut self) {
        self.begin().await.ok();
        self.insert(1).await.ok();
    }

    /// Ends it.
    pub(super) async fn end(mut self) {
        if self.last > 0 {
            self.run("COMMIT").await.ok();
        }
        self.connection.close().await.unwrap();
    }

    /// Transactions until a time; how many were committed.
    pub(super) async fn write(&mut self, mut rng: Rng, until: Instant) -> usize {
        let mut committed = 0;
        while Instant::now() < until {
            match self.transaction(&mut rng).await {
                Ok(whole) => committed += usize::from(whole),
                Err(Failed) => drop(self.run("ROLLBACK").await),
            }
            self.pause(&mut rng, 50).await;
        }
        committed
    }

    /// One transaction; whether it was committed.
    async fn transaction(&mut self, rng: &mut Rng) -> Result<bool, Failed> {
        self.begin().await?;
        // In one order, so that few deadlock; some of them twice.
        let mut keys: Vec<i64> = (0..rng.u32(0..4)).map(|_| rng.i64(1..=HOT)).collect();
        keys.sort_unstable();
        for key in keys {
            self.change(key, rng).await?;
        }
        match rng.u8(0..6) {
            0 => self.insert(rng.i64(2..8)).await?,
            1 => {
                self.run("SAVEPOINT s").await?;
                self.insert(1).await?;
                self.run("ROLLBACK TO SAVEPOINT s").await?;
                self.insert(1).await?;
            }
            2 if self.last > 0 => {
                let own = (self.number + 1) * 100_000 + rng.i64(1..=self.last);
                self.run(&format!("DELETE FROM permits WHERE id = {own}"))
                    .await?;
            }
            _ => self.insert(1).await?,
        }
        self.pause(rng, 300).await;
        match rng.u8(0..10) {
            0 => self.run("ROLLBACK").await.map(|()| false),
            1 if self.dialect == Dialect::Postgres => self.prepared(rng).await.map(|()| true),
            _ => self.run("COMMIT").await.map(|()| true),
        }
    }

    async fn begin(&mut self) -> Result<(), Failed> {
        match self.dialect {
            Dialect::Sqlite => self.run("BEGIN IMMEDIATE").await,
            Dialect::Postgres => self.run("BEGIN").await,
            Dialect::MySql => {
                self.run("BEGIN").await?;
                self.run("SET @begun = NOW(6)").await
            }
        }
    }

    /// Counts a permit up, at the time its transaction began; in some of them cut to the second, so that times tie.
    async fn change(&mut self, key: i64, rng: &mut Rng) -> Result<(), Failed> {
        if self.dialect == Dialect::Postgres && rng.u8(0..3) == 0 {
            // The id of its line of the log is drawn long before it is written.
            self.run("SELECT set_config('stress.id', nextval('change_log_id')::text, FALSE)")
                .await?;
            self.pause(rng, 300).await;
        }
        let tied = rng.bool();
        let (time, count) = match (self.dialect, tied) {
            (Dialect::Postgres, false) => ("now()", "CAST(place AS bigint) + 1"),
            (Dialect::Postgres, true) => {
                ("date_trunc('second', now())", "CAST(place AS bigint) + 1")
            }
            (Dialect::MySql, false) => ("@begun", "place + 1"),
            (Dialect::MySql, true) => ("CAST(@begun AS DATETIME)", "place + 1"),
            (Dialect::Sqlite, _) => (
                "strftime('%Y-%m-%d %H:%M:%f', 'now')",
                "CAST(place AS INTEGER) + 1",
            ),
        };
        self.run(&format!(
            "UPDATE permits SET place = {count}, changed_at = {time}, sent = '0' WHERE id = {key}"
        ))
        .await?;
        self.pause(rng, 300).await;
        Ok(())
    }

    /// New permits, written slowly by one statement where there are several.
    async fn insert(&mut self, count: i64) -> Result<(), Failed> {
        let first = (self.number + 1) * 100_000 + self.last + 1;
        self.last += count;
        let last = first + count - 1;
        self.run(&match self.dialect {
            Dialect::Postgres => format!(
                "INSERT INTO permits (id, place) \
                 SELECT n, CAST(1 + 0 * length(CAST(pg_sleep(0.02) AS text)) AS text) FROM generate_series({first}, {last}) AS n"
            ),
            Dialect::MySql => format!(
                "INSERT INTO permits (id, place, changed_at) SELECT seq, 1 + SLEEP(0.02), @begun FROM seq_{first}_to_{last}"
            ),
            Dialect::Sqlite => format!(
                "WITH RECURSIVE n(id) AS (SELECT {first} UNION ALL SELECT id + 1 FROM n WHERE id < {last}) \
                 INSERT INTO permits (id, place) SELECT id, '1' FROM n"
            ),
        })
        .await
    }

    /// A transaction that no session holds for a while.
    async fn prepared(&mut self, rng: &mut Rng) -> Result<(), Failed> {
        let name = self.name.clone();
        self.run(&format!("PREPARE TRANSACTION '{name}'")).await?;
        self.pause(rng, 300).await;
        self.run(&format!("COMMIT PREPARED '{name}'")).await
    }

    /// Up to so many milliseconds; four times as long in a long stress, so that transactions last up to five seconds.
    /// Within a transaction SQLite lets nobody else write.
    async fn pause(&mut self, rng: &mut Rng, most: u64) {
        let most = match self.dialect {
            Dialect::Sqlite => most / 20,
            _ if super::period() > Duration::from_secs(30) => most * 4,
            _ => most,
        };
        tokio::time::sleep(Duration::from_millis(rng.u64(0..=most))).await;
    }

    async fn run(&mut self, sql: &str) -> Result<(), Failed> {
        match self.connection.execute(AssertSqlSafe(sql.to_owned())).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let text = error.to_string();
                let expected = [
                    "deadlock",
                    "Deadlock",
                    "locked",
                    "Record has changed",
                    "no transaction",
                ];
                assert!(
                    expected.iter().any(|words| text.contains(words)),
                    "{text}\n{sql}"
                );
                Err(Failed)
            }
        }
    }
}
