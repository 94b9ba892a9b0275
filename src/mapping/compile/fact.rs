//! A field that holds a fact of another record: `{ fact = "emp_id", of = "cwr.register_employee", record = "id_num", column = "id_num" }`.

use super::columns::Cells;
use super::designation::designated;
use super::expr::{Expr, Origin};
use super::lookups::FactOf;
use super::reader::plain_reading;
use super::reading::Reading;
use super::workshop::{Workshop, of_field};
use super::written::{Text, Written};
use crate::document::Node;
use crate::language::text;
use crate::platform::field::{Field, Target};
use crate::platform::{TARGETS, TargetLookup, UNIT_SEPARATOR, target};

/// A fact of a record that other columns name, and a column for where it is not known.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    of: &'static Target,
    name: &'static str,
    /// The other's identity, in its order.
    record: Vec<Part>,
    column: usize,
    reading: Reading,
}

/// A part of the other record's identity.
#[derive(Clone, Debug)]
enum Part {
    /// A column, as the other target reads it for a field.
    Column(usize, Reading, &'static Field),
    /// The field of the same name of this record, by its place.
    Own(usize, &'static Field),
    /// That field, compiled.
    Compiled(Box<Expr>, &'static Field),
}

impl Fact {
    /// The other record's target.
    pub(super) fn target(&self) -> &'static str {
        self.of.name
    }

    /// The slots of the columns it reads.
    pub(super) fn slots(&self) -> Vec<usize> {
        let columns = self.record.iter().filter_map(|part| match part {
            Part::Column(slot, ..) => Some(*slot),
            _ => None,
        });
        columns.chain([self.column]).collect()
    }

    /// Which record it is; `None` where a part of its identity has no value.
    pub(super) fn identity(&self, cells: Cells<'_>) -> Option<String> {
        let parts = self.record.iter().map(|part| match part {
            Part::Column(slot, reading, field) => {
                let read = reading.read(cells.get(*slot)?, cells.lookups);
                designated(field, read.ok()??).ok()
            }
            Part::Compiled(expr, field) => designated(field, expr.value(cells).ok()??).ok(),
            Part::Own(..) => None,
        });
        let parts: Option<Vec<String>> = parts.collect();
        Some(parts?.join(UNIT_SEPARATOR))
    }

    /// What must be known to have its value.
    pub(super) fn wanted(&self, cells: Cells<'_>) -> Option<FactOf> {
        Some(FactOf {
            target: self.of.name,
            identity: self.identity(cells)?,
            fact: self.name,
        })
    }

    /// The fact, where it is known.
    pub(super) fn known(&self, cells: Cells<'_>) -> Option<String> {
        cells.lookups.facts.get(&self.wanted(cells)?).cloned()
    }

    /// The column that stands where the fact is not known.
    pub(super) fn fallback(&self) -> (usize, &Reading) {
        (self.column, &self.reading)
    }
}

/// Puts the compiled fields in the place of those that facts name.
pub(super) fn complete(exprs: &mut [Option<Expr>]) {
    let compiled = exprs.to_vec();
    for expr in exprs.iter_mut().flatten() {
        let Origin::Fact(fact) = &mut expr.origin else {
            continue;
        };
        for part in &mut fact.record {
            if let Part::Own(at, field) = *part
                && let Some(Some(own)) = compiled.get(at)
            {
                *part = Part::Compiled(Box::new(own.clone()), field);
            }
        }
    }
}

impl Workshop<'_> {
    /// Compiles the fact of a field; `None` with problems noted.
    pub(super) fn fact(
        &mut self,
        within: &'static Target,
        field: &'static Field,
        written: &Written,
        node: &Node,
    ) -> Option<Origin> {
        let (name, of) = (written.fact.as_ref()?, written.of.as_ref()?);
        let (record, column) = (written.record.as_ref()?, written.column.as_ref()?);
        let of = self.other(field, of)?;
        let Some(rule) = of.facts.iter().find(|rule| rule.name == name.text) else {
            let known = of.facts.iter().map(|rule| rule.name);
            let message = text!("mapping-no-fact", target = of.name, fact = &name.text);
            return self.unknown(field, message, name, known.collect());
        };
        // The identity's first parts, such as the project, are this record's own; the columns name the rest.
        let own = of.identity.len().checked_sub(record.len());
        let own = own.filter(|own| {
            let mut theirs = of.identity[..*own].iter();
            !record.is_empty() && theirs.all(|name| within.field(name).is_some())
        });
        let Some(own) = own else {
            let wanted = of.identity.join(", ");
            let message = text!("mapping-fact-record", fields = wanted);
            return self.refuse(field, message, &node.at);
        };
        let mut parts = Vec::with_capacity(of.identity.len());
        for (nth, theirs) in of.identity.iter().enumerate() {
            parts.push(match nth.checked_sub(own).and_then(|nth| record.get(nth)) {
                None => {
                    let mut fields = within.fields.iter().enumerate();
                    let (at, field) = fields.find(|(_, own)| own.name == *theirs)?;
                    Part::Own(at, field)
                }
                Some(column) => {
                    let named = of.field(theirs)?;
                    let reading = plain_reading(named, &column.at, self)?;
                    Part::Column(self.columns.slot(&column.text, field.name), reading, named)
                }
            });
        }
        let reading = plain_reading(field, &column.at, self)?;
        Some(Origin::Fact(Fact {
            of,
            name: rule.name,
            record: parts,
            column: self.columns.slot(&column.text, field.name),
            reading,
        }))
    }

    fn other(&mut self, field: &Field, of: &Text) -> Option<&'static Target> {
        if let TargetLookup::Known(target) = target(&of.text) {
            return Some(target);
        }
        let known = TARGETS.iter().map(|target| target.name);
        let message = text!("mapping-fact-of", target = &of.text);
        self.unknown(field, message, of, known.collect())
    }

    fn unknown<T>(
        &mut self,
        field: &Field,
        message: String,
        text: &Text,
        known: Vec<&'static str>,
    ) -> Option<T> {
        let problem = of_field(field, message, &text.at);
        self.problems.push(problem.among(&text.text, &known));
        None
    }
}
