//! Words as a reader takes them: what is encoded is decoded, and each character knows its place.

use std::ops::Range;

use encoding_rs::GBK;

/// A character as it is compared, and the bytes of the words that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// In lower case and half width.
    pub(super) character: char,
    /// Where it stands.
    pub(super) place: Range<usize>,
}

impl Unit {
    /// Whether it only separates others.
    pub(super) fn is_separator(&self) -> bool {
        is_separator(self.character)
    }
}

/// Blanks, hyphens and dots, visible or not: they are put into numbers and names, and left out of them.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '+' | '.' | '_' | '·' | '•' | '・' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
        )
}

/// A character in lower case and half width.
pub(super) fn fold(character: char) -> char {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        other => other,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// The words, read. Percent signs are decoded twice: a gateway may have encoded what came encoded.
pub(super) fn units(words: &str) -> Vec<Unit> {
    let plain = words.char_indices().map(|(at, character)| Unit {
        character,
        place: at..at + character.len_utf8(),
    });
    let mut units: Vec<Unit> = plain.collect();
    for decode in [percent, percent, escape, entity] {
        units = decoded(&units, decode);
    }
    for unit in &mut units {
        unit.character = fold(unit.character);
    }
    units
}

/// Reads something encoded at the start: its characters, and how many units it takes.
type Decode = fn(&[Unit]) -> Option<(Vec<(char, usize)>, usize)>;

fn decoded(units: &[Unit], decode: Decode) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let Some((characters, taken)) = decode(&units[at..]) else {
            out.push(units[at].clone());
            at += 1;
            continue;
        };
        let mut from = at;
        for (character, long) in characters {
            out.push(Unit {
                character,
                place: units[from].place.start..units[from + long - 1].place.end,
            });
            from += long;
        }
        at += taken;
    }
    out
}

fn digits(units: &[Unit], radix: u32) -> Option<u32> {
    let text: String = units.iter().map(|unit| unit.character).collect();
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    is_plain.then(|| u32::from_str_radix(&text, radix).ok())?
}

fn is(units: &[Unit], at: usize, character: char) -> bool {
    units
        .get(at)
        .is_some_and(|unit| unit.character == character)
}

/// `%E5%BC%A0`: UTF-8, or else GBK.
fn percent(units: &[Unit]) -> Option<(Vec<(char, usize)>, usize)> {
    let mut bytes = Vec::new();
    while is(units, bytes.len() * 3, '%') {
        let at = bytes.len() * 3;
        let Some(byte) = units.get(at + 1..at + 3).and_then(|two| digits(two, 16)) else {
            break;
        };
        bytes.push(u8::try_from(byte).ok()?);
    }
    if bytes.is_empty() {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(&bytes) {
        let characters = text.chars().map(|c| (c, c.len_utf8() * 3)).collect();
        return Some((characters, bytes.len() * 3));
    }
    let (text, broken) = GBK.decode_without_bom_handling(&bytes);
    if broken {
        // The first byte alone, as what it is in ASCII or as nothing that a value holds.
        return Some((vec![(char::from(bytes[0]), 3)], 3));
    }
    let long = |c: char| if c.is_ascii() { 3 } else { 6 };
    let characters: Vec<_> = text.chars().map(|c| (c, long(c))).collect();
    let taken = characters.iter().map(|(_, long)| long).sum();
    (taken <= bytes.len() * 3).then_some((characters, taken))
}

/// `\u5f20`.
fn escape(units: &[Unit]) -> Option<(Vec<(char, usize)>, usize)> {
    if !is(units, 0, '\\') || !is(units, 1, 'u') {
        return None;
    }
    let character = char::from_u32(digits(units.get(2..6)?, 16)?)?;
    Some((vec![(character, 6)], 6))
}

/// `&#24352;` or `&#x5f20;`.
fn entity(units: &[Unit]) -> Option<(Vec<(char, usize)>, usize)> {
    if !is(units, 0, '&') || !is(units, 1, '#') {
        return None;
    }
    let end = units
        .iter()
        .take(12)
        .position(|unit| unit.character == ';')?;
    let hex = is(units, 2, 'x') || is(units, 2, 'X');
    let (from, radix) = if hex { (3, 16) } else { (2, 10) };
    let character = char::from_u32(digits(units.get(from..end)?, radix)?)?;
    Some((vec![(character, end + 1)], end + 1))
}
