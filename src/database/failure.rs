//! Why a server was not reached, in words with the remedy. Decided by kinds and codes: a server speaks any language.

use std::io::ErrorKind;

use sqlx::error::DatabaseError;
use sqlx::mysql::MySqlDatabaseError;

use crate::language::text;

/// Why there is no connection.
#[derive(Debug)]
pub(crate) enum Unreached {
    /// No answer in time.
    Slow,
    /// The network's or the server's word.
    Failed(sqlx::Error),
    /// TLS failed; and what the server said without it, where that was tried.
    Handshake {
        /// Why TLS failed.
        tls: sqlx::Error,
        /// What the server said without it.
        plain: Option<sqlx::Error>,
    },
}

impl Unreached {
    /// The reason with its remedy, without a password.
    pub(crate) fn reason(&self, place: &str) -> String {
        match self {
            Self::Slow => text!("database-slow", place = place),
            Self::Failed(error) => word(error, place),
            Self::Handshake { tls, plain: None } => text!(
                "database-tls-demanded",
                place = place,
                error = handshake(tls)
            ),
            Self::Handshake {
                tls,
                plain: Some(plain),
            } => text!(
                "database-tls-needed",
                place = place,
                error = handshake(tls),
                plain = word(plain, place)
            ),
        }
    }
}

/// What a server refuses while it is connected to.
enum Refused {
    Login,
    Database,
    Host,
    Full,
    Encryption,
    Starting,
    Pooler,
    File,
    Other,
}

/// What went wrong with TLS, in the words of who noticed.
pub(super) fn handshake(error: &sqlx::Error) -> String {
    let mut deepest: &dyn std::error::Error = error;
    loop {
        // An I/O error holds its cause, but its `source` is the cause's own.
        let held = deepest.downcast_ref::<std::io::Error>();
        let inner = held.and_then(std::io::Error::get_ref);
        match inner.map(|inner| inner as &dyn std::error::Error) {
            Some(inner) => deepest = inner,
            None => match deepest.source() {
                Some(source) => deepest = source,
                None => return deepest.to_string(),
            },
        }
    }
}

fn word(error: &sqlx::Error, place: &str) -> String {
    match error {
        sqlx::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            text!("database-nobody", place = place)
        }
        sqlx::Error::Io(error) if is_unresolved(error) => {
            text!("database-no-name", place = place, error = error.to_string())
        }
        sqlx::Error::Io(error) => {
            text!("database-no-way", place = place, error = error.to_string())
        }
        sqlx::Error::Database(refused) => refusal(refused.as_ref(), place),
        other => text!("database-no-way", place = place, error = other.to_string()),
    }
}

/// Whether the name of a host could not be resolved. The standard library has no kind of its own for that, but words.
fn is_unresolved(error: &std::io::Error) -> bool {
    error.raw_os_error().is_none() && error.to_string().contains("lookup address")
}

fn refusal(refused: &dyn DatabaseError, place: &str) -> String {
    let error = refused.message();
    match kind(refused) {
        Refused::Login => text!("database-login", place = place, error = error),
        Refused::Database => text!("database-no-database", place = place, error = error),
        Refused::Host => text!("database-host", place = place, error = error),
        Refused::Full => text!("database-full", place = place, error = error),
        Refused::Encryption => text!("database-encryption", place = place, error = error),
        Refused::Starting => text!("database-starting", place = place, error = error),
        Refused::Pooler => text!("database-pooler", place = place, error = error),
        Refused::File => text!("database-file", place = place, error = error),
        Refused::Other => text!("database-no-way", place = place, error = error),
    }
}

fn kind(refused: &dyn DatabaseError) -> Refused {
    if let Some(error) = refused.try_downcast_ref::<MySqlDatabaseError>() {
        return match error.number() {
            1044 | 1045 | 1698 | 1820 | 1862 | 3118 | 3955 | 4151 => Refused::Login,
            1049 => Refused::Database,
            1129 | 1130 => Refused::Host,
            1040 | 1203 | 1226 => Refused::Full,
            3159 => Refused::Encryption,
            1053 => Refused::Starting,
            _ => Refused::Other,
        };
    }
    match refused.code().as_deref() {
        Some("28P01" | "28000" | "42501") => Refused::Login,
        Some("3D000") => Refused::Database,
        Some("53300") => Refused::Full,
        Some("57P03") => Refused::Starting,
        // Servers do not refuse parameters of the protocol or of the session; poolers do.
        Some("08P01") => Refused::Pooler,
        Some("14") => Refused::File,
        _ => Refused::Other,
    }
}
