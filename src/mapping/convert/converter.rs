//! How a column's value is read as what a field may hold.

use super::codes::Codes;
use super::degrees::{Bounds, degrees};
use super::dictionary::Lookup;
use super::id_number::identity_number;
use super::list::list;
use super::period::period;
use super::time::{Parse, TimeFormat, Zones, moment};
use crate::mapping::error::{ValueError, named};
use crate::mapping::lookups::Lookups;
use crate::mapping::text::text_of;
use crate::platform::field::Code;
use crate::source::Value;

/// From a value that is neither NULL nor blank to the text that is sent.
#[derive(Clone, Debug)]
pub(in crate::mapping) enum Converter {
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

impl Converter {
    /// Reads a value; `None` when nothing is left of it (a list of blanks).
    ///
    /// # Errors
    /// Why it is refused.
    pub(in crate::mapping) fn convert(
        &self,
        value: &Value,
        lookups: &Lookups,
    ) -> Result<Option<String>, ValueError> {
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

fn own_code(codes: &[Code], value: &Value) -> Result<String, ValueError> {
    let text = text_of(value)?;
    match codes.iter().find(|code| code.code == text) {
        Some(code) => Ok(code.code.to_owned()),
        None => Err(ValueError::NoCode(named(
            codes.iter().map(|code| code.code),
        ))),
    }
}
