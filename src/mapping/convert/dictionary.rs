//! `dictionary = "DictListJobName"`: a name, or a code, of one of the platform's dictionaries.

use super::lookups::Dictionaries;
use super::refusal::Refusal;
use super::workshop::{Workshop, of_field};
use super::written::Text;
use crate::language::text;
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

impl NoEntry {
    /// The sentence about what stands in a place.
    pub(super) fn said(&self, place: &str) -> String {
        match self {
            Self::Absent {
                dictionary,
                nearest,
            } => text!(
                "mapping-not-in-dictionary",
                place = place,
                dictionary = *dictionary,
                nearest = nearest
            ),
            Self::TwoCodes(dictionary) => {
                text!("mapping-two-codes", place = place, dictionary = *dictionary)
            }
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
            return shop.misplaced(
                field,
                "dictionary",
                text!("mapping-for-dictionary"),
                &name.at,
            );
        };
        if name.text != dictionary.name {
            let problem = of_field(field, text!("mapping-other-dictionary"), &name.at);
            let hint = text!("mapping-other-dictionary-hint", name = dictionary.name);
            shop.problems.push(problem.hint(hint));
            return None;
        }
        let holds = match holds.map(|holds| (holds.text.as_str(), &holds.at)) {
            None | Some(("name", _)) => Holds::Name,
            Some(("code", _)) => Holds::Code,
            Some((word, at)) => {
                let message = text!("mapping-unknown-word", option = "holds");
                let problem = of_field(field, message, at);
                shop.problems.push(problem.among(word, &["name", "code"]));
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
