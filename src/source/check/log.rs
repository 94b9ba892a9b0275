//! Logs: whether an id that is missing tells of a row that is still to come.

use super::facts::CatalogQuery;
use super::{Facts, StreamCheck};
use crate::language::text;
use crate::source::{ChangeSource, SourceError, Stream};
use crate::sql::Dialect;

/// From how few rows nothing is said of how dense ids are.
const FEW: i128 = 50;
/// From how many missing ids a row on they are not dense.
const SPARSE: i128 = 100;

impl StreamCheck<'_> {
    pub(super) async fn log(&mut self, table: &Facts) -> Result<(), SourceError> {
        if let Some((what, remedy)) = untransactional(self.stream, table) {
            self.wrong(what, remedy);
            return Ok(());
        }
        let cursor = self.stream.cursor.clone();
        let column = self.column(&cursor).await?;
        if !column.is_empty() && !column.is("whole") && self.catalog.dialect != Dialect::Sqlite {
            self.wrong(
                text!("source-cursor-type", column = cursor, type = column.text("type")),
                text!("source-cursor-type-remedy"),
            );
            return Ok(());
        }
        self.index(&cursor, &column);
        self.nulls(&cursor, &column).await?;
        match self.stream.txid.clone() {
            // With the writing transaction in each row nothing hangs on ids.
            Some(txid) => {
                let column = self.column(&txid).await?;
                self.index(&txid, &column);
                self.nulls(&txid, &column).await?;
            }
            None if self.catalog.dialect != Dialect::Sqlite => {
                self.drawn(table, &column);
                self.dense().await?;
            }
            None => {}
        }
        self.reused(&column);
        Ok(())
    }

    /// Whether ids are drawn one at a time, in the transaction that writes them: else none of them can be waited for.
    fn drawn(&mut self, table: &Facts, column: &Facts) {
        let cursor = self.stream.cursor.as_str();
        let number = |name| column.number(name).unwrap_or(1);
        let why = if column.is_empty() || table.text("kind") == "view" {
            return;
        } else if table.is("subscribed") {
            text!("source-subscribed")
        } else if self.server.is("cluster") {
            text!("source-galera")
        } else if number("cache") > 1 {
            let cache = number("cache").to_string();
            text!("source-cache", column = cursor, cache = cache)
        } else if number("step") > 1 {
            let step = number("step").to_string();
            text!("source-step", column = cursor, step = step)
        } else if !column.is("drawn") {
            text!("source-undrawn", column = cursor)
        } else {
            return self.apart();
        };
        let what = text!("source-id-guess", why = why);
        self.note(what, self.remedy_of_guess(number("cache") > 1));
    }

    fn remedy_of_guess(&self, cached: bool) -> String {
        let table = &self.stream.table;
        if cached {
            return text!("source-cache-remedy", table = table.as_str());
        }
        text!("source-id-guess-remedy")
    }

    /// Ids that are drawn by steps leave ids between them that never come.
    fn apart(&mut self) {
        let step = self.server.number("step").unwrap_or(1);
        if step > 1 {
            self.note(
                text!("source-apart", step = step.to_string()),
                text!("source-apart-remedy"),
            );
        }
    }

    /// Each missing id is watched for a while; where hardly any id is taken, that is all there is to do.
    async fn dense(&mut self) -> Result<(), SourceError> {
        let text = self.catalog.statements().examine_ids;
        let ids = self.catalog.of(text, self.stream, "").await?;
        let (found, span) = (ids.number("found"), ids.number("span"));
        if let (Some(found), Some(span)) = (found, span)
            && found >= FEW
            && span >= found.saturating_mul(SPARSE)
        {
            let what = text!(
                "source-sparse",
                column = self.stream.cursor.as_str(),
                count = (span / found).to_string(),
            );
            self.note(what, self.remedy_of_guess(false));
        }
        Ok(())
    }

    /// Whether an id may come a second time, below the watermark or at it.
    fn reused(&mut self, column: &Facts) {
        if column.is("reused") {
            let what = text!("source-reused", column = self.stream.cursor.as_str());
            self.note(what, text!("source-reused-remedy"));
        }
        if self.server.is("forgets") && column.is("drawn") {
            let what = text!("source-forgets", table = self.stream.table.as_str());
            self.note(what, text!("source-forgets-remedy"));
        }
    }
}

/// Refuses a log whose lines do not come and go with the changes they speak of.
///
/// # Errors
/// [`SourceError::Sql`] for such a table, and what asking the database gives.
pub(in crate::source) async fn refuse_untransactional(
    source: &dyn ChangeSource,
    dialect: Dialect,
    stream: &Stream,
) -> Result<(), SourceError> {
    if dialect != Dialect::MySql {
        return Ok(());
    }
    let catalog = CatalogQuery { source, dialect };
    let table = catalog
        .of(catalog.statements().examine_table, stream, "")
        .await?;
    match untransactional(stream, &table) {
        None => Ok(()),
        Some((what, remedy)) => Err(SourceError::Sql {
            code: "engine".to_owned(),
            message: text!(
                "source-of-stream",
                stream = stream.name.as_str(),
                reason = format!("{what}; {remedy}"),
            ),
        }),
    }
}

/// What is wrong with a table that knows no transactions, and what to do.
fn untransactional(stream: &Stream, table: &Facts) -> Option<(String, String)> {
    if table.is_empty() || table.is("transactional") {
        return None;
    }
    let (name, engine) = (&stream.table, table.text("engine"));
    let what = text!("source-engine", table = name.as_str(), engine = engine);
    Some((what, format!("ALTER TABLE {name} ENGINE = InnoDB")))
}
