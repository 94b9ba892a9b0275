//! What a field is compiled with: its surroundings, and where its columns and problems go.

use super::Context;
use super::columns::Columns;
use super::constant;
use super::moment::Zones;
use super::written::Text;
use crate::document::{Place, Problem};
use crate::platform::field::{Field, Kind};

/// The workbench of one mapping's fields.
pub(super) struct Workshop<'a> {
    /// The job's surroundings.
    pub(super) context: &'a Context,
    /// The columns used so far.
    pub(super) columns: Columns,
    /// The problems found so far.
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Workshop<'_> {
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
        match constant::checked(&field.kind, option, text, at) {
            Ok(text) => Some(text),
            Err(problem) => {
                self.problems.push(Problem {
                    message: format!("field `{}`: {}", field.name, problem.message),
                    ..problem
                });
                None
            }
        }
    }

    /// Notes a problem of a field.
    pub(super) fn problem(&mut self, field: &Field, message: &str, at: &Place) {
        let message = format!("field `{}`: {message}", field.name);
        self.problems.push(Problem::at(at.clone(), message));
    }

    /// Notes a problem of a field, and gives nothing instead of what was asked for.
    pub(super) fn refuse<T>(&mut self, field: &Field, message: &str, at: &Place) -> Option<T> {
        self.problem(field, message, at);
        None
    }

    /// Refuses an option that is for fields of another kind.
    pub(super) fn misplaced<T>(
        &mut self,
        field: &Field,
        option: &str,
        wanted: &str,
        at: &Place,
    ) -> Option<T> {
        let message = format!(
            "`{option}` is for {wanted}, and this field is {}",
            name(&field.kind)
        );
        self.refuse(field, &message, at)
    }
}

fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Time(_) => "a time",
        Kind::Code(_) => "a code",
        Kind::YesNo { .. } => "a yes or no",
        Kind::List => "a list",
        Kind::Degrees { .. } => "degrees",
        Kind::File => "a file",
        Kind::Photo => "a photo",
        Kind::Dictionary(_) => "a code of a dictionary",
        Kind::IdentityNumber => "an identity card's number",
        Kind::Period => "a period of two days",
    }
}
