//! The binary forms of PostgreSQL's types, written from text.

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use sqlx::TypeInfo;
use sqlx::encode::Encode;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgTypeKind, Postgres as Database};
use uuid::Uuid;

use super::decode::{EPOCH, epoch_day};
use crate::language::text;
use crate::source::SourceError;

/// Writes `text` in the binary form of a type.
///
/// # Errors
/// [`SourceError::Value`] when it is no value of that type; [`SourceError::Sql`] for a type that
/// keys and parameters cannot have.
pub(super) fn write(type_info: &PgTypeInfo, text: &str, zone: Tz) -> Result<Vec<u8>, SourceError> {
    match type_info.kind() {
        PgTypeKind::Domain(base) => return write(base, text, zone),
        PgTypeKind::Enum(_) => return Ok(text.as_bytes().to_vec()),
        _ => {}
    }
    let oid = type_info.oid().map_or(0, |oid| oid.0);
    let written = match oid {
        // "char", name, text, json, xml, unknown, character, varchar
        18 | 19 | 25 | 114 | 142 | 705 | 1042 | 1043 => Some(text.as_bytes().to_vec()),
        _ if type_info.name().eq_ignore_ascii_case("citext") => Some(text.as_bytes().to_vec()),
        16 | 17 | 20 | 21 | 23 | 26 | 28 | 700 | 701 | 1700 | 2950 | 3802 | 5069 => {
            scalar(oid, text)
        }
        1082 | 1083 | 1114 | 1184 => time(oid, text, zone),
        1560 | 1562 => bit(text),
        _ => return Err(unwritable(type_info)),
    };
    written.ok_or_else(|| SourceError::Value {
        message: text!("source-postgres-no-value", type = type_info.name()),
    })
}

fn scalar(oid: u32, text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    Some(match oid {
        16 => match text {
            "1" | "t" | "true" => vec![1],
            "0" | "f" | "false" => vec![0],
            _ => return None,
        },
        17 => hex::decode(text).ok()?,
        20 => text.parse::<i64>().ok()?.to_be_bytes().to_vec(),
        21 => text.parse::<i16>().ok()?.to_be_bytes().to_vec(),
        23 => text.parse::<i32>().ok()?.to_be_bytes().to_vec(),
        26 | 28 => text.parse::<u32>().ok()?.to_be_bytes().to_vec(),
        700 => text.parse::<f32>().ok()?.to_be_bytes().to_vec(),
        701 => text.parse::<f64>().ok()?.to_be_bytes().to_vec(),
        1700 => numeric(text)?,
        2950 => Uuid::parse_str(text).ok()?.as_bytes().to_vec(),
        3802 => [&[1], text.as_bytes()].concat(),
        5069 => text.parse::<u64>().ok()?.to_be_bytes().to_vec(),
        _ => return None,
    })
}

/// BIT(1): how many bits, then the bit from the left. How wide a column is cannot be told from its type, so no more than one.
fn bit(text: &str) -> Option<Vec<u8>> {
    let bit = match text.trim() {
        "0" => 0x00,
        "1" => 0x80,
        _ => return None,
    };
    Some([&1_i32.to_be_bytes()[..], &[bit]].concat())
}

fn numeric(text: &str) -> Option<Vec<u8>> {
    if text == "NaN" {
        return Some(vec![0, 0, 0, 0, 0xc0, 0, 0, 0]);
    }
    let number: BigDecimal = text.parse().ok()?;
    let mut buffer = PgArgumentBuffer::default();
    let _not_null = <BigDecimal as Encode<Database>>::encode_by_ref(&number, &mut buffer).ok()?;
    Some(buffer.to_vec())
}

fn time(oid: u32, text: &str, zone: Tz) -> Option<Vec<u8>> {
    let text = text.trim();
    if let Some(bytes) = endless(oid, text) {
        return Some(bytes);
    }
    let micros = |time: NaiveDateTime| Some((time - EPOCH).num_microseconds()?.to_be_bytes());
    Some(match oid {
        1082 => {
            let day: NaiveDate = text.parse().ok()?;
            let days = (day - epoch_day()).num_days();
            i32::try_from(days).ok()?.to_be_bytes().to_vec()
        }
        1083 => {
            let time: NaiveTime = text.parse().ok()?;
            let since = time - NaiveTime::MIN;
            since.num_microseconds()?.to_be_bytes().to_vec()
        }
        1114 => micros(without_zone(text)?)?.to_vec(),
        1184 => {
            let time = match DateTime::parse_from_rfc3339(text) {
                Ok(time) => time.to_utc(),
                Err(_) => zone
                    .from_local_datetime(&without_zone(text)?)
                    .earliest()?
                    .to_utc(),
            };
            micros(time.naive_utc())?.to_vec()
        }
        _ => return None,
    })
}

/// `infinity` and its opposite, which days and times may be: the ends of their numbers.
fn endless(oid: u32, text: &str) -> Option<Vec<u8>> {
    Some(match (oid, text) {
        (1082, "infinity") => i32::MAX.to_be_bytes().to_vec(),
        (1082, "-infinity") => i32::MIN.to_be_bytes().to_vec(),
        (1114 | 1184, "infinity") => i64::MAX.to_be_bytes().to_vec(),
        (1114 | 1184, "-infinity") => i64::MIN.to_be_bytes().to_vec(),
        _ => return None,
    })
}

fn without_zone(text: &str) -> Option<NaiveDateTime> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(day.and_time(NaiveTime::MIN));
    }
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

fn unwritable(type_info: &PgTypeInfo) -> SourceError {
    SourceError::Sql {
        code: "type".to_owned(),
        message: text!("source-postgres-unwritable", type = type_info.name()),
    }
}
