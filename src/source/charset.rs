//! Texts whose bytes are not what the database says they are.

use encoding_rs::GBK;

use super::SourceError;
use super::statement::{Arg, Statement};
use crate::language::text;

/// How the bytes of a text are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// As the database gives them out.
    #[default]
    Utf8,
    /// As GBK (GB 18030), in columns that MySQL takes for latin1.
    Gbk,
}

/// Stands for what cannot be read; a text that holds it refuses its record.
const DAMAGED: &str = "\u{fffd}";

impl Charset {
    /// The charset of this name in a configuration.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf8" | "utf-8" | "utf8mb4" => Some(Self::Utf8),
            "gbk" | "gb2312" | "gb18030" => Some(Self::Gbk),
            _ => None,
        }
    }

    /// The character set of a session that gives the bytes out as they are.
    pub(super) fn session(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8mb4",
            Self::Gbk => "latin1",
        }
    }

    /// Reads a text; what cannot be read becomes U+FFFD. Where a column is not in latin1 the server has put `?` for what
    /// latin1 cannot hold, so that a question mark may have been anything.
    pub(super) fn text(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Gbk => {
                let (text, _) = GBK.decode_without_bom_handling(bytes);
                text.replace('?', DAMAGED)
            }
        }
    }

    /// Refuses what cannot be written in such a session: the driver writes UTF-8, and its bytes would match nothing.
    pub(super) fn check(self, statement: &Statement<'_>) -> Result<(), SourceError> {
        if self == Self::Utf8 {
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
