//! Poolers in front of PostgreSQL that lend a session for one transaction only (PgBouncer with `pool_mode = transaction`
//! or `statement`, and its like).
//!
//! What a session keeps behind such a pooler is the next client's: settings, named prepared statements, advisory locks,
//! LISTEN. A site's database is read and written through it all the same, for nothing of ours outlives a
//! transaction; the state and wake-ups need sessions of their own.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection, Executor, Row};
use tokio::time::timeout;

use super::failure::Unreached;
use super::reach::reach;

/// How often it is looked, where nothing shows a pooler: other clients may have had the session in between.
const LOOKS: u32 = 3;

/// Whether whoever answers there lends sessions by the transaction. Nothing is set in any session to find out.
///
/// A connection without a transaction keeps no session there: a second one is given the same, or the first is given another
/// while the second holds its own. A pooler that lends a session to a client for good, and a server, show neither.
///
/// # Errors
/// Why it is not reached.
pub(crate) async fn lends_by_transaction(
    options: &PgConnectOptions,
    limit: Duration,
) -> Result<bool, Unreached> {
    let (mut one, _) = reach(options, limit).await?;
    // A server that allows but one connection shows nothing, and neither does a pooler that has but one session to lend.
    let Ok((mut other, _)) = reach(options, limit).await else {
        return Ok(false);
    };
    let looked = timeout(limit, look(&mut one, &mut other)).await;
    let found = match looked {
        Ok(Ok(found)) => found,
        // A pooler that lends by the statement refuses transactions.
        Ok(Err(sqlx::Error::Database(refused))) => refused.code().as_deref() == Some("08P01"),
        Ok(Err(error)) => return Err(Unreached::Failed(error)),
        Err(_) => false,
    };
    let _ = timeout(limit, one.close()).await;
    let _ = timeout(limit, other.close()).await;
    Ok(found)
}

async fn look(one: &mut PgConnection, other: &mut PgConnection) -> Result<bool, sqlx::Error> {
    for _ in 0..LOOKS {
        let before = session(one).await?;
        other.execute("BEGIN READ ONLY").await?;
        let held = session(other).await?;
        let lends = held == before || session(one).await? != before;
        other.execute("COMMIT").await?;
        if lends {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The server's process behind a connection.
async fn session(connection: &mut PgConnection) -> Result<i32, sqlx::Error> {
    let row = connection
        .fetch_one(sqlx::raw_sql("SELECT pg_backend_pid()"))
        .await?;
    row.try_get_unchecked(0)
}
