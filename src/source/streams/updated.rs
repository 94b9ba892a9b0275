//! Streams of kind `updated`: by the time of last change.
//!
//! A *look* goes through the table from some time to its end, in as many pages as it takes: the last row of a page is
//! where the next one goes on. Where a look starts is said by `lookback`, by the database's clock. It reads rows again,
//! so what it finds are candidates.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::StreamReader;
use super::lookback::LookbackWindow;
use crate::language::text;
use crate::source::driver::Driver;
use crate::source::moment::Calendar;
use crate::source::statement::Arg;
use crate::source::{
    Look, Open, Page, Place, Position, RowSet, Sighting, SourceError, UpdatedPosition, Value,
};
use crate::sql::Dialect;

/// How many rows are looked for that the database holds for the same as a page's last one.
pub(super) const TIES: u32 = 1000;

impl<D: Driver> StreamReader<'_, D> {
    /// The next rows of a look.
    pub(super) async fn updated_page(
        &self,
        at: &UpdatedPosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        let (look, from) = match &at.look {
            Some(look) => (Look::clone(look), place(at)),
            None => self.begin_look(at).await?,
        };
        let found = self.rows_from(from.as_ref(), limit).await?;
        let end = found.rows.len() < limit as usize;
        let newest = self.last_time(&found, None);
        let mut keys = self.keys(&found)?;
        if let Some(last) = found.rows.last().filter(|_| !end) {
            let place = self.row_place(last)?;
            let tied = self
                .rows_at(Self::statements().updated_tied, &place, &[], TIES)
                .await?;
            let mut tied = self.keys(&tied)?;
            tied.retain(|key| !keys.contains(key));
            keys.extend(tied);
        }
        Ok(Page {
            deleted: Vec::new(),
            keys,
            times: Vec::new(),
            sighting: Sighting::Candidate,
            newest: newest.and_then(|row| self.instant(row)),
            position: Position::Updated(self.behind_page(at, look, &found, end)?),
            end,
        })
    }

    /// The look that is due, and where it starts; nowhere is before the first row.
    ///
    /// It starts no later than behind the last row of all, too: where the column's times are far behind the database's
    /// clock (another zone, another host), that is what still finds them.
    async fn begin_look(&self, at: &UpdatedPosition) -> Result<(Look, Option<Place>), SourceError> {
        let watched = self.watch_open().await?;
        let window = self.window(at);
        let mut look = Look {
            clock: watched.clock,
            widths: window.widths(),
            start: None,
            open: watched.open(at, window.lookback),
        };
        if at.looks.is_empty() {
            if let (Some(newest), false) = (self.newest(at), at.key.is_empty()) {
                look.clock = look.clock.min(newest);
            }
            return Ok((look, place(at)));
        }
        let (widths, mut start) = window.next(&at.looks, watched.clock);
        look.widths = widths;
        if let Some(since) = watched.ended(at, window.lookback) {
            (look.widths, start) = (window.widths(), start.min(since - window.width(0)));
        }
        look.start = Some(start);
        Ok((look, Some(self.place_of(at, start)?)))
    }

    /// Where a look starts that is to find everything from `start` on.
    fn place_of(&self, at: &UpdatedPosition, start: DateTime<Utc>) -> Result<Place, SourceError> {
        let when = |place: &Place| self.calendar().instant(&self.read(&place.time));
        let behind_last = at.last.clone().filter(|last| when(last) < Some(start));
        let from = match behind_last {
            Some(last) => last,
            None => {
                let sample = at.newest.as_deref().map(|time| self.read(time));
                let time = sample.and_then(|sample| self.calendar().like(&sample, start));
                Place {
                    time: self.time_text(&time.ok_or_else(|| self.no_time())?)?,
                    key: Vec::new(),
                }
            }
        };
        let floor = at.began.clone().filter(|began| match from.key.is_empty() {
            true => when(began) >= when(&from),
            false => when(began) > when(&from),
        });
        Ok(floor.unwrap_or(from))
    }

    async fn rows_from(&self, from: Option<&Place>, limit: u32) -> Result<RowSet, SourceError> {
        let statements = Self::statements();
        match from {
            None => self.fetch(statements.updated_all, limit, &[]).await,
            Some(place) if place.key.is_empty() => {
                self.rows_at(statements.updated_look, place, &[], limit)
                    .await
            }
            Some(place) => {
                self.rows_at(statements.updated_next, place, &[], limit)
                    .await
            }
        }
    }

    pub(super) async fn rows_at(
        &self,
        text: &str,
        Place { time, key }: &Place,
        more: &[(&str, Arg<'_>)],
        limit: u32,
    ) -> Result<RowSet, SourceError> {
        let names: Vec<String> = (0..key.len()).map(|n| format!("key_{n}")).collect();
        let named = std::iter::zip(&names, key).enumerate();
        let mut args: Vec<(&str, Arg<'_>)> = named
            .map(|(n, (name, part))| (name.as_str(), Arg::Like(n + 1, part.as_str())))
            .collect();
        args.push(("time", Arg::Like(0, time)));
        args.extend_from_slice(more);
        self.fetch(text, limit, &args).await
    }

    /// Where a page leaves its look: inside it, or at its end. A look that found nothing leaves everything as it was: it
    /// costs no write, and the next one goes back a little further.
    fn behind_page(
        &self,
        at: &UpdatedPosition,
        look: Look,
        found: &RowSet,
        end: bool,
    ) -> Result<UpdatedPosition, SourceError> {
        if found.rows.is_empty() && at.look.is_none() {
            return Ok(at.clone());
        }
        let newest = self
            .last_time(found, None)
            .map(|row| self.time_text(&row[0]));
        let newest = newest.transpose()?.or_else(|| at.newest.clone());
        let last = self.last_time(found, Some(look.clock));
        let last = last.map(|row| self.row_place(row)).transpose()?;
        let mut behind = UpdatedPosition {
            time: None,
            key: Vec::new(),
            newest,
            began: at.began.clone(),
            last: last
                .filter(|last| self.follows(last, at.last.as_ref()))
                .or_else(|| at.last.clone()),
            looks: at.looks.clone(),
            open: at.open.clone(),
            late: at.late.max(self.late(&look, found)),
            look: None,
        };
        match found.rows.last() {
            Some(row) if !end => {
                let Place { time, key } = self.row_place(row)?;
                (behind.time, behind.key) = (Some(time), key);
                behind.look = Some(Box::new(look));
            }
            _ if behind.newest.is_none() => return Err(self.no_time()),
            _ => {
                behind.looks = self.window(at).looked(&at.looks, look.clock, look.widths);
                behind.open = look.open;
            }
        }
        Ok(behind)
    }

    /// The last row whose time can be read and is not behind `most`. A time that cannot be read ('', 'infinity') costs
    /// no record; it only says nothing of where to go on.
    fn last_time<'a>(
        &self,
        found: &'a RowSet,
        most: Option<DateTime<Utc>>,
    ) -> Option<&'a Vec<Value>> {
        let fits = |time: DateTime<Utc>| most.is_none_or(|most| time <= most);
        let mut rows = found.rows.iter().rev();
        rows.find(|row| self.instant(row).is_some_and(fits))
    }

    /// By how much the latest row of a page was late, where that is more than the lookback.
    fn late(&self, look: &Look, found: &RowSet) -> Option<u64> {
        let start = look.start?;
        let first = found.rows.iter().find_map(|row| self.instant(row))?;
        let late = (look.clock - first).to_std().ok()? + Duration::from_secs(1);
        (first < start && late > self.stream.lookback).then_some(late.as_secs())
    }

    fn follows(&self, place: &Place, other: Option<&Place>) -> bool {
        let when = |place: &Place| self.calendar().instant(&self.read(&place.time));
        other.is_none_or(|other| when(place) >= when(other))
    }

    fn instant(&self, row: &[Value]) -> Option<DateTime<Utc>> {
        self.calendar().instant(&row[0])
    }

    fn newest(&self, at: &UpdatedPosition) -> Option<DateTime<Utc>> {
        self.calendar().instant(&self.read(at.newest.as_deref()?))
    }

    fn window(&self, at: &UpdatedPosition) -> LookbackWindow {
        let late = Duration::from_secs(at.late.unwrap_or(0));
        LookbackWindow::new(self.stream.lookback.max(late))
    }

    pub(super) fn row_place(&self, row: &[Value]) -> Result<Place, SourceError> {
        let time = row[0].text_form().ok_or_else(|| self.no_time())?;
        Ok(Place {
            time: time.into_owned(),
            key: self.key_parts(row)?,
        })
    }

    /// Behind the last row by time; at the database's clock where that row bears a time to come.
    pub(super) async fn behind_last_row(&self) -> Result<Position, SourceError> {
        let clock = self.watch_open().await?.clock;
        let found = self.fetch(Self::statements().updated_last, 1, &[]).await?;
        let Some(row) = found.rows.first() else {
            return Ok(Position::Updated(UpdatedPosition::default()));
        };
        let time = self.instant(row).ok_or_else(|| self.no_time())?;
        let ahead = (time > clock).then(|| self.calendar().like(&row[0], clock));
        let began = match ahead.flatten() {
            Some(now) => Place {
                time: self.time_text(&now)?,
                key: Vec::new(),
            },
            None => self.row_place(row)?,
        };
        Ok(Position::Updated(UpdatedPosition {
            time: Some(began.time.clone()),
            key: began.key.clone(),
            newest: Some(began.time.clone()),
            began: Some(began),
            ..UpdatedPosition::default()
        }))
    }

    /// At the first row from a time on.
    pub(super) async fn at_time(&self, time: NaiveDateTime) -> Result<Position, SourceError> {
        let time = self.time_like(&self.stream.cursor, time).await?;
        let place = |time| Place {
            time,
            key: Vec::new(),
        };
        Ok(Position::Updated(UpdatedPosition {
            time: time.clone(),
            began: time.map(place),
            ..UpdatedPosition::default()
        }))
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
        match NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f") {
            Ok(time) if D::DIALECT != Dialect::Sqlite => Value::DateTime(time),
            _ => Value::Text(text.to_owned()),
        }
    }

    /// To be asked before the look: who is gone by then has committed before it, or never will.
    pub(super) async fn watch_open(&self) -> Result<Watched, SourceError> {
        let found = self.fetch(Self::statements().updated_watch, 1, &[]).await?;
        let clock = found.rows.first().and_then(|row| clock_reading(&row[0]));
        let name = |row: &Vec<Value>| Some((row[1].key_text()?, clock_reading(&row[2])));
        let names = found.rows.iter().filter_map(name);
        Ok(Watched {
            clock: clock.ok_or_else(|| self.refused("clock", &text!("source-no-clock")))?,
            names: names.filter(|(name, _)| !name.is_empty()).collect(),
        })
    }
}

/// The place inside a look, or where the first one starts.
fn place(at: &UpdatedPosition) -> Option<Place> {
    let key = at.key.clone();
    let time = at.time.clone()?;
    Some(Place { time, key })
}

/// How a prepared transaction's name begins: it had another before it was prepared.
const PREPARED: &str = "-1/";

/// What was open at a moment.
pub(super) struct Watched {
    /// The database's clock.
    pub(super) clock: DateTime<Utc>,
    /// The transactions, and since when they are open where that is shown.
    names: Vec<(String, Option<DateTime<Utc>>)>,
}

impl Watched {
    /// What is open. Where it is not shown since when: since the look before the one that saw it first. What is open
    /// when the stream is read for the first time is taken to be no older than the lookback.
    pub(super) fn open(&self, at: &UpdatedPosition, lookback: Duration) -> Vec<Open> {
        let unseen = at.looks.first().copied();
        let unseen = unseen.unwrap_or(self.clock - lookback);
        let oldest = at.open.iter().map(|open| open.since).min();
        let open = |(name, since): &(String, Option<DateTime<Utc>>)| {
            let known = at.open.iter().find(|open| open.name == *name);
            let first = match name.starts_with(PREPARED) {
                true => oldest.map_or(unseen, |oldest| oldest.min(unseen)),
                false => unseen,
            };
            Open {
                name: name.clone(),
                since: known.map(|open| open.since).or(*since).unwrap_or(first),
            }
        };
        self.names.iter().map(open).collect()
    }

    /// Since when the oldest was open of those that have ended since the last look and were open for longer than the lookback.
    pub(super) fn ended(&self, at: &UpdatedPosition, lookback: Duration) -> Option<DateTime<Utc>> {
        let ended = |open: &&Open| self.names.iter().all(|(name, _)| *name != open.name);
        let ended = at.open.iter().filter(ended).map(|open| open.since);
        ended.filter(|since| *since < self.clock - lookback).min()
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
