//! One row becomes a record, or a rejection. Pure.

use super::columns::Cells;
use super::convert::designation::designated;
use super::error::FieldError;
use super::expr::Origin;
use super::plan::Bound;
use super::rules::Values;
use super::{FactOf, GoneRule, Lookups};
use crate::media::Wanted;
use crate::platform::field::{Empty, Kind, Target};
use crate::platform::{Digest, Record, Requirement, UNIT_SEPARATOR};
use crate::source::{Key, Value};

/// Why a row became no record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejection {
    /// Every field that is wrong, in the target's order; at least one.
    pub fields: Vec<RejectedField>,
    /// Which record it would be, as in [`Record::identity`]; `None` where a field of it is wrong.
    pub identity: Option<String>,
    /// Its other name, as in [`Record::alias`].
    pub alias: Option<String>,
}

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedField {
    /// The target field.
    pub field: &'static str,
    /// What is wrong: the column, and what would be allowed; never the value.
    pub message: String,
}

impl Bound<'_> {
    /// The key of a row; `None` when a key column is NULL.
    pub fn key(&self, row: &[Value]) -> Option<Key> {
        let parts: Option<Vec<String>> = self
            .key
            .iter()
            .map(|at| Value::key_text(row.get(*at)?))
            .collect();
        Some(Key::of_parts(parts?))
    }

    /// What becomes of a delivered record whose row is gone.
    pub fn gone(&self) -> GoneRule {
        self.mapping.gone
    }

    /// The digest of a row: of everything the SQL returned.
    pub fn row_digest(&self, row: &[Value]) -> Digest {
        let mut bytes = Vec::with_capacity(row.len() * 24);
        for value in row {
            push(&mut bytes, value);
        }
        Digest::of_parts([self.names.as_slice(), &bytes])
    }

    /// Turns a row, with what it does not know, into a record that satisfies every rule of the target's fields.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn apply(&self, row: &[Value], lookups: &Lookups) -> Result<Record, Rejection> {
        let target = self.mapping.target;
        let cells = Cells {
            row,
            positions: &self.positions,
            lookups,
        };
        let plans = &self.mapping.plans;
        let mut values = Vec::with_capacity(target.fields.len());
        let mut wanted = Vec::new();
        let mut errors: Vec<(usize, String)> = Vec::new();
        for (at, expr) in plans.exprs.iter().enumerate() {
            let value = expr.as_ref().map_or(Ok(None), |expr| {
                let told = |text| designated(&target.fields[at], text);
                let wrong = |error| FieldError {
                    slots: expr.slots(),
                    error,
                };
                expr.value(cells)?.map(told).transpose().map_err(wrong)
            });
            values.push(value.unwrap_or_else(|error| {
                errors.push((at, plans.columns.message(&error)));
                None
            }));
            if let Some(Origin::File(plan)) = expr.as_ref().map(|expr| &expr.origin) {
                match plan.wanted(cells, &plans.columns) {
                    Ok(file) => wanted.extend(file.map(|file| (target.fields[at].name, file))),
                    Err(error) => errors.push((at, plans.columns.message(&error))),
                }
            }
        }
        self.absent(&values, &mut errors);
        if errors.is_empty() {
            return Ok(self.record(values, wanted, cells));
        }
        errors.sort_by_key(|(at, _)| *at);
        let fields = errors.into_iter().filter_map(|(at, message)| {
            let field = target.fields.get(at)?.name;
            Some(RejectedField { field, message })
        });
        Err(Rejection {
            fields: fields.collect(),
            identity: named(target, target.identity, &values),
            alias: named(target, target.alias, &values),
        })
    }

    /// Adds the fields that have no value and must have one.
    fn absent(&self, list: &[Option<String>], errors: &mut Vec<(usize, String)>) {
        let target = self.mapping.target;
        let values = Values { target, list };
        for (at, field) in target.fields.iter().enumerate() {
            let is_there = list.get(at).is_some_and(Option::is_some);
            if is_there || errors.iter().any(|(wrong, _)| *wrong == at) {
                continue;
            }
            if let Some(because) = values.needs(field) {
                errors.push((at, because.said(self.columns_of(at))));
            }
        }
    }

    /// The columns of a field, in the words of a message; `None` where it is not mapped.
    fn columns_of(&self, at: usize) -> Option<String> {
        let plans = &self.mapping.plans;
        let expr = plans.exprs.get(at)?.as_ref()?;
        Some(plans.columns.describe(&expr.slots()))
    }

    /// The facts of other records that the row's record wants.
    pub fn facts_of(&self, row: &[Value]) -> Vec<FactOf> {
        let cells = Cells {
            row,
            positions: &self.positions,
            lookups: &Lookups::default(),
        };
        let exprs = self.mapping.plans.exprs.iter().flatten();
        let wanted = exprs.filter_map(|expr| match &expr.origin {
            Origin::Fact(fact) => fact.wanted(cells),
            _ => None,
        });
        wanted.collect()
    }

    fn record(
        &self,
        values: Vec<Option<String>>,
        wanted: Vec<(&'static str, Wanted)>,
        cells: Cells<'_>,
    ) -> Record {
        let target = self.mapping.target;
        let plans = &self.mapping.plans;
        let needs = plans.needs.iter();
        let needs = needs.filter_map(|need| need.of(target, &plans.exprs, &values, cells));
        let alias = named(target, target.alias, &values);
        // What names itself as the one above it has none.
        let is_other = |need: &Requirement| {
            !need.dependency.by_alias
                || need.dependency.target != target.name
                || Some(&need.identity) != alias.as_ref()
        };
        let needs = needs.filter(is_other).collect();
        let all = Values {
            target,
            list: &values,
        };
        let valued = || target.fields.iter().zip(&values);
        let warnings = valued()
            .filter_map(|(field, value)| Some(all.warnings(field, value.as_deref()?)))
            .flatten()
            .collect();
        let identity: Vec<&str> = target
            .identity
            .iter()
            .filter_map(|name| valued().find(|(field, _)| field.name == *name))
            .filter_map(|(_, value)| value.as_deref())
            .collect();
        let identity = identity.join(UNIT_SEPARATOR);
        let exprs = &self.mapping.plans.exprs;
        let fields = target.fields.iter().zip(values).zip(exprs);
        // A file travels beside the fields.
        let fields = fields
            .filter(|((field, _), _)| field.kind != Kind::File)
            .filter_map(|((field, value), expr)| {
                Some((field.name, self.sent(value, expr.is_some())?))
            })
            .collect();
        Record {
            needs,
            alias,
            ..Record::wanting(identity, fields, wanted, warnings)
        }
    }

    /// What is sent for a field: its value, `""` for a mapped one without, or nothing.
    fn sent(&self, value: Option<String>, is_mapped: bool) -> Option<String> {
        match (value, self.mapping.target.empty) {
            (Some(value), _) => Some(value),
            (None, Empty::Blank) if is_mapped => Some(String::new()),
            (None, _) => None,
        }
    }
}

/// The values of these fields, joined; `None` where one is missing, or none is asked for.
fn named(
    target: &'static Target,
    names: &'static [&'static str],
    values: &[Option<String>],
) -> Option<String> {
    let value = |name: &&str| {
        let at = target.fields.iter().position(|field| field.name == *name)?;
        values.get(at)?.as_deref()
    };
    let parts: Option<Vec<&str>> = names.iter().map(value).collect();
    parts
        .filter(|parts| !parts.is_empty())
        .map(|parts| parts.join(UNIT_SEPARATOR))
}

/// Appends a value so that two rows' bytes are equal only when all their values are: a tag for the kind, the length, the bytes.
fn push(out: &mut Vec<u8>, value: &Value) {
    let text;
    let number;
    let list;
    let (tag, bytes): (u8, &[u8]) = match value {
        Value::Null => (0, &[]),
        Value::Bool(value) => (1, if *value { &[1] } else { &[0] }),
        Value::Int(value) => {
            number = value.to_le_bytes();
            (2, &number)
        }
        Value::Float(value) => {
            number = u128::from(value.to_bits()).to_le_bytes();
            (3, &number)
        }
        Value::Real(value) => {
            number = u128::from(value.to_bits()).to_le_bytes();
            (12, &number)
        }
        Value::Decimal(digits) => (4, digits.as_bytes()),
        Value::Text(text) => (5, text.as_bytes()),
        Value::Bytes(bytes) => (6, bytes),
        Value::List(values) => {
            let mut bytes = Vec::new();
            values.iter().for_each(|value| push(&mut bytes, value));
            list = bytes;
            (11, &list)
        }
        Value::Date(_) | Value::Time(_) | Value::DateTime(_) | Value::Instant(_) => {
            text = value.text_form().unwrap_or_default();
            (kind_of_time(value), text.as_bytes())
        }
    };
    out.push(tag);
    out.extend((bytes.len() as u64).to_le_bytes());
    out.extend(bytes);
}

fn kind_of_time(value: &Value) -> u8 {
    match value {
        Value::Date(_) => 7,
        Value::Time(_) => 8,
        Value::DateTime(_) => 9,
        _ => 10,
    }
}
