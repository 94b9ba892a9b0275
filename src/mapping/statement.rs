//! The DBA's own SQL: where its mistakes stand in the mapping file.

use super::Context;
use crate::document::{Document, Place, Problem, nearest};
use crate::source::{Query, QueryProblem};

/// A statement's text, and where it was written.
pub(super) struct Statement<'a> {
    /// The mapping.
    pub(super) document: &'a Document,
    /// The option that holds it: `sql`, `file`, `expand`.
    pub(super) option: &'a str,
    /// The place of that option's value.
    pub(super) at: &'a Place,
    /// The SQL.
    pub(super) text: String,
    /// How many columns its `:keys` have.
    pub(super) key_columns: usize,
}

impl Statement<'_> {
    /// The query that reads by `:keys`; its problems are noted.
    pub(super) fn query(self, context: &Context, problems: &mut Vec<Problem>) -> Query {
        let query = self.bare(context);
        let found = query.problems(context.dialect);
        self.note(found, &["keys"], context, problems);
        query
    }

    /// The query that lists keys, to stand inside another statement; `None` with problems noted.
    pub(super) fn list(self, context: &Context, problems: &mut Vec<Problem>) -> Option<Query> {
        let query = self.bare(context);
        let found = query.list_problems(context.dialect);
        let sound = found.is_empty();
        self.note(found, &[], context, problems);
        sound.then_some(query)
    }

    fn bare(&self, context: &Context) -> Query {
        let params = context.params.iter();
        Query {
            text: self.text.clone(),
            params: params
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            key_columns: self.key_columns,
        }
    }

    fn note(
        &self,
        found: Vec<QueryProblem>,
        own: &[&str],
        context: &Context,
        problems: &mut Vec<Problem>,
    ) {
        for problem in found {
            problems.push(match problem {
                QueryProblem::Semicolon(at) => {
                    let message = format!("`{}` holds a `;`", self.option);
                    Problem::at(self.place(at), message)
                        .hint("write one SELECT and nothing behind it")
                }
                QueryProblem::NoKeys => {
                    let message = format!("`{}` has no `:keys`", self.option);
                    Problem::at(self.at.clone(), message)
                        .hint("read only what changed: .. WHERE id IN (:keys)")
                }
                QueryProblem::KeysOutsideIn(at) => {
                    let message = format!(
                        "`{}`{}: `:keys` must be the list of an `IN`",
                        self.option,
                        self.line(at.start)
                    );
                    Problem::at(self.place(at), message).hint("write .. WHERE id IN (:keys)")
                }
                QueryProblem::UnknownName { name, at } => {
                    let what = if own.is_empty() {
                        "no parameter"
                    } else {
                        "neither `:keys` nor a parameter"
                    };
                    let message = format!(
                        "`{}`{}: `:{name}` is {what}",
                        self.option,
                        self.line(at.start)
                    );
                    let known = own.iter().copied();
                    let known = known.chain(context.params.keys().map(String::as_str));
                    let problem = Problem::at(self.place(at), message);
                    match nearest(&name, known) {
                        _ if name == "keys" => problem.hint("it lists all keys there are"),
                        None => problem.hint("set it in jobs.toml, under the platform's `params`"),
                        Some(near) => problem.hint(format!("did you mean `:{near}`?")),
                    }
                }
            });
        }
    }

    /// The place of some bytes of the SQL; that of the whole text where the file writes it with escapes, or it is another file.
    fn place(&self, bytes: std::ops::Range<usize>) -> Place {
        self.offset().map_or_else(
            || self.at.clone(),
            |offset| Place::File(offset + bytes.start..offset + bytes.end),
        )
    }

    fn offset(&self) -> Option<usize> {
        let Place::File(span) = self.at else {
            return None;
        };
        let raw = self.document.text.get(span.clone())?;
        Some(span.start + raw.find(&self.text)?)
    }

    /// The line of a byte within the SQL, where the place cannot show it.
    fn line(&self, byte: usize) -> String {
        if self.offset().is_some() {
            return String::new();
        }
        let before = self.text.get(..byte).unwrap_or_default();
        format!(" line {}", 1 + before.matches('\n').count())
    }
}
