//! An attachment: an image or a PDF, told by its content.

use super::MediaError;

/// A file that is sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its content.
    pub content: Vec<u8>,
    /// Its media type: `application/pdf`.
    pub media_type: &'static str,
    /// The end of a file's name of this type: `pdf`.
    pub extension: &'static str,
}

/// A PDF may begin with other bytes, but not with many.
const PDF_WITHIN: usize = 1024;

impl Attachment {
    /// An attachment of this content, whatever its file is called.
    ///
    /// # Errors
    /// [`MediaError::NoAttachment`] when it is neither an image nor a PDF.
    pub(super) fn of(content: Vec<u8>) -> Result<Self, MediaError> {
        let (media_type, extension) = kind(&content).ok_or(MediaError::NoAttachment)?;
        Ok(Self {
            content,
            media_type,
            extension,
        })
    }
}

fn kind(content: &[u8]) -> Option<(&'static str, &'static str)> {
    let start = &content[..content.len().min(PDF_WITHIN)];
    Some(match content {
        [0xFF, 0xD8, 0xFF, ..] => ("image/jpeg", "jpg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => ("image/png", "png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => ("image/gif", "gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => ("image/webp", "webp"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => ("image/bmp", "bmp"),
        _ if start.windows(5).any(|five| five == b"%PDF-") => ("application/pdf", "pdf"),
        _ => return None,
    })
}
