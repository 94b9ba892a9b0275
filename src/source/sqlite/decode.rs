//! Values of SQLite: each by its own storage class, whatever its column was declared as.

use std::sync::Arc;

use sqlx::sqlite::{Sqlite, SqliteColumn, SqliteRow, SqliteValueRef};
use sqlx::{Column as _, Decode, Row, Type, TypeInfo, ValueRef};

use crate::source::{Charset, Column, RowSet, Value};

/// The columns of a result; the type is the declared one, empty where there is none.
fn columns(columns: &[SqliteColumn]) -> Vec<Column> {
    let of = |column: &SqliteColumn| Column {
        name: column.name().to_owned(),
        type_name: match column.type_info().name() {
            "NULL" => String::new(),
            declared => declared.to_owned(),
        },
        readable: true,
    };
    columns.iter().map(of).collect()
}

/// How the rows of a result are read.
pub(super) struct Plan {
    columns: Arc<[Column]>,
    charset: Charset,
}

impl Plan {
    /// Of a result with these columns.
    pub(super) fn of(of: &[SqliteColumn], charset: Charset) -> Self {
        Self {
            columns: Arc::from(columns(of)),
            charset,
        }
    }

    /// Such a result, without a row yet.
    pub(super) fn empty(&self) -> RowSet {
        RowSet {
            columns: self.columns.clone(),
            rows: Vec::new(),
        }
    }

    /// How many bytes a row has, those of numbers left out.
    pub(super) fn bytes(&self, row: &SqliteRow) -> Result<usize, sqlx::Error> {
        let bytes = |at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() || is_number(&value) {
                return Ok(0);
            }
            let bytes = <&[u8] as Decode<Sqlite>>::decode(value);
            bytes.map(<[u8]>::len).map_err(sqlx::Error::Decode)
        };
        (0..self.columns.len()).map(bytes).sum()
    }

    /// The values of a row.
    pub(super) fn row(&self, row: &SqliteRow) -> Result<Vec<Value>, sqlx::Error> {
        let value =
            |at: usize| value(row.try_get_raw(at)?, self.charset).map_err(sqlx::Error::Decode);
        (0..self.columns.len()).map(value).collect()
    }
}

fn is_number(value: &SqliteValueRef<'_>) -> bool {
    let class = value.type_info();
    <i64 as Type<Sqlite>>::compatible(&class) || <f64 as Type<Sqlite>>::compatible(&class)
}

fn value(value: SqliteValueRef<'_>, charset: Charset) -> Result<Value, sqlx::error::BoxDynError> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    let class = value.type_info().into_owned();
    if <i64 as Type<Sqlite>>::compatible(&class) {
        return <i64 as Decode<Sqlite>>::decode(value).map(|number| Value::Int(number.into()));
    }
    if <f64 as Type<Sqlite>>::compatible(&class) {
        return <f64 as Decode<Sqlite>>::decode(value).map(Value::Float);
    }
    let bytes = <&[u8] as Decode<Sqlite>>::decode(value)?;
    Ok(if <str as Type<Sqlite>>::compatible(&class) {
        Value::Text(charset.raw(bytes))
    } else {
        Value::Bytes(bytes.to_vec())
    })
}
