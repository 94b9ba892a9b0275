//! Values of PostgreSQL, read from their binary form: so nothing is lost, and nothing panics.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgColumn, PgRow, PgTypeInfo, PgTypeKind};
use sqlx::{Column as _, Row, TypeInfo, ValueRef};
use uuid::Uuid;

use super::numeric::numeric;
use crate::language::text;
use crate::source::{Column, RowSet, Value};

/// Reads a value's bytes.
type Reader = fn(&[u8]) -> Result<Value, BoxDynError>;

/// Midnight of [`epoch_day`], which PostgreSQL counts times from.
pub(super) const EPOCH: NaiveDateTime = epoch_day().and_time(NaiveTime::MIN);

/// The day that PostgreSQL counts days from.
pub(super) const fn epoch_day() -> NaiveDate {
    match NaiveDate::from_ymd_opt(2000, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// The columns of a result.
pub(super) fn columns(columns: &[PgColumn]) -> Vec<Column> {
    let of = |column: &PgColumn| Column {
        name: column.name().to_owned(),
        type_name: column.type_info().name().to_owned(),
        readable: reader(column.type_info()).is_some(),
    };
    columns.iter().map(of).collect()
}

/// How the rows of a result are read.
pub(super) struct Plan {
    readers: Vec<Option<Reader>>,
    columns: Arc<[Column]>,
}

impl Plan {
    /// Of a result with these columns.
    pub(super) fn of(of: &[PgColumn]) -> Self {
        let readers = of.iter().map(|column| reader(column.type_info()));
        Self {
            readers: readers.collect(),
            columns: Arc::from(columns(of)),
        }
    }

    /// Such a result, without a row yet.
    pub(super) fn empty(&self) -> RowSet {
        RowSet {
            columns: self.columns.clone(),
            rows: Vec::new(),
        }
    }

    /// How many bytes a row has.
    pub(super) fn bytes(&self, row: &PgRow) -> Result<usize, sqlx::Error> {
        let bytes = |at| Ok(row.try_get_raw(at)?.as_bytes().map_or(0, <[u8]>::len));
        (0..self.readers.len()).map(bytes).sum()
    }

    /// The values of a row.
    pub(super) fn row(&self, row: &PgRow) -> Result<Vec<Value>, sqlx::Error> {
        let value = |(at, reader): (usize, &Option<Reader>)| {
            let raw = row.try_get_raw(at)?;
            match reader {
                Some(read) if !raw.is_null() => {
                    raw.as_bytes().and_then(read).map_err(sqlx::Error::Decode)
                }
                _ => Ok(Value::Null),
            }
        };
        self.readers.iter().enumerate().map(value).collect()
    }
}

/// How a type is read; `None` for one that has no reading here.
fn reader(type_info: &PgTypeInfo) -> Option<Reader> {
    match type_info.kind() {
        PgTypeKind::Domain(base) => return reader(base),
        PgTypeKind::Enum(_) => return Some(text),
        PgTypeKind::Simple => {}
        _ => return None,
    }
    Some(match type_info.oid()?.0 {
        16 => |bytes| Ok(Value::Bool(bytes != [0])),
        17 => |bytes| Ok(Value::Bytes(bytes.to_vec())),
        // "char", name, text, json, xml, unknown, varchar
        18 | 19 | 25 | 114 | 142 | 705 | 1043 => text,
        20 => |bytes| Ok(Value::Int(i64::from_be_bytes(bytes.try_into()?).into())),
        21 => |bytes| Ok(Value::Int(i16::from_be_bytes(bytes.try_into()?).into())),
        23 => |bytes| Ok(Value::Int(i32::from_be_bytes(bytes.try_into()?).into())),
        // oid, xid
        26 | 28 => |bytes| Ok(Value::Int(u32::from_be_bytes(bytes.try_into()?).into())),
        // The shortest digits that mean this float, not the nearest double's.
        700 => |bytes| {
            let short = f32::from_be_bytes(bytes.try_into()?).to_string();
            Ok(Value::Float(short.parse()?))
        },
        701 => |bytes| Ok(Value::Float(f64::from_be_bytes(bytes.try_into()?))),
        1042 => |bytes| Ok(Value::Text(lossy(bytes).trim_end_matches(' ').to_owned())),
        1082 => date,
        1083 => time,
        1114 => |bytes| {
            Ok(moment(
                i64::from_be_bytes(bytes.try_into()?),
                Value::DateTime,
            ))
        },
        1184 => |bytes| {
            let instant = |time: NaiveDateTime| Value::Instant(time.and_utc());
            Ok(moment(i64::from_be_bytes(bytes.try_into()?), instant))
        },
        1560 | 1562 => bits,
        1700 => |bytes| numeric(bytes).map(Value::Decimal),
        2950 => |bytes| Ok(Value::Text(Uuid::from_slice(bytes)?.to_string())),
        // jsonb: a version byte stands before the text.
        3802 => |bytes| text(bytes.get(1..).unwrap_or_default()),
        // xid8
        5069 => |bytes| Ok(Value::Int(u64::from_be_bytes(bytes.try_into()?).into())),
        _ if type_info.name().eq_ignore_ascii_case("citext") => text,
        _ => return None,
    })
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn text(bytes: &[u8]) -> Result<Value, BoxDynError> {
    Ok(Value::Text(lossy(bytes)))
}

/// What stands for a time that no calendar here reaches; the mapping refuses it as no time.
fn beyond(is_past: bool) -> Value {
    Value::Text(if is_past { "-infinity" } else { "infinity" }.to_owned())
}

fn date(bytes: &[u8]) -> Result<Value, BoxDynError> {
    let days = i32::from_be_bytes(bytes.try_into()?);
    let day = TimeDelta::try_days(days.into()).and_then(|by| epoch_day().checked_add_signed(by));
    Ok(day.map_or_else(|| beyond(days < 0), Value::Date))
}

fn time(bytes: &[u8]) -> Result<Value, BoxDynError> {
    let micros = i64::from_be_bytes(bytes.try_into()?);
    let seconds = u32::try_from(micros / 1_000_000)?;
    let nanos = u32::try_from(micros % 1_000_000 * 1000)?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos);
    // 24:00:00 is legal there.
    Ok(time.map_or_else(|| Value::Text("24:00:00".to_owned()), Value::Time))
}

fn moment(micros: i64, value: impl Fn(NaiveDateTime) -> Value) -> Value {
    let time = EPOCH.checked_add_signed(TimeDelta::microseconds(micros));
    time.map_or_else(|| beyond(micros < 0), value)
}

/// BIT(n): how many, then the bits from the left.
fn bits(bytes: &[u8]) -> Result<Value, BoxDynError> {
    let (count, bits) = bytes
        .split_first_chunk()
        .ok_or_else(|| text!("source-bits-short"))?;
    let count = u32::from_be_bytes(*count);
    let all = bits
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1));
    let all = all.take(count as usize);
    Ok(match count {
        0..=126 => Value::Int(all.fold(0, |number, bit| number << 1 | i128::from(bit))),
        _ => Value::Text(all.map(|bit| char::from(b'0' + bit)).collect()),
    })
}
