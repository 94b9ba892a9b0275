//! The platform's words without what the records hold: they are shown and logged, and may quote a person's data.

use crate::platform::Record;

/// Stands for what is left out.
const LEFT_OUT: &str = "***";

/// The shortest value that is looked for, in characters: shorter ones are codes.
const SHORTEST: usize = 2;
/// The longest, in bytes: longer ones are photos.
const LONGEST: usize = 300;

/// The words without the values of these records, and without any identity card's number.
pub(super) fn discreet(words: &str, batch: &[&Record]) -> String {
    let mut out = without_numbers(words);
    for (_, value) in batch.iter().flat_map(|record| record.members()) {
        let told = value.chars().count() >= SHORTEST && value.len() <= LONGEST && !is_code(value);
        if told && out.contains(value) {
            out = out.replace(value, LEFT_OUT);
        }
    }
    out
}

/// Codes and the words in and out say nothing of a person.
fn is_code(value: &str) -> bool {
    value.len() <= 3 && value.is_ascii()
}

/// The words without the numbers of identity cards: 17 digits and a check digit.
fn without_numbers(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, run) = rest.split_at(at);
        out.push_str(before);
        let digits = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let check = usize::from(digits == 17 && run[digits..].starts_with(['X', 'x']));
        let (number, after) = run.split_at(digits + check);
        out.push_str(if number.len() == 18 { LEFT_OUT } else { number });
        rest = after;
    }
    out.push_str(rest);
    out
}
