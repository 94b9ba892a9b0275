//! Streams of kind `updated`: by the time of last change.
//!
//! A *look* goes through the table from some time to its end, in as many pages as it takes. Inside a
//! look the position says the time and key of the last row. Where a look ended, the position says where
//! the next one starts: a lookback earlier, without a key.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::Walk;
use crate::source::driver::Driver;
use crate::source::moment::Calendar;
use crate::source::statement::Arg;
use crate::source::{Began, Page, Position, Sighting, SourceError, UpdatedPosition, Value};
use crate::sql::Dialect;

impl<D: Driver> Walk<'_, D> {
    /// The next rows of a look.
    pub(super) async fn updated_page(
        &self,
        at: &UpdatedPosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        let texts = Self::texts();
        let names: Vec<String> = (0..at.key.len()).map(|n| format!("key_{n}")).collect();
        let named = std::iter::zip(&names, &at.key).enumerate();
        let mut args: Vec<(&str, Arg<'_>)> = named
            .map(|(n, (name, part))| (name.as_str(), Arg::Like(n + 1, part.as_str())))
            .collect();
        args.extend(at.time.iter().map(|time| ("time", Arg::Like(0, time))));
        let text = match (&at.time, at.key.as_slice()) {
            (None, _) => texts.updated_all,
            (Some(_), []) => texts.updated_look,
            (Some(_), _) => texts.updated_next,
        };
        let found = self.fetch(text, limit, &args).await?;
        // A time that cannot be read ('', 'infinity') costs no record; it only says nothing of where to go on.
        let calendar = self.calendar();
        let mut times = found.rows.iter().rev().map(|row| &row[0]);
        let newest = times.find(|time| calendar.instant(time).is_some()).cloned();
        let end = found.rows.len() < limit as usize;
        Ok(Page {
            keys: self.keys(&found)?,
            sighting: Sighting::Candidate,
            newest: newest.as_ref().and_then(|time| calendar.instant(time)),
            position: self.behind_page(at, found.rows.last(), newest, end)?,
            end,
        })
    }

    /// Where a page leaves its look: inside it, at the start of the next one, or, with no row at all, where it was.
    fn behind_page(
        &self,
        at: &UpdatedPosition,
        last: Option<&Vec<Value>>,
        newest: Option<Value>,
        end: bool,
    ) -> Result<Position, SourceError> {
        let newest = newest.or_else(|| at.newest.as_deref().map(|time| self.read(time)));
        match (last, newest) {
            (Some(row), newest) if !end => Ok(Position::Updated(UpdatedPosition {
                time: Some(
                    row[0]
                        .text_form()
                        .ok_or_else(|| self.no_time())?
                        .into_owned(),
                ),
                key: self.key_parts(row)?,
                newest: newest.map(|time| self.time_text(&time)).transpose()?,
                began: at.began.clone(),
            })),
            (Some(row), Some(newest)) => self.next_look(at.began.as_ref(), &newest, row.last()),
            (Some(_), None) => Err(self.no_time()),
            (None, Some(newest)) if !at.key.is_empty() => {
                self.next_look(at.began.as_ref(), &newest, None)
            }
            (None, _) => Ok(Position::Updated(at.clone())),
        }
    }

    /// Behind the last row by time; at the database's clock where that row bears a time to come.
    pub(super) async fn behind_last_row(&self) -> Result<Position, SourceError> {
        let found = self.fetch(Self::texts().updated_last, 1, &[]).await?;
        let Some(row) = found.rows.first() else {
            return Ok(Position::Updated(UpdatedPosition::default()));
        };
        let began = match self.capped(&row[0], row.last())? {
            Some(now) => Began {
                time: self.time_text(&now)?,
                key: Vec::new(),
            },
            None => Began {
                time: self.time_text(&row[0])?,
                key: self.key_parts(row)?,
            },
        };
        Ok(Position::Updated(UpdatedPosition {
            time: Some(began.time.clone()),
            key: began.key.clone(),
            newest: Some(began.time.clone()),
            began: Some(began),
        }))
    }

    /// At the first row from a time on.
    pub(super) async fn at_time(&self, time: NaiveDateTime) -> Result<Position, SourceError> {
        let time = self.time_like(&self.stream.cursor, time).await?;
        Ok(Position::Updated(UpdatedPosition {
            time: time.clone(),
            key: Vec::new(),
            newest: None,
            began: time.map(|time| Began {
                time,
                key: Vec::new(),
            }),
        }))
    }

    /// Where the next look starts: a lookback before the newest time, or before the database's clock
    /// where a row bears a time to come (it would hide the rest), and never before the stream began.
    fn next_look(
        &self,
        began: Option<&Began>,
        newest: &Value,
        clock: Option<&Value>,
    ) -> Result<Position, SourceError> {
        let calendar = self.calendar();
        let capped = self.capped(newest, clock)?;
        let from = calendar.before(capped.as_ref().unwrap_or(newest), self.stream.lookback);
        let from = from.ok_or_else(|| self.no_time())?;
        let floor = began
            .filter(|began| calendar.instant(&self.read(&began.time)) >= calendar.instant(&from));
        Ok(Position::Updated(UpdatedPosition {
            time: Some(match floor {
                Some(began) => began.time.clone(),
                None => self.time_text(&from)?,
            }),
            key: floor.map_or_else(Vec::new, |began| began.key.clone()),
            newest: Some(self.time_text(newest)?),
            began: began.cloned(),
        }))
    }

    /// The database's clock in the form of `time`, where that lies ahead of it.
    fn capped(&self, time: &Value, clock: Option<&Value>) -> Result<Option<Value>, SourceError> {
        let at = self.calendar().instant(time);
        let at = at.ok_or_else(|| self.no_time())?;
        let now = clock.and_then(clock_reading).filter(|now| *now < at);
        Ok(now.and_then(|now| self.calendar().like(time, now)))
    }

    /// A position's time as the value it was.
    fn read(&self, text: &str) -> Value {
        if self.stream.unit.is_some()
            && let Ok(number) = text.parse()
        {
            return Value::Int(number);
        }
        if D::DIALECT != Dialect::Sqlite {
            if let Ok(time) = DateTime::parse_from_rfc3339(text) {
                return Value::Instant(time.to_utc());
            }
            if let Ok(time) = text.parse() {
                return Value::Date(time);
            }
        }
        match chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f") {
            Ok(time) if D::DIALECT != Dialect::Sqlite => Value::DateTime(time),
            _ => Value::Text(text.to_owned()),
        }
    }
}

/// The database's clock as the statements give it: with its zone, or in UTC.
pub(super) fn clock_reading(clock: &Value) -> Option<DateTime<Utc>> {
    let utc = Calendar {
        zone: Tz::UTC,
        unit: None,
    };
    utc.instant(clock)
}
