//! Words as a shell takes them.

/// A word of a command line, in quotes where a shell would read it otherwise.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || ['_', '.', ','].contains(&c);
    if text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
