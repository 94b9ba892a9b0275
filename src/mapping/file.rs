//! `photo` and `content`: a column that holds a photo or an attachment, or names one.

use super::columns::{Cells, Columns};
use super::expr::Origin;
use super::moment::TimeFormat;
use super::reader::time_reading;
use super::reading::Reading;
use super::refusal::{Fault, Refusal};
use super::text::text_of;
use super::workshop::{Workshop, of_field};
use super::written::{Text, Written};
use crate::document::quantity;
use crate::language::text;
use crate::media::{self, Make, Wanted};
use crate::platform::field::{Field, Kind, Need};
use crate::source::Value;

/// The most bytes of a photo, where the mapping does not say.
const MAX_BYTES: usize = 200 << 10;
/// The fewest that may be asked for.
const FEWEST: usize = 4 << 10;
/// How a band shows a time (CWR standard, `UploadPassedLog`).
const BAND: &str = "%Y-%m-%d %H:%M:%S";

/// A compiled `photo` or `content`.
#[derive(Clone, Debug)]
pub(super) struct FilePlan {
    /// The column's slot.
    pub(super) slot: usize,
    held: Held,
    make: Plan,
    optional: bool,
}

/// How a column holds a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    File,
    Blob,
    Base64,
    Url,
}

/// What is to be made of it.
#[derive(Clone, Debug)]
enum Plan {
    Photo {
        max_bytes: usize,
        band: Option<(usize, Reading)>,
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
    ) -> Result<Option<Wanted>, Fault> {
        let Some(value) = cells.get(self.slot) else {
            return Ok(None);
        };
        let origin = self.held.origin(value);
        let origin = origin.map_err(|refusal| Fault::of(self.slot, refusal))?;
        let make = match &self.make {
            Plan::Attachment => Make::Attachment,
            Plan::Photo { max_bytes, band } => Make::Photo {
                max_bytes: *max_bytes,
                band: match band {
                    Some((slot, reading)) => Some(shown(*slot, reading, cells)?),
                    None => None,
                },
            },
        };
        Ok(Some(Wanted {
            origin,
            make,
            optional: self.optional,
            column: columns.phrase(&[self.slot]),
        }))
    }
}

fn shown(slot: usize, reading: &Reading, cells: Cells<'_>) -> Result<String, Fault> {
    let read = match cells.get(slot) {
        Some(value) => reading.read(value, cells.lookups),
        None => Ok(None),
    };
    read.and_then(|text| text.ok_or(Refusal::NoBand))
        .map_err(|refusal| Fault::of(slot, refusal))
}

impl Held {
    const NAMES: [(&str, Self); 4] = [
        ("file", Self::File),
        ("blob", Self::Blob),
        ("base64", Self::Base64),
        ("url", Self::Url),
    ];

    /// What the source's `files` would have to say.
    fn lacks(self, files: &media::Settings) -> Option<String> {
        match self {
            Self::File if files.root.is_none() => Some(text!("mapping-set-root")),
            Self::Url if files.base_url.is_none() && files.allowed_hosts.is_empty() => {
                Some(text!("mapping-set-hosts"))
            }
            _ => None,
        }
    }

    fn origin(self, value: &Value) -> Result<media::Origin, Refusal> {
        let text = || text_of(value).map(|text| text.into_owned());
        Ok(match (self, value) {
            (Self::Blob, Value::Bytes(bytes)) => media::Origin::Bytes(bytes.clone()),
            // An example's row has no bytes.
            (Self::Blob, Value::Text(text)) => media::Origin::Bytes(text.clone().into_bytes()),
            (Self::Blob, value) => return Err(Refusal::NoBytes(value.kind())),
            (Self::Base64, Value::Bytes(bytes)) => match std::str::from_utf8(bytes) {
                Ok(text) => media::Origin::Base64(text.to_owned()),
                Err(_) => return Err(Refusal::NoBase64),
            },
            (Self::Base64, _) => media::Origin::Base64(text()?),
            (Self::File, _) => media::Origin::File(text()?),
            (Self::Url, _) => media::Origin::Url(text()?),
        })
    }
}

impl Workshop<'_> {
    /// Compiles a photo or an attachment; `None` where the line speaks of neither, `Some(None)` with problems noted.
    pub(super) fn file(
        &mut self,
        field: &'static Field,
        written: &Written,
    ) -> Option<Option<Origin>> {
        let (option, held, wanted, kind) = match (&written.photo, &written.content) {
            (Some(held), _) => ("photo", held, text!("mapping-for-photos"), Kind::Photo),
            (None, Some(held)) => ("content", held, text!("mapping-for-files"), Kind::File),
            (None, None) => {
                let missing = written.missing.as_ref()?;
                let message = text!("mapping-missing-alone");
                return Some(self.refuse(field, message, &missing.at));
            }
        };
        if field.kind != kind {
            return Some(self.misplaced(field, option, wanted, &held.at));
        }
        Some(self.file_plan(field, option, held, written))
    }

    fn file_plan(
        &mut self,
        field: &'static Field,
        option: &str,
        held: &Text,
        written: &Written,
    ) -> Option<Origin> {
        if let Some(default) = &written.default {
            return self.refuse(field, text!("mapping-default-texts"), &default.at);
        }
        let at = &held.at;
        let held = self.one_of(field, option, held, &Held::NAMES);
        if let Some(lacking) = held.and_then(|held| held.lacks(&self.context.files)) {
            let problem = of_field(field, text!("mapping-no-files"), at);
            self.problems.push(problem.hint(lacking));
            return None;
        }
        let optional = match &written.missing {
            None => Some(false),
            Some(missing) => {
                let optional = self.one_of(
                    field,
                    "missing",
                    missing,
                    &[("reject", false), ("omit", true)],
                );
                if optional == Some(true) && field.need == Need::Required {
                    let message = text!("mapping-omit-required");
                    return self.refuse(field, message, &missing.at);
                }
                optional
            }
        };
        let make = match option {
            "photo" => self.photo(field, written),
            _ => Some(Plan::Attachment),
        };
        let slot = self
            .columns
            .slot(&written.column.as_ref()?.text, field.name);
        Some(Origin::File(FilePlan {
            slot,
            held: held?,
            make: make?,
            optional: optional?,
        }))
    }

    fn photo(&mut self, field: &'static Field, written: &Written) -> Option<Plan> {
        let max_bytes = match &written.max_bytes {
            None => MAX_BYTES,
            Some(Text { text, at }) => match quantity::bytes(text) {
                Ok(bytes) if bytes >= FEWEST => bytes,
                Ok(_) => return self.refuse(field, text!("mapping-max-bytes"), at),
                Err(message) => return self.refuse(field, format!("`max_bytes`: {message}"), at),
            },
        };
        let band = match &written.band {
            None => None,
            Some(column) => {
                let format = TimeFormat::new(BAND)?;
                let parse = written.parse.as_ref();
                let reading = time_reading(field, format, parse, self)?;
                Some((self.columns.slot(&column.text, field.name), reading))
            }
        };
        Some(Plan::Photo { max_bytes, band })
    }

    /// What a word stands for.
    fn one_of<T: Copy>(
        &mut self,
        field: &Field,
        option: &str,
        Text { text, at }: &Text,
        known: &[(&str, T)],
    ) -> Option<T> {
        if let Some((_, meant)) = known.iter().find(|(name, _)| name == text) {
            return Some(*meant);
        }
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let problem = of_field(field, text!("mapping-unknown-word", option = option), at);
        self.problems.push(problem.among(text, &names));
        None
    }
}
