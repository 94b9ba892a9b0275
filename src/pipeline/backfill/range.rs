//! Which records a backfill is about.

use std::fmt;

use chrono::NaiveDateTime;

/// Which records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// Those that were changed at or after a time and before another, in the source's zone.
    Times {
        /// From then on.
        from: NaiveDateTime,
        /// And before then.
        to: NaiveDateTime,
    },
    /// Those of these keys.
    Keys(Vec<String>),
    /// All that the streams' tables hold.
    All,
}

/// As it is typed.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Times { from, to } => {
                let form = "%Y-%m-%dT%H:%M:%S";
                write!(f, "--from {} --to {}", from.format(form), to.format(form))
            }
            Self::Keys(keys) => write!(f, "--keys {}", keys.join(",")),
            Self::All => f.write_str("--all"),
        }
    }
}
