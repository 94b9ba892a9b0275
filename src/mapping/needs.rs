//! What a record of a mapping needs at the platform first, and which records that are.

use super::Lookups;
use super::columns::Cells;
use super::convert::converter::Converter;
use super::expr::{Expr, Origin};
use crate::platform::field::{Dependency, Target};
use crate::platform::{Requirement, UNIT_SEPARATOR};
use crate::source::Value;

/// A dependency of the target, with the way from a record's fields to the identity of the other one.
#[derive(Debug)]
pub(super) struct NeedPlan {
    /// The dependency.
    pub(super) dependency: &'static Dependency,
    /// Where the fields stand that hold the other's identity, and how the other target reads them.
    pub(super) parts: Vec<(usize, Converter)>,
}

impl NeedPlan {
    /// The record that one with these values needs; `None` where it needs none.
    pub(super) fn of(
        &self,
        of: &'static Target,
        exprs: &[Option<Expr>],
        values: &[Option<String>],
        cells: Cells<'_>,
    ) -> Option<Requirement> {
        if let Some((field, wanted)) = self.dependency.when {
            let at = of.fields.iter().position(|known| known.name == field)?;
            let value = values.get(at)?.as_deref()?;
            if !wanted.contains(&value) {
                return None;
            }
        }
        let identity = match self.by_fact(exprs, cells) {
            Some(identity) => identity,
            None => self.by_fields(values)?,
        };
        Some(Requirement {
            dependency: self.dependency,
            identity,
        })
    }

    /// A field that holds a fact of the other record names that record by other columns.
    fn by_fact(&self, exprs: &[Option<Expr>], cells: Cells<'_>) -> Option<String> {
        self.parts.iter().find_map(|(at, _)| {
            let Origin::Fact(fact) = &exprs.get(*at)?.as_ref()?.origin else {
                return None;
            };
            (fact.target() == self.dependency.target)
                .then(|| fact.identity(cells))
                .flatten()
        })
    }

    fn by_fields(&self, values: &[Option<String>]) -> Option<String> {
        let parts = self.parts.iter().map(|(at, converter)| {
            let value = values.get(*at)?.as_ref()?;
            // As the other target would have it; what it would refuse names no record of it.
            let read = converter.convert(&Value::Text(value.clone()), &Lookups::default());
            let read = read.ok().flatten();
            Some(read.unwrap_or_else(|| value.clone()))
        });
        let parts: Option<Vec<String>> = parts.collect();
        Some(parts?.join(UNIT_SEPARATOR))
    }
}
