//! Messages of a database, without the values of records they quote.

/// What stands in place of a value.
const MASK: &str = "***";

/// A message with everything between its first and its last quote of each kind masked: a value may
/// hold quotes itself, so the pairs inside cannot be told apart.
pub(super) fn mask(message: &str) -> String {
    let masked = between(message, '"');
    let masked = between(&masked, '\'');
    // Servers that do not speak English have quotes of their own.
    let pairs = [('“', '”'), ('‘', '’'), ('「', '」'), ('«', '»'), ('„', '“')];
    pairs.into_iter().fold(masked, inside)
}

/// The same for quotes whose ends differ.
fn inside(message: String, (open, close): (char, char)) -> String {
    match (message.find(open), message.rfind(close)) {
        (Some(first), Some(last)) if first < last => {
            let first = first + open.len_utf8();
            format!("{}{MASK}{}", &message[..first], &message[last..])
        }
        _ => message,
    }
}

fn between(message: &str, quote: char) -> String {
    let Some(first) = opening(message, quote) else {
        return message.to_owned();
    };
    let last = message.rfind(quote).filter(|last| *last > first);
    let rest = last.map_or("", |last| &message[last..]);
    format!("{}{MASK}{rest}", &message[..=first])
}

/// The first quote that is no apostrophe within a word (`doesn't`).
fn opening(message: &str, quote: char) -> Option<usize> {
    let is_letter_before = |at: usize| message[..at].ends_with(|c: char| c.is_ascii_alphabetic());
    let is_letter_behind =
        |at: usize| message[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let mut quotes = message.match_indices(quote).map(|(at, _)| at);
    quotes.find(|at| quote == '"' || !(is_letter_before(*at) && is_letter_behind(*at)))
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn quoted_values_are_masked() {
        let cases = [
            (
                r#"invalid input syntax for type integer: "4403x""#,
                r#"invalid input syntax for type integer: "***""#,
            ),
            (
                "Truncated incorrect DOUBLE value: 'O'Brien'",
                "Truncated incorrect DOUBLE value: '***'",
            ),
            (
                "Incorrect value: 'a' for column 'b' at row 1",
                "Incorrect value: '***' at row 1",
            ),
            ("never closed: 'secret", "never closed: '***"),
            ("it doesn't say", "it doesn't say"),
            ("don't show 'this'", "don't show '***'"),
            ("malformed JSON", "malformed JSON"),
            (
                "无效的类型 integer 输入语法：“4403x”",
                "无效的类型 integer 输入语法：“***”",
            ),
            ("valeur « 4403x » invalide", "valeur «***» invalide"),
        ];
        for (message, masked) in cases {
            assert_eq!(mask(message), masked);
        }
    }
}
