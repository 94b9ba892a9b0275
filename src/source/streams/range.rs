//! A range of times, of a stream that says when a row was changed.
//!
//! The database compares times as its column writes them, which may be coarser than the range's ends: it is asked for a
//! little more, and what lies outside is left out here. A row whose time cannot be read is kept: it is to be seen.

use chrono::{DateTime, Utc};

use super::StreamReader;
use super::updated::TIES;
use crate::language::text;
use crate::source::StreamKind;
use crate::source::driver::Driver;
use crate::source::statement::Arg;
use crate::source::{Page, Place, Position, RangePosition, RowSet, Sighting, SourceError, Value};

/// The ends of a range as the time column writes them.
struct Ends {
    first: String,
    last: String,
}

impl<D: Driver> StreamReader<'_, D> {
    /// The next rows of a log's range, by id.
    pub(super) async fn range_of_log(
        &self,
        at: &RangePosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        let Some(ends) = self.ends_of(at).await? else {
            return self.range_page(at, RowSet::from(Vec::new()), None);
        };
        let id = match &at.id {
            Some(id) => id.clone(),
            None => self.id_before_first().await?.to_string(),
        };
        let time = self.stream.key.len() + 1;
        let args = [
            ("after", Arg::Like(0, id.as_str())),
            ("first", Arg::Like(time, &ends.first)),
            ("last", Arg::Like(time, &ends.last)),
        ];
        let found = self
            .fetch(Self::statements().range_log, limit, &args)
            .await?;
        let behind = match found.rows.last() {
            Some(row) if found.rows.len() >= limit as usize => Some(RangePosition {
                id: Some(self.id(&row[0])?.to_string()),
                ..at.clone()
            }),
            _ => None,
        };
        self.range_page(at, found, behind)
    }

    /// The next rows of an `updated` stream's range, by time and key.
    pub(super) async fn range_of_updated(
        &self,
        at: &RangePosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        let Some(ends) = self.ends_of(at).await? else {
            return self.range_page(at, RowSet::from(Vec::new()), None);
        };
        let statements = Self::statements();
        let (text, place) = match &at.place {
            Some(place) => (statements.range_next, place.clone()),
            None => (
                statements.range_first,
                Place {
                    time: ends.first,
                    key: Vec::new(),
                },
            ),
        };
        let last = ("last", Arg::Like(0, ends.last.as_str()));
        let mut found = self.rows_at(text, &place, &[last], limit).await?;
        let behind = match found.rows.last() {
            Some(row) if found.rows.len() >= limit as usize => {
                let place = self.row_place(row)?;
                let mut tied = self
                    .rows_at(statements.updated_tied, &place, &[], TIES)
                    .await?;
                tied.rows.retain(|row| !found.rows.contains(row));
                found.rows.extend(tied.rows);
                Some(RangePosition {
                    place: Some(place),
                    ..at.clone()
                })
            }
            _ => None,
        };
        self.range_page(at, found, behind)
    }

    /// `None` while no row shows how the column writes times: then no row lies in the range.
    async fn ends_of(&self, at: &RangePosition) -> Result<Option<Ends>, SourceError> {
        let column = self
            .stream
            .time_column()
            .ok_or_else(|| self.refused("range", &text!("source-no-ranges")))?;
        if at.ended {
            return Ok(None);
        }
        let first = self.time_like(column, at.from).await?;
        let last = self.time_like(column, at.to).await?;
        Ok(first.zip(last).map(|(first, last)| Ends { first, last }))
    }

    /// Of the rows that were found those inside; `behind` is where the range goes on.
    fn range_page(
        &self,
        at: &RangePosition,
        mut found: RowSet,
        behind: Option<RangePosition>,
    ) -> Result<Page, SourceError> {
        let calendar = self.calendar();
        let (from, to) = (calendar.in_zone(at.from), calendar.in_zone(at.to));
        let column = match self.stream.kind {
            StreamKind::Log => self.stream.key.len() + 1,
            _ => 0,
        };
        let time = |row: &Vec<Value>| -> Option<DateTime<Utc>> { calendar.instant(&row[column]) };
        found.rows.retain(|row| {
            time(row).is_none_or(|time| {
                from.is_none_or(|from| time >= from) && to.is_none_or(|to| time < to)
            })
        });
        let end = behind.is_none();
        let position = behind.unwrap_or_else(|| RangePosition {
            ended: true,
            ..at.clone()
        });
        Ok(Page {
            deleted: Vec::new(),
            keys: self.keys(&found)?,
            times: found.rows.iter().map(time).collect(),
            sighting: Sighting::Candidate,
            newest: None,
            position: Position::Range(position),
            end,
        })
    }
}
