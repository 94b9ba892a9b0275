//! Photos and attachments: where their bytes are, and what is made of them.
//!
//! A mapping only says what a record wants ([`Wanted`]); [`Files`] reads it, shortly before the record is sent.
//!
//! | file | does |
//! |---|---|
//! | `files` | reads what is wanted, away from the threads that serve requests |
//! | `folder` | files below a folder, and never outside of it |
//! | `web` | files of allowed hosts |
//! | `photo` | JPEG of at most so many bytes, turned upright |
//! | `time_band` | the time at a photo's bottom |
//! | `attachment` | an image or a PDF, told by its content |
//! | `error` | why something cannot be sent |

mod attachment;
mod error;
mod files;
mod folder;
mod photo;
mod time_band;
mod web;

pub use attachment::Attachment;
pub use error::MediaError;
pub use files::{Files, Settings};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 32 << 20;

/// A photo or an attachment that a record is to carry, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where its bytes are.
    pub origin: Origin,
    /// What is made of them.
    pub make: Make,
    /// The record goes without it where it cannot be had.
    pub optional: bool,
    /// The column that says so, for messages: `` column `face` ``.
    pub column: String,
}

/// Where bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In a file below the source's folder, at this path.
    File(String),
    /// At this address.
    Url(String),
    /// Here.
    Bytes(Vec<u8>),
    /// Here, in Base64; a `data:` prefix and line breaks may stand in it.
    Base64(String),
}

impl Origin {
    /// What the column holds, for a digest.
    pub fn content(&self) -> &[u8] {
        match self {
            Self::File(text) | Self::Url(text) | Self::Base64(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// What is made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Make {
    /// A JPEG.
    Photo {
        /// Most bytes of it, before Base64.
        max_bytes: usize,
        /// What stands at its bottom, white on a black band: digits, `-`, `:` and blanks.
        band: Option<String>,
    },
    /// An image or a PDF, as it is.
    Attachment,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// A JPEG in Base64.
    Photo(String),
    /// A file.
    Attachment(Attachment),
}
