//! Where a platform's document says something.

use std::fmt;

use crate::language::text;

/// Says something about a platform in the language of the process.
pub type Said = fn() -> String;

/// A place in a platform's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// A section of the hazchem document.
    Hazchem(&'static str),
    /// The same, and the number of an answer to a question that adds to it.
    HazchemAnswer(&'static str, &'static str),
    /// A section of the CWR document.
    Cwr(&'static str),
    /// The sample of such a section, where its table does not have it.
    CwrSample(&'static str),
    /// The table of revisions of the CWR document.
    CwrRevisions,
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match *self {
            Self::Hazchem(section) => text!("platform-section-hazchem", section = section),
            Self::HazchemAnswer(section, answer) => text!(
                "platform-section-hazchem-answer",
                section = section,
                answer = answer,
            ),
            Self::Cwr(section) => text!("platform-section-cwr", section = section),
            Self::CwrSample(section) => text!("platform-section-cwr-sample", section = section),
            Self::CwrRevisions => text!("platform-section-cwr-revisions"),
        })
    }
}
