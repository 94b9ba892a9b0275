//! Streams of kind `flag` and `scan`: keys in their order, whatever else a row holds.
//!
//! A page goes on behind the last key, never by a count of rows: what is written meanwhile shifts nothing. The position
//! keeps the last key, so that a look or a round that was cut off goes on where it was.

use super::StreamReader;
use crate::language::text;
use crate::source::driver::Driver;
use crate::source::statement::Arg;
use crate::source::statements::{due_args, due_names};
use crate::source::{FlagPosition, Key, KeyPart, Page, Position, RowSet, ScanPosition};
use crate::source::{Sighting, SourceError, Value};
use crate::sql::Dialect;

/// How many keys are looked for that the database holds for the same as a page's last one.
const TIES: u32 = 1000;

/// Some keys, and where they end.
struct Stretch {
    keys: Vec<Key>,
    /// The last of them; empty where no more follow.
    last: Vec<KeyPart>,
}

impl<D: Driver> StreamReader<'_, D> {
    /// The next due rows of a look.
    pub(super) async fn flag_page(
        &self,
        at: &FlagPosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        let Stretch { keys, last } = self.stretch(&at.after, limit).await?;
        let end = last.is_empty();
        let position = Position::Flag(FlagPosition { after: last });
        Ok(candidates(keys, position, end))
    }

    /// The next keys of a round.
    pub(super) async fn scan_page(
        &self,
        at: &ScanPosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        let Stretch { keys, last } = self.stretch(&at.after, limit).await?;
        let end = last.is_empty();
        let position = Position::Scan(ScanPosition {
            round: at.round + i64::from(end),
            after: last,
        });
        Ok(candidates(keys, position, end))
    }

    /// Neither a flag nor a scan says when a row was written.
    pub(super) fn timeless(&self) -> SourceError {
        self.refused("begin", &text!("source-begin-all-only"))
    }

    /// The column of the flag; some constant where there is none.
    pub(super) fn flag_column(&self) -> &str {
        self.stream.flag.as_ref().map_or("1", |flag| &flag.column)
    }

    /// The next at most `limit` keys behind `after`, and those that the database holds for the same as the last one.
    async fn stretch(&self, after: &[KeyPart], limit: u32) -> Result<Stretch, SourceError> {
        let statements = Self::statements();
        let text = if after.is_empty() {
            statements.keys_all
        } else {
            statements.keys_next
        };
        let found = self.fetch_keys(text, after, limit).await?;
        let mut keys = self.keys(&found)?;
        let Some(last) = found
            .rows
            .last()
            .filter(|_| found.rows.len() >= limit as usize)
        else {
            return Ok(Stretch {
                keys,
                last: Vec::new(),
            });
        };
        let last = self.key_mark(last)?;
        // `abc` may follow `ABC `: the next page begins behind both.
        let tied = self.fetch_keys(statements.keys_tied, &last, TIES).await?;
        let mut tied = self.keys(&tied)?;
        tied.retain(|key| !keys.contains(key));
        keys.extend(tied);
        Ok(Stretch { keys, last })
    }

    async fn fetch_keys(
        &self,
        text: &str,
        after: &[KeyPart],
        limit: u32,
    ) -> Result<RowSet, SourceError> {
        let names: Vec<String> = (0..after.len()).map(|n| format!("key_{n}")).collect();
        let parts = std::iter::zip(&names, after).enumerate();
        let mut args: Vec<(&str, Arg<'_>)> = parts
            .map(|(n, (name, part))| match part {
                KeyPart::Integer(number) => (name.as_str(), Arg::Integer(*number)),
                KeyPart::Text(text) => (name.as_str(), Arg::Like(n + 1, text)),
            })
            .collect();
        let flag = self.stream.flag.as_ref();
        let due = flag.map(due_names).unwrap_or_default();
        if let Some(flag) = flag {
            args.extend(due_args(&due, flag, |value| Arg::Like(0, value)));
        }
        self.fetch(text, limit, &args).await
    }

    /// The key of a row as a position keeps it.
    fn key_mark(&self, row: &[Value]) -> Result<Vec<KeyPart>, SourceError> {
        let texts = self.key_parts(row)?;
        let columns = std::iter::zip(&self.stream.key, &row[1..]);
        let mark = |(text, (column, value)): (String, (&String, &Value))| match value {
            Value::Int(number) if D::DIALECT == Dialect::Sqlite => i64::try_from(*number)
                .map(KeyPart::Integer)
                .map_err(|_| self.unordered(column)),
            Value::Float(_) | Value::Real(_) | Value::Bytes(_) if D::DIALECT == Dialect::Sqlite => {
                Err(self.unordered(column))
            }
            _ => Ok(KeyPart::Text(text)),
        };
        std::iter::zip(texts, columns).map(mark).collect()
    }

    fn unordered(&self, column: &str) -> SourceError {
        self.refused("key", &text!("source-key-unordered", column = column))
    }
}

fn candidates(keys: Vec<Key>, position: Position, end: bool) -> Page {
    Page {
        deleted: Vec::new(),
        keys,
        times: Vec::new(),
        sighting: Sighting::Candidate,
        position,
        end,
        newest: None,
    }
}
