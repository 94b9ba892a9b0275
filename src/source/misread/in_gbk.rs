//! Texts whose UTF-8 was taken for GBK: `寮犱笁` is 张三, and `鐜嬪皬鏄?` 王小明, of which the last byte is lost.

use encoding_rs::GBK;

/// The fewest Chinese characters that tell it. One may be met by chance.
const FEWEST: usize = 2;

/// Whether a text is most likely UTF-8 that was read as GBK and stored like that: its bytes in GBK are UTF-8, and say common Chinese.
///
/// Hardly any text is both. The first bytes of common Chinese in UTF-8 are E4 to E9, which begin only rare characters in GBK, and every other
/// character of three would have to be one that begins below C0. But a rare name may be, so that this is worth a warning and no refusal.
pub fn is_utf8_in_gbk(text: &str) -> bool {
    // To write a whole text in GBK takes long; what honest texts begin with tells nearly all of them.
    let first = text.chars().find(|character| !character.is_ascii());
    if !first.is_some_and(may_begin) {
        return false;
    }
    let (bytes, _, lost) = GBK.encode(text);
    if lost {
        return false;
    }
    let meant = String::from_utf8_lossy(&bytes);
    let (mut chinese, mut broken) = (0, 0);
    let mut rest = meant.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            character if character.is_ascii() => {}
            // A byte that is half a character becomes a question mark, or is cut at the end.
            '\u{fffd}' if matches!(rest.peek(), None | Some('?')) => broken += 1,
            // The marks of Chinese texts.
            '\u{b7}' | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' => {}
            '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' => {}
            character if is_common(character) => chinese += 1,
            _ => return false,
        }
    }
    chinese >= FEWEST && chinese >= 2 * broken
}

/// Whether a character in GBK begins like a Chinese one, or a mark of Chinese texts, in UTF-8.
fn may_begin(character: char) -> bool {
    let mut text = [0; 4];
    let (bytes, _, lost) = GBK.encode(character.encode_utf8(&mut text));
    !lost && matches!(*bytes, [0xc2 | 0xe2..=0xe9 | 0xef, 0x80..=0xbf])
}

/// Whether a character is among the 6763 that GB 2312 has.
fn is_common(character: char) -> bool {
    let mut text = [0; 4];
    let (bytes, _, lost) = GBK.encode(character.encode_utf8(&mut text));
    matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe] if !lost)
}
