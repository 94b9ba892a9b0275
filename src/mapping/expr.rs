//! Where a field's value comes from: the compiled form of one line of `[fields]`.

use super::columns::Cells;
use super::coordinates::Datum;
use super::fact::Fact;
use super::file::FilePlan;
use super::list::list;
use super::reading::{Bounds, Reading, degrees};
use super::refusal::{Fault, Refusal};
use super::template::Template;
use super::text::{text_of, trimmed};
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
    Column(usize, Reading),
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
    Template(Template, Reading),
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

impl Expr {
    /// The value for a row; `None` when there is none.
    ///
    /// # Errors
    /// Why a value is refused.
    pub(super) fn value(&self, cells: Cells<'_>) -> Result<Option<String>, Fault> {
        let value = match &self.origin {
            Origin::Constant(text) => Some(text.clone()),
            Origin::Column(slot, reading) => read_column(*slot, reading, cells)?,
            Origin::Joined { slots, by, parts } => joined(slots, by, *parts, cells)?,
            Origin::Template(template, reading) => from_template(template, reading, cells)?,
            Origin::Coordinate(coordinate) => coordinate.value(cells)?,
            Origin::Fact(fact) => match fact.known(cells) {
                Some(value) => Some(value),
                None => {
                    let (slot, reading) = fact.fallback();
                    read_column(slot, reading, cells)?
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
            Origin::Column(_, Reading::Codes(codes))
            | Origin::Template(_, Reading::Codes(codes)) => codes.becoming(),
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
    fn value(&self, cells: Cells<'_>) -> Result<Option<String>, Fault> {
        let (own, other) = match (cells.get(self.own), cells.get(self.other)) {
            (None, None) => return Ok(None),
            (Some(own), Some(other)) => (own, other),
            _ => {
                return Err(Fault {
                    slots: vec![self.own, self.other],
                    refusal: Refusal::HalfPair,
                });
            }
        };
        let read = |slot, value, bounds: Bounds| {
            degrees(value)
                .and_then(|(degrees, _)| bounds.check(degrees).map(|()| degrees))
                .map_err(|refusal| Fault::of(slot, refusal))
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
            .map_err(|refusal| Fault::of(self.own, refusal))?;
        let text = format!("{degrees:.8}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        Ok(Some(text.to_owned()))
    }
}

fn read_column(slot: usize, reading: &Reading, cells: Cells<'_>) -> Result<Option<String>, Fault> {
    let read = cells
        .get(slot)
        .map(|value| reading.read(value, cells.lookups));
    let read = read.transpose().map_err(|refusal| Fault::of(slot, refusal));
    Ok(read?.flatten())
}

fn joined(
    slots: &[usize],
    by: &str,
    parts: bool,
    cells: Cells<'_>,
) -> Result<Option<String>, Fault> {
    let mut out: Option<String> = None;
    for slot in slots {
        let Some(value) = cells.get(*slot) else {
            continue;
        };
        let text = match parts {
            true => list(value, &[]),
            false => text_of(value).map(|text| Some(text.into_owned())),
        };
        let Some(text) = text.map_err(|refusal| Fault::of(*slot, refusal))? else {
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
    reading: &Reading,
    cells: Cells<'_>,
) -> Result<Option<String>, Fault> {
    let Some(text) = template.fill(cells)? else {
        return Ok(None);
    };
    if trimmed(&text).is_empty() {
        return Ok(None);
    }
    let value = Value::Text(text);
    reading
        .read(&value, cells.lookups)
        .map_err(|refusal| Fault {
            slots: template.slots(),
            refusal,
        })
}
