//! Streams of kind `log`: by a growing id.

use chrono::NaiveDateTime;

use super::Walk;
use crate::source::driver::Driver;
use crate::source::moment::whole;
use crate::source::statement::Arg;
use crate::source::{LogPosition, Page, Position, RowSet, Sighting, SourceError, Span, Value};
use crate::sql::Dialect;

/// From how many spans on PostgreSQL's gaps are looked at with every page: most are given up at once.
const MANY: usize = 1000;
/// How many ids below the last one are looked through for gaps where a stream begins at `now`.
const DEPTH: u16 = 10_000;

impl<D: Driver> Walk<'_, D> {
    /// The rows behind an id; or, where the gaps below are due for a look that finds some, those that came late. A gap
    /// holds up nothing else: what lies behind it is read meanwhile.
    pub(super) async fn log_page(&self, at: &LogPosition, limit: u32) -> Result<Page, SourceError> {
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
                    mark: at.mark.clone(),
                    reached: None,
                };
                return self.changed(look.late, position, false);
            }
        }
        let from = at.id().ok_or_else(|| self.unreadable())?;
        let args = [("after", Arg::Like(0, at.after.as_str()))];
        let found = self.fetch(Self::texts().log_page, limit.saturating_add(1), &args);
        let (found, mark) = self.behind_mark(at, from, found.await?, limit).await?;
        let ids = found.rows.iter().map(|row| self.id(&row[0]));
        let ids: Vec<i128> = ids.collect::<Result<_, _>>()?;
        self.miss(&mut gaps, Span::missing(from, ids.iter().copied()))
            .await?;
        let end = found.rows.len() < limit as usize;
        let position = LogPosition {
            after: ids.last().unwrap_or(&from).to_string(),
            gaps,
            looked: !end,
            mark,
            reached: None,
        };
        self.changed(found, position, end)
    }

    /// A page of those rows that the stream's condition means.
    fn changed(
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
            sighting: Sighting::Changed,
            position: Position::Log(position),
            end,
            newest,
        })
    }

    fn unreadable(&self) -> SourceError {
        self.refused(
            "position",
            "its position is no whole number; run `shangbao rewind`",
        )
    }

    /// Before the first id: at 0, or below it where ids are.
    pub(super) async fn before_first_id(&self) -> Result<Position, SourceError> {
        let found = self.fetch(Self::texts().log_ends, 1, &[]).await?;
        match found.rows.first().map(|row| &row[0]) {
            None | Some(Value::Null) => Ok(at_id(0)),
            Some(first) => Ok(at_id((self.id(first)? - 1).min(0))),
        }
    }

    /// Behind the last id. What is missing among the ids just below it may be written by transactions that are open
    /// now: it is part of the stream, and waited for.
    pub(super) async fn at_last_id(&self) -> Result<Position, SourceError> {
        let found = self.fetch(Self::texts().log_ends, 1, &[]).await?;
        let (first, last) = match found.rows.first() {
            None => return Ok(at_id(0)),
            Some(row) if row[1] == Value::Null => return Ok(at_id(0)),
            Some(row) => (self.id(&row[0])?, self.id(&row[1])?),
        };
        let from = (last - i128::from(DEPTH)).max((first - 1).min(0));
        let from = LogPosition::behind(from);
        let mut position = self.log_page(&from, DEPTH.into()).await?.position;
        if let Position::Log(at) = &mut position {
            at.looked = false;
        }
        Ok(position)
    }

    /// Before the first id written at that time or later; behind the last where there is none yet.
    pub(super) async fn before_first_id_of(
        &self,
        time: NaiveDateTime,
    ) -> Result<Position, SourceError> {
        let Some(at) = &self.stream.at else {
            return Err(self.refused(
                "begin",
                "it cannot begin at a time, as it does not say when a change was made; \
                 give its column of that time as `at`, or begin with \"all\" or \"now\"",
            ));
        };
        let Some(time) = self.time_like(at, time).await? else {
            return self.at_last_id().await;
        };
        let args = [("time", Arg::Like(1, &time))];
        let found = self.fetch(Self::texts().log_from, 1, &args).await?;
        match found.rows.first() {
            Some(row) => Ok(at_id(self.id(&row[0])? - 1)),
            None => self.at_last_id().await,
        }
    }

    /// The id of a row. As i128, one below the least of any column is still a number.
    pub(super) fn id(&self, value: &Value) -> Result<i128, SourceError> {
        match whole(value) {
            Some(Value::Int(id)) if id.checked_sub(1).is_some() => Ok(id),
            _ => Err(self.refused(
                "cursor",
                "the cursor of a log must be a column of whole numbers; name its growing id",
            )),
        }
    }
}

fn at_id(id: i128) -> Position {
    Position::Log(LogPosition::behind(id))
}
