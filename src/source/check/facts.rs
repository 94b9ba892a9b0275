//! What a database says of itself, by the statements `sql/<dialect>/examine_*.sql`.

use std::collections::HashMap;

use crate::source::statements::Statements;
use crate::source::{Bounds, ChangeSource, Key, Param, Query, RowSet, SourceError, Stream};
use crate::sql::{Dialect, fill, identifier_parts};

/// A database that is asked about itself.
pub(in crate::source) struct CatalogQuery<'a> {
    /// The database.
    pub(in crate::source) source: &'a dyn ChangeSource,
    /// The SQL it speaks.
    pub(in crate::source) dialect: Dialect,
}

/// The columns of an answer's only row, as text; none where there is no such row.
#[derive(Debug, Default)]
pub(in crate::source) struct Facts(HashMap<String, String>);

impl Facts {
    /// Whether a fact holds.
    pub(in crate::source) fn is(&self, name: &str) -> bool {
        self.number(name).is_some_and(|number| number != 0)
    }

    /// A fact as a number.
    pub(in crate::source) fn number(&self, name: &str) -> Option<i128> {
        self.text(name).parse().ok()
    }

    /// A fact as text; empty where it is not known.
    pub(in crate::source) fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether nothing was found.
    pub(in crate::source) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<RowSet> for Facts {
    fn from(found: RowSet) -> Self {
        let Some(row) = found.rows.into_iter().next() else {
            return Self::default();
        };
        let named = std::iter::zip(found.columns.iter(), row);
        Self(
            named
                .filter_map(|(column, value)| Some((column.name.clone(), value.key_text()?)))
                .collect(),
        )
    }
}

impl CatalogQuery<'_> {
    /// The statements of the database's dialect.
    pub(in crate::source) fn statements(&self) -> &'static Statements {
        Statements::of(self.dialect)
    }

    /// What a statement about the whole server answers.
    pub(in crate::source) async fn server(&self, text: &str) -> Result<Facts, SourceError> {
        self.ask(text.to_owned(), Vec::new()).await.map(Facts::from)
    }

    /// What a statement about a stream's table, or one column of it, answers.
    pub(in crate::source) async fn of(
        &self,
        text: &str,
        stream: &Stream,
        column: &str,
    ) -> Result<Facts, SourceError> {
        self.rows(text, stream, column).await.map(Facts::from)
    }

    /// All rows that such a statement answers.
    pub(in crate::source) async fn rows(
        &self,
        text: &str,
        stream: &Stream,
        column: &str,
    ) -> Result<RowSet, SourceError> {
        let parts = |name: &str| identifier_parts(name, self.dialect).unwrap_or_default();
        let mut table = parts(&stream.table);
        let name = table.pop().unwrap_or_default();
        let schema = table.pop().unwrap_or_default();
        let field = parts(column).pop().unwrap_or_default();
        let params = [
            ("table", stream.table.clone()),
            ("schema", schema),
            ("name", name),
            ("column", column.to_owned()),
            ("field", field),
        ];
        // The line break ends a comment that the condition may end with.
        let filter = stream.filter.as_ref().map(|own| format!("({own}\n)"));
        let sql = fill(
            text,
            &[
                ("table", &stream.table),
                ("cursor", &stream.cursor),
                ("column", column),
                ("filter", filter.as_deref().unwrap_or("1 = 1")),
            ],
        );
        let params = params.map(|(name, text)| (name.to_owned(), Param::Text(text)));
        self.ask(sql, params.to_vec()).await
    }

    async fn ask(&self, text: String, params: Vec<(String, Param)>) -> Result<RowSet, SourceError> {
        let query = Query {
            text,
            params,
            key_columns: 1,
        };
        // These statements have no `:keys`: one key, so that they are asked once.
        self.source
            .rows(&query, &[Key::single("")], Bounds::OWN)
            .await
    }
}
