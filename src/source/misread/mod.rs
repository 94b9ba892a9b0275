//! Texts whose bytes were taken for latin1: `å¼ ä¸‰` is 张三 in UTF-8, `ÕÅÈý` is 张三 in GBK.
//!
//! Honest Latin text is no such text: `Müller`, `café`, `25°C`, `±0.5`, `3×4`, `A·B`. Of its characters above ASCII hardly any two
//! stand side by side; those that do are punctuation and signs, or make no common Chinese character.
//!
//! Texts whose bytes were taken for GBK are another kind: those look like honest, if rare, Chinese ([`is_utf8_in_gbk`]).

mod gbk;
mod in_gbk;
#[cfg(test)]
mod tests;

use encoding_rs::WINDOWS_1252;

use gbk::is_gbk;

pub(super) use gbk::as_gbk;
pub use in_gbk::is_utf8_in_gbk;

/// What a text's bytes were, before they were taken for latin1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// UTF-8.
    Utf8,
    /// GBK.
    Gbk,
    /// What they were cannot be told; no text holds such characters (U+0080 to U+009F).
    Unknown,
}

/// The bytes of a character above ASCII that latin1 has; MySQL's and Windows' latin1 is code page 1252, whose unused places are
/// the control characters of the same number.
fn latin1(character: char) -> Option<u8> {
    match character {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(character)).ok(),
        '\u{152}'..='\u{2122}' => {
            let mut text = [0; 4];
            let (bytes, _, lost) = WINDOWS_1252.encode(character.encode_utf8(&mut text));
            match *bytes {
                [byte] if !lost => Some(byte),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether latin1 has a character.
fn is_latin1(character: char) -> bool {
    character.is_ascii() || latin1(character).is_some()
}

/// The bytes of a text in latin1; `None` where it has other characters, or is ASCII alone.
pub(super) fn bytes_in_latin1(text: &str) -> Option<Vec<u8>> {
    if text.is_ascii() {
        return None;
    }
    let byte = |character: char| match character.is_ascii() {
        true => u8::try_from(character).ok(),
        false => latin1(character),
    };
    text.chars().map(byte).collect()
}

/// What a text's bytes were, where it is certain that they were not latin1.
pub fn misread(text: &str) -> Option<Misread> {
    if text.is_ascii() {
        return None;
    }
    let whole = text.chars().all(is_latin1);
    let parts = text.split(|character| !is_latin1(character));
    let told = parts.filter_map(|part| {
        let bytes = bytes_in_latin1(part)?;
        if is_utf8(&bytes, whole) {
            return Some(Misread::Utf8);
        }
        is_gbk(&bytes, whole).then_some(Misread::Gbk)
    });
    let control = |character: char| ('\u{80}'..='\u{9f}').contains(&character);
    let unknown = || text.contains(control).then_some(Misread::Unknown);
    told.min_by_key(|told| *told == Misread::Gbk)
        .or_else(unknown)
}

/// Chinese quotation marks, dots and dashes, which a Latin word may stand beside.
fn is_punctuation(byte: u8) -> bool {
    matches!(byte, 0x85 | 0x91..=0x94 | 0x96 | 0x97 | 0xb7)
}

/// Whether bytes are UTF-8 and cannot be anything else. The last character may be cut; `whole` says that they are all of a
/// text, and not what stands beside Chinese characters.
fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let (mut strong, mut weak) = (0, 0);
    for character in valid.chars().filter(|character| !character.is_ascii()) {
        let mut bytes = [0; 4];
        let bytes = character.encode_utf8(&mut bytes).as_bytes();
        let tells = !bytes[1..].iter().all(|byte| is_punctuation(*byte));
        match bytes {
            // Ã and Â, with which no word of a site begins.
            [0xc2 | 0xc3, _] if whole => strong += 1,
            [0xce | 0xcf, _] if whole && tells => strong += 1,
            [_, _] if tells => weak += 1,
            [_, _, _, ..] if tells => strong += 1,
            _ => {}
        }
    }
    strong > 0 || (whole && weak > 1)
}
