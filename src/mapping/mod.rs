//! A mapping file: read, compiled once into a plan, applied to rows. No I/O but reading the file.
//!
//! [`Mapping::compile`] checks everything that can be checked without a database and gives all problems in
//! one answer; [`Mapping::bind`] fits the plan to the columns of a result; [`Bound::apply`] turns one row
//! into a record or a rejection and does nothing else.

mod apply;
mod columns;
mod compile;
mod convert;
mod error;
mod example;
mod expr;
mod file;
mod lookups;
mod needs;
mod plan;
mod rules;
mod text;
mod warnings;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::media;
use crate::source::Param;
use crate::sql::Dialect;

pub use apply::{RejectedField, Rejection};
pub use columns::BindProblem;
pub use compile::{stream_kinds, stream_options};
pub use lookups::{Dictionaries, FactOf, Lookups};
pub use plan::{Bound, GoneRule, Mapping};

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
