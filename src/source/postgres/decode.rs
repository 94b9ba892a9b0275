//! Values of PostgreSQL, read from their binary form: so nothing is lost, and nothing panics.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgColumn, PgRow, PgTypeInfo, PgTypeKind};
use sqlx::{Column as _, Row, TypeInfo, ValueRef};
use uuid::Uuid;

use super::numeric::numeric;
use crate::language::text;
use crate::source::{Charset, Column, RowSet, Value};

/// Reads a value's bytes.
type Read = fn(&[u8]) -> Result<Value, BoxDynError>;

/// How a type is read.
#[derive(Clone, Copy)]
enum Reader {
    /// As one value.
    One(Read),
    /// As an array of such values.
    Many(Read),
}

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
fn columns(columns: &[PgColumn]) -> Vec<Column> {
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
    charset: Charset,
}

impl Plan {
    /// Of a result with these columns.
    pub(super) fn of(of: &[PgColumn], charset: Charset) -> Self {
        let readers = of.iter().map(|column| reader(column.type_info()));
        Self {
            readers: readers.collect(),
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
                Some(reader) if !raw.is_null() => {
                    let value = raw.as_bytes().and_then(|bytes| match reader {
                        Reader::One(read) => read(bytes),
                        Reader::Many(read) => list(bytes, *read),
                    });
                    let value = value.map_err(sqlx::Error::Decode);
                    value.map(|value| mended(value, self.charset))
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
        PgTypeKind::Domain(base) => reader(base),
        PgTypeKind::Array(element) => match reader(element)? {
            Reader::One(read) => Some(Reader::Many(read)),
            Reader::Many(_) => None,
        },
        PgTypeKind::Enum(_) => Some(Reader::One(text)),
        PgTypeKind::Simple => simple(type_info).map(Reader::One),
        _ => None,
    }
}

/// Reads the texts of a value by a charset.
fn mended(value: Value, charset: Charset) -> Value {
    match value {
        Value::Text(text) if charset != Charset::AsGiven => {
            Value::Text(charset.text(text.as_bytes()))
        }
        Value::List(values) => {
            let values = values.into_iter();
            Value::List(values.map(|value| mended(value, charset)).collect())
        }
        value => value,
    }
}

/// An array: how many dimensions, whether it holds NULLs, the type of its elements; for each dimension its length and where it
/// begins; each element behind its length. The rows of a table of values are lists in the list.
fn list(bytes: &[u8], read: Read) -> Result<Value, BoxDynError> {
    let mut rest = bytes;
    let number = |rest: &mut &[u8]| -> Result<i32, BoxDynError> {
        let (number, behind) = rest
            .split_first_chunk()
            .ok_or_else(|| text!("source-array-short"))?;
        *rest = behind;
        Ok(i32::from_be_bytes(*number))
    };
    let dimensions = number(&mut rest)?;
    let (_has_nulls, _type) = (number(&mut rest)?, number(&mut rest)?);
    let mut lengths = Vec::new();
    for _ in 0..dimensions {
        lengths.push(usize::try_from(number(&mut rest)?)?);
        let _first = number(&mut rest)?;
    }
    let mut values = Vec::new();
    while !rest.is_empty() {
        let length = number(&mut rest)?;
        let Ok(length) = usize::try_from(length) else {
            values.push(Value::Null);
            continue;
        };
        let (value, behind) = rest
            .split_at_checked(length)
            .ok_or_else(|| text!("source-array-short"))?;
        values.push(read(value)?);
        rest = behind;
    }
    let inner = lengths.last().copied().filter(|_| lengths.len() > 1);
    Ok(Value::List(match inner {
        Some(length) => {
            let rows = values.chunks(length.max(1));
            rows.map(|row| Value::List(row.to_vec())).collect()
        }
        None => values,
    }))
}

/// How a type that is no array is read.
fn simple(type_info: &PgTypeInfo) -> Option<Read> {
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
        700 => |bytes| Ok(Value::Real(f32::from_be_bytes(bytes.try_into()?))),
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
