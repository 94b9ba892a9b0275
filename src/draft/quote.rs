//! Texts as TOML and shells take them.

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    // What JSON escapes, TOML reads.
    serde_json::Value::from(text).to_string()
}

/// One text, or a list of several.
pub(super) fn list(texts: &[String]) -> String {
    match texts {
        [only] => quoted(only),
        texts => format!("[{}]", all(texts)),
    }
}

/// Texts behind each other.
pub(super) fn all(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    quoted.join(", ")
}

/// A key, in quotes where it needs them.
pub(super) fn key(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match text.is_empty() || !text.chars().all(is_bare) {
        true => quoted(text),
        false => text.to_owned(),
    }
}

/// A word of a command line, in quotes where a shell would read it otherwise.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || ['_', '.', ','].contains(&c);
    if text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
