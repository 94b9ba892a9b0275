//! The site's application: permits are written, changed and deleted, in transactions that take their time, and some are rolled back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use fastrand::Rng;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use tokio_util::sync::CancellationToken;

/// How many permits there are at most.
const PERMITS: i64 = 80;

/// Writes until it is asked to stop. A server that is away is waited for; what it does not take is not counted.
pub(super) async fn write(
    url: String,
    mut rng: Rng,
    changes: Arc<AtomicU64>,
    stop: CancellationToken,
) {
    while !stop.is_cancelled() {
        let Ok(mut connection) = AnyConnection::connect(&url).await else {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        while !stop.is_cancelled() {
            match transact(&mut connection, &mut rng).await {
                Ok(committed) => changes.fetch_add(committed, Ordering::Relaxed),
                Err(_) => break,
            };
            tokio::time::sleep(Duration::from_millis(rng.u64(0..40))).await;
        }
    }
}

/// One transaction; how many changes it committed.
async fn transact(connection: &mut AnyConnection, rng: &mut Rng) -> Result<u64, sqlx::Error> {
    connection.execute("BEGIN").await?;
    let changes = rng.u64(1..4);
    for _ in 0..changes {
        let id = rng.i64(1..=PERMITS);
        let place = rng.u32(..);
        let is_deleted = rng.u8(..10) == 0;
        let mut statements = vec![format!("DELETE FROM permits WHERE id = {id}")];
        if !is_deleted {
            statements.push(format!(
                "INSERT INTO permits (id, kind, place, status) VALUES ({id}, 'confined_space', '罐区 {place}', 1)"
            ));
        }
        let op = if is_deleted { 'D' } else { 'U' };
        statements.push(format!(
            "INSERT INTO change_log (row_key, op) VALUES ('{id}', '{op}')"
        ));
        for statement in statements {
            connection.execute(AssertSqlSafe(statement)).await?;
        }
        tokio::time::sleep(Duration::from_millis(rng.u64(0..15))).await;
    }
    let is_kept = rng.u8(..8) != 0;
    connection
        .execute(if is_kept { "COMMIT" } else { "ROLLBACK" })
        .await?;
    Ok(if is_kept { changes } else { 0 })
}
