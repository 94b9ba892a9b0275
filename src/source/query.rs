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
    /// A `:keys` that is not the list of an `IN`: keys are repeated to fill few different statements, which an `IN` does
    /// not notice; bytes of the text.
    KeysOutsideIn(std::ops::Range<usize>),
    /// A `:name` that is neither `keys` nor a parameter; bytes of the text.
    UnknownName {
        /// The name, without its colon.
        name: String,
        /// Where it stands, colon included.
        at: std::ops::Range<usize>,
    },
    /// A `;` in a query that stands inside another statement; its byte of the text.
    Semicolon(std::ops::Range<usize>),
}

impl Query {
    /// What is wrong with the statement: names in the order of its text, then a missing `:keys`.
    pub fn problems(&self, dialect: Dialect) -> Vec<QueryProblem> {
        let found = pieces(&self.text, dialect);
        let mut problems = Vec::new();
        let mut before = "";
        for piece in &found {
            match piece {
                Piece::Sql(sql) => before = sql,
                Piece::Keys(at) if !opens_in(before) => {
                    problems.push(QueryProblem::KeysOutsideIn(at.clone()));
                }
                Piece::Name(name, at) if self.param(name).is_none() => {
                    problems.push(QueryProblem::UnknownName {
                        name: (*name).to_owned(),
                        at: at.clone(),
                    });
                }
                Piece::Keys(_) | Piece::Name(..) => {}
            }
        }
        if !found.iter().any(|piece| matches!(piece, Piece::Keys(_))) {
            problems.push(QueryProblem::NoKeys);
        }
        problems
    }

    /// What is wrong with a query without `:keys` that is to stand inside another statement.
    pub fn list_problems(&self, dialect: Dialect) -> Vec<QueryProblem> {
        let found = pieces(&self.text, dialect);
        let names = found.into_iter().filter_map(|piece| match piece {
            Piece::Keys(at) => Some(("keys", at)),
            Piece::Name(name, at) if self.param(name).is_none() => Some((name, at)),
            Piece::Sql(_) | Piece::Name(..) => None,
        });
        let unknown = names.map(|(name, at)| QueryProblem::UnknownName {
            name: name.to_owned(),
            at,
        });
        let stray = semicolon(&self.text, dialect).map(QueryProblem::Semicolon);
        unknown.chain(stray).collect()
    }

    /// The value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&Param> {
        let hit = self.params.iter().find(|(known, _)| known == name);
        hit.map(|(_, param)| param)
    }
}

/// Whether SQL ends with `IN (`.
fn opens_in(sql: &str) -> bool {
    let Some(before) = sql.trim_end().strip_suffix('(') else {
        return false;
    };
    let before = before.trim_end();
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next();
    word.is_some_and(|word| word.eq_ignore_ascii_case("in"))
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
            query(
                "SELECT :keys FROM t JOIN (VALUES (:keys)) k WHERE min (:keys) AND id iN\n( :keys)"
            )
            .problems(Dialect::Postgres),
            [7..12, 34..39, 55..60].map(QueryProblem::KeysOutsideIn)
        );
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
