//! Values of SQLite: each by its own storage class, whatever its column was declared as.

use std::sync::Arc;

use sqlx::sqlite::{Sqlite, SqliteColumn, SqliteRow, SqliteValueRef};
use sqlx::{Column as _, Decode, Row, Type, TypeInfo, ValueRef};

use crate::source::{Charset, Column, RowSet, Value};

/// The columns of a result; the type is the declared one, empty where there is none.
pub(super) fn columns(columns: &[SqliteColumn]) -> Vec<Column> {
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

/// All rows.
pub(super) fn rows(
    of: &[SqliteColumn],
    rows: &[SqliteRow],
    charset: Charset,
) -> Result<RowSet, sqlx::Error> {
    let count = of.len();
    let row = |row: &SqliteRow| -> Result<Vec<Value>, sqlx::Error> {
        let value = |at: usize| value(row.try_get_raw(at)?, charset).map_err(sqlx::Error::Decode);
        (0..count).map(value).collect()
    };
    Ok(RowSet {
        columns: Arc::from(columns(of)),
        rows: rows.iter().map(row).collect::<Result<_, _>>()?,
    })
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
