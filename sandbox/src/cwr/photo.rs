//! Photos: Base64 of a picture, and nothing else.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// What is wrong with a photo. No prefix (`data:image/..`) and no line break may stand in it.
pub(super) fn wrong(value: &str) -> Option<&'static str> {
    let Ok(bytes) = BASE64_STANDARD.decode(value) else {
        return Some("不是Base64编码");
    };
    match is_jpeg(&bytes) || is_png(&bytes) {
        true => None,
        false => Some("不是JPEG或PNG照片"),
    }
}

/// Begins and ends as one, with a head of a frame in between.
fn is_jpeg(bytes: &[u8]) -> bool {
    let frame = |at: &[u8]| at[0] == 0xFF && matches!(at[1], 0xC0..=0xC2);
    bytes.starts_with(&[0xFF, 0xD8, 0xFF])
        && bytes.ends_with(&[0xFF, 0xD9])
        && bytes.windows(2).any(frame)
}

/// Begins and ends as one.
fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.ends_with(b"IEND\xAE\x42\x60\x82")
}
