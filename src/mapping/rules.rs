//! Rules that need all values of a record: what must be there, and what looks wrong.

use super::paper::doubt;
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
    /// The words of a message.
    pub(super) fn phrase(self) -> String {
        match self {
            Self::Always => "the field is required".to_owned(),
            Self::Holds(other, code) => format!("the field is required because {other} is {code}"),
            Self::With(other) => format!("the field is required because {other} has a value"),
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
                (length != wanted)
                    .then(|| format!("has {length} characters; {wanted} are expected"))
            }
            Advice::IdentityNumber => doubt(value).map(str::to_owned),
            Advice::By {
                field: other,
                allowed,
            } => {
                let code = self.of(other)?;
                let (_, listed) = allowed.iter().find(|(value, _)| *value == code)?;
                (!listed.contains(&value)).then(|| {
                    format!(
                        "is not listed for {other} {code}; listed are {}",
                        listed.join(", ")
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
