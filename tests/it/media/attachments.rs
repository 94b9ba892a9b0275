//! What is sent as an attachment.

use shangbao::media::{Made, Make, MediaError, Origin};

use super::nowhere;

#[tokio::test]
async fn its_kind_is_told_by_its_content() {
    let kinds: [(&[u8], &str); 7] = [
        (b"\xFF\xD8\xFF\xE0..", "jpg image/jpeg"),
        (b"\x89PNG\r\n\x1a\n..", "png image/png"),
        (b"GIF89a..", "gif image/gif"),
        (b"BM\x10\0\0\0\0\0\0\0..", "bmp image/bmp"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp image/webp"),
        (b"%PDF-1.4\n..", "pdf application/pdf"),
        (b"\n\n%PDF-1.7\n..", "pdf application/pdf"),
    ];
    for (content, kind) in kinds {
        let made = nowhere()
            .load(Origin::Bytes(content.to_vec()), Make::Attachment)
            .await;
        let Ok(Made::Attachment(attachment)) = made else {
            panic!("{made:?}");
        };
        let said = format!("{} {}", attachment.extension, attachment.media_type);
        assert_eq!(
            (said.as_str(), attachment.content.as_slice()),
            (kind, content)
        );
    }
}

#[tokio::test]
async fn anything_else_is_refused() {
    let others: [&[u8]; 4] = [b"PK\x03\x04 a document", b"<html>", b"BMW", b"RIFF....WAVE"];
    for content in others {
        let made = nowhere()
            .load(Origin::Bytes(content.to_vec()), Make::Attachment)
            .await;
        assert_eq!(made, Err(MediaError::NoAttachment));
    }
}
