//! What is wrong with a script of faults.

/// A script that cannot be read. No fault of it is in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("fault {entry} of the script, `{name}`: {problem}")]
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
    #[error("there is no such fault{}", suggestion(.0))]
    UnknownName(Option<&'static str>),
    /// What stands behind the name is missing or cannot be read.
    #[error("write it as `{0}`")]
    Argument(&'static str),
    /// What stands behind a name that takes nothing but a count is none.
    #[error("behind it stands a count or nothing: write `{0}:3` or `{0}:always`")]
    Count(&'static str),
    /// A seed that is no whole number.
    #[error("a seed is a whole number: write `seed=7`")]
    Seed,
    /// A word behind a fault that is no count, endpoint or probability.
    #[error("`{0}` is no option: write x3, always, @workTicket or p=0.1")]
    Option(String),
    /// No endpoint of this name.
    #[error("there is no endpoint `{0}`{suggestion}", suggestion = suggestion(.1))]
    Endpoint(String, Option<&'static str>),
    /// The fault never happens at that endpoint.
    #[error("it has no meaning at that endpoint: leave `@..` out")]
    Ground,
}

fn suggestion(name: &Option<&'static str>) -> String {
    name.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}
