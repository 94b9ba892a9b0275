//! Interfaces that a platform has closed: never called, and known, so that who names one is told.

use super::Section;
use crate::language::text;

/// An interface that the construction platform has closed.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed {
    /// What stands in the names that it goes by: its function's, those that clients in the open use, and the document's Chinese;
    /// in lower case, without strokes.
    words: &'static [&'static str],
    /// Where the document says so.
    section: Section,
    /// The version of the document that closed it.
    version: &'static str,
    /// The day of that version.
    date: &'static str,
}

/// The document's table of revisions says which version closed what.
const CLOSED: &[Closed] = &[
    Closed {
        words: &["safetyeducation", "education", "安全教育"],
        section: Section::Cwr("1.7"),
        version: "V2.2.2",
        date: "2019-07-19",
    },
    Closed {
        words: &["payrol", "salary", "wage", "工资"],
        section: Section::Cwr("1.8"),
        version: "V2.2",
        date: "2019-03-11",
    },
    // The document gives the interfaces of contracts and of teams no name.
    Closed {
        words: &["contract", "合同"],
        section: Section::CwrRevisions,
        version: "V2.2",
        date: "2019-03-11",
    },
    Closed {
        words: &["team", "worktype", "班组"],
        section: Section::CwrRevisions,
        version: "V2.2.3",
        date: "2019-08-20",
    },
];

/// The closed interface that a target or a function of this name would be: `cwr.upload_payroll`, `UploadPayroll`.
pub fn closed(name: &str) -> Option<&'static Closed> {
    let (kind, name) = name.split_once('.').unwrap_or(("cwr", name));
    if !kind.eq_ignore_ascii_case("cwr") {
        return None;
    }
    let name = plain(name);
    let is_meant = |closed: &&Closed| closed.words.iter().any(|word| name.contains(word));
    CLOSED.iter().find(is_meant)
}

impl Closed {
    /// That the platform has closed it: where the document says so, by which version, and since when.
    pub fn said(&self) -> String {
        text!(
            "platform-closed",
            section = self.section.to_string(),
            version = self.version,
            date = self.date
        )
    }
}

/// A name without what spellings differ in: in lower case, without strokes, points and blanks.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
