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

/// The status of a response, and what came with it.
pub(super) fn status_words(status: u16, words: &str) -> String {
    let status = status.to_string();
    if words.is_empty() {
        text!("platform-status", status = status)
    } else {
        text!("platform-status-words", status = status, words = words)
    }
}

/// Why a response cannot be read, and how it begins.
pub(super) fn with_excerpt(why: String, excerpt: &str) -> String {
    if excerpt.is_empty() {
        return why;
    }
    text!("platform-excerpt", why = why, excerpt = excerpt)
}

/// The longest beginning of a response that is shown, in characters.
const EXCERPT: usize = 200;

/// How a text begins that could not be read, in one line. It may quote records: no digit of it is shown.
pub(super) fn excerpt(text: &str) -> String {
    let begin: String = cut(text).chars().take(EXCERPT).collect();
    begin.replace(|c: char| c.is_numeric(), "*")
}
