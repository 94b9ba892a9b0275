//! The plan: a mapping as needed.

use std::path::Path;

use super::{Bound, Context};
use crate::document::{Document, Problems};
use crate::platform::field::Target;
use crate::source::{Column, Query, Stream};

/// What becomes of a delivered record whose row is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoneRule {
    /// It is listed in `failures`.
    Fail,
    /// Nothing.
    Ignore,
}

/// A compiled mapping.
#[derive(Debug)]
pub struct Mapping {
    /// What it reports to.
    pub target: &'static Target,
    /// Where changes are seen.
    pub streams: Vec<Stream>,
    /// The SQL that reads rows by `:keys`.
    pub rows: Query,
    /// The columns of its result that hold the key.
    pub key: Vec<String>,
    /// What becomes of a record whose row is gone.
    pub gone: GoneRule,
}

/// A column that the mapping uses and the result cannot give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindProblem {
    /// The target field that uses it; `None` for the key.
    pub field: Option<&'static str>,
    /// The column.
    pub column: String,
    /// What is wrong: missing (with the nearest name there is), or of a type that cannot be read.
    pub message: String,
}

impl Mapping {
    /// Reads and compiles a mapping file.
    ///
    /// # Errors
    /// All problems of the file, with their places.
    pub fn load(path: &Path, context: &Context) -> Result<Self, Problems> {
        let _ = (path, context);
        unimplemented!()
    }

    /// Compiles a mapping.
    ///
    /// # Errors
    /// All problems of the document, with their places.
    pub fn compile(document: &Document, context: &Context) -> Result<Self, Problems> {
        let _ = (document, context);
        unimplemented!()
    }

    /// Fits the plan to the columns of a result.
    ///
    /// # Errors
    /// Every column that is used and missing, or cannot be read.
    pub fn bind(&self, columns: &[Column]) -> Result<Bound<'_>, Vec<BindProblem>> {
        let _ = columns;
        unimplemented!()
    }

    /// The fields that are the same for every record, with their value, for `check`.
    pub fn constants(&self) -> Vec<(&'static str, String)> {
        unimplemented!()
    }

    /// Runs the file's `[[example]]`s; the name of each that fails, and why.
    pub fn failed_examples(&self) -> Vec<(String, String)> {
        unimplemented!()
    }
}
