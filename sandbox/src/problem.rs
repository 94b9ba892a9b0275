//! What is wrong with a script of faults: data, which the command line puts into words.

/// A script that cannot be read. No fault of it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// Which entry, from 1.
    pub entry: usize,
    /// Its name, as written.
    pub name: String,
    /// What is wrong with it.
    pub problem: ScriptProblem,
}

/// What is wrong with an entry of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptProblem {
    /// No fault of this name.
    UnknownName,
    /// What stands behind the name is missing or cannot be read; how it is written.
    Argument(&'static str),
    /// What stands behind a name that takes nothing but a count is none; the name.
    Count(&'static str),
    /// A seed that is no whole number.
    Seed,
    /// A word behind a fault that is no count, endpoint or probability.
    Option(String),
    /// No endpoint of this name.
    Endpoint(String),
    /// The fault never happens at that endpoint.
    Ground,
}
