//! The program's own code, as far as it says something: literals with what they are given to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The text of each file below some folders of the repository, by its path there.
pub(super) fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| end == "rs" || end == "html" || end == "json")
            {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// A text literal.
pub(super) struct Literal {
    pub(super) line: usize,
    pub(super) text: String,
    /// The names of the calls and macros it is given to, the outermost first; `#` for an attribute.
    within: Vec<String>,
}

/// What is for developers, operators and monitoring, not for the people that the program speaks to.
const NOT_FOR_PEOPLE: &[&str] = &[
    "trace!",
    "debug!",
    "info!",
    "warn!",
    "error!",
    "expect",
    "panic!",
    "unreachable!",
    "assert!",
    "assert_eq!",
    "debug_assert!",
    "span!",
    "register",
    "register_with_unit",
    "#",
];

impl Literal {
    /// Whether it is a sentence, or a part of one, for people.
    pub(super) fn is_sentence(&self) -> bool {
        let for_people = self.within.iter().any(|call| call == "error")
            || !self
                .within
                .iter()
                .any(|call| NOT_FOR_PEOPLE.contains(&call.as_str()));
        let is_word = |word: &&str| {
            let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
            word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase() || c == '\'')
        };
        let sql = self.text.contains("SELECT ") || self.text.contains("PRAGMA ");
        let mut row = 0;
        let longest = self.text.split(' ').map(|word| {
            row = if is_word(&word) { row + 1 } else { 0 };
            row
        });
        for_people && !sql && longest.max() >= Some(3)
    }
}

/// The text literals of a file, its tests left out.
pub(super) fn literals(code: &str) -> Vec<Literal> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let bytes = code.as_bytes();
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &code[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        let raw = rest.starts_with("r\"") || rest.starts_with("r#\"");
        match bytes[at] {
            b'"' => {
                let length = length(&rest[1..]);
                found.push(Literal {
                    line: 1 + code[..at].matches('\n').count(),
                    text: plain(&rest[1..=length]),
                    within: open.clone(),
                });
                at += length + 1;
            }
            b'r' if raw => {
                let (text, past) = raw_content(rest);
                found.push(Literal {
                    line: 1 + code[..at].matches('\n').count(),
                    text: text.to_owned(),
                    within: open.clone(),
                });
                at += past - 1;
            }
            // A character, and no lifetime.
            b'\'' => {
                let next = rest[1..].chars().next().unwrap();
                let after = 1 + next.len_utf8();
                if next == '\\' {
                    at += 2 + rest[3..].find('\'').unwrap() + 1;
                } else if rest[after..].starts_with('\'') {
                    at += after;
                }
            }
            b'(' | b'[' | b'{' => open.push(caller(&code[..at])),
            b')' | b']' | b'}' => drop(open.pop()),
            _ => {}
        }
        at += 1;
        while !code.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// A raw literal's content, and how long it is with its marks.
fn raw_content(rest: &str) -> (&str, usize) {
    let (begin, end) = match rest.starts_with("r#") {
        true => (3, "\"#"),
        false => (2, "\""),
    };
    let length = rest[begin..].find(end).unwrap();
    (&rest[begin..begin + length], begin + length + end.len())
}

/// The length of a literal's content, from behind its first quotation mark.
fn length(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.unwrap().0
}

/// A literal's content without what continues a line.
fn plain(content: &str) -> String {
    let lines = content.split("\\\n").enumerate();
    lines
        .map(|(at, line)| if at == 0 { line } else { line.trim_start() })
        .collect()
}

/// What stands before an opening bracket: the name of a call or a macro.
fn caller(before: &str) -> String {
    let name = before.rsplit(|c: char| !(c.is_alphanumeric() || "_!#".contains(c)));
    name.into_iter().next().unwrap_or_default().to_owned()
}

/// A text that is said by `text!`.
pub(super) struct Call {
    pub(super) name: String,
    pub(super) values: BTreeSet<String>,
}

/// What a file says by `text!`.
pub(super) fn calls(code: &str) -> Vec<Call> {
    let begins = code.match_indices("text!(").filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        let comment = code[..*at]
            .lines()
            .last()
            .is_some_and(|line| line.trim_start().starts_with("//"));
        !comment && !before.is_some_and(|c| c.is_alphanumeric() || "_`".contains(c))
    });
    begins
        .filter_map(|(at, begin)| call(&code[at + begin.len()..]))
        .collect()
}

fn call(rest: &str) -> Option<Call> {
    let rest = rest.trim_start().strip_prefix('"')?;
    let (name, rest) = rest.split_once('"')?;
    let (mut depth, mut values, mut begins) = (0, BTreeSet::new(), false);
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        let c = here.chars().next()?;
        match c {
            '"' => at += length(&here[1..]) + 1,
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && (c.is_alphanumeric() || c == '_') => {
                let word: String = here
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                at += word.len();
                values.insert(word);
                begins = false;
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    Some(Call {
        name: name.to_owned(),
        values,
    })
}

#[test]
fn literals_are_known_by_what_they_are_given_to() {
    let code = "fn f() { g(\"one two three\"); warn!(x, \"four five six\"); // \"seven\"\n h('\"', r#\"a \"b\" c\"#) }";
    let found = literals(code);
    let texts: Vec<&str> = found.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(texts, ["one two three", "four five six", "a \"b\" c"]);
    let sentences: Vec<bool> = found.iter().map(Literal::is_sentence).collect();
    assert_eq!(sentences, [true, false, false]);
}

#[test]
fn calls_are_known_with_their_values() {
    let found = calls("text!(\"a-b\"), text!(\n \"c-d\", one = f(x, \"y, z = 1\"), two = 2)");
    let names: Vec<&str> = found.iter().map(|call| call.name.as_str()).collect();
    assert_eq!(names, ["a-b", "c-d"]);
    assert_eq!(found[1].values, ["one".into(), "two".into()].into());
}
