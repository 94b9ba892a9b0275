//! The body of an attachment's upload: `multipart/form-data` with the record's fields and one file.

use crate::platform::Record;

/// What stands between the parts.
#[derive(Debug)]
pub(super) struct Parts {
    boundary: String,
}

impl Parts {
    /// A form whose boundary is made of this id; no file holds it by chance.
    pub(super) fn new(id: &str) -> Self {
        Self {
            boundary: format!("shangbao-{id}"),
        }
    }

    /// The content type of the request.
    pub(super) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Writes the body. The file is named after its kind: the platform wants ASCII.
    pub(super) fn write(&self, record: &Record) -> Vec<u8> {
        let size = record
            .attachment
            .as_ref()
            .map_or(0, |(_, file)| file.content.len());
        let mut out = Vec::with_capacity(size + 1024);
        out.extend(self.head(record).as_bytes());
        if let Some((_, file)) = &record.attachment {
            out.extend(&file.content);
            out.extend(b"\r\n");
        }
        out.extend(self.end().as_bytes());
        out
    }

    /// The body as a person sees it: of the file its size.
    pub(super) fn shown(&self, record: &Record) -> String {
        let file = record.attachment.as_ref();
        let size = file.map_or(0, |(_, file)| file.content.len());
        let text = format!("{}({size} bytes)\r\n{}", self.head(record), self.end());
        text.replace("\r\n", "\n")
    }

    /// Everything before the file's content.
    fn head(&self, record: &Record) -> String {
        let mut out = String::new();
        for (name, value) in &record.fields {
            out += &format!("--{}\r\n", self.boundary);
            out += &format!("Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        if let Some((name, file)) = &record.attachment {
            let (extension, media_type) = (file.extension, file.media_type);
            out += &format!(
                "--{}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"attachment.{extension}\"\r\n\
                 Content-Type: {media_type}\r\n\r\n",
                self.boundary
            );
        }
        out
    }

    fn end(&self) -> String {
        format!("--{}--\r\n", self.boundary)
    }
}
