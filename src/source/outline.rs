//! What a table is, for a mapping that is drafted from it: its columns, its key, some values of a column.

use super::check::CatalogQuery;
use super::{Bounds, ChangeSource, Key, Param, Query, RowSet, SourceError, Value};
use crate::sql::{Dialect, fill, identifier_parts, written};

/// A table or view as its database describes it.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Its name, as in a statement.
    pub table: String,
    /// Its columns, in their order.
    pub columns: Vec<OutlineColumn>,
}

/// A column of it.
#[derive(Clone, Debug)]
pub struct OutlineColumn {
    /// Its name, as a result has it.
    pub name: String,
    /// Its name, as in a statement: quoted where the database wants that.
    pub written: String,
    /// Its type, as the database names it.
    pub type_name: String,
    /// What it holds.
    pub holds: Holds,
    /// Whether an index begins with it.
    pub indexed: bool,
    /// Whether the database draws its values.
    pub drawn: bool,
    /// Its place in the primary key, from 1; 0 outside of it.
    pub key_part: u32,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Whole numbers, booleans and bits.
    Whole,
    /// Other numbers.
    Number,
    /// Texts.
    Text,
    /// Days.
    Day,
    /// Times of a day.
    Time,
    /// Bytes.
    Bytes,
    /// Anything else.
    Other,
}

impl Holds {
    fn of(word: &str) -> Self {
        match word {
            "whole" => Self::Whole,
            "number" => Self::Number,
            "text" => Self::Text,
            "day" => Self::Day,
            "time" => Self::Time,
            "bytes" => Self::Bytes,
            _ => Self::Other,
        }
    }
}

impl Outline {
    /// Asks for the columns of a table; `None` where there is no such table, or this account may not see it.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses the statement.
    pub async fn read(
        source: &dyn ChangeSource,
        dialect: Dialect,
        table: &str,
    ) -> Result<Option<Self>, SourceError> {
        let mut parts = identifier_parts(table, dialect).unwrap_or_default();
        let name = parts.pop().unwrap_or_default();
        let schema = parts.pop().unwrap_or_default();
        let params = [
            ("table", table.to_owned()),
            ("schema", schema),
            ("name", name),
        ];
        let params = params.map(|(name, text)| (name.to_owned(), Param::Text(text)));
        let text = CatalogQuery { source, dialect }
            .statements()
            .outline
            .to_owned();
        let found = ask(source, text, params.to_vec()).await?;
        let columns: Vec<OutlineColumn> =
            found.rows.iter().map(|row| column(row, dialect)).collect();
        Ok((!columns.is_empty()).then(|| Self {
            table: table.to_owned(),
            columns,
        }))
    }

    /// The columns of its primary key, in the key's order; none where it has no key.
    pub fn key(&self) -> Vec<&OutlineColumn> {
        let mut key: Vec<&OutlineColumn> = self
            .columns
            .iter()
            .filter(|column| column.key_part > 0)
            .collect();
        key.sort_by_key(|column| column.key_part);
        key
    }

    /// Some values of a column, the most frequent first: at most 21 of the newest 10 000 rows by the key.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses the statement.
    pub async fn values(
        &self,
        source: &dyn ChangeSource,
        dialect: Dialect,
        column: &OutlineColumn,
    ) -> Result<Vec<Value>, SourceError> {
        let key: Vec<String> = self
            .key()
            .iter()
            .map(|column| format!("{} DESC", column.written))
            .collect();
        // Without a key: by the values themselves.
        let newest = if key.is_empty() {
            "1".to_owned()
        } else {
            key.join(", ")
        };
        let text = CatalogQuery { source, dialect }.statements().outline_values;
        let text = fill(
            text,
            &[
                ("column", &column.written),
                ("table", &self.table),
                ("newest", &newest),
            ],
        );
        let found = ask(source, text, Vec::new()).await?;
        Ok(found.rows.into_iter().flatten().collect())
    }
}

async fn ask(
    source: &dyn ChangeSource,
    text: String,
    params: Vec<(String, Param)>,
) -> Result<RowSet, SourceError> {
    let query = Query {
        text,
        params,
        key_columns: 1,
    };
    // These statements have no `:keys`: one key, so that they are asked once.
    source.rows(&query, &[Key::single("")], Bounds::OWN).await
}

fn column(row: &[Value], dialect: Dialect) -> OutlineColumn {
    let text = |at: usize| row.get(at).and_then(Value::key_text).unwrap_or_default();
    let is = |at: usize| text(at) == "1";
    OutlineColumn {
        name: text(0),
        written: written(&text(0), dialect),
        type_name: text(1),
        holds: Holds::of(&text(2)),
        indexed: is(3),
        drawn: is(4),
        key_part: text(5).parse().unwrap_or(0),
    }
}
