//! A connection, encrypted where the server can.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::SqliteConnectOptions;
use tokio::time::timeout;

use super::failure::{self, Unreached};
use crate::sql::Dialect;

/// Whether a connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// Never.
    Off,
    /// Where the server can.
    Preferred,
    /// Always.
    Demanded,
}

/// Options of a connection to one kind of database.
pub(crate) trait Reach: ConnectOptions<Connection: Sized> {
    /// What they say of TLS.
    fn tls(&self) -> Tls;

    /// The same without TLS.
    fn plain(self) -> Self;

    /// What is reached, as people name it.
    fn place(&self) -> String;
}

impl Reach for PgConnectOptions {
    fn tls(&self) -> Tls {
        match self.get_ssl_mode() {
            PgSslMode::Disable | PgSslMode::Allow => Tls::Off,
            PgSslMode::Prefer => Tls::Preferred,
            _ => Tls::Demanded,
        }
    }

    fn plain(self) -> Self {
        self.ssl_mode(PgSslMode::Disable)
    }

    fn place(&self) -> String {
        match self.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => format!("{}:{}", self.get_host(), self.get_port()),
        }
    }
}

impl Reach for MySqlConnectOptions {
    fn tls(&self) -> Tls {
        match self.get_ssl_mode() {
            MySqlSslMode::Disabled => Tls::Off,
            MySqlSslMode::Preferred => Tls::Preferred,
            _ => Tls::Demanded,
        }
    }

    fn plain(self) -> Self {
        self.ssl_mode(MySqlSslMode::Disabled)
    }

    fn place(&self) -> String {
        match self.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => format!("{}:{}", self.get_host(), self.get_port()),
        }
    }
}

impl Reach for SqliteConnectOptions {
    fn tls(&self) -> Tls {
        Tls::Off
    }

    fn plain(self) -> Self {
        self
    }

    fn place(&self) -> String {
        self.get_filename().display().to_string()
    }
}

/// A connection; and where it is not encrypted only because TLS failed, why it did.
///
/// # Errors
/// Why there is none, after no longer than `limit`.
pub(crate) async fn reach<O: Reach>(
    options: &O,
    limit: Duration,
) -> Result<(O::Connection, Option<String>), Unreached> {
    let reached = timeout(limit, encrypted_or_plain(options)).await;
    reached.unwrap_or(Err(Unreached::Slow))
}

async fn encrypted_or_plain<O: Reach>(
    options: &O,
) -> Result<(O::Connection, Option<String>), Unreached> {
    let failed = match options.connect().await {
        Ok(connection) => return Ok((connection, None)),
        Err(error) => error,
    };
    match options.tls() {
        Tls::Preferred if is_handshake(&failed) => {
            match options.clone().plain().connect().await {
                Ok(connection) => Ok((connection, Some(failure::handshake(&failed)))),
                // The account may demand TLS: both words matter.
                Err(refused @ sqlx::Error::Database(_)) => Err(Unreached::Handshake {
                    tls: failed,
                    plain: Some(refused),
                }),
                Err(other) => Err(Unreached::Failed(other)),
            }
        }
        Tls::Demanded if is_handshake(&failed) => Err(Unreached::Handshake {
            tls: failed,
            plain: None,
        }),
        _ => Err(Unreached::Failed(failed)),
    }
}

/// Whether an error may come of TLS. A server that knows no common version or cipher often just hangs up.
fn is_handshake(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Io(error) => matches!(
            error.kind(),
            ErrorKind::InvalidData
                | ErrorKind::UnexpectedEof
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
        ),
        _ => false,
    }
}

/// A URL with TLS switched off.
pub(crate) fn plain_url(url: &str, dialect: Dialect) -> String {
    let off = match dialect {
        Dialect::Postgres => "sslmode=disable",
        Dialect::MySql => "ssl-mode=DISABLED",
        Dialect::Sqlite => return url.to_owned(),
    };
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let is_mode = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !name.is_empty() && !["sslmode", "ssl-mode"].contains(&name)
    };
    let mut pairs: Vec<&str> = query.split('&').filter(is_mode).collect();
    pairs.push(off);
    format!("{address}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_without_tls_keeps_its_other_parameters() {
        for (dialect, url, plain) in [
            (
                Dialect::Postgres,
                "postgres://u@h/d",
                "postgres://u@h/d?sslmode=disable",
            ),
            (
                Dialect::MySql,
                "mysql://u@h/d?ssl-mode=PREFERRED&charset=gbk",
                "mysql://u@h/d?charset=gbk&ssl-mode=DISABLED",
            ),
            (
                Dialect::Postgres,
                "postgres://u@h/d?sslmode=prefer",
                "postgres://u@h/d?sslmode=disable",
            ),
        ] {
            assert_eq!(plain_url(url, dialect), plain);
        }
    }
}
