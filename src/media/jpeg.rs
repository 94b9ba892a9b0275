//! Whether a JPEG is there to its end. Decoders fill what is missing with grey, and say nothing.

/// Start of image.
const SOI: u8 = 0xD8;
/// End of image.
const EOI: u8 = 0xD9;
/// Start of scan.
const SOS: u8 = 0xDA;

/// Whether the segments of a JPEG follow each other to its end marker. What follows that is not looked at.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, SOI]) && end(&bytes[2..]).is_some()
}

/// Walks the segments; `Some` at the end marker.
fn end(mut rest: &[u8]) -> Option<()> {
    loop {
        let [0xFF, marker, ..] = *rest else {
            return None;
        };
        rest = &rest[1..];
        match marker {
            // Fill bytes before a marker.
            0xFF => {}
            EOI => return Some(()),
            // Markers without a segment.
            0x01 | 0xD0..=0xD7 => rest = &rest[1..],
            _ => {
                let length = usize::from(u16::from_be_bytes([*rest.get(1)?, *rest.get(2)?]));
                rest = rest.get(1 + length.max(2)..)?;
                if marker == SOS {
                    rest = behind_scan(rest)?;
                }
            }
        }
    }
}

/// The first marker behind a scan's data, in which 0xFF is followed by 0 or a restart marker.
fn behind_scan(data: &[u8]) -> Option<&[u8]> {
    let at = data
        .windows(2)
        .position(|two| two[0] == 0xFF && !matches!(two[1], 0 | 0xD0..=0xD7))?;
    data.get(at..)
}
