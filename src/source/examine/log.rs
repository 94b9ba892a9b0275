//! Logs: whether an id that is missing tells of a row that is still to come.

use super::facts::Witness;
use super::{Examination, Facts};
use crate::source::{ChangeSource, SourceError, Stream};
use crate::sql::Dialect;

/// From how few rows nothing is said of how dense ids are.
const FEW: i128 = 50;
/// From how many missing ids a row on they are not dense.
const SPARSE: i128 = 100;

impl Examination<'_> {
    pub(super) async fn log(&mut self, table: &Facts) -> Result<(), SourceError> {
        if let Some((what, remedy)) = untransactional(self.stream, table) {
            self.wrong(what, remedy);
            return Ok(());
        }
        let cursor = self.stream.cursor.clone();
        let column = self.column(&cursor).await?;
        if !column.is_empty() && !column.is("whole") && self.witness.dialect != Dialect::Sqlite {
            self.wrong(
                format!(
                    "the cursor `{cursor}` is {}, not a growing whole number",
                    column.text("type")
                ),
                "name its growing id, or its time of change in a stream of kind \"updated\"",
            );
            return Ok(());
        }
        self.index(&cursor, &column, "each poll");
        self.nulls(&cursor, &column).await?;
        match self.stream.txid.clone() {
            // With the writing transaction in each row nothing hangs on ids.
            Some(txid) => {
                let column = self.column(&txid).await?;
                self.index(&txid, &column, "each poll");
                self.nulls(&txid, &column).await?;
            }
            None if self.witness.dialect != Dialect::Sqlite => {
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
        let cursor = self.stream.cursor.clone();
        let number = |name| column.number(name).unwrap_or(1);
        let why = if column.is_empty() || table.text("kind") == "view" {
            return;
        } else if table.is("subscribed") {
            "rows come by a subscription, with ids that another server drew".to_owned()
        } else if self.server.is("cluster") {
            "this is a Galera cluster: each node draws ids of its own, and shows no other node's writers".to_owned()
        } else if number("cache") > 1 {
            format!(
                "the sequence of `{cursor}` has CACHE {}: a session keeps ids and writes them later",
                number("cache")
            )
        } else if number("step") > 1 {
            format!(
                "the sequence of `{cursor}` goes up by {}: an application that draws blocks of ids keeps them and writes them later",
                number("step")
            )
        } else if !column.is("drawn") {
            format!(
                "the database does not draw `{cursor}` by itself: an application may draw ids long before it writes them"
            )
        } else {
            return self.apart();
        };
        let what = format!("{why}; a missing id tells nothing of whether its row still comes");
        self.note(what, self.remedy_of_guess(number("cache") > 1));
    }

    fn remedy_of_guess(&self, cached: bool) -> String {
        let table = &self.stream.table;
        if cached {
            return format!("ALTER SEQUENCE .. CACHE 1 (the one of `{table}`)");
        }
        "give the stream `at`, its time of change, and a `lookback` longer than ids are kept, and it is read again so far back"
            .to_owned()
    }

    /// Ids that are drawn by steps leave ids between them that never come.
    fn apart(&mut self) {
        let step = self.server.number("step").unwrap_or(1);
        if step > 1 {
            self.note(
                format!(
                    "auto_increment_increment is {step}: the ids between two rows are watched as missing ones"
                ),
                "nothing is lost; SET GLOBAL auto_increment_increment = 1 where there is one server",
            );
        }
    }

    /// Each missing id is watched for a while; where hardly any id is taken, that is all there is to do.
    async fn dense(&mut self) -> Result<(), SourceError> {
        let text = self.witness.texts().examine_ids;
        let ids = self.witness.of(text, self.stream, "").await?;
        let (found, span) = (ids.number("found"), ids.number("span"));
        if let (Some(found), Some(span)) = (found, span)
            && found >= FEW
            && span >= found.saturating_mul(SPARSE)
        {
            let what = format!(
                "ids of `{}` are not dense ({} of them for a row): a missing id tells nothing of whether its row still \
                 comes",
                self.stream.cursor,
                span / found
            );
            self.note(what, self.remedy_of_guess(false));
        }
        Ok(())
    }

    /// Whether an id may come a second time, below the watermark or at it.
    fn reused(&mut self, column: &Facts) {
        let (table, cursor) = (self.stream.table.clone(), &self.stream.cursor);
        if column.is("reused") {
            let what = format!(
                "`{cursor}` has no AUTOINCREMENT: the id of a deleted newest row is given again"
            );
            let remedy = "always leave the newest row, or make the log anew by `shangbao changes`";
            self.note(what, remedy);
        }
        if self.server.is("forgets") && column.is("drawn") {
            let what = format!(
                "this version forgets at a restart which ids of `{table}` it gave: after a purge of the newest rows they come \
                 again"
            );
            self.note(what, "always leave the newest row when the log is purged");
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
    let witness = Witness { source, dialect };
    let table = witness
        .of(witness.texts().examine_table, stream, "")
        .await?;
    match untransactional(stream, &table) {
        None => Ok(()),
        Some((what, remedy)) => Err(SourceError::Sql {
            code: "engine".to_owned(),
            message: format!("stream `{}`: {what}; {remedy}", stream.name),
        }),
    }
}

/// What is wrong with a table that knows no transactions, and what to do.
fn untransactional(stream: &Stream, table: &Facts) -> Option<(String, String)> {
    if table.is_empty() || table.is("transactional") {
        return None;
    }
    let (name, engine) = (&stream.table, table.text("engine"));
    let what = format!(
        "`{name}` has engine {engine}, which knows no transactions: a line of it shows before the change it \
         speaks of, and stays when that is undone"
    );
    Some((what, format!("ALTER TABLE {name} ENGINE = InnoDB")))
}
