//! The columns a mapping uses, and where they stand in a result.

use std::fmt;

use crate::document::nearest;
use crate::language::text;
use crate::source::{Column, Misread, Value};
use crate::sql::Dialect;

use super::Lookups;
use super::error::{FieldError, ValueError, said_of_misread};
use super::text::is_missing;

/// The columns a mapping's fields use, each once; expressions name them by slot.
#[derive(Debug, Default)]
pub(super) struct Columns {
    list: Vec<Used>,
    /// What the source speaks, for the SQL in messages.
    dialect: Option<Dialect>,
}

#[derive(Debug)]
struct Used {
    name: String,
    fields: Vec<&'static str>,
}

impl Columns {
    /// None yet, of a source that speaks this.
    pub(super) fn of(dialect: Dialect) -> Self {
        Self {
            list: Vec::new(),
            dialect: Some(dialect),
        }
    }

    /// The SQL that reads a column whose texts were taken for latin1; `None` where the database has none.
    fn mends(&self, meant: Misread, column: &str) -> Option<String> {
        let bytes = format!("CAST(CONVERT({column} USING latin1) AS BINARY)");
        match (self.dialect?, meant) {
            (Dialect::MySql, Misread::Utf8) => Some(format!("CONVERT({bytes} USING utf8mb4)")),
            // Converted to the session's character set here, not on the way out: there the server warns of nothing.
            (Dialect::MySql, Misread::Gbk) => {
                Some(format!("CONVERT(CONVERT({bytes} USING gbk) USING utf8mb4)"))
            }
            (Dialect::Postgres, Misread::Utf8) => Some(format!(
                "convert_from(convert_to({column}, 'LATIN1'), 'UTF8')"
            )),
            (Dialect::Postgres, Misread::Gbk) => Some(format!(
                "convert_from(convert_to({column}, 'LATIN1'), 'GBK')"
            )),
            (_, Misread::Unknown) | (Dialect::Sqlite, _) => None,
        }
    }

    /// The slot of a column that `field` uses.
    pub(super) fn slot(&mut self, name: &str, field: &'static str) -> usize {
        let slot = match self.list.iter().position(|used| used.name == name) {
            Some(slot) => slot,
            None => {
                self.list.push(Used {
                    name: name.to_owned(),
                    fields: Vec::new(),
                });
                self.list.len() - 1
            }
        };
        let fields = &mut self.list[slot].fields;
        if !fields.contains(&field) {
            fields.push(field);
        }
        slot
    }

    /// The name of a slot's column.
    pub(super) fn name(&self, slot: usize) -> &str {
        self.list.get(slot).map_or("?", |used| &used.name)
    }

    /// All names, by slot.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|used| used.name.as_str())
    }

    /// The columns of some slots, in the words of a message.
    pub(super) fn describe(&self, slots: &[usize]) -> String {
        if let [slot] = slots {
            return text!("mapping-column", name = self.name(*slot));
        }
        let names: Vec<&str> = slots.iter().map(|slot| self.name(*slot)).collect();
        text!("mapping-columns", names = names.join("`, `"))
    }

    /// The sentence about a refused value, with the columns' names.
    pub(super) fn message(&self, error: &FieldError) -> String {
        let place = self.describe(&error.slots);
        match error.error {
            ValueError::Misread(meant) => {
                let column = error.slots.first().map_or("..", |slot| self.name(*slot));
                said_of_misread(&place, meant, self.mends(meant, column))
            }
            _ => error.error.said(&place),
        }
    }

    /// Where each slot stands in a result.
    pub(super) fn positions(
        &self,
        result: &[Column],
        problems: &mut Vec<BindProblem>,
    ) -> Vec<usize> {
        let mut positions = Vec::with_capacity(self.list.len());
        for used in &self.list {
            match position(&used.name, result) {
                Ok(position) => positions.push(position),
                Err(lack) => problems.extend(used.fields.iter().map(|field| BindProblem {
                    field: Some(field),
                    column: used.name.clone(),
                    lack: lack.clone(),
                })),
            }
        }
        positions
    }
}

/// A column that the mapping uses and the result cannot give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindProblem {
    /// The target field that uses it; `None` for the key.
    pub field: Option<&'static str>,
    /// The column.
    pub column: String,
    pub(super) lack: Lack,
}

impl fmt::Display for BindProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.column;
        match self.field {
            Some(field) => {
                let column = text!("mapping-column", name = name);
                write!(f, "`{field}`: {}", self.lack.said(&column))
            }
            None => {
                let column = text!("mapping-key-column", name = name);
                f.write_str(&self.lack.said(&column))
            }
        }
    }
}

/// Why a result cannot give a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// It is not there; the nearest name that is.
    Absent(Option<String>),
    /// It has this type, which cannot be read.
    Unreadable(String),
    /// It is there so many times.
    Several(usize),
}

impl Lack {
    /// The sentence, about a column in the words of a message.
    pub(super) fn said(&self, column: &str) -> String {
        match self {
            Self::Absent(None) => text!("mapping-column-absent", column = column),
            Self::Absent(Some(near)) => {
                text!("mapping-column-absent-near", column = column, near = near)
            }
            Self::Unreadable(kind) => {
                text!("mapping-column-unreadable", column = column, kind = kind)
            }
            Self::Several(times) => {
                let times = times.to_string();
                text!("mapping-column-twice", column = column, times = times)
            }
        }
    }
}

/// Where the column of this name stands: the exact name first, else the one name that differs only in case, because databases fold.
pub(super) fn position(name: &str, result: &[Column]) -> Result<usize, Lack> {
    let places = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let all = result.iter().enumerate();
        all.filter(|(_, column)| same(&column.name))
            .map(|(at, _)| at)
            .collect()
    };
    let mut found = places(&|column| column == name);
    if found.is_empty() {
        let folded = name.to_lowercase();
        found = places(&|column| column.to_lowercase() == folded);
    }
    match found[..] {
        [] => {
            let near = nearest(name, result.iter().map(|column| column.name.as_str()));
            Err(Lack::Absent(near.map(str::to_owned)))
        }
        [at] if result[at].readable => Ok(at),
        [at] => Err(Lack::Unreadable(result[at].type_name.clone())),
        _ => Err(Lack::Several(found.len())),
    }
}

/// A row, seen by slots.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    /// The row.
    pub(super) row: &'a [Value],
    /// Where each slot stands in it.
    pub(super) positions: &'a [usize],
    /// What the row does not know.
    pub(super) lookups: &'a Lookups,
}

impl<'a> Cells<'a> {
    /// The value of a slot; `None` when it is NULL or blank.
    pub(super) fn get(&self, slot: usize) -> Option<&'a Value> {
        let value = self.row.get(*self.positions.get(slot)?)?;
        (!is_missing(value)).then_some(value)
    }
}
