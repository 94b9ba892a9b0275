//! Why a value is refused, and the sentence a person reads: the one place such text is made. No value of a row is in it.

use super::columns::Columns;
use super::dictionary::NoEntry;
use crate::language::text;

/// A refused value, and the columns it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Slots of the columns.
    pub(super) slots: Vec<usize>,
    /// What is wrong.
    pub(super) refusal: Refusal,
}

impl Fault {
    /// A refusal of what stands in one column.
    pub(super) fn of(slot: usize, refusal: Refusal) -> Self {
        Self {
            slots: vec![slot],
            refusal,
        }
    }

    /// The sentence, with the columns' names.
    pub(super) fn message(&self, columns: &Columns) -> String {
        self.refusal.said(&columns.phrase(&self.slots))
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Of a kind that has no text.
    NoText(String),
    /// A time with a zone where text belongs.
    ZonedText,
    /// NaN or infinite.
    NotFinite,
    /// Text with U+FFFD.
    Damaged,
    /// Not among the values that the mapping lists; they are named.
    Unlisted(String),
    /// None of the target's codes; they are named.
    NoCode(String),
    /// A text of a list with an English comma, and no `split`.
    Comma,
    /// A part with an English comma, behind `split`.
    PartComma,
    /// Of a kind that is no time.
    NoTime(String),
    /// A number where a time belongs, without `parse`.
    TimeNumber,
    /// Text that is no ISO time, without `parse`.
    TimeText,
    /// Text that does not follow this `parse`.
    TimeParse(String),
    /// A day where a time of day is needed too.
    DayOnly,
    /// Not within the years that four digits can write.
    Years,
    /// A local time that this zone skips.
    Skipped(&'static str),
    /// A local time that this zone has twice.
    Twice(&'static str),
    /// No entry of a dictionary.
    Entry(NoEntry),
    /// Not a period of two days.
    NoPeriod,
    /// A period that ends before it begins.
    EndsFirst,
    /// Not plain decimal degrees.
    NoDegrees,
    /// Degrees out of bounds.
    Bounds {
        /// Smallest, as shown.
        min: String,
        /// Largest, as shown.
        max: String,
    },
    /// A latitude that would do as a longitude in China.
    Exchanged,
    /// One of a pair of coordinates without the other.
    HalfPair,
    /// Of a kind that holds no bytes.
    NoBytes(String),
    /// Bytes where Base64 belongs.
    NoBase64,
    /// No time for a photo's band.
    NoBand,
}

impl Refusal {
    /// The sentence about what stands in a place: columns, or an option of the mapping.
    pub(super) fn said(&self, place: &str) -> String {
        match self {
            Self::NoText(kind) => text!("mapping-no-text", place = place, kind = kind),
            Self::ZonedText => text!("mapping-zoned-text", place = place),
            Self::NotFinite => text!("mapping-not-finite", place = place),
            Self::Damaged => text!("mapping-damaged", place = place),
            Self::Unlisted(known) => text!("mapping-unlisted", place = place, known = known),
            Self::NoCode(codes) => text!("mapping-no-code", place = place, codes = codes),
            Self::Comma => text!("mapping-comma", place = place),
            Self::PartComma => text!("mapping-part-comma", place = place),
            Self::Entry(missing) => missing.said(place),
            Self::NoDegrees => text!("mapping-no-degrees", place = place),
            Self::Bounds { min, max } => {
                text!("mapping-bounds", place = place, min = min, max = max)
            }
            Self::Exchanged => text!("mapping-exchanged", place = place),
            Self::HalfPair => text!("mapping-half-pair", place = place),
            Self::NoBytes(kind) => text!("mapping-no-bytes", place = place, kind = kind),
            Self::NoBase64 => text!("mapping-no-base64", place = place),
            Self::NoBand => text!("mapping-no-band", place = place),
            _ => self.said_of_time(place),
        }
    }

    fn said_of_time(&self, place: &str) -> String {
        match self {
            Self::NoTime(kind) => text!("mapping-no-time", place = place, kind = kind),
            Self::TimeNumber => text!("mapping-time-number", place = place),
            Self::TimeParse(form) => text!("mapping-time-parse", place = place, form = form),
            Self::DayOnly => text!("mapping-day-only", place = place),
            Self::Years => text!("mapping-years", place = place),
            Self::Skipped(zone) => text!("mapping-skipped", place = place, zone = *zone),
            Self::Twice(zone) => text!("mapping-twice", place = place, zone = *zone),
            Self::NoPeriod => text!("mapping-no-period", place = place),
            Self::EndsFirst => text!("mapping-ends-first", place = place),
            _ => text!("mapping-time-text", place = place),
        }
    }
}

/// Names for a message, at most a dozen of them.
pub(super) fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let mut names = names.into_iter();
    let text = names.by_ref().take(MOST).collect::<Vec<_>>().join(", ");
    let more = names.count();
    if more > 0 {
        let more = more.to_string();
        return text!("mapping-and-more", names = text, more = more);
    }
    text
}
