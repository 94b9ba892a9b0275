//! Texts whose bytes are not what the database says they are.

use super::SourceError;
use super::misread::{as_gbk, bytes_in_latin1, misread};
use super::statement::{Arg, Statement};
use crate::language::text;

/// How the bytes of a text are read.
///
/// A text in columns that are called latin1, or that was stored through a connection that said so, comes out as latin1's characters;
/// each of them is a byte of what was meant. A text that has other characters is what it is, and so is one that is not of the
/// charset that was named: the mapping refuses it where it is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// As the database gives them out.
    #[default]
    AsGiven,
    /// As UTF-8.
    Utf8,
    /// As GBK (GB 18030); in SQLite also texts whose bytes are no UTF-8.
    Gbk,
}

impl Charset {
    /// The charset of this name in a configuration.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf8" | "utf-8" | "utf8mb4" => Some(Self::Utf8),
            "gbk" | "gb2312" | "gb18030" => Some(Self::Gbk),
            _ => None,
        }
    }

    /// Reads a text that a database gave out in UTF-8; what is none becomes U+FFFD, which refuses its record.
    pub(super) fn text(self, bytes: &[u8]) -> String {
        self.mended(String::from_utf8_lossy(bytes).into_owned())
    }

    /// Reads a text whose bytes the database does not look at.
    pub(super) fn raw(self, bytes: &[u8]) -> String {
        if self == Self::Gbk && !bytes.is_ascii() {
            // Stored as UTF-8 by who took it for latin1 before.
            if let Ok(text) = std::str::from_utf8(bytes)
                && misread(text).is_some()
            {
                return self.mended(text.to_owned());
            }
            return as_gbk(bytes).unwrap_or_else(|| "\u{fffd}".to_owned());
        }
        self.text(bytes)
    }

    fn mended(self, text: String) -> String {
        if self == Self::AsGiven || text.is_ascii() {
            return text;
        }
        let Some(bytes) = bytes_in_latin1(&text) else {
            return text;
        };
        let meant = match self {
            Self::AsGiven => None,
            Self::Utf8 => String::from_utf8(bytes).ok(),
            Self::Gbk => as_gbk(&bytes),
        };
        meant.unwrap_or(text)
    }

    /// Refuses what would match nothing: such a text is not compared as what it means.
    pub(super) fn check(self, statement: &Statement<'_>) -> Result<(), SourceError> {
        if self == Self::AsGiven {
            return Ok(());
        }
        if !statement.sql.is_ascii() {
            return Err(SourceError::Sql {
                code: "charset".to_owned(),
                message: text!("source-charset-statement"),
            });
        }
        let foreign = |arg: &Arg<'_>| match arg {
            Arg::Text(text) | Arg::Like(_, text) => !text.is_ascii(),
            Arg::Integer(_) => false,
        };
        match statement.args.iter().any(foreign) {
            false => Ok(()),
            true => Err(SourceError::Value {
                message: text!("source-charset-key"),
            }),
        }
    }
}
