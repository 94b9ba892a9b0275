//! The plan: a mapping as needed.

use std::fmt;
use std::path::Path;

use super::columns::{Lack, position};
use super::compile::{compile, title, titled};
use super::example::Example;
use super::expr::Origin;
use super::fields::FieldPlans;
use super::file::FilePlan;
use super::reading::Reading;
use super::{Bound, Context, Rejection};
use crate::document::{Document, Problems};
use crate::language::text;
use crate::platform::Record;
use crate::platform::advice::Advice;
use crate::platform::field::{Kind, Target};
use crate::schedule::Cron;
use crate::source::{Column, Query, Stream};

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

/// A column that the mapping uses and the result cannot give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindProblem {
    /// The target field that uses it; `None` for the key.
    pub field: Option<&'static str>,
    /// The column.
    pub column: String,
    pub(super) lack: Lack,
}

impl fmt::Display for BindProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.column;
        match self.field {
            Some(field) => {
                let column = text!("mapping-column", name = name);
                write!(f, "`{field}`: {}", self.lack.said(&column))
            }
            None => {
                let column = text!("mapping-key-column", name = name);
                f.write_str(&self.lack.said(&column))
            }
        }
    }
}

impl Mapping {
    /// Reads and compiles a mapping file.
    ///
    /// # Errors
    /// All problems of the file, with their places. Mistakes of TOML's syntax come alone: what
    /// they hide cannot be judged.
    pub fn load(path: &Path, context: &Context) -> Result<Self, Problems> {
        let (document, syntax) =
            Document::read(path).map_err(|problems| problems.titled(title(path)))?;
        if !syntax.is_empty() {
            return Err(titled(&document, syntax));
        }
        Self::compile(&document, context)
    }

    /// Compiles a mapping. Reads the file of `[rows] file`, and nothing else.
    ///
    /// # Errors
    /// All problems of the document, with their places.
    pub fn compile(document: &Document, context: &Context) -> Result<Self, Problems> {
        compile(document, context)
    }

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
            if let Origin::Column(_, Reading::Dictionary(lookup))
            | Origin::Template(_, Reading::Dictionary(lookup)) = &expr.origin
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

    /// What the file's `[[example]]`s become, by their names.
    pub fn example_records(&self) -> Vec<(String, Result<Record, Rejection>)> {
        let records = self
            .examples
            .iter()
            .map(|example| (example.name.clone(), example.record(self)));
        records
            .filter_map(|(name, record)| Some((name, record?)))
            .collect()
    }

    /// Runs the file's `[[example]]`s; the name of each that fails, and why.
    pub fn failed_examples(&self) -> Vec<(String, String)> {
        let run = |example: &Example| Some((example.name.clone(), example.failure(self)?));
        self.examples.iter().filter_map(run).collect()
    }

    /// The columns that `[[example]]`s name and the SQL's result does not have: the example's name, and the column.
    pub fn unknown_example_columns(&self, columns: &[Column]) -> Vec<(String, String)> {
        let unknown = |example: &Example| -> Vec<(String, String)> {
            let names = example.row.iter().map(|(name, _)| name);
            let missing = names.filter(|name| position(name, columns).is_err());
            missing
                .map(|name| (example.name.clone(), name.clone()))
                .collect()
        };
        self.examples.iter().flat_map(unknown).collect()
    }
}
