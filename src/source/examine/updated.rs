//! Tables with a time of last change: whether that time is one, and whether a lookback reaches far enough.

use chrono_tz::Tz;

use super::{Examination, Facts};
use crate::source::moment::Calendar;
use crate::source::{SourceError, Value};
use crate::sql::Dialect;

impl Examination<'_> {
    pub(super) async fn updated(&mut self) -> Result<(), SourceError> {
        let cursor = self.stream.cursor.clone();
        let column = self.column(&cursor).await?;
        self.index(&cursor, &column, "each poll");
        self.nulls(&cursor, &column).await?;
        self.coarse(&column);
        self.text_order(&column).await?;
        self.writers().await
    }

    /// Times that are coarser than polls are close.
    fn coarse(&mut self, column: &Facts) {
        let cursor = &self.stream.cursor;
        let unit = match column.text("times") {
            "day" => "days",
            "second" => "seconds",
            _ => return,
        };
        let what = format!(
            "`{cursor}` holds whole {unit}: a second change within one shows by its content alone, where that is \
             read again"
        );
        let remedy = match self.witness.dialect {
            Dialect::MySql => {
                format!("make it DATETIME(3), or see that `lookback` covers some {unit}")
            }
            _ => format!(
                "make it a timestamp with fractions, or see that `lookback` covers some {unit}"
            ),
        };
        self.note(what, remedy);
    }

    /// Text is a time only where its order is.
    async fn text_order(&mut self, column: &Facts) -> Result<(), SourceError> {
        if !column.is("text") {
            return Ok(());
        }
        let text = self.witness.texts().examine_times;
        let found = self
            .witness
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
                format!(
                    "`{}` holds text whose order is not that of time, so that no poll knows where to go on",
                    self.stream.cursor
                ),
                "write it as 2026-03-01 08:30:00 throughout, or read the table by a stream of kind \"scan\"",
            );
        }
        Ok(())
    }

    /// A transaction may last longer than the lookback.
    async fn writers(&mut self) -> Result<(), SourceError> {
        let lookback = self.stream.lookback.as_secs();
        let text = self.witness.texts().examine_writers;
        match self.witness.server(text).await {
            Ok(writers) => {
                let oldest = writers.number("oldest").unwrap_or(0);
                if oldest > i128::from(lookback) {
                    self.note(
                        format!(
                            "a transaction has been open for {oldest} s, which is longer than the lookback of {lookback} s: what \
                             it changes may be missed"
                        ),
                        "end it, or give the stream a longer `lookback`",
                    );
                }
            }
            Err(SourceError::Sql { .. }) => self.note(
                format!(
                    "this account may not see how long transactions last: that none is open for longer than the \
                     lookback of {lookback} s is taken for granted"
                ),
                "GRANT PROCESS ON *.* to it, or give the stream a longer `lookback`",
            ),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
