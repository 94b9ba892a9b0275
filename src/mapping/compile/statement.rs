//! The DBA's own SQL: where its mistakes stand in the mapping file.

use crate::document::{Document, Place, Problem, nearest};
use crate::language::text;
use crate::mapping::Context;
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
        let option = self.option;
        for problem in found {
            problems.push(match problem {
                QueryProblem::Semicolon(at) => {
                    let message = text!("mapping-semicolon", option = option);
                    Problem::at(self.place(at), message).hint(text!("mapping-semicolon-hint"))
                }
                QueryProblem::NoKeys => {
                    let message = text!("mapping-no-keys", option = option);
                    Problem::at(self.at.clone(), message).hint(text!("mapping-no-keys-hint"))
                }
                QueryProblem::KeysOutsideIn(at) => {
                    let message = text!("mapping-keys-outside-in", place = self.line(at.start));
                    Problem::at(self.place(at), message).hint(text!("mapping-keys-hint"))
                }
                QueryProblem::UnknownName { name, at } => self.unknown(&name, at, own, context),
            });
        }
    }

    fn unknown(
        &self,
        name: &str,
        at: std::ops::Range<usize>,
        own: &[&str],
        context: &Context,
    ) -> Problem {
        let place = self.line(at.start);
        let message = match own {
            [] => text!("mapping-no-parameter", place = place, name = name),
            _ => text!("mapping-neither-parameter", place = place, name = name),
        };
        let known = own.iter().copied();
        let known = known.chain(context.params.keys().map(String::as_str));
        let problem = Problem::at(self.place(at), message);
        match nearest(name, known) {
            _ if name == "keys" => problem.hint(text!("mapping-lists-all")),
            None => problem.hint(text!("mapping-set-param")),
            Some(near) => problem.did_you_mean(Some(&format!(":{near}"))),
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

    /// The option, with the line of a byte within its SQL where the place cannot show it.
    fn line(&self, byte: usize) -> String {
        let option = self.option;
        if self.offset().is_some() {
            return format!("`{option}`");
        }
        let before = self.text.get(..byte).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        text!("mapping-sql-line", option = option, line = line.to_string())
    }
}
