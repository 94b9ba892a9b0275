//! SQL identifiers as a person writes them in a statement. Nothing else may stand in one.

use crate::document::{Fields, Place, Problem};
use crate::language::text;
use crate::sql::{Dialect, identifier_parts as parts};

/// An identifier that has been checked: plain, schema.qualified, or quoted as the dialect quotes.
fn is_identifier(text: &str, dialect: Dialect) -> bool {
    parts(text, dialect).is_some_and(|parts| (1..=3).contains(&parts.len()))
}

/// Reads a key of a table as an identifier; notes a problem at its place when it is none.
pub(super) fn read(fields: &mut Fields<'_>, key: &'static str, dialect: Dialect) -> Option<String> {
    let (text, at) = fields.text(key)?;
    checked(fields, key, text, at, dialect)
}

/// Reads a key of a table as one identifier or several; notes a problem at the place of each that is none.
pub(super) fn read_list(
    fields: &mut Fields<'_>,
    key: &'static str,
    dialect: Dialect,
) -> Option<Vec<String>> {
    let (texts, at) = fields.texts(key)?;
    if texts.is_empty() {
        let message = text!("mapping-names-no-column", option = key);
        fields.problem(Problem::at(at.clone(), message));
        return None;
    }
    let count = texts.len();
    let list: Vec<String> = texts
        .into_iter()
        .filter_map(|(text, at)| checked(fields, key, text, at, dialect))
        .collect();
    (list.len() == count).then_some(list)
}

/// The name a result gives the column that this identifier selects: its last part, unquoted.
pub(super) fn column_name(identifier: &str, dialect: Dialect) -> String {
    parts(identifier, dialect)
        .and_then(|mut parts| parts.pop())
        .unwrap_or_else(|| identifier.to_owned())
}

fn checked(
    fields: &mut Fields<'_>,
    key: &str,
    text: &str,
    at: &Place,
    dialect: Dialect,
) -> Option<String> {
    if is_identifier(text, dialect) {
        return Some(text.to_owned());
    }
    let quoted = match dialect {
        Dialect::MySql => "`quoted`",
        Dialect::Postgres | Dialect::Sqlite => "\"quoted\"",
    };
    let problem = Problem::at(at.clone(), text!("mapping-no-identifier", option = key));
    fields.problem(problem.hint(text!("mapping-identifier-hint", quoted = quoted)));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_in_a_statement_and_nothing_else() {
        let good = [
            "id",
            "row_key",
            "public.work_permits",
            "作业票",
            "a.b.c",
            "_x$1",
        ];
        let bad = [
            "", ".", "a.", ".a", "a b", "a;b", "a--", "1a", "a.b.c.d", "id)", "'id'", "a,b", "\"a",
            "\"\"", "a\n", "[id]",
        ];
        for dialect in [Dialect::Postgres, Dialect::MySql, Dialect::Sqlite] {
            for name in good {
                assert!(is_identifier(name, dialect), "{name} on {dialect}");
            }
            for name in bad {
                assert!(!is_identifier(name, dialect), "{name} on {dialect}");
            }
        }
    }

    #[test]
    fn quotes_are_those_of_the_dialect() {
        for (name, dialect, good) in [
            (r#""Work Permits"."ID""#, Dialect::Postgres, true),
            (r#""a""b""#, Dialect::Postgres, true),
            (r#""a"b""#, Dialect::Postgres, false),
            ("`ID`", Dialect::Postgres, false),
            ("`order`.id", Dialect::MySql, true),
            (r#""ID""#, Dialect::MySql, false),
            (r#""ID""#, Dialect::Sqlite, true),
        ] {
            assert_eq!(is_identifier(name, dialect), good, "{name} on {dialect}");
        }
        assert_eq!(column_name(r#"t."a""b""#, Dialect::Postgres), "a\"b");
    }
}
