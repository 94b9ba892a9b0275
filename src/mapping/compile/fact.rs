//! A field that holds a fact of another record: `{ fact = "emp_id", of = "cwr.register_employee", record = "id_num", column = "id_num" }`.

use super::converter::plain_converter;
use super::field_compiler::{FieldCompiler, of_field};
use super::field_options::{FieldOptions, Text};
use crate::document::Node;
use crate::language::text;
use crate::mapping::expr::{Expr, Fact, Origin, Part};
use crate::platform::field::{Field, Target};
use crate::platform::{TARGETS, TargetLookup, target};

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

/// Compiles the fact of a field; `None` with problems noted.
pub(super) fn fact(
    compiler: &mut FieldCompiler<'_>,
    within: &'static Target,
    field: &'static Field,
    options: &FieldOptions,
    node: &Node,
) -> Option<Origin> {
    let (name, of) = (options.fact.as_ref()?, options.of.as_ref()?);
    let (record, column) = (options.record.as_ref()?, options.column.as_ref()?);
    let of = other(compiler, field, of)?;
    let Some(rule) = of.facts.iter().find(|rule| rule.name == name.text) else {
        let known = of.facts.iter().map(|rule| rule.name);
        let message = text!("mapping-no-fact", target = of.name, fact = &name.text);
        return unknown(compiler, field, message, name, known.collect());
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
        return compiler.refuse(field, message, &node.at);
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
                let converter = plain_converter(named, &column.at, compiler)?;
                Part::Column(
                    compiler.columns.slot(&column.text, field.name),
                    converter,
                    named,
                )
            }
        });
    }
    let converter = plain_converter(field, &column.at, compiler)?;
    Some(Origin::Fact(Fact {
        of,
        name: rule.name,
        record: parts,
        column: compiler.columns.slot(&column.text, field.name),
        converter,
    }))
}

fn other(compiler: &mut FieldCompiler<'_>, field: &Field, of: &Text) -> Option<&'static Target> {
    if let TargetLookup::Known(target) = target(&of.text) {
        return Some(target);
    }
    let known = TARGETS.iter().map(|target| target.name);
    let message = text!("mapping-fact-of", target = &of.text);
    unknown(compiler, field, message, of, known.collect())
}

fn unknown<T>(
    compiler: &mut FieldCompiler<'_>,
    field: &Field,
    message: String,
    text: &Text,
    known: Vec<&'static str>,
) -> Option<T> {
    let problem = of_field(field, message, &text.at);
    compiler.problems.push(problem.among(&text.text, &known));
    None
}
