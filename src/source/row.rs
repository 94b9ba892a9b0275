//! Rows of columns that nobody knew at compile time.

use std::borrow::Cow;
use std::sync::Arc;

use crate::language::text;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// A column of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, as the database gives it.
    pub name: String,
    /// Its type, as the database names it.
    pub type_name: String,
    /// Whether its values can be read. A column that cannot is NULL in every row, and a problem only where a mapping uses it.
    pub readable: bool,
}

/// A result: its columns once, and a row a record.
#[derive(Clone, Debug, Default)]
pub struct RowSet {
    /// The columns.
    pub columns: Arc<[Column]>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

impl From<Vec<Column>> for RowSet {
    /// A result without rows.
    fn from(columns: Vec<Column>) -> Self {
        Self {
            columns: columns.into(),
            rows: Vec::new(),
        }
    }
}

/// A value, without loss.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// NULL; also MySQL's `0000-00-00`.
    Null,
    /// BOOLEAN.
    Bool(bool),
    /// Every integer width, signed and unsigned; BIT columns by their number.
    Int(i128),
    /// A floating-point number of eight bytes: DOUBLE, REAL in SQLite.
    Float(f64),
    /// One of four bytes: REAL, FLOAT.
    Real(f32),
    /// NUMERIC, with all its digits; also `NaN` and `Infinity`.
    Decimal(String),
    /// Text, CHAR without its padding, ENUM, UUID (lower case, with hyphens), JSON.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An array of PostgreSQL.
    List(Vec<Value>),
    /// A day.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A time without a zone.
    DateTime(NaiveDateTime),
    /// A time with a zone.
    Instant(DateTime<Utc>),
}

impl Value {
    /// The text form that `codes`, `yes`, `no` and keys compare: integers plain, decimals without
    /// trailing zeros, booleans as 1 or 0, times as `yyyy-MM-dd HH:mm:ss` with a
    /// fraction where there is one, instants as RFC 3339 in UTC. `None` for NULL, bytes and lists.
    pub fn text_form(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Null | Self::Bytes(_) | Self::List(_) => return None,
            Self::Bool(value) => Cow::Borrowed(if *value { "1" } else { "0" }),
            Self::Int(number) => Cow::Owned(number.to_string()),
            Self::Float(number) => Cow::Owned(number.to_string()),
            // The shortest digits that mean this number, not the nearest double's.
            Self::Real(number) => Cow::Owned(number.to_string()),
            Self::Decimal(digits) => Cow::Borrowed(plain_decimal(digits)),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::Time(time) => Cow::Owned(time.to_string()),
            Self::DateTime(time) => Cow::Owned(time.to_string()),
            Self::Instant(time) => Cow::Owned(time.to_rfc3339()),
        })
    }

    /// The canonical text of a key column, the same for keys of streams and of rows: as
    /// [`Value::text_form`], and bytes in lower-case hexadecimal. `None` for NULL.
    pub fn key_text(&self) -> Option<String> {
        match self {
            Self::Bytes(bytes) => Some(hex::encode(bytes)),
            value => value.text_form().map(Cow::into_owned),
        }
    }

    /// What kind of value this is, in the words of an error message.
    pub fn kind(&self) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Bool(_) => text!("source-boolean"),
            Self::Int(_) | Self::Float(_) | Self::Real(_) | Self::Decimal(_) => {
                text!("source-number")
            }
            Self::Text(_) => text!("source-text"),
            Self::Bytes(_) => text!("source-bytes"),
            Self::List(_) => text!("source-list"),
            Self::Date(_) => text!("source-day"),
            Self::Time(_) => text!("source-time-of-day"),
            Self::DateTime(_) | Self::Instant(_) => text!("source-time"),
        }
    }
}

impl Value {
    /// The type of a floating-point number that has lost digits, as databases name it: from 2^53 on a DOUBLE, from 2^24 on a REAL cannot
    /// hold every whole number, so that it may stand for another one.
    pub fn lost_digits(&self) -> Option<&'static str> {
        match self {
            Self::Float(number) if number.is_finite() && number.abs() >= 2_f64.powi(53) => {
                Some("DOUBLE")
            }
            Self::Real(number) if number.is_finite() && number.abs() >= 2_f32.powi(24) => {
                Some("REAL")
            }
            _ => None,
        }
    }
}

/// A decimal without trailing zeros behind its point.
fn plain_decimal(digits: &str) -> &str {
    if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_are_those_of_the_design() {
        let forms = [
            (Value::Null, None),
            (Value::Bytes(vec![1]), None),
            (Value::Bool(true), Some("1")),
            (
                Value::Int(i128::from(u64::MAX)),
                Some("18446744073709551615"),
            ),
            (Value::Float(1.0), Some("1")),
            (Value::Real(0.1), Some("0.1")),
            (Value::List(vec![Value::Int(1)]), None),
            (Value::Decimal("1.500".into()), Some("1.5")),
            (Value::Decimal("100.00".into()), Some("100")),
            (Value::Decimal("100".into()), Some("100")),
            (Value::Text("01".into()), Some("01")),
        ];
        for (value, form) in forms {
            assert_eq!(value.text_form().as_deref(), form, "{value:?}");
        }
    }

    #[test]
    fn keys_have_one_text_whatever_their_column_is() {
        let keys = [
            (Value::Null, None),
            (Value::Bytes(vec![0, 0xab, 0x1f]), Some("00ab1f")),
            (Value::Int(-7), Some("-7")),
            (Value::Decimal("7.00".into()), Some("7")),
            (Value::Text("007".into()), Some("007")),
        ];
        for (value, key) in keys {
            assert_eq!(value.key_text().as_deref(), key, "{value:?}");
        }
    }
}
