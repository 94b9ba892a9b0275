//! `dictionary = "DictListJobName"`: a name, or a code, of one of the platform's dictionaries.

use crate::mapping::error::{NoEntry, ValueError};
use crate::mapping::lookups::Dictionaries;
use crate::platform::DictionaryEntry;
use crate::platform::field::Dictionary;

/// How many names a rejection lists.
const NEAREST: usize = 3;

/// A compiled `dictionary`.
#[derive(Clone, Copy, Debug)]
pub(in crate::mapping) struct Lookup {
    /// Which one.
    pub(in crate::mapping) dictionary: &'static Dictionary,
    /// What the column holds.
    pub(in crate::mapping) holds: Holds,
}

/// What a column holds of a dictionary's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mapping) enum Holds {
    /// Its name.
    Name,
    /// Its code.
    Code,
}

impl Lookup {
    /// The code of what a column holds.
    pub(in crate::mapping) fn code(
        &self,
        text: &str,
        known: &Dictionaries,
    ) -> Result<String, ValueError> {
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
            (Some(_), Some(_)) => Err(ValueError::Entry(NoEntry::TwoCodes(self.dictionary.name))),
            (None, _) => Err(ValueError::Entry(NoEntry::Absent {
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
