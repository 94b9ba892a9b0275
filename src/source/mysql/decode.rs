//! Values of MySQL and MariaDB, read from their binary form.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use sqlx::error::BoxDynError;
use sqlx::mysql::{MySql as Database, MySqlColumn, MySqlRow, MySqlTypeInfo};
use sqlx::{Column as _, Row, Type, TypeInfo};

use super::zone::SessionZone;
use crate::source::{Charset, Column, RowSet, Value};

/// How a type is read.
#[derive(Clone, Copy)]
enum Reading {
    Signed,
    Unsigned,
    Float,
    Double,
    Decimal,
    /// BIT, its highest byte first.
    Bits,
    Text,
    /// CHAR, which a server may pad.
    Padded,
    Bytes,
    Date,
    DateTime,
    Timestamp,
    Time,
}

/// The columns of a result.
fn columns(columns: &[MySqlColumn]) -> Vec<Column> {
    let of = |column: &MySqlColumn| Column {
        name: column.name().to_owned(),
        type_name: column.type_info().name().to_owned(),
        readable: reading(column.type_info()).is_some(),
    };
    columns.iter().map(of).collect()
}

/// How the rows of a result are read.
pub(super) struct Plan {
    readings: Vec<Option<Reading>>,
    columns: Arc<[Column]>,
    zone: SessionZone,
    charset: Charset,
}

impl Plan {
    /// Of a result with these columns.
    pub(super) fn of(of: &[MySqlColumn], zone: SessionZone, charset: Charset) -> Self {
        let readings = of.iter().map(|column| reading(column.type_info()));
        Self {
            readings: readings.collect(),
            columns: Arc::from(columns(of)),
            zone,
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
    pub(super) fn bytes(&self, row: &MySqlRow) -> Result<usize, sqlx::Error> {
        let bytes = |at| Ok(raw(row, at)?.map_or(0, <[u8]>::len));
        (0..self.readings.len()).map(bytes).sum()
    }

    /// The values of a row.
    pub(super) fn row(&self, row: &MySqlRow) -> Result<Vec<Value>, sqlx::Error> {
        let value = |(at, reading): (usize, &Option<Reading>)| {
            let (Some(reading), Some(bytes)) = (reading, raw(row, at)?) else {
                return Ok(Value::Null);
            };
            value(*reading, bytes, self.zone, self.charset).map_err(sqlx::Error::Decode)
        };
        self.readings.iter().enumerate().map(value).collect()
    }
}

/// A value as it came; zero dates come as `None`.
fn raw(row: &MySqlRow, at: usize) -> Result<Option<&[u8]>, sqlx::Error> {
    row.try_get_unchecked(at)
}

/// How a type is read; `None` for one that has no reading here.
fn reading(type_info: &MySqlTypeInfo) -> Option<Reading> {
    let is_text = <str as Type<Database>>::compatible(type_info);
    Some(match type_info.name() {
        "BIT" => Reading::Bits,
        "YEAR" => Reading::Unsigned,
        // TINYINT(1) is called BOOLEAN, but 5 is legal there.
        name if name.contains("INT") || name == "BOOLEAN" => {
            match <u64 as Type<Database>>::compatible(type_info) {
                true => Reading::Unsigned,
                false => Reading::Signed,
            }
        }
        "FLOAT" => Reading::Float,
        "DOUBLE" => Reading::Double,
        "DECIMAL" => Reading::Decimal,
        "DATE" => Reading::Date,
        "DATETIME" => Reading::DateTime,
        "TIMESTAMP" => Reading::Timestamp,
        "TIME" => Reading::Time,
        "CHAR" => Reading::Padded,
        "ENUM" | "SET" | "JSON" => Reading::Text,
        "GEOMETRY" => return None,
        // MariaDB's JSON, and any text with a binary collation, is called a BLOB.
        _ if is_text => Reading::Text,
        _ => Reading::Bytes,
    })
}

fn value(
    reading: Reading,
    bytes: &[u8],
    zone: SessionZone,
    charset: Charset,
) -> Result<Value, BoxDynError> {
    Ok(match reading {
        Reading::Signed => Value::Int(little(bytes, bytes.last().is_some_and(|b| *b >= 0x80))),
        Reading::Unsigned => Value::Int(little(bytes, false)),
        Reading::Float => Value::Real(f32::from_le_bytes(bytes.try_into()?)),
        Reading::Double => Value::Float(f64::from_le_bytes(bytes.try_into()?)),
        Reading::Decimal => Value::Decimal(charset.text(bytes)),
        Reading::Bits => Value::Int(bytes.iter().fold(0, |n, b| n << 8 | i128::from(*b))),
        Reading::Text => Value::Text(charset.text(bytes)),
        Reading::Padded => Value::Text(charset.text(bytes).trim_end_matches(' ').to_owned()),
        Reading::Bytes => Value::Bytes(bytes.to_vec()),
        Reading::Date => match date(bytes) {
            Some(day) => Value::Date(day),
            None => half_zero(bytes),
        },
        Reading::DateTime | Reading::Timestamp => {
            let time = date(bytes).zip(time_of_day(bytes.get(5..).unwrap_or_default()));
            match time.map(|(day, time)| day.and_time(time)) {
                None => half_zero(bytes),
                Some(time) if matches!(reading, Reading::DateTime) => Value::DateTime(time),
                Some(time) => zone
                    .instant(time)
                    .map_or(Value::DateTime(time), Value::Instant),
            }
        }
        Reading::Time => duration(bytes),
    })
}

/// A number, least byte first.
fn little(bytes: &[u8], negative: bool) -> i128 {
    let start = if negative { -1 } else { 0 };
    bytes
        .iter()
        .rev()
        .fold(start, |n, byte| n << 8 | i128::from(*byte))
}

/// A day behind its length byte: year in two bytes, month, day.
fn date(bytes: &[u8]) -> Option<NaiveDate> {
    let [_, low, high, month, day, ..] = *bytes else {
        return None;
    };
    let year = u16::from_le_bytes([low, high]);
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}

/// Hour, minute, second, microseconds; what is missing at the end is zero.
fn time_of_day(bytes: &[u8]) -> Option<NaiveTime> {
    let [hour, minute, second] = *bytes.first_chunk().unwrap_or(&[0; 3]);
    let micros = little(bytes.get(3..).unwrap_or_default(), false);
    let micros = u32::try_from(micros).ok()?;
    NaiveTime::from_hms_micro_opt(hour.into(), minute.into(), second.into(), micros)
}

/// `2026-00-15` is legal where sql_mode lets it be: text that the mapping refuses as no time.
fn half_zero(bytes: &[u8]) -> Value {
    match *bytes {
        [_, low, high, month, day, ..] => {
            let year = u16::from_le_bytes([low, high]);
            Value::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => Value::Null,
    }
}

/// TIME behind its length byte: sign, days in four bytes, time of day. Up to 838 hours and below
/// zero are legal; what is no time of day is text.
fn duration(bytes: &[u8]) -> Value {
    let [_, negative, days @ ..] = bytes else {
        return Value::Time(NaiveTime::MIN);
    };
    let (days, rest) = days.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
    let days = u32::from_le_bytes(*days);
    match time_of_day(rest) {
        Some(time) if *negative == 0 && days == 0 => Value::Time(time),
        Some(time) => {
            let sign = if *negative == 0 { "" } else { "-" };
            let clock = time.format("%M:%S%.f");
            let hour = time
                .format("%H")
                .to_string()
                .parse::<u32>()
                .unwrap_or_default();
            Value::Text(format!("{sign}{:02}:{clock}", days * 24 + hour))
        }
        None => Value::Text(String::new()),
    }
}
