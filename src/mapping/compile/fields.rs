//! `[fields]`: every field of the target, or why not.

use super::converter::plain_converter;
use super::fact::complete;
use super::field::compile_field;
use super::field_compiler::FieldCompiler;
use crate::document::{Item, Node, Place, Problem, nearest};
use crate::language::text;
use crate::mapping::Context;
use crate::mapping::columns::Columns;
use crate::mapping::convert::converter::Converter;
use crate::mapping::convert::degrees::Bounds;
use crate::mapping::expr::{Coordinate, Expr, Origin};
use crate::mapping::needs::NeedPlan;
use crate::mapping::plan::FieldPlans;
use crate::platform::field::{Dependency, Field, Kind, Need, Target};
use crate::platform::{TargetLookup, target};

/// Compiles `[fields]`. What could not be compiled is missing from the plans, and noted.
pub(super) fn fields(
    target: &'static Target,
    node: &Node,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> FieldPlans {
    let mut compiler = FieldCompiler {
        context,
        columns: Columns::of(context.dialect),
        problems,
    };
    if !matches!(node.item, Item::Table(_)) {
        let message = text!(
            "config-not-a-table",
            table = "`fields`",
            kind = node.item.kind()
        );
        compiler
            .problems
            .push(Problem::at(node.at.clone(), message));
        return FieldPlans::default();
    }
    for entry in node.entries() {
        if target.field(&entry.key).is_none() {
            compiler
                .problems
                .push(unknown(target, &entry.key, &entry.at));
        }
    }
    let mut exprs: Vec<Option<Expr>> = target
        .fields
        .iter()
        .map(|field| compile_field(&mut compiler, target, field, node.get(field.name)?))
        .collect();
    complete(&mut exprs);
    for field in target.fields {
        if node.get(field.name).is_none()
            && let Some(problem) = unmapped(target, field, node)
        {
            compiler.problems.push(problem);
        }
    }
    pairs(target, node, &exprs, &mut compiler);
    FieldPlans {
        needs: needs(target, &mut compiler),
        exprs,
        columns: compiler.columns,
    }
}

/// The problem of a name that no field of the target has. What is known not to be sent is told why, and no other field is
/// suggested for it.
pub(super) fn unknown(target: &Target, name: &str, at: &Place) -> Problem {
    let message = text!("mapping-no-field", target = target.name, field = name);
    let problem = Problem::at(at.clone(), message);
    let mut unsent = target.unsent.iter();
    if let Some((_, why)) = unsent.find(|(unsent, _)| unsent.eq_ignore_ascii_case(name)) {
        return problem.hint(why());
    }
    match nearest(name, target.fields.iter().map(|field| field.name)) {
        None => problem.hint(text!("mapping-see-fields", target = target.name)),
        near => problem.did_you_mean(near),
    }
}

/// The problem of a field that is not mapped and has to be.
fn unmapped(target: &Target, field: &Field, node: &Node) -> Option<Problem> {
    if field.need != Need::Required && !target.identity.contains(&field.name) {
        return None;
    }
    let message = text!("mapping-unmapped", field = field.name);
    let hint = match field.document_default {
        Some(default) => text!(
            "mapping-default-there",
            section = field.section.to_string(),
            line = format!("{} = {{ value = \"{default}\" }}", field.name)
        ),
        None => field.section.to_string(),
    };
    Some(Problem::at(node.at.clone(), message).hint(hint))
}

/// Shifted coordinates are a pair: both fields shift the same way, each from the other's column.
fn pairs(target: &Target, node: &Node, exprs: &[Option<Expr>], compiler: &mut FieldCompiler<'_>) {
    let place = |field: &Field| {
        node.get(field.name)
            .map_or(Place::Nowhere, |node| node.at.clone())
    };
    let degrees = |at: usize| match (target.fields.get(at)?.kind, exprs.get(at)?) {
        (Kind::Degrees { min, max }, Some(expr)) => Some((Bounds { min, max }, &expr.origin)),
        _ => None,
    };
    for (at, field) in target.fields.iter().enumerate() {
        let Some((_, Origin::Coordinate(pair))) = degrees(at) else {
            continue;
        };
        let odd = (0..exprs.len()).find(|other| {
            degrees(*other).is_some_and(|(bounds, origin)| {
                bounds.is_longitude() != pair.bounds.is_longitude() && is_odd(pair, origin)
            })
        });
        if let Some(other) = odd.and_then(|other| target.fields.get(other)) {
            let message = text!("mapping-odd-pair", field = other.name, other = field.name);
            let problem = Problem::at(place(other), message);
            compiler
                .problems
                .push(problem.hint(text!("mapping-odd-pair-hint")));
        }
    }
}

/// Whether the other coordinate reads the pair's other column in another way than the pair.
fn is_odd(pair: &Coordinate, other: &Origin) -> bool {
    match other {
        Origin::Column(slot, _) => *slot == pair.other,
        Origin::Coordinate(other) => {
            (other.own == pair.other || other.other == pair.own)
                && (other.own != pair.other || other.other != pair.own || other.datum != pair.datum)
        }
        _ => false,
    }
}

/// The needs of a target. One that names what is not there is a mistake of the target's table, and is left out.
fn needs(of: &'static Target, compiler: &mut FieldCompiler<'_>) -> Vec<NeedPlan> {
    let mut plan = |dependency: &'static Dependency| {
        let TargetLookup::Known(other) = target(dependency.target) else {
            return None;
        };
        let theirs = match dependency.by_alias {
            true => other.alias,
            false => other.identity,
        };
        let pairs = dependency.identity.iter().zip(theirs);
        let parts = pairs.map(|(own, theirs)| {
            let at = of.fields.iter().position(|field| field.name == *own)?;
            let converter = plain_converter(other.field(theirs)?, &Place::Nowhere, compiler)?;
            Some((at, converter))
        });
        let parts: Option<Vec<(usize, Converter)>> = parts.collect();
        Some(NeedPlan {
            dependency,
            parts: parts?,
        })
    };
    of.needs.iter().filter_map(&mut plan).collect()
}
