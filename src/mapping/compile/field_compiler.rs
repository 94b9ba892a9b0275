//! What a field is compiled with: its surroundings, and where its columns and problems go.

use super::constant;
use super::field_options::Text;
use crate::document::{Place, Problem};
use crate::language::text;
use crate::mapping::Context;
use crate::mapping::columns::Columns;
use crate::mapping::convert::designation::designated;
use crate::mapping::convert::time::Zones;
use crate::platform::field::{Field, Kind};

/// Compiles the fields of one mapping.
pub(super) struct FieldCompiler<'a> {
    /// The job's surroundings.
    pub(super) context: &'a Context,
    /// The columns used so far.
    pub(super) columns: Columns,
    /// The problems found so far.
    pub(super) problems: &'a mut Vec<Problem>,
}

impl FieldCompiler<'_> {
    /// The zones of times.
    pub(super) fn zones(&self) -> Zones {
        Zones {
            source: self.context.source_timezone,
            platform: self.context.timezone,
        }
    }

    /// A text of the mapping that is sent as it is.
    pub(super) fn constant(
        &mut self,
        field: &Field,
        option: &str,
        Text { text, at }: &Text,
    ) -> Option<String> {
        let checked = constant::checked(&field.kind, option, text, at).and_then(|text| {
            designated(field, text)
                .map_err(|error| Problem::at(at.clone(), error.said(&format!("`{option}`"))))
        });
        match checked {
            Ok(text) => Some(text),
            Err(problem) => {
                self.problems.push(Problem {
                    message: in_field(field, problem.message),
                    ..problem
                });
                None
            }
        }
    }

    /// Notes a problem of a field.
    pub(super) fn problem(&mut self, field: &Field, message: String, at: &Place) {
        self.problems.push(of_field(field, message, at));
    }

    /// Notes a problem of a field, and gives nothing instead of what was asked for.
    pub(super) fn refuse<T>(&mut self, field: &Field, message: String, at: &Place) -> Option<T> {
        self.problem(field, message, at);
        None
    }

    /// Refuses an option that is for fields of another kind.
    pub(super) fn misplaced<T>(
        &mut self,
        field: &Field,
        option: &str,
        wanted: String,
        at: &Place,
    ) -> Option<T> {
        let message = text!(
            "mapping-misplaced",
            option = option,
            wanted = wanted,
            kind = name(&field.kind)
        );
        self.refuse(field, message, at)
    }
}

/// A problem of a field.
pub(super) fn of_field(field: &Field, message: String, at: &Place) -> Problem {
    Problem::at(at.clone(), in_field(field, message))
}

fn in_field(field: &Field, message: String) -> String {
    text!("mapping-field", field = field.name, what = message)
}

fn name(kind: &Kind) -> String {
    match kind {
        Kind::Text => text!("mapping-kind-text"),
        Kind::Time(_) => text!("mapping-kind-time"),
        Kind::Code(_) => text!("mapping-kind-code"),
        Kind::YesNo { .. } => text!("mapping-kind-yes-no"),
        Kind::List => text!("mapping-kind-list"),
        Kind::Degrees { .. } => text!("mapping-kind-degrees"),
        Kind::File => text!("mapping-kind-file"),
        Kind::Photo => text!("mapping-kind-photo"),
        Kind::Dictionary(_) => text!("mapping-kind-dictionary"),
        Kind::IdentityNumber => text!("mapping-kind-identity-number"),
        Kind::Period => text!("mapping-kind-period"),
    }
}
