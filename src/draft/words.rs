//! The words that sites use: names of columns (`names.txt`) and values of coded ones (`meanings.txt`).

use crate::platform::field::Code;

const NAMES: &str = include_str!("names.txt");
const MEANINGS: &str = include_str!("meanings.txt");

const YES: &[&str] = &["1", "y", "yes", "t", "true", "on", "是", "有"];
const NO: &[&str] = &["0", "n", "no", "f", "false", "off", "否", "无"];

/// The names of a field's columns, or of what `@` begins; the most telling first.
pub(super) fn names(target: &str, field: &str) -> Vec<&'static str> {
    let own = format!("{target}.{field}");
    let words = line(NAMES, &own).or_else(|| line(NAMES, field));
    words.unwrap_or_default().split_whitespace().collect()
}

/// Whether a word is one of those that `@` begins.
pub(super) fn is_among(list: &str, word: &str) -> bool {
    names("", list).contains(&plain(word).as_str())
}

/// A name as names are compared: letters and digits alone, in lower case.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// What a value seems to stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This code: the value says so in words, or is the code itself.
    Said(&'static Code),
    /// This code, by its number alone, which may mean anything at a site.
    Numbered(&'static Code),
    /// Nothing that is known.
    Unknown,
}

/// The code that a value of a field's column seems to stand for.
pub(super) fn meaning(target: &str, field: &str, codes: &'static [Code], value: &str) -> Meaning {
    let bare = plain(value);
    let number = |text: &str| text.parse::<u32>().ok();
    let told = |code: &&Code| {
        let is_code = code.code == value && (value.len() > 1 || number(value).is_none());
        let own = format!("{target}.{field} {}", code.code);
        let short = format!("{field} {}", code.code);
        let words = line(MEANINGS, &own).or_else(|| line(MEANINGS, &short));
        let mut words = words.unwrap_or_default().split_whitespace();
        is_code || plain(code.name) == bare || words.any(|word| word == bare)
    };
    if let Some(code) = codes.iter().find(told) {
        return Meaning::Said(code);
    }
    // What the name of one code alone holds, in Chinese.
    let held = |code: &&Code| bare.chars().count() > 1 && plain(code.name).contains(&bare);
    let mut holding = codes.iter().filter(|code| !bare.is_ascii() && held(code));
    if let (Some(code), None) = (holding.next(), holding.next()) {
        return Meaning::Said(code);
    }
    let same = |code: &&Code| number(value).is_some() && number(code.code) == number(value);
    let numbered = codes.iter().find(same);
    numbered.map_or(Meaning::Unknown, Meaning::Numbered)
}

/// Whether a value says yes or no; `None` where it says neither.
pub(super) fn yes_or_no(value: &str) -> Option<bool> {
    let bare = plain(value);
    let says = |words: &[&str]| words.contains(&bare.as_str());
    match (says(YES), says(NO)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// What stands behind a key of a list.
fn line(list: &'static str, key: &str) -> Option<&'static str> {
    let mut lines = list.lines().filter_map(|line| line.split_once(": "));
    lines
        .find(|(known, _)| *known == key)
        .map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::TARGETS;
    use crate::platform::field::Kind;

    #[test]
    fn every_line_speaks_of_a_field_and_of_a_code_that_there_is() {
        let is_field = |name: &str| {
            let name = name.trim_end_matches(".start").trim_end_matches(".end");
            TARGETS.iter().any(|target| {
                let of_target = name
                    .strip_prefix(target.name)
                    .and_then(|n| n.strip_prefix('.'));
                target.field(of_target.unwrap_or(name)).is_some()
            })
        };
        let entries = |list: &'static str| {
            list.lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
        };
        for entry in entries(NAMES) {
            let (name, words) = entry.split_once(": ").unwrap();
            assert!(name.starts_with('@') || is_field(name), "{name}");
            assert!(
                name == "@log" || words.split_whitespace().all(|word| plain(word) == word),
                "{entry}"
            );
        }
        for entry in entries(MEANINGS) {
            let (name, _) = entry.split_once(": ").unwrap();
            let (field, code) = name.split_once(' ').unwrap();
            assert!(is_field(field), "{field}");
            let short = field.rsplit('.').next().unwrap();
            let fields = TARGETS.iter().filter_map(|target| target.field(short));
            let has = |kind: Kind| matches!(kind, Kind::Code(codes) if codes.iter().any(|known| known.code == code));
            assert!(fields.into_iter().any(|field| has(field.kind)), "{entry}");
        }
    }

    #[test]
    fn every_field_has_names() {
        for target in TARGETS {
            for field in target.fields {
                assert!(
                    !names(target.name, field.name).is_empty(),
                    "{}.{}",
                    target.name,
                    field.name
                );
            }
        }
    }

    #[test]
    fn a_digit_alone_says_nothing_for_sure() {
        let field = crate::platform::hazchem::work_ticket::WORK_TICKET
            .field("ticket_type")
            .unwrap();
        let Kind::Code(codes) = field.kind else {
            panic!()
        };
        let of = |value| meaning("hazchem.work_ticket", "ticket_type", codes, value);
        let said = |value| match of(value) {
            Meaning::Said(code) => code.code,
            other => panic!("{value}: {other:?}"),
        };
        for (value, code) in [
            ("hot_work", "01"),
            ("动火", "01"),
            ("02", "02"),
            ("盲板抽堵作业", "03"),
            ("Lifting", "05"),
        ] {
            assert_eq!(said(value), code);
        }
        assert!(matches!(of("1"), Meaning::Numbered(code) if code.code == "01"));
        assert_eq!(of("作业"), Meaning::Unknown);
        assert_eq!(of("radiography"), Meaning::Unknown);
    }
}
