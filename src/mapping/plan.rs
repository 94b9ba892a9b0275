//! The plan: a mapping as needed.

use super::columns::{BindProblem, Columns, position};
use super::convert::converter::Converter;
use super::expr::{Expr, Origin};
use super::file::FilePlan;
use super::needs::NeedPlan;
use crate::platform::field::{Advice, Kind, Target};
use crate::schedule::Cron;
use crate::source::{Column, Query, Stream, Value};

/// What becomes of a delivered record whose row is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoneRule {
    /// It is listed in `failures`.
    Fail,
    /// Nothing.
    Ignore,
    /// It is reported with the fields of `[gone]`.
    Report,
}

/// A compiled mapping.
#[derive(Debug)]
pub struct Mapping {
    /// What it reports to.
    pub target: &'static Target,
    /// Where changes are seen.
    pub streams: Vec<Stream>,
    /// For each stream its own schedule, where it is slower than its job.
    pub schedules: Vec<Option<Cron>>,
    /// The SQL that reads rows by `:keys`.
    pub rows: Query,
    /// The columns of its result that hold the key.
    pub key: Vec<String>,
    /// What becomes of a record whose row is gone.
    pub gone: GoneRule,
    /// What such a record is reported with: the same target, whose row is the key alone.
    pub farewell: Option<Box<Mapping>>,
    /// Whether a record waits for those that its target needs.
    pub requires: bool,
    pub(super) plans: FieldPlans,
    pub(super) examples: Vec<Example>,
}

/// The compiled fields of a mapping.
#[derive(Debug, Default)]
pub(super) struct FieldPlans {
    /// An expression for each field of the target, in its order; `None` where it is not mapped.
    pub(super) exprs: Vec<Option<Expr>>,
    /// The columns they use.
    pub(super) columns: Columns,
    /// What a record needs at the platform first.
    pub(super) needs: Vec<NeedPlan>,
}

/// A plan fitted to the columns of one result.
#[derive(Debug)]
pub struct Bound<'a> {
    pub(super) mapping: &'a Mapping,
    /// Where each column that is used stands in a row.
    pub(super) positions: Vec<usize>,
    /// Where the key's columns stand in a row.
    pub(super) key: Vec<usize>,
    /// The names of all columns, as they go into a row's digest.
    pub(super) names: Vec<u8>,
}

/// An example.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// What it shows.
    pub(super) name: String,
    /// The row; a column left out is NULL.
    pub(super) row: Vec<(String, Value)>,
    pub(super) wanted: Expected,
}

/// What an example's row must become.
#[derive(Clone, Debug)]
pub(super) enum Expected {
    /// A record with at least these fields, as they are sent.
    Fields(Vec<(&'static str, String)>),
    /// A rejection that names this field.
    Rejected(&'static str),
}

impl Mapping {
    /// Fits the plan to the columns of a result: by their exact name, else by the one name that differs only in case.
    ///
    /// # Errors
    /// Every column that is used and missing, stands there twice, or cannot be read.
    pub fn bind(&self, columns: &[Column]) -> Result<Bound<'_>, Vec<BindProblem>> {
        let mut problems = Vec::new();
        let mut key = Vec::with_capacity(self.key.len());
        for name in &self.key {
            match position(name, columns) {
                Ok(at) => key.push(at),
                Err(lack) => problems.push(BindProblem {
                    field: None,
                    column: name.clone(),
                    lack,
                }),
            }
        }
        let positions = self.plans.columns.positions(columns, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut names = Vec::new();
        for column in columns {
            names.extend((column.name.len() as u64).to_le_bytes());
            names.extend(column.name.as_bytes());
        }
        Ok(Bound {
            mapping: self,
            positions,
            key,
            names,
        })
    }

    /// Whether rows carry photos or attachments themselves, so that few of them take much memory.
    pub fn has_heavy_rows(&self) -> bool {
        let exprs = self.plans.exprs.iter().flatten();
        exprs
            .filter_map(|expr| match &expr.origin {
                Origin::File(plan) => Some(plan),
                _ => None,
            })
            .any(FilePlan::is_inline)
    }

    /// The dictionaries that its fields are looked up in.
    pub fn dictionaries(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = Vec::new();
        for expr in self.plans.exprs.iter().flatten() {
            if let Origin::Column(_, Converter::Dictionary(lookup))
            | Origin::Template(_, Converter::Dictionary(lookup)) = &expr.origin
                && !names.contains(&lookup.dictionary.name)
            {
                names.push(lookup.dictionary.name);
            }
        }
        names
    }

    /// The codes that the mapping itself writes into fields that hold codes of a dictionary: the field, the
    /// dictionary, the codes.
    pub fn written_codes(&self) -> Vec<(&'static str, &'static str, Vec<String>)> {
        let fields = self.target.fields.iter().zip(&self.plans.exprs);
        fields
            .filter_map(|(field, expr)| {
                let (Kind::Dictionary(dictionary), Some(expr)) = (field.kind, expr) else {
                    return None;
                };
                let codes = expr.written();
                (!codes.is_empty()).then_some((field.name, dictionary.name, codes))
            })
            .collect()
    }

    /// The columns of a row that is no more: its key.
    pub fn key_columns(&self) -> Vec<Column> {
        let column = |name: &String| Column {
            name: name.clone(),
            type_name: String::new(),
            readable: true,
        };
        self.key.iter().map(column).collect()
    }

    /// The fields that are the same for every record, with their value, for `check`.
    pub fn constants(&self) -> Vec<(&'static str, String)> {
        let fields = self.target.fields.iter().zip(&self.plans.exprs);
        fields
            .filter_map(|(field, expr)| match &expr.as_ref()?.origin {
                Origin::Constant(text) => Some((field.name, text.clone())),
                _ => None,
            })
            .collect()
    }

    /// The fields that are mapped without the one beside which alone they clear an alarm: the field, and the other one.
    pub fn never_clearing(&self) -> Vec<(&'static str, &'static str)> {
        let fields = self.target.fields.iter().zip(&self.plans.exprs);
        let is_mapped = |name: &str| {
            let mut others = fields.clone();
            others.any(|(field, expr)| field.name == name && expr.is_some())
        };
        let mapped = fields.clone().filter(|(_, expr)| expr.is_some());
        let alone = mapped.flat_map(|(field, _)| {
            let others = field.advice.iter().filter_map(|advice| match advice {
                Advice::ClearsWith(other) if !is_mapped(other) => Some(*other),
                _ => None,
            });
            others.map(|other| (field.name, other))
        });
        alone.collect()
    }
}
