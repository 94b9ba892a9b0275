//! From one line of `[fields]` as written to an expression.

use super::converter::{converter, plain_converter};
use super::fact::fact;
use super::field_compiler::{FieldCompiler, of_field};
use super::field_options::{FieldOptions, Text};
use super::file::file;
use crate::document::{Item, Node, nearest};
use crate::language::text;
use crate::mapping::convert::converter::Converter;
use crate::mapping::convert::degrees::{Bounds, Datum};
use crate::mapping::convert::template::Template;
use crate::mapping::expr::{Coordinate, Expr, Origin};
use crate::platform::field::{Field, Kind, Target};
use crate::source::Param;

/// Compiles a field; `None` with problems noted.
pub(super) fn compile_field(
    compiler: &mut FieldCompiler<'_>,
    target: &'static Target,
    field: &'static Field,
    node: &Node,
) -> Option<Expr> {
    if let Item::Text(name) = &node.item {
        let converter = plain_converter(field, &node.at, compiler)?;
        let name = Text {
            text: name.clone(),
            at: node.at.clone(),
        };
        let origin = column(compiler, field, &name, converter)?;
        return Some(Expr {
            origin,
            default: None,
        });
    }
    if !matches!(node.item, Item::Table(_)) {
        let message = text!("mapping-not-a-column", kind = node.item.kind());
        return compiler.refuse(field, message, &node.at);
    }
    let options = FieldOptions::read(field.name, node, compiler.problems)?;
    let default = match &options.default {
        Some(text) => Some(compiler.constant(field, "default", text)?),
        None => None,
    };
    let origin = match &options.fact {
        Some(_) => fact(compiler, target, field, &options, node)?,
        None => origin(compiler, field, &options, node)?,
    };
    Some(Expr { origin, default })
}

fn origin(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    options: &FieldOptions,
    node: &Node,
) -> Option<Origin> {
    if let Some(text) = &options.value {
        return compiler
            .constant(field, "value", text)
            .map(Origin::Constant);
    }
    if let Some(name) = &options.param {
        return param(compiler, field, name).map(Origin::Constant);
    }
    if let Some(columns) = &options.columns {
        return joined(compiler, field, columns, options.join.as_ref(), node);
    }
    if let Some(datum) = &options.coordinates {
        return coordinate(compiler, field, datum, options);
    }
    if let Some(origin) = file(compiler, field, options) {
        return origin;
    }
    let converter = converter(field, options, &node.at, compiler)?;
    if let Some(text) = &options.template {
        return template(compiler, field, text, options, converter);
    }
    column(compiler, field, options.column.as_ref()?, converter)
}

fn param(
    compiler: &mut FieldCompiler<'_>,
    field: &Field,
    Text { text: name, at }: &Text,
) -> Option<String> {
    let text = match compiler.context.params.get(name) {
        Some(Param::Text(text)) => text.clone(),
        Some(Param::Integer(number)) => number.to_string(),
        None => {
            let known = compiler.context.params.keys().map(String::as_str);
            let near = nearest(name, known);
            let problem = of_field(field, text!("mapping-no-param", name = name), at);
            compiler.problems.push(match near {
                None => problem.hint(text!("mapping-set-param")),
                near => problem.did_you_mean(near),
            });
            return None;
        }
    };
    let at = at.clone();
    compiler.constant(field, "param", &Text { text, at })
}

fn column(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    Text { text: name, at }: &Text,
    converter: Converter,
) -> Option<Origin> {
    if name.trim().is_empty() {
        return compiler.refuse(field, text!("mapping-blank-column"), at);
    }
    Some(Origin::Column(
        compiler.columns.slot(name, field.name),
        converter,
    ))
}

fn joined(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    columns: &[Text],
    join: Option<&Text>,
    node: &Node,
) -> Option<Origin> {
    let parts = field.kind == Kind::List;
    let wrong = match (field.kind, join.map(|join| join.text.as_str())) {
        (Kind::List, None | Some(",")) | (Kind::Text, Some(_)) => None,
        (Kind::List, Some(_)) => Some(text!("mapping-join-comma")),
        (Kind::Text, None) => Some(text!(
            "mapping-needs-option",
            option = "columns",
            needed = "join"
        )),
        _ => Some(text!("mapping-columns-misplaced")),
    };
    let none = columns.is_empty();
    let none = none.then(|| text!("mapping-names-no-column", option = "columns"));
    if let Some(message) = wrong.or(none) {
        return compiler.refuse(field, message, &node.at);
    }
    let slots = columns
        .iter()
        .map(|column| compiler.columns.slot(&column.text, field.name))
        .collect();
    let by = join.map_or(",", |join| &join.text).to_owned();
    Some(Origin::Joined { slots, by, parts })
}

fn coordinate(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    Text { text: datum, at }: &Text,
    options: &FieldOptions,
) -> Option<Origin> {
    let Kind::Degrees { min, max } = field.kind else {
        return compiler.refuse(field, text!("mapping-coordinates-misplaced"), at);
    };
    let Some(known) = Datum::of_name(datum) else {
        let problem = of_field(field, text!("mapping-coordinates"), at);
        compiler
            .problems
            .push(match nearest(datum, Datum::NAMES.iter().copied()) {
                None => problem.hint(text!("mapping-coordinates-hint")),
                near => problem.did_you_mean(near),
            });
        return None;
    };
    let own = &options.column.as_ref()?.text;
    let other = &options.with.as_ref()?.text;
    Some(Origin::Coordinate(Coordinate {
        datum: known,
        own: compiler.columns.slot(own, field.name),
        other: compiler.columns.slot(other, field.name),
        bounds: Bounds { min, max },
    }))
}

fn template(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    Text { text, at }: &Text,
    options: &FieldOptions,
    converter: Converter,
) -> Option<Origin> {
    let before = compiler.problems.len();
    let zones = compiler.zones();
    let mut template = match Template::new(text, zones, &mut compiler.columns, field.name) {
        Ok(template) => template,
        Err(message) => return compiler.refuse(field, format!("`template`: {message}"), at),
    };
    if template.slots().is_empty() {
        let problem = of_field(field, text!("mapping-columnless-template"), at);
        compiler
            .problems
            .push(problem.hint(text!("mapping-columnless-template-hint")));
    }
    for Text { text: name, at } in options.empty.iter().flatten() {
        if !template.let_be_empty(name, &compiler.columns) {
            let slots = template.slots();
            let near = nearest(name, slots.iter().map(|slot| compiler.columns.name(*slot)));
            let problem = of_field(field, text!("mapping-empty", name = name), at);
            compiler.problems.push(problem.did_you_mean(near));
        }
    }
    (compiler.problems.len() == before).then_some(Origin::Template(template, converter))
}
