//! What another process noted in its own language, said in this one.

use std::collections::HashSet;
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{Language, Values, Words};

/// The files whose texts may be noted in the state database, or be in what a page shows of a process.
const NOTED: &[&str] = &[
    "config", "ledger", "mapping", "media", "pipeline", "platform", "source", "status",
];

/// What parts of a note may be joined by.
const JOINTS: &[&str] = &["; ", "；", ": ", "："];

static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(sentences);

/// A text as one language writes it.
struct Sentence {
    name: String,
    parts: Vec<Part>,
    /// How much of it is not values: of two that fit, the one with more is meant.
    letters: usize,
}

enum Part {
    Letters(String),
    Value(String),
}

impl Words {
    /// Says in this language what was noted in any: the texts in it by their twins, all else as it is.
    pub fn retell(&self, noted: &str) -> String {
        if let Some(told) = self.retell_one(noted) {
            return told;
        }
        if let Some((said, code)) = coded(noted) {
            return format!("{} ({code})", self.retell(said));
        }
        let mut joints: Vec<(usize, &str)> = JOINTS
            .iter()
            .flat_map(|joint| noted.match_indices(joint))
            .collect();
        joints.sort_unstable();
        let first = joints.first().copied();
        let found = joints.into_iter().find_map(|(at, joint)| {
            let told = self.retell_one(&noted[..at])?;
            Some((told, at, joint))
        });
        let verbatim = || first.map(|(at, joint)| (noted[..at].to_owned(), at, joint));
        match found.or_else(verbatim) {
            Some((told, at, joint)) => told + joint + &self.retell(&noted[at + joint.len()..]),
            None => self.retell_brackets(noted),
        }
    }

    /// The same for a text and another one in brackets.
    fn retell_brackets(&self, noted: &str) -> String {
        let parts = noted
            .strip_suffix(')')
            .and_then(|noted| noted.split_once(" ("));
        let Some((text, inside)) = parts else {
            return noted.to_owned();
        };
        format!("{} ({})", self.retell(text), self.retell(inside))
    }

    /// The same for what is one text as a whole.
    fn retell_one(&self, noted: &str) -> Option<String> {
        let found = SENTENCES.iter().filter_map(|sentence| {
            let values = sentence.values_in(noted)?;
            Some((sentence, values))
        });
        let (sentence, values) = found.max_by_key(|(sentence, _)| sentence.letters)?;
        let mut told = Values::new();
        for (name, value) in values {
            told.set(name.to_owned(), self.retell(value));
        }
        Some(self.tell(&sentence.name, &told))
    }
}

impl Sentence {
    /// Whether an English text is known by its letters: by two words, or by one before or behind a value. A mere word may as
    /// well be a name, and one between two values stands in any text.
    fn is_telling(&self) -> bool {
        let words: Vec<usize> = self.parts.iter().map(Part::words).collect();
        let at_an_edge = words.first() > Some(&0) || words.last() > Some(&0);
        match words.iter().sum() {
            0 => false,
            1 => words.len() > 1 && at_an_edge,
            _ => true,
        }
    }

    /// The values in a text that is this sentence; `None` for any other text.
    fn values_in<'a>(&'a self, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
        let mut values = Vec::new();
        let mut left = text;
        let mut open: Option<&str> = None;
        let last = self.parts.len() - 1;
        for (at, part) in self.parts.iter().enumerate() {
            let letters = match part {
                Part::Letters(letters) => letters.as_str(),
                Part::Value(name) => {
                    open = Some(name);
                    continue;
                }
            };
            let found = match open {
                None => left.starts_with(letters).then_some(0),
                Some(_) if at == last => {
                    left.ends_with(letters).then(|| left.len() - letters.len())
                }
                Some(_) => left.find(letters),
            }?;
            if let Some(name) = open.take() {
                values.push((name, &left[..found]));
            }
            left = &left[found + letters.len()..];
        }
        match open {
            Some(name) => values.push((name, left)),
            None if left.is_empty() => {}
            None => return None,
        }
        Some(values)
    }
}

/// A note and the code behind it, in brackets.
fn coded(noted: &str) -> Option<(&str, &str)> {
    let (said, code) = noted.strip_suffix(')')?.rsplit_once(" (")?;
    let is_code = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code.then_some((said, code))
}

fn sentences() -> Vec<Sentence> {
    let [chinese, english] = Language::ALL.map(sentences_of);
    let telling = english.iter().filter(|sentence| sentence.is_telling());
    let telling: HashSet<String> = telling.map(|sentence| sentence.name.clone()).collect();
    let all = chinese.into_iter().chain(english);
    all.filter(|sentence| telling.contains(&sentence.name))
        .collect()
}

fn sentences_of(language: Language) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let files = language.files().into_iter();
    for (_, texts) in files.filter(|(name, _)| NOTED.contains(name)) {
        let (Ok(read) | Err((read, _))) = FluentResource::try_new(texts.to_owned());
        for entry in read.entries() {
            if let Entry::Message(message) = entry
                && let Some(pattern) = &message.value
                && let Some(parts) = parts(&pattern.elements)
            {
                sentences.push(Sentence {
                    name: message.id.name.to_owned(),
                    letters: parts.iter().map(Part::letters).sum(),
                    parts,
                });
            }
        }
    }
    sentences
}

impl Part {
    fn words(&self) -> usize {
        let is_word = |text: &&str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        match self {
            Self::Letters(letters) => letters.split(' ').filter(is_word).count(),
            Self::Value(_) => 0,
        }
    }

    fn letters(&self) -> usize {
        match self {
            Self::Letters(letters) => letters.chars().count(),
            Self::Value(_) => 0,
        }
    }
}

/// The parts of a text; `None` for one that is not made of letters and values alone, or does not part its values.
fn parts(elements: &[PatternElement<&str>]) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    for element in elements {
        let letters = match element {
            PatternElement::TextElement { value } => (*value).to_owned(),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => unescape_unicode_to_string(value).into_owned(),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                if matches!(parts.last(), Some(Part::Value(_))) {
                    return None;
                }
                parts.push(Part::Value(id.name.to_owned()));
                continue;
            }
            PatternElement::Placeable { .. } => return None,
        };
        match parts.last_mut() {
            Some(Part::Letters(before)) => before.push_str(&letters),
            _ => parts.push(Part::Letters(letters)),
        }
    }
    let worded = |part: &Part| matches!(part, Part::Letters(letters) if letters.chars().any(char::is_alphabetic));
    parts.iter().any(worded).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_language_says_is_retold_in_the_other() {
        for sentence in SENTENCES.iter() {
            let mut values = Values::new();
            for (at, part) in sentence.parts.iter().enumerate() {
                if let Part::Value(name) = part {
                    values.set(name.clone(), format!("v{at}"));
                }
            }
            for [from, to] in [[0, 1], [1, 0], [0, 0], [1, 1]] {
                let said = Words::of(Language::ALL[from]).tell(&sentence.name, &values);
                let words = Words::of(Language::ALL[to]);
                let meant = words.tell(&sentence.name, &values);
                assert_eq!(words.retell(&said), meant, "{}", sentence.name);
            }
        }
    }

    #[test]
    fn texts_within_a_note_are_retold_and_mere_words_are_not() {
        let cases = [
            (
                "stream `a`: no route; stream `b`: it was asked to stop",
                "变更流 `a`：no route; 变更流 `b`：已按要求停止",
            ),
            (
                "无效 (set `api_version` to \"1.0\" or \"1.1\")",
                "无效 (请将 `api_version` 设为 \"1.0\" 或 \"1.1\")",
            ),
            ("back to the start; it was at no", "退回到 起点；原位置 no"),
        ];
        for (noted, told) in cases {
            assert_eq!(Words::of(Language::Chinese).retell(noted), told);
        }
    }

    #[test]
    fn a_code_behind_a_note_stays_there() {
        let chinese = Words::of(Language::Chinese);
        let noted = "source `site`: its url cannot be used: no such host (url)";
        let retold = "数据源 `site`：它的 url 无法使用：no such host (url)";
        assert_eq!(chinese.retell(noted), retold);
        let noted = "stream `t`: its position is no whole number; run `shangbao rewind` (position)";
        let retold = "变更流 `t`：它的读取位置不是整数；请运行 `shangbao rewind` (position)";
        assert_eq!(chinese.retell(noted), retold);
    }

    #[test]
    fn what_is_none_of_our_texts_stays() {
        for noted in [
            "",
            "失败",
            "Data truncated; 重复: 4",
            "a: b",
            "x (42)",
            ")",
            "no",
            "text",
        ] {
            assert_eq!(Words::of(Language::Chinese).retell(noted), noted);
        }
    }
}
