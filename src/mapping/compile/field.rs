//! From one line of `[fields]` as written to an expression.

use super::coordinates::Datum;
use super::expr::{Coordinate, Expr, Origin};
use super::reader::{plain_reading, reading};
use super::reading::{Bounds, Reading};
use super::template::Template;
use super::workshop::{Workshop, of_field};
use super::written::{Text, Written};
use crate::document::{Item, Node, nearest};
use crate::language::text;
use crate::platform::field::{Field, Kind, Target};
use crate::source::Param;

impl Workshop<'_> {
    /// Compiles a field; `None` with problems noted.
    pub(super) fn field(
        &mut self,
        target: &'static Target,
        field: &'static Field,
        node: &Node,
    ) -> Option<Expr> {
        if let Item::Text(column) = &node.item {
            let reading = plain_reading(field, &node.at, self)?;
            let column = Text {
                text: column.clone(),
                at: node.at.clone(),
            };
            let origin = self.column(field, &column, reading)?;
            return Some(Expr {
                origin,
                default: None,
            });
        }
        if !matches!(node.item, Item::Table(_)) {
            let message = text!("mapping-not-a-column", kind = node.item.kind());
            return self.refuse(field, message, &node.at);
        }
        let written = Written::read(field.name, node, self.problems)?;
        let default = match &written.default {
            Some(text) => Some(self.constant(field, "default", text)?),
            None => None,
        };
        let origin = match &written.fact {
            Some(_) => self.fact(target, field, &written, node)?,
            None => self.origin(field, &written, node)?,
        };
        Some(Expr { origin, default })
    }

    fn origin(&mut self, field: &'static Field, written: &Written, node: &Node) -> Option<Origin> {
        if let Some(text) = &written.value {
            return self.constant(field, "value", text).map(Origin::Constant);
        }
        if let Some(name) = &written.param {
            return self.param(field, name).map(Origin::Constant);
        }
        if let Some(columns) = &written.columns {
            return self.joined(field, columns, written.join.as_ref(), node);
        }
        if let Some(datum) = &written.coordinates {
            return self.coordinate(field, datum, written);
        }
        if let Some(origin) = self.file(field, written) {
            return origin;
        }
        let reading = reading(field, written, &node.at, self)?;
        if let Some(text) = &written.template {
            return self.template(field, text, written, reading);
        }
        self.column(field, written.column.as_ref()?, reading)
    }

    fn param(&mut self, field: &Field, Text { text: name, at }: &Text) -> Option<String> {
        let text = match self.context.params.get(name) {
            Some(Param::Text(text)) => text.clone(),
            Some(Param::Integer(number)) => number.to_string(),
            None => {
                let known = self.context.params.keys().map(String::as_str);
                let near = nearest(name, known);
                let problem = of_field(field, text!("mapping-no-param", name = name), at);
                self.problems.push(match near {
                    None => problem.hint(text!("mapping-set-param")),
                    near => problem.did_you_mean(near),
                });
                return None;
            }
        };
        let at = at.clone();
        self.constant(field, "param", &Text { text, at })
    }

    fn column(
        &mut self,
        field: &'static Field,
        Text { text: name, at }: &Text,
        reading: Reading,
    ) -> Option<Origin> {
        if name.trim().is_empty() {
            return self.refuse(field, text!("mapping-blank-column"), at);
        }
        Some(Origin::Column(self.columns.slot(name, field.name), reading))
    }

    fn joined(
        &mut self,
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
            return self.refuse(field, message, &node.at);
        }
        let slots = columns
            .iter()
            .map(|column| self.columns.slot(&column.text, field.name))
            .collect();
        let by = join.map_or(",", |join| &join.text).to_owned();
        Some(Origin::Joined { slots, by, parts })
    }

    fn coordinate(
        &mut self,
        field: &'static Field,
        Text { text: datum, at }: &Text,
        written: &Written,
    ) -> Option<Origin> {
        let Kind::Degrees { min, max } = field.kind else {
            return self.refuse(field, text!("mapping-coordinates-misplaced"), at);
        };
        let Some(known) = Datum::of_name(datum) else {
            let problem = of_field(field, text!("mapping-coordinates"), at);
            self.problems
                .push(match nearest(datum, Datum::NAMES.iter().copied()) {
                    None => problem.hint(text!("mapping-coordinates-hint")),
                    near => problem.did_you_mean(near),
                });
            return None;
        };
        let own = &written.column.as_ref()?.text;
        let other = &written.with.as_ref()?.text;
        Some(Origin::Coordinate(Coordinate {
            datum: known,
            own: self.columns.slot(own, field.name),
            other: self.columns.slot(other, field.name),
            bounds: Bounds { min, max },
        }))
    }

    fn template(
        &mut self,
        field: &'static Field,
        Text { text, at }: &Text,
        written: &Written,
        reading: Reading,
    ) -> Option<Origin> {
        let before = self.problems.len();
        let zones = self.zones();
        let mut template = match Template::new(text, zones, &mut self.columns, field.name) {
            Ok(template) => template,
            Err(message) => return self.refuse(field, format!("`template`: {message}"), at),
        };
        if template.slots().is_empty() {
            let problem = of_field(field, text!("mapping-columnless-template"), at);
            self.problems
                .push(problem.hint(text!("mapping-columnless-template-hint")));
        }
        for Text { text: name, at } in written.empty.iter().flatten() {
            if !template.let_be_empty(name, &self.columns) {
                let slots = template.slots();
                let near = nearest(name, slots.iter().map(|slot| self.columns.name(*slot)));
                let problem = of_field(field, text!("mapping-empty", name = name), at);
                self.problems.push(problem.did_you_mean(near));
            }
        }
        (self.problems.len() == before).then_some(Origin::Template(template, reading))
    }
}
