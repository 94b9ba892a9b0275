//! Where a field's value comes from: the compiled form of one line of `[fields]`.

use super::FactOf;
use super::columns::Cells;
use super::convert::converter::Converter;
use super::convert::degrees::{Bounds, Datum, degrees};
use super::convert::designation::designated;
use super::convert::list::list;
use super::convert::template::Template;
use super::error::{FieldError, ValueError};
use super::file::FilePlan;
use super::text::{text_of, trimmed};
use crate::platform::UNIT_SEPARATOR;
use crate::platform::field::{Field, Target};
use crate::source::Value;

/// A compiled field.
#[derive(Clone, Debug)]
pub(super) struct Expr {
    /// Where the value comes from.
    pub(super) origin: Origin,
    /// What NULL becomes.
    pub(super) default: Option<String>,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// The mapping itself, or a parameter.
    Constant(String),
    /// A column.
    Column(usize, Converter),
    /// Several columns, joined; NULLs are left out.
    Joined {
        /// Their slots.
        slots: Vec<usize>,
        /// What stands between them.
        by: String,
        /// Each is a part of a list.
        parts: bool,
    },
    /// A template.
    Template(Template, Converter),
    /// One of a pair of coordinates.
    Coordinate(Coordinate),
    /// A fact of another record.
    Fact(Fact),
    /// A photo or an attachment, which is read later.
    File(FilePlan),
}

/// One of a pair of shifted coordinates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coordinate {
    /// How the pair is shifted.
    pub(super) datum: Datum,
    /// The slot of this coordinate.
    pub(super) own: usize,
    /// The slot of the other.
    pub(super) other: usize,
    /// Bounds of this coordinate; they also tell which of the two it is.
    pub(super) bounds: Bounds,
}

/// A fact of a record that other columns name, and a column for where it is not known.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// The other record's target.
    pub(super) of: &'static Target,
    /// The fact's name.
    pub(super) name: &'static str,
    /// The other's identity, in its order.
    pub(super) record: Vec<Part>,
    /// The slot of the column that stands where the fact is not known.
    pub(super) column: usize,
    /// How that column is read.
    pub(super) converter: Converter,
}

/// A part of the other record's identity.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A column, as the other target reads it for a field.
    Column(usize, Converter, &'static Field),
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
            Part::Column(slot, converter, field) => {
                let read = converter.convert(cells.get(*slot)?, cells.lookups);
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
    pub(super) fn fallback(&self) -> (usize, &Converter) {
        (self.column, &self.converter)
    }
}

impl Expr {
    /// The value for a row; `None` when there is none.
    ///
    /// # Errors
    /// Why a value is refused.
    pub(super) fn value(&self, cells: Cells<'_>) -> Result<Option<String>, FieldError> {
        let value = match &self.origin {
            Origin::Constant(text) => Some(text.clone()),
            Origin::Column(slot, converter) => read_column(*slot, converter, cells)?,
            Origin::Joined { slots, by, parts } => joined(slots, by, *parts, cells)?,
            Origin::Template(template, converter) => from_template(template, converter, cells)?,
            Origin::Coordinate(coordinate) => coordinate.value(cells)?,
            Origin::Fact(fact) => match fact.known(cells) {
                Some(value) => Some(value),
                None => {
                    let (slot, converter) = fact.fallback();
                    read_column(slot, converter, cells)?
                }
            },
            // Blank, until it is read.
            Origin::File(plan) => cells.get(plan.slot).map(|_| String::new()),
        };
        Ok(value.or_else(|| self.default.clone()))
    }

    /// The texts of the mapping itself that it may become.
    pub(super) fn written(&self) -> Vec<String> {
        let mut texts: Vec<String> = match &self.origin {
            Origin::Constant(text) => vec![text.clone()],
            Origin::Column(_, Converter::Codes(codes))
            | Origin::Template(_, Converter::Codes(codes)) => codes.becoming(),
            _ => Vec::new(),
        };
        texts.extend(self.default.clone());
        texts
    }

    /// The slots of the columns it reads.
    pub(super) fn slots(&self) -> Vec<usize> {
        match &self.origin {
            Origin::Constant(_) => Vec::new(),
            Origin::Column(slot, _) => vec![*slot],
            Origin::Joined { slots, .. } => slots.clone(),
            Origin::Template(template, _) => template.slots(),
            Origin::Coordinate(coordinate) => vec![coordinate.own, coordinate.other],
            Origin::Fact(fact) => fact.slots(),
            Origin::File(plan) => vec![plan.slot],
        }
    }
}

impl Coordinate {
    fn value(&self, cells: Cells<'_>) -> Result<Option<String>, FieldError> {
        let (own, other) = match (cells.get(self.own), cells.get(self.other)) {
            (None, None) => return Ok(None),
            (Some(own), Some(other)) => (own, other),
            _ => {
                return Err(FieldError {
                    slots: vec![self.own, self.other],
                    error: ValueError::HalfPair,
                });
            }
        };
        let read = |slot, value, bounds: Bounds| {
            degrees(value)
                .and_then(|(degrees, _)| bounds.check(degrees).map(|()| degrees))
                .map_err(|error| FieldError::of(slot, error))
        };
        let is_longitude = self.bounds.is_longitude();
        let most = if is_longitude { 90.0 } else { 180.0 };
        let others = Bounds {
            min: -most,
            max: most,
        };
        let own = read(self.own, own, self.bounds)?;
        let other = read(self.other, other, others)?;
        let degrees = if is_longitude {
            self.datum.to_wgs84((own, other)).0
        } else {
            self.datum.to_wgs84((other, own)).1
        };
        self.bounds
            .check(degrees)
            .map_err(|error| FieldError::of(self.own, error))?;
        let text = format!("{degrees:.8}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        Ok(Some(text.to_owned()))
    }
}

fn read_column(
    slot: usize,
    converter: &Converter,
    cells: Cells<'_>,
) -> Result<Option<String>, FieldError> {
    let read = cells
        .get(slot)
        .map(|value| converter.convert(value, cells.lookups));
    let read = read
        .transpose()
        .map_err(|error| FieldError::of(slot, error));
    Ok(read?.flatten())
}

fn joined(
    slots: &[usize],
    by: &str,
    parts: bool,
    cells: Cells<'_>,
) -> Result<Option<String>, FieldError> {
    let mut out: Option<String> = None;
    for slot in slots {
        let Some(value) = cells.get(*slot) else {
            continue;
        };
        let text = match parts {
            true => list(value, &[]),
            false => text_of(value).map(|text| Some(text.into_owned())),
        };
        let Some(text) = text.map_err(|error| FieldError::of(*slot, error))? else {
            continue;
        };
        match &mut out {
            Some(out) => {
                out.push_str(by);
                out.push_str(&text);
            }
            None => out = Some(text),
        }
    }
    Ok(out)
}

fn from_template(
    template: &Template,
    converter: &Converter,
    cells: Cells<'_>,
) -> Result<Option<String>, FieldError> {
    let Some(text) = template.fill(cells)? else {
        return Ok(None);
    };
    if trimmed(&text).is_empty() {
        return Ok(None);
    }
    let value = Value::Text(text);
    converter
        .convert(&value, cells.lookups)
        .map_err(|error| FieldError {
            slots: template.slots(),
            error,
        })
}
