//! What is the same for the columns of all kinds of streams.

use super::{Examination, Facts};
use crate::source::SourceError;

impl Examination<'_> {
    /// What a column is; empty where the database does not list it.
    pub(super) async fn column(&self, column: &str) -> Result<Facts, SourceError> {
        let text = self.witness.texts().examine_column;
        self.witness.of(text, self.stream, column).await
    }

    /// A column that rows are found by wants an index.
    pub(super) fn index(&mut self, column: &str, facts: &Facts, use_of_it: &str) {
        if facts.is_empty() || facts.is("indexed") {
            return;
        }
        let table = &self.stream.table;
        let what = format!(
            "no index of `{table}` begins with `{column}`: {use_of_it} reads the whole table"
        );
        let remedy = format!("CREATE INDEX .. ON {table} ({column})");
        self.note(what, remedy);
    }

    /// Rows that say nothing in a column are never found by it.
    pub(super) async fn nulls(&mut self, column: &str, facts: &Facts) -> Result<(), SourceError> {
        if !facts.is("nullable") {
            return Ok(());
        }
        let text = self.witness.texts().examine_nulls;
        let found = self.witness.of(text, self.stream, column).await?;
        if found.is("nulls") {
            let what = format!("`{column}` is NULL in some rows, which are never found by it");
            let remedy = format!(
                "fill it, or say that they do not matter: where = \"{column} IS NOT NULL\""
            );
            self.note(what, remedy);
        }
        Ok(())
    }
}
