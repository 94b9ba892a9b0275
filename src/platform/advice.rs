//! What looks wrong about a record's values, and is sent all the same.

use super::field::Code;

/// What is worth a warning, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A text of another length, in characters.
    Length(usize),
    /// Not the 18 characters of an identity card's number, or with another check digit.
    IdentityNumber,
    /// No mobile number of 11 digits.
    Mobile,
    /// No telephone's number: fewer than 7 digits, or the same digit throughout.
    Telephone,
    /// A code that the document does not list for the value of another field.
    By {
        /// The other field.
        field: &'static str,
        /// For its values, the codes that are listed, as the document names them there.
        allowed: &'static [(&'static str, &'static [Code])],
    },
    /// A value while this other field has none: the platform counts an alarm as cleared only by both.
    ClearsWith(&'static str),
    /// A time before that of this other field, which has the same format.
    NotBefore(&'static str),
    /// A longitude that is no place in China, with the latitude that this other field holds.
    Place {
        /// The other field.
        latitude: &'static str,
    },
}
