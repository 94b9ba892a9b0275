//! Tables with a time of last change: whether that time is one, and whether a lookback reaches far enough.

use chrono_tz::Tz;

use super::{Facts, StreamCheck};
use crate::language::text;
use crate::source::moment::Calendar;
use crate::source::{SourceError, Value};
use crate::sql::Dialect;

/// From how many rows on a clock is said to be behind; one or two may have been entered later.
const FEW: i128 = 3;

impl StreamCheck<'_> {
    pub(super) async fn updated(&mut self) -> Result<(), SourceError> {
        let cursor = self.stream.cursor.clone();
        let column = self.column(&cursor).await?;
        self.index(&cursor, &column);
        self.nulls(&cursor, &column).await?;
        self.coarse(&column);
        self.text_order(&column).await?;
        self.clocks(&column).await?;
        self.writers().await
    }

    /// Who writes the times may have a clock that is behind the database's: a row then bears a time that was read already. It shows where
    /// the database itself writes down when rows come.
    async fn clocks(&mut self, column: &Facts) -> Result<(), SourceError> {
        if !matches!(column.text("times"), "second" | "fraction") {
            return Ok(());
        }
        let (statements, cursor) = (self.catalog.statements(), self.stream.cursor.clone());
        let dated = statements.examine_dated;
        let dated = self.catalog.of(dated, self.stream, &cursor).await?;
        let drawn = dated.text("name");
        if drawn.is_empty() {
            return Ok(());
        }
        let seen = statements.examine_behind;
        let seen = self.catalog.of(seen, self.stream, drawn).await?;
        let number = |name| seen.number(name).unwrap_or(0);
        if number("behind") < FEW {
            return Ok(());
        }
        let what = text!(
            "source-clock-behind",
            column = cursor.as_str(),
            drawn = drawn,
            behind = number("behind").to_string(),
            found = number("found").to_string(),
            seconds = number("seconds").to_string(),
            lookback = self.stream.lookback.as_secs().to_string(),
        );
        self.note(what, text!("source-clock-behind-remedy"));
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
