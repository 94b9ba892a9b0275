//! Where a `log` stream begins.

use chrono::NaiveDateTime;

use super::StreamReader;
use crate::language::text;
use crate::source::driver::Driver;
use crate::source::statement::Arg;
use crate::source::{Begin, LogPosition, Position, SourceError, Span, Value};

/// How many ids below its beginning a stream is looked through for missing ones.
const DEPTH: i128 = 1_000_000;
/// How many runs of missing ids it waits for there at most; the newest.
const RUNS: u32 = 1000;

impl<D: Driver> StreamReader<'_, D> {
    /// Where such a log begins to be read.
    pub(super) async fn begin_log(&self, begin: &Begin) -> Result<Position, SourceError> {
        let after = match begin {
            Begin::All => {
                return Ok(Position::Log(LogPosition::behind(
                    self.id_before_first().await?,
                )));
            }
            Begin::Now => self.last_id().await?,
            Begin::Id(id) => *id,
            Begin::Time(time) => match self.first_id_of(*time).await? {
                Some(id) => id - 1,
                None => self.last_id().await?,
            },
        };
        // What is missing just below may be written by transactions that are open now: it is part of the stream.
        let mut position = LogPosition::behind(after);
        let spans = self.missing_below(after).await?;
        self.miss(&mut position.gaps, spans).await?;
        Ok(Position::Log(position))
    }

    async fn missing_below(&self, id: i128) -> Result<Vec<Span>, SourceError> {
        let least = (id - DEPTH).max(0);
        let (first, last) = (least.to_string(), id.to_string());
        let args = [
            ("first", Arg::Like(0, first.as_str())),
            ("last", Arg::Like(0, &last)),
        ];
        let found = self
            .fetch(Self::statements().log_missing, RUNS, &args)
            .await?;
        let mut spans = Vec::new();
        for row in found.rows.iter().rev() {
            let before = match &row[1] {
                Value::Null => least,
                before => self.id(before)?,
            };
            spans.extend(Span::missing(before.max(least), [self.id(&row[0])?]));
        }
        Ok(spans)
    }

    /// The id before the first one: 0, or below it where ids are.
    pub(super) async fn id_before_first(&self) -> Result<i128, SourceError> {
        let ends = self.ends().await?;
        Ok(ends.map_or(0, |(first, _)| (first - 1).min(0)))
    }

    /// The last id; 0 of an empty table.
    pub(super) async fn last_id(&self) -> Result<i128, SourceError> {
        Ok(self.ends().await?.map_or(0, |(_, last)| last))
    }

    /// The first and the last id; none of an empty table.
    pub(super) async fn ends(&self) -> Result<Option<(i128, i128)>, SourceError> {
        let found = self.fetch(Self::statements().log_ends, 1, &[]).await?;
        match found.rows.first() {
            Some(row) if row[1] != Value::Null => Ok(Some((self.id(&row[0])?, self.id(&row[1])?))),
            _ => Ok(None),
        }
    }

    /// The first id written at that time or later; none where there is none yet.
    pub(super) async fn first_id_of(
        &self,
        time: NaiveDateTime,
    ) -> Result<Option<i128>, SourceError> {
        let Some(at) = &self.stream.at else {
            return Err(self.refused("begin", &text!("source-begin-no-time")));
        };
        let Some(time) = self.time_like(at, time).await? else {
            return Ok(None);
        };
        let args = [("time", Arg::Like(1, &time))];
        let found = self.fetch(Self::statements().log_from, 1, &args).await?;
        let first = found.rows.first().map(|row| self.id(&row[0]));
        first.transpose()
    }
}
