//! The server that holds the state: reached once before the pool is made, which would keep the reason of a failure to itself.

use std::str::FromStr;
use std::time::Duration;

use sqlx::Connection;
use sqlx::mysql::MySqlConnectOptions;
use sqlx::postgres::PgConnectOptions;
use tracing::warn;

use super::LedgerError;
use crate::database::{Reach, Unreached, lends_by_transaction, plain_url, reach};
use crate::sql::Dialect;

/// The longest wait for a server to let us in.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// The URL by which the pool connects: without TLS where that fails and nothing demands it.
///
/// # Errors
/// Why the server is not reached; a pooler that lends sessions by the transaction. The state's connections keep settings
/// and prepared statements, which such a pooler would pass on to its next client.
pub(super) async fn reachable(url: &str, dialect: Dialect) -> Result<String, LedgerError> {
    match dialect {
        Dialect::Sqlite => Ok(url.to_owned()),
        Dialect::MySql => {
            let options = MySqlConnectOptions::from_str(url)?;
            encrypted_or_plain(&options, url, dialect).await
        }
        Dialect::Postgres => {
            let options = PgConnectOptions::from_str(url)?.extra_float_digits(None);
            let url = encrypted_or_plain(&options, url, dialect).await?;
            let options = PgConnectOptions::from_str(&url)?.extra_float_digits(None);
            match lends_by_transaction(&options, CONNECT_LIMIT).await {
                Ok(false) => Ok(url),
                Ok(true) => Err(LedgerError::Pooler),
                Err(unreached) => Err(refused(&options, &unreached)),
            }
        }
    }
}

async fn encrypted_or_plain<O>(
    options: &O,
    url: &str,
    dialect: Dialect,
) -> Result<String, LedgerError>
where
    O: Reach,
    O::Connection: Connection,
{
    let reached = reach(options, CONNECT_LIMIT).await;
    let (connection, unencrypted) = reached.map_err(|unreached| refused(options, &unreached))?;
    // Whatever it says while it is closed, it was reached.
    let _ = connection.close().await;
    Ok(match unencrypted {
        None => url.to_owned(),
        Some(why) => {
            warn!(%why, "TLS with the state's server fails, and nothing demands it: connected without TLS");
            plain_url(url, dialect)
        }
    })
}

fn refused<O: Reach>(options: &O, unreached: &Unreached) -> LedgerError {
    LedgerError::Unreached {
        reason: unreached.reason(&options.place()),
    }
}
