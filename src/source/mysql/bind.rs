//! Arguments of MySQL statements.

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use sqlx::mysql::{MySql, MySqlArguments, MySqlStatement, MySqlTypeInfo};
use sqlx::{Arguments, Column as _, Statement as _, Type, TypeInfo};

use super::zone::SessionZone;
use crate::language::text;
use crate::source::SourceError;
use crate::source::statement::Arg;

/// The arguments as MySQL takes them. Keys are bound as text, which the server turns into the type
/// of the column they are compared with. Cursors are bound in their column's type: a text against
/// a number would be compared as floats, and 19 digits do not fit one.
///
/// # Errors
/// [`SourceError::Value`] for a text that cannot be written in the type of its column.
pub(super) fn arguments(
    prepared: &MySqlStatement,
    args: &[Arg<'_>],
    zone: SessionZone,
) -> Result<MySqlArguments, SourceError> {
    let mut bound = MySqlArguments::default();
    for arg in args {
        match *arg {
            Arg::Integer(number) => bound.add(number),
            Arg::Text(text) => bound.add(text),
            Arg::Like(column, text) => {
                let column = prepared.columns().get(column);
                let column = column.ok_or_else(|| not_of("unknown"))?;
                let type_info = column.type_info();
                let added = like(&mut bound, type_info, text, zone);
                added.ok_or_else(|| not_of(type_info.name()))?
            }
        }
        .map_err(|error| SourceError::value(&error.to_string()))?;
    }
    Ok(bound)
}

/// Adds `text` in a type; `None` when it is no value of it.
fn like(
    bound: &mut MySqlArguments,
    type_info: &MySqlTypeInfo,
    text: &str,
    zone: SessionZone,
) -> Option<Result<(), sqlx::error::BoxDynError>> {
    let is_text = <str as Type<MySql>>::compatible(type_info);
    Some(match type_info.name() {
        "BIGINT UNSIGNED" if !text.starts_with('-') => bound.add(text.parse::<u64>().ok()?),
        name if name.contains("INT") || matches!(name, "BOOLEAN" | "YEAR" | "BIT") => {
            bound.add(text.parse::<i64>().ok()?)
        }
        "DECIMAL" => bound.add(text.parse::<BigDecimal>().ok()?),
        // A half-zero date is no time here, and text that the server understands.
        "DATE" => match text.parse::<NaiveDate>() {
            Ok(day) => bound.add(day),
            Err(_) => bound.add(text),
        },
        "DATETIME" => match NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f") {
            Ok(time) => bound.add(time),
            Err(_) => bound.add(text),
        },
        "TIMESTAMP" => {
            let at = DateTime::parse_from_rfc3339(text).ok()?;
            bound.add(zone.shown(at.to_utc()))
        }
        name if !is_text && (name.contains("BINARY") || name.contains("BLOB")) => {
            bound.add(hex::decode(text).ok()?)
        }
        _ => bound.add(text),
    })
}

fn not_of(type_name: &str) -> SourceError {
    SourceError::Value {
        message: text!("source-mysql-no-value", type = type_name),
    }
}
