//! What fields need and hold, in words.

use super::field::{Kind, Need};
use crate::language::text;

impl Need {
    /// Whether a value is required: `yes`, `no`, or when.
    pub fn phrase(self) -> String {
        match self {
            Self::Required => text!("platform-need-required"),
            Self::Optional => text!("platform-need-optional"),
            Self::When { field, values } => {
                text!(
                    "platform-need-when",
                    field = field,
                    values = values.join(", ")
                )
            }
        }
    }
}

impl Kind {
    /// What a field of this kind holds.
    pub fn phrase(self) -> String {
        match self {
            Self::Text => text!("platform-kind-text"),
            Self::Time(format) => text!("platform-kind-time", format = format),
            Self::Code(_) => text!("platform-kind-code"),
            Self::YesNo { yes, no } => text!("platform-kind-yes-no", yes = yes, no = no),
            Self::List => text!("platform-kind-list"),
            Self::Degrees { min, max } => text!(
                "platform-kind-degrees",
                min = min.to_string(),
                max = max.to_string(),
            ),
            Self::File => text!("platform-kind-file"),
            Self::Photo => text!("platform-kind-photo"),
            Self::Dictionary(dictionary) => {
                text!("platform-kind-dictionary", dictionary = dictionary.name)
            }
            Self::IdentityNumber => text!("platform-kind-identity"),
            Self::Period => "yyyy-MM-dd:yyyy-MM-dd".into(),
        }
    }
}
