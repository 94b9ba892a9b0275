//! Streams of kind `log`: by a growing id.

use chrono::NaiveDate;

use super::Walk;
use crate::source::driver::Driver;
use crate::source::moment::whole;
use crate::source::statement::Arg;
use crate::source::{Page, Position, Sighting, SourceError, Value};

impl<D: Driver> Walk<'_, D> {
    /// The rows behind an id.
    pub(super) async fn log_page(&self, after: &str, limit: u32) -> Result<Page, SourceError> {
        let args = [("after", Arg::Like(0, after))];
        let found = self.fetch(Self::texts().log_page, limit, &args).await?;
        let after = match found.rows.last() {
            Some(row) => self.id(&row[0])?.to_string(),
            None => after.to_owned(),
        };
        let at = self.stream.key.len() + 1;
        let times = found.rows.iter().map(|row| &row[at]);
        Ok(Page {
            keys: self.keys(&found)?,
            sighting: Sighting::Changed,
            position: Position::Log { after },
            end: found.rows.len() < limit as usize,
            newest: times.filter_map(|at| self.calendar().instant(at)).max(),
        })
    }

    /// Before the first id: at 0, or below it where ids are.
    pub(super) async fn before_first_id(&self) -> Result<Position, SourceError> {
        let found = self.fetch(Self::texts().log_ends, 1, &[]).await?;
        match found.rows.first().map(|row| &row[0]) {
            None | Some(Value::Null) => Ok(at_id(0)),
            Some(first) => Ok(at_id((self.id(first)? - 1).min(0))),
        }
    }

    /// Behind the last id.
    pub(super) async fn at_last_id(&self) -> Result<Position, SourceError> {
        let found = self.fetch(Self::texts().log_ends, 1, &[]).await?;
        match found.rows.first().map(|row| &row[1]) {
            None | Some(Value::Null) => Ok(at_id(0)),
            Some(last) => Ok(at_id(self.id(last)?)),
        }
    }

    /// Before the first id written on that day or later; behind the last where there is none yet.
    pub(super) async fn before_first_id_of(&self, day: NaiveDate) -> Result<Position, SourceError> {
        let Some(at) = &self.stream.at else {
            return Err(self.refused(
                "begin",
                "it cannot begin at a day, as it does not say when a change was made; \
                 give its column of that time as `at`, or begin with \"all\" or \"now\"",
            ));
        };
        let Some(day) = self.day_text(at, day).await? else {
            return self.at_last_id().await;
        };
        let args = [("day", Arg::Like(1, &day))];
        let found = self.fetch(Self::texts().log_day, 1, &args).await?;
        match found.rows.first() {
            Some(row) => Ok(at_id(self.id(&row[0])? - 1)),
            None => self.at_last_id().await,
        }
    }

    /// The id of a row. As i128, one below the least of any column is still a number.
    fn id(&self, value: &Value) -> Result<i128, SourceError> {
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
    Position::Log {
        after: id.to_string(),
    }
}
