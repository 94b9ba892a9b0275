//! Whether a writer ever waits for a lock of the poller.
//!
//! MariaDB takes a new picture of its locks only when nobody looked at the last one for 100 ms.

use std::time::Duration;

use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};
use tokio_util::sync::CancellationToken;

use super::site::Stressed;

/// Looks again and again at who waits for whom.
pub(super) struct Blockers {
    connection: Option<AnyConnection>,
    look: String,
    pub(super) pause: Duration,
}

impl Blockers {
    /// SQLite does not say who waits; there the WAL mode lets readers and writers pass.
    pub(super) async fn new(site: &Stressed) -> Self {
        let reader = &site.reader;
        let look = match site.dialect {
            Dialect::Sqlite => {
                return Self {
                    connection: None,
                    look: String::new(),
                    pause: Duration::from_secs(1),
                };
            }
            Dialect::Postgres => format!(
                "SELECT COUNT(*) FROM pg_stat_activity AS w, unnest(pg_blocking_pids(w.pid)) AS b(pid) \
                 JOIN pg_stat_activity AS p ON p.pid = b.pid WHERE p.usename = '{reader}'"
            ),
            Dialect::MySql => format!(
                "SELECT COUNT(*) FROM information_schema.INNODB_LOCK_WAITS AS w \
                 JOIN information_schema.INNODB_TRX AS b ON b.trx_id = w.blocking_trx_id \
                 JOIN information_schema.PROCESSLIST AS p ON p.id = b.trx_mysql_thread_id WHERE p.user = '{reader}'"
            ),
        };
        let connection = AnyConnection::connect(&site.site.database.url)
            .await
            .unwrap();
        let pause = match site.dialect {
            Dialect::MySql => Duration::from_millis(110),
            _ => Duration::from_millis(10),
        };
        Self {
            connection: Some(connection),
            look,
            pause,
        }
    }

    /// How many wait now.
    pub(super) async fn now(&mut self) -> i64 {
        let Some(connection) = &mut self.connection else {
            return 0;
        };
        let look = sqlx::query(AssertSqlSafe(self.look.clone()));
        look.fetch_one(connection).await.unwrap().get(0)
    }

    /// How often was looked, and how often a writer waited for the poller.
    pub(super) async fn watch(mut self, stop: CancellationToken) -> (u32, u32) {
        let (mut samples, mut blocked) = (0, 0);
        while !stop.is_cancelled() {
            samples += 1;
            blocked += u32::from(self.now().await > 0);
            tokio::time::sleep(self.pause).await;
        }
        (samples, blocked)
    }
}
