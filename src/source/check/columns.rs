//! What is the same for the columns of all kinds of streams.

use super::{Facts, StreamCheck};
use crate::language::text;
use crate::source::{SourceError, StreamKind};

impl StreamCheck<'_> {
    /// What a column is; empty where the database does not list it.
    pub(super) async fn column(&self, column: &str) -> Result<Facts, SourceError> {
        let text = self.catalog.statements().examine_column;
        self.catalog.of(text, self.stream, column).await
    }

    /// A column that rows are found by wants an index.
    pub(super) fn index(&mut self, column: &str, facts: &Facts) {
        if facts.is_empty() || facts.is("indexed") {
            return;
        }
        let table = &self.stream.table;
        let what = match self.stream.kind {
            StreamKind::Scan => {
                text!(
                    "source-no-index-scan",
                    table = table.as_str(),
                    column = column
                )
            }
            _ => text!("source-no-index", table = table.as_str(), column = column),
        };
        let remedy = format!("CREATE INDEX .. ON {table} ({column})");
        self.note(what, remedy);
    }

    /// Rows that say nothing in a column are never found by it.
    pub(super) async fn nulls(&mut self, column: &str, facts: &Facts) -> Result<(), SourceError> {
        if !facts.is("nullable") {
            return Ok(());
        }
        let text = self.catalog.statements().examine_nulls;
        let found = self.catalog.of(text, self.stream, column).await?;
        if found.is("nulls") {
            let what = text!("source-nulls", column = column);
            let remedy = match self.stream.kind {
                StreamKind::Flag => text!("source-nulls-flag-remedy"),
                _ => text!("source-nulls-remedy", column = column),
            };
            self.note(what, remedy);
        }
        Ok(())
    }
}

impl StreamCheck<'_> {
    pub(super) async fn keyed(&mut self) -> Result<(), SourceError> {
        let column = match &self.stream.flag {
            Some(flag) => Some(flag.column.clone()),
            None => self.stream.key.first().cloned(),
        };
        let Some(column) = column else {
            return Ok(());
        };
        let facts = self.column(&column).await?;
        self.index(&column, &facts);
        match &self.stream.flag {
            Some(flag) if flag.null_is_due => Ok(()),
            _ => self.nulls(&column, &facts).await,
        }
    }
}
