//! What the ledger can answer instead.

use sqlx::migrate::MigrateError;
use sqlx::mysql::MySqlDatabaseError;
use thiserror::Error;

use crate::language::text;

/// Why the ledger could not do what was asked. Nothing of it was done.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The database cannot be reached, or failed.
    #[error("{}", text!("ledger-failed", error = .0.to_string()))]
    Database(sqlx::Error),
    /// Its server cannot be reached, or lets us not in.
    #[error("{}", text!("ledger-unreached", reason = .reason.as_str()))]
    Unreached {
        /// Why, with the remedy.
        reason: String,
    },
    /// A pooler lends the server's sessions by the transaction.
    #[error("{}", text!("ledger-pooler"))]
    Pooler,
    /// The disk that its database lies on is full.
    #[error("{}", text!("ledger-full", error = .0.to_string()))]
    Full(sqlx::Error),
    /// The disk that its file lies on does not take or give what it should.
    #[error("{}", text!("ledger-disk", error = .0.to_string()))]
    Disk(sqlx::Error),
    /// Its file is damaged.
    #[error("{}", text!("ledger-damaged", error = .error.as_str()))]
    Damaged {
        /// What SQLite says.
        error: String,
    },
    /// Its file was deleted, moved or replaced while it was open.
    #[error("{}", text!("ledger-lost", path = .path.as_str()))]
    Lost {
        /// The file.
        path: String,
    },
    /// The same, and what it held was saved beside it.
    #[error("{}", text!("ledger-rescued", path = .path.as_str(), rescued = .rescued.as_str()))]
    Rescued {
        /// The file.
        path: String,
        /// Where what it held lies now.
        rescued: String,
    },
    /// Its file is not there, and one lies beside it that was saved when the file was lost.
    #[error("{}", text!("ledger-not-put-back", path = .path.as_str(), rescued = .rescued.as_str()))]
    NotPutBack {
        /// The file.
        path: String,
        /// What was saved.
        rescued: String,
    },
    /// Its tables could not be made or brought up to date.
    #[error("{}", text!("ledger-no-tables", error = .0.to_string()))]
    Migration(MigrateError),
    /// Making them was cut off, and the database (MySQL) cannot undo that by itself.
    #[error("{}", text!("ledger-half-made", version = .version.to_string()))]
    HalfMade {
        /// The migration.
        version: i64,
    },
    /// The URL names no database that can hold the state.
    #[error("{}", text!("ledger-scheme", scheme = .scheme.as_str()))]
    Scheme {
        /// What stood before the colon.
        scheme: String,
    },
    /// The SQLite file cannot be opened or made.
    #[error("{}", text!("ledger-no-file", path = .path.as_str()))]
    Folder {
        /// The file, as the URL names it.
        path: String,
    },
    /// A key that is too long to be kept.
    #[error("{}", text!("ledger-key-long"))]
    LongKey,
    /// A key with U+0000, which PostgreSQL does not keep.
    #[error("{}", text!("ledger-key-nul"))]
    KeyWithNul,
    /// Something that cannot be written as JSON. What stands in the ledger stays as it is.
    #[error("{}", text!("ledger-unwritable", error = .0.to_string()))]
    Unwritable(serde_json::Error),
    /// A row of the state tables that no version of this program wrote.
    #[error("{}", text!("ledger-unknown", column = *.column, value = .value.as_str()))]
    Unknown {
        /// The column.
        column: &'static str,
        /// Its value: one of our own words, never a record's.
        value: String,
    },
}

impl LedgerError {
    /// Whether the file that the state lies in is lost or damaged, so that going on makes it worse.
    pub fn is_fatal(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. } | Self::Lost { .. } | Self::Rescued { .. }
        )
    }
}

/// What a database's error says of the disk.
enum Disk {
    Full,
    Fails,
    Damaged,
    Else,
}

/// How MySQL and MariaDB write the system's number 28 (ENOSPC), in every language.
const NO_SPACE: [&str; 4] = ["rror 28 ", "Errcode: 28", "errno: 28", "(28 "];

impl Disk {
    fn of(error: &sqlx::Error) -> Self {
        let sqlx::Error::Database(error) = error else {
            return Self::Else;
        };
        if let Some(error) = error.try_downcast_ref::<MySqlDatabaseError>() {
            // ER_DISK_FULL, ER_RECORD_FILE_FULL; EE_WRITE, ER_ERROR_ON_WRITE and ER_GET_ERRNO, which bring the system's number along.
            return match error.number() {
                1021 | 1114 => Self::Full,
                3 | 1026 | 1030 if NO_SPACE.iter().any(|no| error.message().contains(no)) => {
                    Self::Full
                }
                3 | 1026 | 1030 => Self::Fails,
                _ => Self::Else,
            };
        }
        let code = error.code().unwrap_or_default();
        match code.as_ref() {
            // PostgreSQL.
            "53100" => return Self::Full,
            // io_error.
            "58030" => return Self::Fails,
            code if code.len() == 5 => return Self::Else,
            _ => {}
        }
        // SQLite: the low byte is the kind, the rest says more.
        match code.parse::<u32>().map(|code| code & 0xff) {
            Ok(13) => Self::Full,
            // READONLY, IOERR.
            Ok(8 | 10) => Self::Fails,
            // CORRUPT, NOTADB.
            Ok(11 | 26) => Self::Damaged,
            _ => Self::Else,
        }
    }
}

impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        match Disk::of(&error) {
            Disk::Full => Self::Full(error),
            Disk::Fails => Self::Disk(error),
            Disk::Damaged => Self::Damaged {
                error: error.to_string(),
            },
            Disk::Else => Self::Database(error),
        }
    }
}

impl From<MigrateError> for LedgerError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Dirty(version) => Self::HalfMade { version },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self::Migration(other),
        }
    }
}
