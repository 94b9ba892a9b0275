//! `dictionary = "DictListJobName"`: a name, or a code, of one of the platform's dictionaries.

use std::fmt;

use super::lookups::Dictionaries;
use super::refusal::Refusal;
use super::workshop::Workshop;
use super::written::Text;
use crate::document::{Problem, nearest};
use crate::platform::DictionaryEntry;
use crate::platform::field::{Dictionary, Field, Kind};

/// How many names a rejection lists.
const NEAREST: usize = 3;

/// A compiled `dictionary`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lookup {
    /// Which one.
    pub(super) dictionary: &'static Dictionary,
    /// What the column holds.
    holds: Holds,
}

/// What a column holds of a dictionary's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Name,
    Code,
}

/// Why a value has no code in a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoEntry {
    /// It is not in this dictionary; the nearest entries are named.
    Absent {
        /// The dictionary.
        dictionary: &'static str,
        /// The nearest entries, as shown.
        nearest: String,
    },
    /// This dictionary has the name with two codes.
    TwoCodes(&'static str),
}

impl fmt::Display for NoEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent {
                dictionary,
                nearest,
            } => write!(
                f,
                "value is not in {dictionary}; nearest there: {nearest}; translate it with `codes = {{ .. }}`, or see `shangbao dictionaries`"
            ),
            Self::TwoCodes(dictionary) => write!(
                f,
                "{dictionary} has this name with two codes; translate it with `codes = {{ .. }}`"
            ),
        }
    }
}

impl Lookup {
    /// Compiles `dictionary` and `holds`; `None` with problems noted.
    pub(super) fn of(
        field: &Field,
        name: &Text,
        holds: Option<&Text>,
        shop: &mut Workshop<'_>,
    ) -> Option<Self> {
        let Kind::Dictionary(dictionary) = field.kind else {
            return shop.misplaced(field, "dictionary", "codes of a dictionary", &name.at);
        };
        if name.text != dictionary.name {
            let message = format!("field `{}`: `dictionary` names another one", field.name);
            let problem = Problem::at(name.at.clone(), message);
            let hint = format!("its codes are those of {}", dictionary.name);
            shop.problems.push(problem.hint(hint));
            return None;
        }
        let holds = match holds.map(|holds| (holds.text.as_str(), &holds.at)) {
            None | Some(("name", _)) => Holds::Name,
            Some(("code", _)) => Holds::Code,
            Some((word, at)) => {
                let message = format!("field `{}`: unknown `holds`", field.name);
                let problem = Problem::at(at.clone(), message);
                shop.problems.push(match nearest(word, ["name", "code"]) {
                    None => problem.hint("known: name, code"),
                    near => problem.did_you_mean(near),
                });
                return None;
            }
        };
        Some(Self { dictionary, holds })
    }

    /// The code of what a column holds.
    pub(super) fn code(&self, text: &str, known: &Dictionaries) -> Result<String, Refusal> {
        let entries = match known {
            Dictionaries::Unasked => return Ok(text.to_owned()),
            Dictionaries::Known(known) => known.get(self.dictionary.name),
        };
        let entries = entries.map_or(&[][..], Vec::as_slice);
        let is = |entry: &&DictionaryEntry| match self.holds {
            Holds::Name => entry.name == text,
            Holds::Code => entry.code == text,
        };
        let mut found = entries.iter().filter(is);
        match (found.next(), found.next()) {
            (Some(entry), None) => Ok(entry.code.clone()),
            (Some(entry), Some(other)) if entry.code == other.code => Ok(entry.code.clone()),
            (Some(_), Some(_)) => Err(Refusal::Entry(NoEntry::TwoCodes(self.dictionary.name))),
            (None, _) => Err(Refusal::Entry(NoEntry::Absent {
                dictionary: self.dictionary.name,
                nearest: self.nearest(text, entries),
            })),
        }
    }

    /// The entries that come nearest to a text, as a message lists them.
    fn nearest(&self, text: &str, entries: &[DictionaryEntry]) -> String {
        let likeness = |entry: &&DictionaryEntry| match self.holds {
            Holds::Name => strsim::jaro_winkler(&entry.name, text),
            Holds::Code => strsim::jaro_winkler(&entry.code, text),
        };
        let mut entries: Vec<&DictionaryEntry> = entries.iter().collect();
        entries.sort_by(|one, other| likeness(other).total_cmp(&likeness(one)));
        let shown = entries.iter().take(NEAREST);
        let shown: Vec<String> = shown
            .map(|entry| format!("{} ({})", entry.name, entry.code))
            .collect();
        shown.join(", ")
    }
}
