//! Whether bytes are GBK, and what they say.

use encoding_rs::GBK;

/// Signs that stand side by side in honest texts.
fn is_sign(byte: u8) -> bool {
    // Quotation marks, dots and dashes; ° ± ² ³ µ · ¹ × ÷
    matches!(byte, 0x82..=0x8b | 0x91..=0x99 | 0x9b | 0xb0..=0xb3 | 0xb5 | 0xb7 | 0xb9 | 0xd7 | 0xf7)
}

/// Whether bytes are GBK, and as good as certainly nothing else. One character of it may be cut.
pub(super) fn is_gbk(bytes: &[u8], whole: bool) -> bool {
    let Pairs { found, broken } = Pairs::of(bytes);
    let hanzi = |at: &usize| {
        let (lead, trail) = (bytes[*at], bytes[at + 1]);
        (0xb0..=0xf7).contains(&lead) && trail >= 0xa1
    };
    let tells = |at: &usize| hanzi(at) && !(is_sign(bytes[*at]) && is_sign(bytes[at + 1]));
    let common = |at: &usize| tells(at) && bytes[*at] <= 0xd7;
    // Two Chinese characters side by side are four characters above ASCII in a row.
    let beside = found.windows(2).any(|two| {
        let mut signs = bytes[two[0]..two[1] + 2].to_vec();
        signs.sort_unstable();
        signs.dedup();
        let all_signs = two.iter().all(hanzi) && signs.len() > 2;
        two[1] == two[0] + 2 && (two.iter().any(tells) || all_signs)
    });
    let cut = |at: &usize| broken.contains(&(at + 2)) && common(at);
    let single = bytes.len() == 2 && found.iter().any(common);
    let apart = found.len() > 1 && broken.is_empty() && found.iter().all(common);
    beside || found.iter().any(cut) || (whole && (single || apart))
}

/// Where the characters of GBK begin in bytes, and where one is cut.
struct Pairs {
    found: Vec<usize>,
    broken: Vec<usize>,
}

impl Pairs {
    fn of(bytes: &[u8]) -> Self {
        let (mut found, mut broken) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(lead) = bytes.get(at) {
            if lead.is_ascii() {
                at += 1;
                continue;
            }
            let is_one = |length: usize| {
                let bytes = bytes.get(at..at + length);
                bytes.and_then(|bytes| {
                    GBK.decode_without_bom_handling_and_without_replacement(bytes)
                })
            };
            match [2, 4].into_iter().find(|length| is_one(*length).is_some()) {
                Some(length) => {
                    found.push(at);
                    at += length;
                }
                None => {
                    broken.push(at);
                    at += 1;
                }
            }
        }
        Self { found, broken }
    }
}

/// What bytes say in GBK, where they are nothing else; U+FFFD stands in it for a character that is cut.
///
/// Texts of UTF-8 with a Chinese character in them are no GBK: of real GBK hardly one in a hundred thousand is valid there. Signs
/// that honest texts have side by side or before a letter (`25°C`, `3××`) say nothing for certain.
pub(in crate::source) fn as_gbk(bytes: &[u8]) -> Option<String> {
    let chinese =
        |character: char| matches!(character, '\u{3000}'..='\u{9fff}' | '\u{f000}'..='\u{ffff}');
    if std::str::from_utf8(bytes).is_ok_and(|text| text.contains(chinese)) {
        return None;
    }
    let Pairs { found, broken } = Pairs::of(bytes);
    let is_letter = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_some_and(u8::is_ascii_alphabetic)
    };
    // Neither signs, nor a letter of a Latin word and the one behind it.
    let certain = |at: &usize| {
        let (lead, trail) = (bytes[*at], bytes[at + 1]);
        let in_word = is_letter(at.checked_sub(1)) || is_letter(Some(at + 2));
        match trail.is_ascii() {
            true => !is_sign(lead) && !in_word,
            false => !(is_sign(lead) && trail == lead),
        }
    };
    if found.iter().any(certain) || (broken.is_empty() && found.is_empty()) {
        // A letter of a Latin word, and the one behind it.
        let latin = !broken.is_empty() && found.iter().all(|at| bytes[at + 1].is_ascii());
        let (text, _) = GBK.decode_without_bom_handling(bytes);
        return (!latin).then(|| text.into_owned());
    }
    None
}
