//! Why a value is refused, and the sentence a person reads: the one place such text is made. No value of a row is in it.

use crate::language::text;
use crate::source::Misread;

/// A refused value, and the columns it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldError {
    /// Slots of the columns.
    pub(super) slots: Vec<usize>,
    /// What is wrong.
    pub(super) error: ValueError,
}

impl FieldError {
    /// The error of what stands in one column.
    pub(super) fn of(slot: usize, error: ValueError) -> Self {
        Self {
            slots: vec![slot],
            error,
        }
    }
}

pub(super) fn said_of_misread(place: &str, meant: Misread, sql: Option<String>) -> String {
    let (name, charset) = match meant {
        Misread::Utf8 => ("UTF-8", "utf8"),
        Misread::Gbk => ("GBK", "gbk"),
        Misread::Unknown => return text!("mapping-misread-unknown", place = place),
    };
    match sql {
        Some(sql) => text!(
            "mapping-misread",
            place = place,
            name = name,
            charset = charset,
            sql = sql
        ),
        None => text!(
            "mapping-misread-no-sql",
            place = place,
            name = name,
            charset = charset
        ),
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ValueError {
    /// Of a kind that has no text.
    NoText(String),
    /// A time with a zone where text belongs.
    ZonedText,
    /// NaN or infinite.
    NotFinite,
    /// Text with U+FFFD.
    Damaged,
    /// Text whose bytes were of another charset than the one they were read by.
    Misread(Misread),
    /// A floating-point number that cannot hold all its digits; its type is named.
    LostDigits(&'static str),
    /// An array where one text belongs.
    ListOfValues,
    /// An identifier or a name with a character inside that nobody sees; its number is named.
    Invisible(u32),
    /// An identifier that a spreadsheet has rounded to `1.1E+17`.
    Rounded,
    /// Not among the values that the mapping lists; they are named.
    Unlisted(String),
    /// None of the target's codes; they are named.
    NoCode(String),
    /// A text of a list with a character that separates parts, and no `split`; the character is named.
    Separator(char),
    /// A part that still has such a character, behind `split`.
    PartSeparator(char),
    /// A part of a list of values with an English comma, which joins the list.
    PartComma,
    /// A part with a bracket: it is no list, or not a whole one.
    Bracket,
    /// A JSON list that holds more than texts and numbers.
    Nested,
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

impl ValueError {
    /// The sentence about what stands in a place: columns, or an option of the mapping.
    pub(super) fn said(&self, place: &str) -> String {
        match self {
            Self::NoText(kind) => text!("mapping-no-text", place = place, kind = kind),
            Self::ZonedText => text!("mapping-zoned-text", place = place),
            Self::NotFinite => text!("mapping-not-finite", place = place),
            Self::Damaged => text!("mapping-damaged", place = place),
            Self::Unlisted(known) => text!("mapping-unlisted", place = place, known = known),
            Self::NoCode(codes) => text!("mapping-no-code", place = place, codes = codes),
            Self::Misread(meant) => said_of_misread(place, *meant, None),
            Self::LostDigits(kind) => text!("mapping-lost-digits", place = place, kind = *kind),
            Self::Invisible(number) => {
                let number = format!("U+{number:04X}");
                text!("mapping-invisible", place = place, character = number)
            }
            Self::Rounded => text!("mapping-rounded", place = place),
            Self::ListOfValues => text!("mapping-list-of-values", place = place),
            Self::Separator(_)
            | Self::PartSeparator(_)
            | Self::PartComma
            | Self::Bracket
            | Self::Nested => self.said_of_list(place),
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

    fn said_of_list(&self, place: &str) -> String {
        match self {
            Self::Separator(sign) => {
                text!("mapping-separator", place = place, sign = shown(*sign))
            }
            Self::PartSeparator(sign) => {
                text!("mapping-part-separator", place = place, sign = shown(*sign))
            }
            Self::Bracket => text!("mapping-bracket", place = place),
            Self::Nested => text!("mapping-nested-list", place = place),
            _ => text!("mapping-part-comma", place = place),
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

/// A separator as it is written in a mapping.
fn shown(sign: char) -> String {
    sign.escape_debug().to_string()
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
