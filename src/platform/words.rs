//! A platform's own words, as they are kept and shown.

use crate::language::text;

/// The longest text of the platform that is kept, in characters.
const LONGEST: usize = 500;

/// A code and the platform's words, for a message.
pub(super) fn coded(code: &str, words: &str) -> String {
    if words.is_empty() {
        text!("platform-code", code = code)
    } else {
        text!("platform-code-words", code = code, words = words)
    }
}

/// A text in one line, without control characters, and no longer than what is kept.
pub(super) fn cut(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut out = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if let Some((at, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(at);
        out.push('…');
    }
    out
}
