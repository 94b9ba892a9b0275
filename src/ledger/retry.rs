//! Transactions that lost against another one are done again.

use std::future::Future;
use std::time::{Duration, Instant};

use super::LedgerError;

/// How often a transaction is tried.
const TRIES: u32 = 12;

/// Does `once`, a whole transaction, and does it again when the database says that it lost against another one.
/// It may be done twice: a fence and a version that is compared keep the second from doing harm.
pub(super) async fn retried<T, F>(mut once: impl FnMut() -> F) -> Result<T, LedgerError>
where
    F: Future<Output = Result<T, LedgerError>>,
{
    let mut tries = 1;
    loop {
        match once().await {
            Err(error) if tries < TRIES && lost(&error) => {
                let pause = fastrand::u64(1..=20 * u64::from(tries));
                tokio::time::sleep(Duration::from_millis(pause)).await;
                tries += 1;
            }
            result => return result,
        }
    }
}

/// Does `once` again for as long as `patience`, where the database turns away at once whoever it should let wait.
pub(super) async fn insisted<T, F>(
    patience: Duration,
    mut once: impl FnMut() -> F,
) -> Result<T, LedgerError>
where
    F: Future<Output = Result<T, LedgerError>>,
{
    let end = Instant::now() + patience;
    loop {
        match once().await {
            Err(error) if Instant::now() < end && lost(&error) => {
                tokio::time::sleep(Duration::from_millis(fastrand::u64(5..=50))).await;
            }
            result => return result,
        }
    }
}

/// Whether the transaction only lost against another one: a deadlock, a conflict, a lock not had in time, or a row
/// that another one inserted first (the next try finds it).
fn lost(error: &LedgerError) -> bool {
    let LedgerError::Database(sqlx::Error::Database(error)) = error else {
        return false;
    };
    if error.is_unique_violation() {
        return true;
    }
    let Some(code) = error.code() else {
        return false;
    };
    match code.as_ref() {
        // PostgreSQL and MySQL: serialization failure, deadlock.
        "40001" | "40P01" => true,
        // SQLite: BUSY and LOCKED; the low byte is the kind, the rest says more. SQLSTATEs have five characters.
        other => other.len() < 5 && matches!(other.parse::<u32>().map(|n| n & 0xff), Ok(5 | 6)),
    }
}
