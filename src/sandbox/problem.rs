//! What is wrong with a script of faults.

use crate::language::text;

/// A script that cannot be read. No fault of it is in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", text!("sandbox-script", entry = .entry.to_string(), name = .name.as_str(), problem = .problem.to_string()))]
pub struct ScriptError {
    /// Which entry, from 1.
    pub entry: usize,
    /// Its name, as written.
    pub name: String,
    /// What is wrong with it.
    pub problem: ScriptProblem,
}

/// What is wrong with an entry of a script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptProblem {
    /// No fault of this name.
    #[error("{}", no_fault(*.0))]
    UnknownName(Option<&'static str>),
    /// What stands behind the name is missing or cannot be read.
    #[error("{}", text!("sandbox-argument", usage = *.0))]
    Argument(&'static str),
    /// What stands behind a name that takes nothing but a count is none.
    #[error("{}", text!("sandbox-count", name = *.0))]
    Count(&'static str),
    /// A seed that is no whole number.
    #[error("{}", text!("sandbox-seed"))]
    Seed,
    /// A word behind a fault that is no count, endpoint or probability.
    #[error("{}", text!("sandbox-option", option = .0.as_str()))]
    Option(String),
    /// No endpoint of this name.
    #[error("{}", no_endpoint(.0, *.1))]
    Endpoint(String, Option<&'static str>),
    /// The fault never happens at that endpoint.
    #[error("{}", text!("sandbox-ground"))]
    Ground,
}

fn no_fault(near: Option<&str>) -> String {
    match near {
        Some(name) => text!("sandbox-no-fault-but", name = name),
        None => text!("sandbox-no-fault"),
    }
}

fn no_endpoint(endpoint: &str, near: Option<&str>) -> String {
    match near {
        Some(name) => text!("sandbox-no-endpoint-but", endpoint = endpoint, name = name),
        None => text!("sandbox-no-endpoint", endpoint = endpoint),
    }
}
