//! Rules that need all values of a record: what must be there.

use crate::language::text;
use crate::platform::field::{Field, Need, Target};

/// The values of a record so far, in the target's order; `None` where there is none.
pub(super) struct Values<'a> {
    /// The target.
    pub(super) target: &'static Target,
    /// The values.
    pub(super) list: &'a [Option<String>],
}

/// Why a field without a value must have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because<'a> {
    /// It always must.
    Always,
    /// Another field holds this code.
    Holds(&'static str, &'a str),
}

impl Because<'_> {
    /// The sentence about a field without a value: that of the columns that have none, or of no columns.
    pub(super) fn said(self, columns: Option<String>) -> String {
        let Some(place) = columns else {
            return self.said_of_unmapped();
        };
        match self {
            Self::Always => text!("mapping-blank", place = place),
            Self::Holds(other, code) => text!(
                "mapping-blank-when",
                place = place,
                other = other,
                code = code
            ),
        }
    }

    fn said_of_unmapped(self) -> String {
        match self {
            Self::Always => text!("mapping-lacks"),
            Self::Holds(other, code) => text!("mapping-lacks-when", other = other, code = code),
        }
    }
}

impl<'a> Values<'a> {
    /// The value of a field.
    pub(super) fn of(&self, name: &str) -> Option<&'a str> {
        let at = self
            .target
            .fields
            .iter()
            .position(|field| field.name == name)?;
        self.list.get(at)?.as_deref()
    }

    /// Why `field` must have a value; `None` when it need not.
    pub(super) fn needs(&self, field: &Field) -> Option<Because<'a>> {
        if self.target.identity.contains(&field.name) {
            return Some(Because::Always);
        }
        match field.need {
            Need::Required => Some(Because::Always),
            Need::Optional => None,
            Need::When { field, values } => {
                let code = self.of(field)?;
                values
                    .contains(&code)
                    .then_some(Because::Holds(field, code))
            }
        }
    }
}
