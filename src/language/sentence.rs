//! The texts that a note may be made of, as each language writes them.

use std::collections::HashSet;
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::Language;

/// The files whose texts may be noted in the state database, or be in what a page shows of a process.
const NOTED: &[&str] = &[
    "config", "ledger", "mapping", "media", "pipeline", "platform", "source", "status",
];

/// All of them.
pub(super) static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(sentences);

/// A text as one language writes it.
pub(super) struct Sentence {
    pub(super) name: String,
    pub(super) parts: Vec<Part>,
    /// How much of it is not values.
    pub(super) letters: usize,
}

/// A part of a text.
pub(super) enum Part {
    Letters(String),
    Value(String),
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
    pub(super) fn values_in<'a>(&'a self, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
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
