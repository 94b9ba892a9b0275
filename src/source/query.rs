//! The DBA's own SQL, with `:keys` and parameters to bind.

use super::scan::{Piece, pieces, semicolon};
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
        /// Where it stands, colon included.
        at: std::ops::Range<usize>,
    },
    /// A `;` in a query that stands inside another statement; its byte of the text.
    Semicolon {
        /// Where it stands.
        at: std::ops::Range<usize>,
    },
}

impl Query {
    /// What is wrong with the statement: unknown names in the order of its text, then a missing `:keys`.
    pub fn problems(&self, dialect: Dialect) -> Vec<QueryProblem> {
        let found = pieces(&self.text, dialect);
        let mut problems = self.unknown_names(&found);
        if !found.contains(&Piece::Keys) {
            problems.push(QueryProblem::NoKeys);
        }
        problems
    }

    /// The same of a query without `:keys` that is to stand inside another statement.
    pub fn list_problems(&self, dialect: Dialect) -> Vec<QueryProblem> {
        let found = pieces(&self.text, dialect);
        let mut problems = self.unknown_names(&found);
        if found.contains(&Piece::Keys) {
            let at = self.text.find(":keys").unwrap_or_default();
            let name = "keys".to_owned();
            problems.push(QueryProblem::UnknownName {
                name,
                at: at..at + 5,
            });
        }
        problems.extend(semicolon(&self.text, dialect).map(|at| QueryProblem::Semicolon { at }));
        problems
    }

    fn unknown_names(&self, found: &[Piece<'_>]) -> Vec<QueryProblem> {
        let names = found.iter().filter_map(|piece| match piece {
            Piece::Name(name, at) => Some(((*name).to_owned(), at.clone())),
            Piece::Keys | Piece::Sql(_) => None,
        });
        names
            .filter(|(name, _)| self.param(name).is_none())
            .map(|(name, at)| QueryProblem::UnknownName { name, at })
            .collect()
    }

    /// The value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&Param> {
        let hit = self.params.iter().find(|(known, _)| known == name);
        hit.map(|(_, param)| param)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_keys_and_unknown_names_are_told() {
        let query = |text: &str| Query {
            text: text.to_owned(),
            params: vec![("site".to_owned(), Param::Integer(1))],
            key_columns: 1,
        };
        let good = query("SELECT * FROM t WHERE id IN (:keys) AND s = :site");
        assert_eq!(good.problems(Dialect::Sqlite), []);
        assert_eq!(
            query("SELECT :sight").problems(Dialect::Sqlite),
            [
                QueryProblem::UnknownName {
                    name: "sight".into(),
                    at: 7..13
                },
                QueryProblem::NoKeys
            ]
        );
    }
}
