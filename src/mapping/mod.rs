//! A mapping file: read, compiled once into a plan, applied to rows. No I/O but reading the file.
//!
//! [`Mapping::compile`] checks everything that can be checked without a database and gives all problems in
//! one answer; [`Mapping::bind`] fits the plan to the columns of a result; [`Bound::apply`] turns one row
//! into a record or a rejection and does nothing else.

mod apply;
mod changes;
mod codes;
mod columns;
mod compile;
mod constant;
mod coordinates;
mod declaration;
mod designation;
mod dictionary;
mod doubts;
mod example;
mod expr;
mod fact;
mod fields;
mod file;
mod identifier;
mod iso;
mod list;
mod lookback;
mod lookups;
mod moment;
mod needs;
mod paper;
mod plan;
mod reader;
mod reading;
mod refusal;
mod rows;
mod rules;
mod statement;
mod stream_options;
mod template;
mod text;
mod workshop;
mod written;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::media;
use crate::source::Param;
use crate::sql::Dialect;

pub use apply::{Bound, RejectedField, Rejection};
pub use changes::{stream_kinds, stream_options};
pub use lookups::{Dictionaries, FactOf, Lookups};
pub use plan::{BindProblem, GoneRule, Mapping};

/// What a mapping is compiled for: one job's surroundings.
#[derive(Clone, Debug)]
pub struct Context {
    /// The source's dialect.
    pub dialect: Dialect,
    /// The zone of the source's times without one.
    pub source_timezone: Tz,
    /// The platform's zone.
    pub timezone: Tz,
    /// The platform's kind: what stands before the point of its targets' names.
    pub kind: &'static str,
    /// The platform's `params`.
    pub params: BTreeMap<String, Param>,
    /// Where the source's files are.
    pub files: media::Settings,
}
