//! Opening the ledger: where it lies, connections, transactions.

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, Connection, Executor};

use super::file::StateFile;
use super::migrations::migrate;
use super::private::keep_private;
use super::retry::insisted;
use super::server::reachable;
use super::statements::Statements;
use super::{Ledger, LedgerError};
use crate::sql::Dialect;

/// Most connections held at once. Every write is one short transaction.
const CONNECTIONS: u32 = 8;

/// How long a new SQLite file is knocked at, while another process makes it ready.
const TURNED_AWAY: Duration = Duration::from_secs(30);

/// SQLite's code for a file that cannot be opened or made.
const CANNOT_OPEN: &str = "14";

impl Ledger {
    /// Opens the ledger at `url` and brings its tables up to date. A SQLite file that is not there is made; its folder must be.
    pub async fn open(url: &str) -> Result<Self, LedgerError> {
        let dialect = Dialect::of_url(url).ok_or_else(|| LedgerError::Scheme {
            scheme: url.split_once(':').map_or("", |(scheme, _)| scheme).into(),
        })?;
        sqlx::any::install_default_drivers();
        let url = match dialect {
            Dialect::Sqlite => sqlite_url(url),
            Dialect::Postgres | Dialect::MySql => reachable(url, dialect).await?,
        };
        let sql = Statements::of(dialect);
        if dialect == Dialect::Sqlite {
            StateFile::refuse_anew(&url)?;
        }
        // Makes the file where there is none.
        keep_private(&url);
        // Once outside the pool, which would try until its time is up and then say no more than that.
        // Tried again: while one process makes a new SQLite file a WAL file, the others are turned away at once.
        let first = insisted(TURNED_AWAY, || first_connection(&url, sql.connect)).await?;
        // From here on nothing makes the file anew: one that is deleted is missed, instead of being replaced by an empty one.
        let url = url.replace("mode=rwc", "mode=rw");
        let in_memory = url.contains(":memory:") || url.contains("mode=memory");
        let pool = AnyPoolOptions::new()
            .max_connections(if dialect == Dialect::Sqlite {
                1
            } else {
                CONNECTIONS
            })
            .min_connections(u32::from(in_memory))
            .idle_timeout((!in_memory).then_some(Duration::from_secs(600)))
            .max_lifetime((!in_memory).then_some(Duration::from_secs(1800)))
            .test_before_acquire(dialect != Dialect::Sqlite)
            .after_connect(move |connection, _| {
                Box::pin(async move { connection.execute(sql.connect).await.map(|_| ()) })
            })
            .connect(&url)
            .await?;
        first.close().await?;
        migrate(&pool, dialect).await?;
        let salt = Self::find_salt(&pool, sql).await?;
        let file = match dialect {
            Dialect::Sqlite if !in_memory => StateFile::of_url(&url).map(Arc::new),
            _ => None,
        };
        Ok(Self {
            pool,
            sql,
            salt,
            file,
        })
    }

    /// Closes the ledger. Of SQLite all that was written lies in the one file afterwards, unless another process has it open.
    pub async fn close(&self) {
        match &self.file {
            Some(file) => file.close(&self.pool).await,
            None => self.pool.close().await,
        }
    }
}

async fn first_connection(url: &str, connect: &'static str) -> Result<AnyConnection, LedgerError> {
    let mut connection = AnyConnection::connect(url)
        .await
        .map_err(|error| unopened(url, error))?;
    connection.execute(connect).await?;
    Ok(connection)
}

/// A SQLite URL whose file is made where there is none.
pub(super) fn sqlite_url(url: &str) -> String {
    let rest = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = rest.strip_prefix("//").unwrap_or(rest);
    // Without the slashes: behind them the first name of a relative path would be read as a host.
    match path.split_once('?') {
        _ if path == ":memory:" => format!("sqlite:{path}"),
        None => format!("sqlite:{path}?mode=rwc"),
        Some((_, query)) if query.contains("mode=") => format!("sqlite:{path}"),
        Some(_) => format!("sqlite:{path}&mode=rwc"),
    }
}

/// Why the first connection was not to be had.
fn unopened(url: &str, error: sqlx::Error) -> LedgerError {
    let code = error.as_database_error().and_then(|error| error.code());
    if code.as_deref() != Some(CANNOT_OPEN) {
        return error.into();
    }
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    LedgerError::Folder { path: path.into() }
}

#[cfg(test)]
mod tests {
    use super::sqlite_url;

    #[test]
    fn a_sqlite_file_is_made_where_there_is_none() {
        for (given, opened) in [
            ("sqlite://shangbao.db", "sqlite:shangbao.db?mode=rwc"),
            ("sqlite:///var/a.db", "sqlite:/var/a.db?mode=rwc"),
            ("sqlite:a.db?mode=ro", "sqlite:a.db?mode=ro"),
            ("sqlite::memory:", "sqlite::memory:"),
        ] {
            assert_eq!(sqlite_url(given), opened, "{given}");
        }
    }
}
