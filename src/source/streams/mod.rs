//! How a stream is walked: which statement asks for what comes next, and what its rows say.

mod gaps;
mod keys;
mod log;
mod log_tx;
mod lookback;
mod range;
mod reset;
mod updated;

use std::borrow::Cow;

use chrono::NaiveDateTime;

use super::check::refuse_untransactional;
use super::driver::{Driver, Wanted};
use super::moment::Calendar;
use super::statement::{Arg, Statement, fraction};
use super::statements::Statements;
use super::{Begin, FlagPosition, Key, Page, Position, RowSet, ScanPosition};
use super::{SourceError, Stream, StreamKind, UpdatedPosition, Value};
use crate::language::text;
use crate::sql::{Dialect, fill};

/// A stream on its database.
pub(super) struct StreamReader<'a, D> {
    /// The database.
    pub(super) driver: &'a D,
    /// The stream.
    pub(super) stream: &'a Stream,
}

impl<D: Driver> StreamReader<'_, D> {
    /// Where `begin` puts a stream that was never read.
    pub(super) async fn begin(&self, begin: &Begin) -> Result<Position, SourceError> {
        if self.stream.kind == StreamKind::Log {
            refuse_untransactional(self.driver, D::DIALECT, self.stream).await?;
        }
        match (self.stream.kind, begin) {
            (StreamKind::Log, _) if self.stream.txid.is_some() => self.begin_log_tx(begin).await,
            (StreamKind::Log, _) => self.begin_log(begin).await,
            (StreamKind::Updated, Begin::All) => Ok(Position::Updated(UpdatedPosition::default())),
            (StreamKind::Updated, Begin::Now) => self.behind_last_row().await,
            (StreamKind::Updated, Begin::Time(time)) => self.at_time(*time).await,
            (StreamKind::Updated, Begin::Id(_)) => {
                Err(self.refused("begin", &text!("source-begin-time-only")))
            }
            (StreamKind::Flag, Begin::All) => Ok(Position::Flag(FlagPosition::default())),
            (StreamKind::Scan, Begin::All) => Ok(Position::Scan(ScanPosition::default())),
            (StreamKind::Flag | StreamKind::Scan, _) => Err(self.timeless()),
        }
    }

    /// The page behind `position`.
    pub(super) async fn page(&self, position: &Position, limit: u32) -> Result<Page, SourceError> {
        match (self.stream.kind, position) {
            (StreamKind::Log, Position::Range(at)) => self.range_of_log(at, limit).await,
            (_, Position::Range(at)) => self.range_of_updated(at, limit).await,
            (StreamKind::Log, Position::Log(at)) if self.stream.txid.is_some() => {
                self.log_tx_page(at, limit).await
            }
            (StreamKind::Log, Position::Log(at)) => self.log_page(at, limit).await,
            (StreamKind::Updated, Position::Updated(at)) => self.updated_page(at, limit).await,
            (StreamKind::Flag, Position::Flag(at)) => self.flag_page(at, limit).await,
            (StreamKind::Scan, Position::Scan(at)) => self.scan_page(at, limit).await,
            _ => Err(self.refused("position", &text!("source-position-other-kind"))),
        }
    }

    fn statements() -> &'static Statements {
        Statements::of(D::DIALECT)
    }

    fn calendar(&self) -> Calendar {
        Calendar {
            zone: self.driver.settings().timezone,
            unit: self.stream.unit,
        }
    }

    /// The keys of a page's rows.
    fn keys(&self, found: &RowSet) -> Result<Vec<Key>, SourceError> {
        // What has more digits than SQLite writes is compared as a text, which a column of no type holds for greater than any number.
        let untyped = D::DIALECT == Dialect::Sqlite
            && self.stream.kind == StreamKind::Updated
            && found
                .columns
                .first()
                .is_some_and(|cursor| cursor.type_name.is_empty());
        if untyped
            && found
                .rows
                .iter()
                .filter(|row| matches!(row[0], Value::Float(_)))
                .filter_map(|row| row[0].text_form())
                .any(|text| fraction(&text).is_none() && text.contains('.'))
        {
            let column = self.stream.cursor.as_str();
            return Err(self.refused("cursor", &text!("source-cursor-untyped", column = column)));
        }
        let of_row = |row: &Vec<Value>| self.key_parts(row).map(Key::of_parts);
        found.rows.iter().map(of_row).collect()
    }

    /// The key of a row, whose first column is the cursor.
    fn key_parts(&self, row: &[Value]) -> Result<Vec<String>, SourceError> {
        let part = |(column, value): (&String, &Value)| {
            value.key_text().ok_or_else(|| {
                self.refused("key", &text!("source-key-null", column = column.as_str()))
            })
        };
        std::iter::zip(&self.stream.key, &row[1..])
            .map(part)
            .collect()
    }

    /// A time as a position keeps it.
    fn time_text(&self, value: &Value) -> Result<String, SourceError> {
        let time = self.calendar().instant(value);
        time.and_then(|_| value.text_form().map(Cow::into_owned))
            .ok_or_else(|| self.no_time())
    }

    /// A time of the site's zone as a time column writes it; `None` while no row shows how that is.
    async fn time_like(
        &self,
        column: &str,
        time: NaiveDateTime,
    ) -> Result<Option<String>, SourceError> {
        let sql = fill(
            Self::statements().time_form,
            &[("time", column), ("table", &self.stream.table)],
        );
        let statement = Statement::named(&sql, D::DIALECT, &[])?;
        let found = self.driver.ask(&statement, Wanted::Rows).await?;
        let Some(sample) = found.rows.first().map(|row| &row[0]) else {
            return Ok(None);
        };
        let time = self.calendar().local(sample, time);
        let time = time.ok_or_else(|| self.no_time())?;
        self.time_text(&time).map(Some)
    }

    fn no_time(&self) -> SourceError {
        self.refused("cursor", &text!("source-cursor-time"))
    }

    fn refused(&self, code: &str, reason: &str) -> SourceError {
        SourceError::Sql {
            code: code.to_owned(),
            message: text!(
                "source-of-stream",
                stream = self.stream.name.as_str(),
                reason = reason
            ),
        }
    }

    /// Fills a statement with the stream's names and runs it.
    async fn fetch(
        &self,
        text: &str,
        limit: u32,
        args: &[(&str, Arg<'_>)],
    ) -> Result<RowSet, SourceError> {
        self.fetch_as(Wanted::Rows, text, limit, args).await
    }

    async fn fetch_as(
        &self,
        wanted: Wanted,
        text: &str,
        limit: u32,
        args: &[(&str, Arg<'_>)],
    ) -> Result<RowSet, SourceError> {
        let stream = self.stream;
        let key = |column: &String| match stream.kind {
            StreamKind::Log | StreamKind::Flag | StreamKind::Scan => column.clone(),
            StreamKind::Updated => fill(Self::statements().ordered_key, &[("column", column)]),
        };
        let keys: Vec<String> = stream.key.iter().map(key).collect();
        let list = |form: &dyn Fn(&String) -> String, between: &str| {
            keys.iter().map(form).collect::<Vec<_>>().join(between)
        };
        let after: Vec<String> = (0..keys.len()).map(|at| format!(":key_{at}")).collect();
        let sql = fill(
            text,
            &[
                ("cursor", &stream.cursor),
                ("flag", self.flag_column()),
                ("due", &Self::statements().due(stream)),
                ("first_key", keys.first().map_or("", String::as_str)),
                ("key", &keys.join(", ")),
                ("keyless", &list(&|key| format!("{key} IS NULL"), " OR ")),
                ("key_desc", &list(&|key| format!("{key} DESC"), ", ")),
                ("after", &after.join(", ")),
                ("at", stream.at.as_deref().unwrap_or("NULL")),
                ("op", stream.op.as_ref().map_or("NULL", |op| &op.column)),
                ("txid", stream.txid.as_deref().unwrap_or("NULL")),
                ("table", &stream.table),
                ("filter", &stream.condition()),
                ("limit", &limit.to_string()),
            ],
        );
        let params = stream.params.iter();
        let params = params.map(|(name, param)| (name.as_str(), Arg::from(param)));
        let args: Vec<_> = args.iter().copied().chain(params).collect();
        let statement = Statement::named(&sql, D::DIALECT, &args)?;
        self.driver.ask(&statement, wanted).await
    }
}
