//! Streams of kind `log`: by a growing id; where they begin, and what comes next.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::StreamReader;
use crate::language::text;
use crate::source::driver::Driver;
use crate::source::moment::whole;
use crate::source::statement::Arg;
use crate::source::{
    Begin, Key, LogPosition, Page, Position, RowSet, Sighting, SourceError, Span, Value,
};
use crate::sql::Dialect;

/// From how many spans on PostgreSQL's gaps are looked at with every page: most are given up at once.
const MANY: usize = 1000;

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

    /// The rows behind an id; or, where the gaps below are due for a look that finds some, those that came late. A gap
    /// holds up nothing else: what lies behind it is read meanwhile.
    pub(super) async fn log_page(&self, at: &LogPosition, limit: u32) -> Result<Page, SourceError> {
        self.refuse_stopped(at)?;
        if at.transactions.is_some() {
            return Err(self.refused("position", &text!("source-position-txid")));
        }
        let mut gaps = at.gaps.clone();
        let spans: usize = gaps.iter().map(|gap| gap.spans.len()).sum();
        let many = D::DIALECT == Dialect::Postgres && spans >= MANY;
        if !gaps.is_empty() && (!at.looked || many) {
            let look = self.look(&gaps, limit).await?;
            gaps = look.gaps;
            if !look.late.rows.is_empty() {
                let position = LogPosition {
                    after: at.after.clone(),
                    gaps,
                    looked: look.whole,
                    fingerprint: at.fingerprint.clone(),
                    ..LogPosition::default()
                };
                return self.changed(look.late, position, false);
            }
        }
        let from = at.id().ok_or_else(|| self.unreadable())?;
        let args = [("after", Arg::Like(0, at.after.as_str()))];
        let found = self.fetch(Self::statements().log_page, limit.saturating_add(1), &args);
        let (found, fingerprint) = self.behind_watermark(at, from, found.await?, limit).await?;
        let ids = found.rows.iter().map(|row| self.id(&row[0]));
        let ids: Vec<i128> = ids.collect::<Result<_, _>>()?;
        self.miss(&mut gaps, Span::missing(from, ids.iter().copied()))
            .await?;
        let end = found.rows.len() < limit as usize;
        let position = LogPosition {
            after: ids.last().unwrap_or(&from).to_string(),
            gaps,
            looked: !end,
            fingerprint,
            ..LogPosition::default()
        };
        self.changed(found, position, end)
    }

    /// A page of those rows that the stream's condition means.
    pub(super) fn changed(
        &self,
        mut found: RowSet,
        mut position: LogPosition,
        end: bool,
    ) -> Result<Page, SourceError> {
        let at = self.stream.key.len() + 1;
        let meant = Some(Value::Int(1));
        found.rows.retain(|row| whole(&row[at + 1]) == meant);
        let times = found.rows.iter().map(|row| &row[at]);
        let newest = times.filter_map(|at| self.calendar().instant(at)).max();
        position.reached = newest.filter(|_| !end);
        Ok(Page {
            keys: self.keys(&found)?,
            deleted: self.deleted(&found)?,
            times: Vec::new(),
            sighting: Sighting::Changed,
            position: Position::Log(position),
            end,
            newest,
        })
    }

    /// The keys that the log says were deleted last; all, where it does not say what happened.
    fn deleted(&self, found: &RowSet) -> Result<Vec<Key>, SourceError> {
        let Some(op) = &self.stream.op else {
            return self.keys(found);
        };
        let mut last = BTreeMap::new();
        for (key, row) in std::iter::zip(self.keys(found)?, &found.rows) {
            let said = row.last().and_then(Value::text_form);
            let deleted = said.is_some_and(|said| op.delete.iter().any(|value| *value == said));
            last.insert(key, deleted);
        }
        let deleted = last.into_iter().filter(|(_, deleted)| *deleted);
        Ok(deleted.map(|(key, _)| key).collect())
    }

    /// A table that began anew once stays unread until a person sets the stream back: by now it may look as if nothing had happened.
    ///
    /// # Errors
    /// [`SourceError::WentBack`] where that was seen.
    pub(super) fn refuse_stopped(&self, at: &LogPosition) -> Result<(), SourceError> {
        match &at.stopped {
            Some(message) => Err(SourceError::WentBack {
                message: message.clone(),
            }),
            None => Ok(()),
        }
    }

    fn unreadable(&self) -> SourceError {
        self.refused("position", &text!("source-position-number"))
    }

    /// The id of a row. As i128, one below the least of any column is still a number.
    pub(super) fn id(&self, value: &Value) -> Result<i128, SourceError> {
        match whole(value) {
            Some(Value::Int(id)) if id.checked_sub(1).is_some() => Ok(id),
            _ => Err(self.refused("cursor", &text!("source-cursor-whole"))),
        }
    }
}
