//! Rules that need all values of a record: what must be there, and what looks wrong.

use super::paper::doubt;
use crate::language::text;
use crate::platform::Warning;
use crate::platform::field::{Advice, Field, Need, Target};

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
    /// Another field has a value.
    With(&'static str),
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
            Self::With(other) => text!("mapping-blank-beside", place = place, other = other),
        }
    }

    fn said_of_unmapped(self) -> String {
        match self {
            Self::Always => text!("mapping-lacks"),
            Self::Holds(other, code) => text!("mapping-lacks-when", other = other, code = code),
            Self::With(other) => text!("mapping-lacks-beside", other = other),
        }
    }
}

impl<'a> Values<'a> {
    fn of(&self, name: &str) -> Option<&'a str> {
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
            Need::With(other) => self.of(other).map(|_| Because::With(other)),
        }
    }

    /// What looks wrong about a field's value.
    pub(super) fn warning(&self, field: &'static Field, value: &str) -> Option<Warning> {
        let message = match field.advice? {
            Advice::Length(wanted) => {
                let length = value.chars().count();
                (length != wanted).then(|| {
                    text!(
                        "mapping-length",
                        length = length.to_string(),
                        wanted = wanted.to_string()
                    )
                })
            }
            Advice::IdentityNumber => doubt(value),
            Advice::By {
                field: other,
                allowed,
            } => {
                let code = self.of(other)?;
                let (_, listed) = allowed.iter().find(|(value, _)| *value == code)?;
                (!listed.contains(&value)).then(|| {
                    text!(
                        "mapping-unlisted-for",
                        other = other,
                        code = code,
                        listed = listed.join(", ")
                    )
                })
            }
        }?;
        Some(Warning {
            field: field.name,
            message,
        })
    }
}
