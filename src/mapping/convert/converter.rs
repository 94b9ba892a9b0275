//! How a column's value is read as what a field may hold.

use super::codes::Codes;
use super::dictionary::Lookup;
use super::doubts::EAST;
use super::list::list;
use super::lookups::Lookups;
use super::moment::{Parse, TimeFormat, Zones, moment};
use super::paper::{identity_number, period};
use super::refusal::{Refusal, named};
use super::text::text_of;
use crate::platform::field::Code;
use crate::source::Value;

/// A reading: from a value that is neither NULL nor blank to the text that is sent.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    /// Any text.
    Text,
    /// The target's own codes, untranslated.
    Own(&'static [Code]),
    /// Listed values.
    Codes(Codes),
    /// Texts joined by the target's comma.
    List {
        /// What separates them in the column; nothing where it holds one, or a list of its own.
        split: Vec<String>,
    },
    /// A time.
    Time {
        /// As the field wants it.
        format: TimeFormat,
        /// As the column has it.
        parse: Option<Parse>,
        /// The zones of both.
        zones: Zones,
    },
    /// Degrees.
    Degrees(Bounds),
    /// An identity card's number.
    IdentityNumber,
    /// Two days.
    Period,
    /// A name or code of a dictionary.
    Dictionary(Lookup),
}

/// Bounds of degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    /// Smallest.
    pub(super) min: f64,
    /// Largest.
    pub(super) max: f64,
}

impl Reading {
    /// Reads a value; `None` when nothing is left of it (a list of blanks).
    ///
    /// # Errors
    /// Why it is refused.
    pub(super) fn read(&self, value: &Value, lookups: &Lookups) -> Result<Option<String>, Refusal> {
        match self {
            Self::Text => text_of(value).map(|text| Some(text.into_owned())),
            Self::Own(codes) => own_code(codes, value).map(Some),
            Self::Codes(codes) => codes.look_up(value).map(Some),
            Self::List { split } => list(value, split),
            Self::Time {
                format,
                parse,
                zones,
            } => format
                .write(moment(value, parse.as_ref(), *zones)?)
                .map(Some),
            Self::Degrees(bounds) => {
                let (degrees, text) = degrees(value)?;
                bounds.check(degrees)?;
                Ok(Some(text))
            }
            Self::IdentityNumber => Ok(Some(identity_number(&text_of(value)?))),
            Self::Period => period(&text_of(value)?).map(Some),
            Self::Dictionary(lookup) => lookup
                .code(&text_of(value)?, &lookups.dictionaries)
                .map(Some),
        }
    }
}

impl Bounds {
    /// Refuses what is out of bounds.
    pub(super) fn check(self, degrees: f64) -> Result<(), Refusal> {
        if (self.min..=self.max).contains(&degrees) {
            return Ok(());
        }
        if !self.is_longitude() && EAST.contains(&degrees) {
            return Err(Refusal::Exchanged);
        }
        Err(Refusal::Bounds {
            min: self.min.to_string(),
            max: self.max.to_string(),
        })
    }

    /// Whether these are bounds of a longitude.
    pub(super) fn is_longitude(self) -> bool {
        self.max > 90.0
    }
}

/// Degrees from a number or plain decimal text, with the text to send.
pub(super) fn degrees(value: &Value) -> Result<(f64, String), Refusal> {
    if !matches!(
        value,
        Value::Int(_) | Value::Float(_) | Value::Real(_) | Value::Decimal(_) | Value::Text(_)
    ) {
        return Err(Refusal::NoDegrees);
    }
    let text = text_of(value)?;
    if !is_plain_decimal(&text) {
        return Err(Refusal::NoDegrees);
    }
    let degrees = text.parse().map_err(|_| Refusal::NoDegrees)?;
    Ok((degrees, text.into_owned()))
}

/// Digits with at most one point between them and a minus before them: no exponent, no blanks, no plus.
pub(super) fn is_plain_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    }
}

fn own_code(codes: &[Code], value: &Value) -> Result<String, Refusal> {
    let text = text_of(value)?;
    match codes.iter().find(|code| code.code == text) {
        Some(code) => Ok(code.code.to_owned()),
        None => Err(Refusal::NoCode(named(codes.iter().map(|code| code.code)))),
    }
}
