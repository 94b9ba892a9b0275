//! `photo` and `content`: a column that holds a photo or an attachment, or names one.

use super::columns::{Cells, Columns};
use super::convert::converter::Converter;
use super::error::{FieldError, ValueError};
use super::text::text_of;
use crate::media::{self, Make, Wanted};
use crate::source::Value;

/// A compiled `photo` or `content`.
#[derive(Clone, Debug)]
pub(super) struct FilePlan {
    /// The column's slot.
    pub(super) slot: usize,
    pub(super) held: Held,
    pub(super) make: Plan,
    pub(super) optional: bool,
}

/// How a column holds a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    File,
    Blob,
    Base64,
    Url,
}

/// What is to be made of it.
#[derive(Clone, Debug)]
pub(super) enum Plan {
    Photo {
        max_bytes: usize,
        band: Option<(usize, Converter)>,
    },
    Attachment,
}

impl FilePlan {
    /// Whether the row itself carries the bytes, and not only their place.
    pub(super) fn is_inline(&self) -> bool {
        matches!(self.held, Held::Blob | Held::Base64)
    }

    /// What a row's record wants; `None` where the column is NULL.
    ///
    /// # Errors
    /// Why a value is refused.
    pub(super) fn wanted(
        &self,
        cells: Cells<'_>,
        columns: &Columns,
    ) -> Result<Option<Wanted>, FieldError> {
        let Some(value) = cells.get(self.slot) else {
            return Ok(None);
        };
        let origin = self.held.origin(value);
        let origin = origin.map_err(|error| FieldError::of(self.slot, error))?;
        let make = match &self.make {
            Plan::Attachment => Make::Attachment,
            Plan::Photo { max_bytes, band } => Make::Photo {
                max_bytes: *max_bytes,
                band: match band {
                    Some((slot, converter)) => Some(shown(*slot, converter, cells)?),
                    None => None,
                },
            },
        };
        Ok(Some(Wanted {
            origin,
            make,
            optional: self.optional,
            column: columns.describe(&[self.slot]),
        }))
    }
}

fn shown(slot: usize, converter: &Converter, cells: Cells<'_>) -> Result<String, FieldError> {
    let read = match cells.get(slot) {
        Some(value) => converter.convert(value, cells.lookups),
        None => Ok(None),
    };
    read.and_then(|text| text.ok_or(ValueError::NoBand))
        .map_err(|error| FieldError::of(slot, error))
}

impl Held {
    /// The names in mappings.
    pub(super) const NAMES: [(&str, Self); 4] = [
        ("file", Self::File),
        ("blob", Self::Blob),
        ("base64", Self::Base64),
        ("url", Self::Url),
    ];

    fn origin(self, value: &Value) -> Result<media::Origin, ValueError> {
        let text = || text_of(value).map(|text| text.into_owned());
        Ok(match (self, value) {
            (Self::Blob, Value::Bytes(bytes)) => media::Origin::Bytes(bytes.clone()),
            // An example's row has no bytes.
            (Self::Blob, Value::Text(text)) => media::Origin::Bytes(text.clone().into_bytes()),
            (Self::Blob, value) => return Err(ValueError::NoBytes(value.kind())),
            (Self::Base64, Value::Bytes(bytes)) => match std::str::from_utf8(bytes) {
                Ok(text) => media::Origin::Base64(text.to_owned()),
                Err(_) => return Err(ValueError::NoBase64),
            },
            (Self::Base64, _) => media::Origin::Base64(text()?),
            (Self::File, _) => media::Origin::File(text()?),
            (Self::Url, _) => media::Origin::Url(text()?),
        })
    }
}
