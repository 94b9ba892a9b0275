//! Tables with a time of last change: whether that time is one, and whether a lookback reaches far enough.

use chrono_tz::Tz;

use super::{Facts, StreamCheck};
use crate::language::text;
use crate::source::moment::Calendar;
use crate::source::{SourceError, Value};
use crate::sql::Dialect;

/// From how many rows on a clock is said to be behind; one or two may have been entered later.
const FEW: usize = 3;
/// By how many seconds clocks may differ.
const TOLERATED: i64 = 60;

/// What the newest rows of a stream say of the clock of who writes their times.
#[derive(Debug, Default, PartialEq, Eq)]
struct Clocks {
    /// Of how many it is known when they came.
    dated: usize,
    /// How many of these bear an earlier time, and by how many seconds at most.
    behind: usize,
    latest: i64,
    /// How many bear a time that has not come yet, and by how many seconds at most.
    ahead: usize,
    farthest: i64,
}

impl Clocks {
    /// Of rows of `examine_behind`. Other times are cut to what the stream's say: a row of today is not behind where these are days.
    fn of(calendar: Calendar, rows: &[Vec<Value>]) -> Self {
        let mut seen = Self::default();
        for row in rows {
            let [moment, came, clock] = row.as_slice() else {
                continue;
            };
            let Some(at) = calendar.instant(moment) else {
                continue;
            };
            let since = |other: &Value| {
                let like = calendar.like(moment, calendar.instant(other)?)?;
                Some((calendar.instant(&like)? - at).num_seconds())
            };
            if let Some(late) = since(came) {
                seen.dated += 1;
                seen.behind += usize::from(late > TOLERATED);
                seen.latest = seen.latest.max(late);
            }
            let early = since(clock).map_or(0, |late| -late);
            seen.ahead += usize::from(early > TOLERATED);
            seen.farthest = seen.farthest.max(early);
        }
        seen
    }
}

impl StreamCheck<'_> {
    pub(super) async fn updated(&mut self) -> Result<(), SourceError> {
        let cursor = self.stream.cursor.clone();
        let column = self.column(&cursor).await?;
        self.index(&cursor, &column);
        self.nulls(&cursor, &column).await?;
        self.coarse(&column);
        self.text_order(&column).await?;
        self.clocks().await?;
        self.writers().await
    }

    /// Who writes the times may have another clock than the database: a row that bears an earlier time than that at which it came may
    /// have been read past. That shows where the database itself writes down when rows come; a later time than now shows by itself.
    async fn clocks(&mut self) -> Result<(), SourceError> {
        let (statements, cursor) = (self.catalog.statements(), self.stream.cursor.clone());
        let dated = statements.examine_dated;
        let dated = self.catalog.of(dated, self.stream, &cursor).await?;
        let drawn = match dated.text("name") {
            "" => "NULL",
            name => name,
        };
        let newest = statements.examine_behind;
        let newest = self.catalog.rows(newest, self.stream, drawn).await?;
        let calendar = Calendar {
            zone: self.zone,
            unit: self.stream.unit,
        };
        let seen = Clocks::of(calendar, &newest.rows);
        if seen.behind >= FEW {
            let what = text!(
                "source-clock-behind",
                column = cursor.as_str(),
                drawn = drawn,
                behind = seen.behind.to_string(),
                found = seen.dated.to_string(),
                seconds = seen.latest.to_string(),
                lookback = self.stream.lookback.as_secs().to_string(),
            );
            self.note(what, text!("source-clock-behind-remedy"));
        }
        if seen.ahead > 0 {
            let what = text!(
                "source-clock-ahead",
                column = cursor.as_str(),
                ahead = seen.ahead.to_string(),
                found = newest.rows.len().to_string(),
                seconds = seen.farthest.to_string(),
            );
            self.note(what, text!("source-clock-ahead-remedy"));
        }
        Ok(())
    }

    /// Times that are coarser than polls are close.
    fn coarse(&mut self, column: &Facts) {
        let cursor = &self.stream.cursor;
        let unit = match column.text("times") {
            "day" => text!("source-days"),
            "second" => text!("source-seconds"),
            _ => return,
        };
        let what = text!(
            "source-coarse",
            column = cursor.as_str(),
            unit = unit.as_str()
        );
        let remedy = match self.catalog.dialect {
            Dialect::MySql => text!("source-coarse-mysql-remedy", unit = unit),
            _ => text!("source-coarse-remedy", unit = unit),
        };
        self.note(what, remedy);
    }

    /// Text is a time only where its order is.
    async fn text_order(&mut self, column: &Facts) -> Result<(), SourceError> {
        if !column.is("text") {
            return Ok(());
        }
        let text = self.catalog.statements().examine_times;
        let found = self
            .catalog
            .rows(text, self.stream, &self.stream.cursor)
            .await?;
        let calendar = Calendar {
            zone: Tz::UTC,
            unit: self.stream.unit,
        };
        let side = |wanted: i128| {
            let rows = found.rows.iter();
            rows.filter(move |row| row[1] == Value::Int(wanted))
                .map(|row| calendar.instant(&row[0]))
        };
        let in_order = |wanted| side(wanted).all(|at| at.is_some()) && side(wanted).is_sorted();
        if !(in_order(1) && in_order(2)) {
            self.wrong(
                text!("source-text-order", column = self.stream.cursor.as_str()),
                text!("source-text-order-remedy"),
            );
        }
        Ok(())
    }

    /// A transaction may last longer than the lookback.
    async fn writers(&mut self) -> Result<(), SourceError> {
        let lookback = self.stream.lookback.as_secs();
        let shown = lookback.to_string();
        let text = self.catalog.statements().examine_writers;
        match self.catalog.server(text).await {
            Ok(writers) => {
                let oldest = writers.number("oldest").unwrap_or(0);
                if oldest > i128::from(lookback) {
                    self.note(
                        text!(
                            "source-long-transaction",
                            seconds = oldest.to_string(),
                            lookback = shown,
                        ),
                        text!("source-long-transaction-remedy"),
                    );
                }
            }
            Err(SourceError::Sql { .. }) => self.note(
                text!("source-unseen-transactions", lookback = shown),
                text!("source-unseen-transactions-remedy"),
            ),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::TimeUnit;

    #[test]
    fn clocks_are_compared_in_the_form_of_the_streams_times() {
        let text = |text: &str| Value::Text(text.to_owned());
        let local = |text: &str| Value::DateTime(text.parse().unwrap());
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let (came, clock) = (local("2026-03-01T08:30:40"), text("2026-03-01T01:00:00Z"));
        // The time, how far it is behind and ahead.
        for (moment, behind, ahead) in [
            (local("2026-03-01T08:10:40"), 1200, 0),
            (
                Value::Instant("2026-03-01T00:30:40Z".parse().unwrap()),
                0,
                0,
            ),
            (day("2026-03-01"), 0, 0),
            (day("2026-02-28"), 86_400, 0),
            (day("2026-03-02"), 0, 86_400),
            (text("2026-03-01 08:30"), 0, 0),
            (text("2026/03/01 08:10:40"), 1200, 0),
            (text("2099-01-01 00:00:00"), 0, 2_298_553_200),
            (Value::Int(1_772_325_040), 0, 0),
            (Value::Int(1_772_323_840), 1200, 0),
            (Value::Int(1_772_330_400), 0, 3600),
            (text("1772323840.5"), 1200, 0),
        ] {
            let calendar = Calendar {
                zone: Tz::Asia__Shanghai,
                unit: Some(TimeUnit::Seconds),
            };
            let row = vec![moment.clone(), came.clone(), clock.clone()];
            let seen = Clocks::of(calendar, &[row]);
            let expected = Clocks {
                dated: 1,
                behind: usize::from(behind > 0),
                latest: behind,
                ahead: usize::from(ahead > 0),
                farthest: ahead,
            };
            assert_eq!(seen, expected, "{moment:?}");
        }
        let infinite = vec![text("infinity"), came, clock];
        let calendar = Calendar {
            zone: Tz::UTC,
            unit: None,
        };
        assert_eq!(Clocks::of(calendar, &[infinite]), Clocks::default());
    }
}
