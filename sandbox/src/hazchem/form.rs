//! The form of an attachment: `wid` and one `file` (section 二, 3).

use std::convert::Infallible;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use futures_util::stream;
use multer::{Field, Multipart};

/// A form as far as it could be read.
#[derive(Default)]
pub(super) struct Form {
    pub(super) wid: Option<String>,
    pub(super) file: Option<File>,
    /// A part more, or a part of another name.
    pub(super) superfluous: bool,
    /// It ended in the middle, or is no form at all.
    pub(super) broken: bool,
}

/// The file of a form.
pub(super) struct File {
    pub(super) name: String,
    pub(super) content: Bytes,
}

impl Form {
    pub(super) async fn read(headers: &HeaderMap, body: Bytes) -> Self {
        let mut form = Self::default();
        let kind = headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let Some(boundary) = kind.and_then(|kind| multer::parse_boundary(kind).ok()) else {
            form.broken = true;
            return form;
        };
        let body = stream::once(async { Ok::<_, Infallible>(body) });
        let mut parts = Multipart::new(body, boundary);
        loop {
            match parts.next_field().await {
                Ok(Some(part)) => form.add(part).await,
                Ok(None) => break,
                Err(_) => {
                    form.broken = true;
                    break;
                }
            }
        }
        form
    }

    async fn add(&mut self, part: Field<'_>) {
        match part.name() {
            Some("wid") if self.wid.is_none() => match part.text().await {
                Ok(wid) => self.wid = Some(wid),
                Err(_) => self.broken = true,
            },
            Some("file") if self.file.is_none() => {
                let name = part.file_name().unwrap_or_default().to_owned();
                match part.bytes().await {
                    Ok(content) => self.file = Some(File { name, content }),
                    Err(_) => self.broken = true,
                }
            }
            _ => self.superfluous = true,
        }
    }
}
