//! Why a value is refused, and the sentence a person reads: the one place such text is made. No value of a row is in it.

use std::fmt;

use super::columns::Columns;
use super::dictionary::NoEntry;

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
        format!("{}: {}", columns.phrase(&self.slots), self.refusal)
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
    /// One of a pair of coordinates without the other.
    HalfPair,
    /// Of a kind that holds no bytes.
    NoBytes(String),
    /// Bytes where Base64 belongs.
    NoBase64,
    /// No time for a photo's band.
    NoBand,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText(kind) => write!(f, "holds {kind}, not text; cast it in the mapping's SQL"),
            Self::ZonedText => f.write_str(
                "holds a time with a zone, not text; use `template = \"{column:%Y-%m-%d %H:%M}\"`",
            ),
            Self::NotFinite => f.write_str("holds a number that is not finite"),
            Self::Damaged => f.write_str(
                "text holds U+FFFD: it was damaged on its way; check the encodings of the table and the connection",
            ),
            Self::Unlisted(known) => write!(f, "value is not listed; listed are {known}"),
            Self::NoCode(codes) => write!(
                f,
                "value is none of the target's codes ({codes}); translate it with `codes = {{ .. }}`"
            ),
            Self::Comma => f.write_str(
                "text holds an English comma, which joins a list; use `split = \",\"` when it is a list already",
            ),
            Self::PartComma => {
                f.write_str("a part of the list holds an English comma, which joins the list")
            }
            Self::NoTime(kind) => write!(f, "holds {kind}, not a time"),
            Self::TimeNumber => {
                f.write_str("holds a number, not a time; say `parse = \"s\"` or `parse = \"ms\"`")
            }
            Self::TimeText => f.write_str(
                "text is no time like 2026-03-01 08:30; give its form with `parse = \"%Y/%m/%d %H:%M\"`",
            ),
            Self::TimeParse(form) => write!(f, "value does not follow `parse = \"{form}\"`"),
            Self::DayOnly => {
                f.write_str("holds a day without a time of day, which the field needs")
            }
            Self::Years => f.write_str("time is not within the years 1000 to 9999"),
            Self::Skipped(zone) => write!(f, "local time does not exist in {zone}"),
            Self::Twice(zone) => write!(f, "local time exists twice in {zone}"),
            Self::Entry(missing) => missing.fmt(f),
            Self::NoPeriod => f.write_str(
                "text is no period like 2026-03-01:2026-12-31, or 2026-03-01: with an open end; use `template = \"{first:%Y-%m-%d}:{last:%Y-%m-%d}\"`",
            ),
            Self::EndsFirst => f.write_str("period ends before it begins"),
            Self::NoDegrees => f.write_str("value is not plain decimal degrees"),
            Self::Bounds { min, max } => {
                write!(f, "degrees are not between {min} and {max}")
            }
            Self::HalfPair => f.write_str("one of the two coordinates is there without the other"),
            Self::NoBytes(kind) => write!(f, "holds {kind}, not bytes; Base64 is \"base64\", a path \"file\""),
            Self::NoBase64 => f.write_str("holds bytes that are no Base64; bytes are \"blob\""),
            Self::NoBand => f.write_str("NULL or blank, and the photo's band shows it"),
        }
    }
}

/// Names for a message, at most a dozen of them.
pub(super) fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let mut names = names.into_iter();
    let mut text = names.by_ref().take(MOST).collect::<Vec<_>>().join(", ");
    let more = names.count();
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
