//! The DBA's own SQL, with `:keys` and parameters to bind.

use crate::sql::Dialect;

/// A value bound for a `:name` of the SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
}

/// A statement with `:keys`, and the parameters it names.
#[derive(Clone, Debug)]
pub struct Query {
    /// The statement as written.
    pub text: String,
    /// Values of the platform's `params`, by name.
    pub params: Vec<(String, Param)>,
    /// How many columns a key has.
    pub key_columns: usize,
}

/// What is wrong with a statement before any database has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryProblem {
    /// `:keys` does not stand in it.
    NoKeys,
    /// A `:name` that is neither `keys` nor a parameter; bytes of the text.
    UnknownName {
        /// The name, without its colon.
        name: String,
        /// Where it stands.
        at: std::ops::Range<usize>,
    },
}

/// A stretch of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// SQL that stays as it is.
    Sql(&'a str),
    /// `:keys`.
    Keys,
    /// Another `:name`.
    Name(&'a str, std::ops::Range<usize>),
}

impl Query {
    /// What is wrong with the statement, in the order of its text.
    pub fn problems(&self, dialect: Dialect) -> Vec<QueryProblem> {
        let _ = dialect;
        unimplemented!()
    }
}
