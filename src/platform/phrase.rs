//! What fields need and hold, in words.

use super::field::{Kind, Need};

impl Need {
    /// Whether a value is required: `yes`, `no`, or when.
    pub fn phrase(self) -> String {
        match self {
            Self::Required => "yes".into(),
            Self::Optional => "no".into(),
            Self::When { field, values } => format!("when {field} is {}", values.join(", ")),
            Self::With(field) => format!("with {field}"),
        }
    }
}

impl Kind {
    /// What a field of this kind holds.
    pub fn phrase(self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Time(format) => format!("time {format}"),
            Self::Code(_) => "a code".into(),
            Self::YesNo { yes, no } => format!("yes is {yes}, no is {no}"),
            Self::List => "texts joined by English commas".into(),
            Self::Degrees { min, max } => format!("degrees WGS84, {min} to {max}"),
            Self::File => "an image or a PDF".into(),
            Self::Photo => "a photo".into(),
            Self::Dictionary(dictionary) => format!("a code of {}", dictionary.name),
            Self::IdentityNumber => "an identity card's number".into(),
            Self::Period => "yyyy-MM-dd:yyyy-MM-dd".into(),
        }
    }
}
