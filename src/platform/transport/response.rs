//! An HTTP response, read to its end.

use std::time::Duration;

use chrono::{DateTime, Utc};
use encoding_rs::{Encoding, GB18030};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderName, RETRY_AFTER};

use super::cause;
use crate::language::text;
use crate::platform::excerpt::excerpt;
use crate::platform::redact::redact;
use crate::platform::{Fault, FaultKind, Record};

/// The longest body that is read, in bytes. A thousand reasons fit in a tenth of it.
const LONGEST: usize = 4 << 20;

/// A response: its status, the headers that matter here, and its text.
#[derive(Debug)]
pub(in crate::platform) struct Response {
    /// HTTP status.
    pub(in crate::platform) status: u16,
    /// The body as text.
    pub(in crate::platform) text: String,
    content_type: String,
    retry_after: Option<String>,
    date: Option<String>,
}

/// Why a body could not be read.
#[derive(Debug)]
pub(in crate::platform) enum Unread {
    /// It is longer than the limit.
    TooLong,
    /// No end of it came in time.
    TimedOut,
    /// It broke off, or cannot be unpacked.
    Broken(String),
}

impl Response {
    /// Reads a response to its end.
    pub(in crate::platform) async fn read(mut response: reqwest::Response) -> Result<Self, Unread> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Unread::of(&error))? {
            if body.len() + chunk.len() > LONGEST {
                return Err(Unread::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let header = |name: HeaderName| {
            let value = response.headers().get(name)?;
            Some(value.to_str().ok()?.trim().to_owned())
        };
        let content_type = header(CONTENT_TYPE).unwrap_or_default();
        Ok(Self {
            status: response.status().as_u16(),
            retry_after: header(RETRY_AFTER),
            date: header(DATE),
            text: decode(body),
            content_type: content_type.to_ascii_lowercase(),
        })
    }

    /// Whether it is a web page, for people: a login page, or a gateway's.
    pub(in crate::platform) fn is_page(&self) -> bool {
        let text = self.text.trim_start();
        text.starts_with('<') || (self.content_type.contains("html") && !text.starts_with('{'))
    }

    /// How its text begins, without what the records of its request hold.
    pub(in crate::platform) fn excerpt(&self, batch: &[&Record]) -> String {
        excerpt(&redact(&self.text, batch))
    }

    /// Its `Date`: what the platform's clock said.
    pub(in crate::platform) fn date(&self) -> Option<DateTime<Utc>> {
        http_time(self.date.as_deref()?)
    }

    /// How long it asks to wait: seconds, or a time by its own `Date` (else by `now`).
    pub(in crate::platform) fn retry_after(&self, now: DateTime<Utc>) -> Option<Duration> {
        let text = self.retry_after.as_deref()?;
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = http_time(text)?;
        let now = self.date().unwrap_or(now);
        Some((at - now).to_std().unwrap_or_default())
    }
}

impl Unread {
    fn of(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut
        } else {
            Self::Broken(cause(error))
        }
    }

    /// The fault this is. The request was sent, so its outcome is open.
    pub(in crate::platform) fn fault(self, url: &str) -> Fault {
        let (kind, message) = match self {
            Self::TooLong => (
                FaultKind::Unreadable,
                text!(
                    "platform-answer-too-long",
                    url = url,
                    size = (LONGEST >> 20).to_string(),
                ),
            ),
            Self::TimedOut => (
                FaultKind::TimedOut,
                text!("platform-answer-without-end", url = url),
            ),
            Self::Broken(cause) => (
                FaultKind::Lost,
                text!("platform-answer-broke-off", url = url, cause = cause),
            ),
        };
        Fault::new(kind, message, true)
    }
}

/// A body as text. JSON is UTF-8, whatever the content type says; bytes that are none are read as GB 18030, which older
/// Chinese servers write without saying so. A character of UTF-8 that was cut off at the end makes no other charset of it.
fn decode(body: Vec<u8>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(&body) {
        return encoding
            .decode_without_bom_handling(&body[mark..])
            .0
            .into_owned();
    }
    match String::from_utf8(body) {
        Ok(text) => text,
        Err(error) if error.utf8_error().error_len().is_none() => {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
        Err(error) => GB18030
            .decode_without_bom_handling(error.as_bytes())
            .0
            .into_owned(),
    }
}

/// A time as HTTP writes it: `Wed, 21 Oct 2026 07:28:00 GMT`.
fn http_time(text: &str) -> Option<DateTime<Utc>> {
    Some(DateTime::parse_from_rfc2822(text).ok()?.to_utc())
}

#[cfg(test)]
mod tests {
    use super::{GB18030, decode};

    #[test]
    fn bytes_that_are_no_utf_8_are_gb_18030() {
        for text in ["{\"msg\":\"作业票同步结束，成功 1条\"}", "plain", "龘㐀𠀀"] {
            assert_eq!(decode(text.as_bytes().to_vec()), text);
            assert_eq!(decode(GB18030.encode(text).0.into_owned()), text);
            let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
            assert_eq!(decode(marked), text);
        }
    }

    #[test]
    fn what_was_cut_off_stays_utf_8() {
        let text = "{\"msg\":\"作业票同步\"}";
        let cut = text.as_bytes()[..text.len() - 4].to_vec();
        assert_eq!(decode(cut), "{\"msg\":\"作业票同\u{fffd}");
    }
}
