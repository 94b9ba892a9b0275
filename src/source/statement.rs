//! A statement with the dialect's placeholders, and what is bound to each.

use super::scan::{Piece, pieces};
use super::{Bounds, Key, Param, Query, SourceError};
use crate::language::text;
use crate::sql::Dialect;

/// What is bound to a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arg<'a> {
    /// A text; on PostgreSQL written in the type that the statement has there.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// The text form of a value of this column of the result, bound in that column's type.
    Like(usize, &'a str),
}

impl<'a> From<&'a Param> for Arg<'a> {
    fn from(param: &'a Param) -> Self {
        match param {
            Param::Text(text) => Self::Text(text),
            Param::Integer(number) => Self::Integer(*number),
        }
    }
}

/// A statement ready to be prepared.
#[derive(Debug)]
pub(super) struct Statement<'a> {
    /// SQL with `$1` or `?`.
    pub(super) sql: String,
    /// What is bound, in order.
    pub(super) args: Vec<Arg<'a>>,
    /// How much its answer may hold.
    pub(super) bounds: Bounds,
}

impl<'a> Statement<'a> {
    /// One of our own statements; `args` by the names it uses.
    pub(super) fn named(
        sql: &str,
        dialect: Dialect,
        args: &[(&str, Arg<'a>)],
    ) -> Result<Self, SourceError> {
        Self::named_keyed(sql, dialect, &[], args)
    }

    /// The same, with these keys, each as its parts.
    pub(super) fn named_keyed(
        sql: &str,
        dialect: Dialect,
        keys: &[&'a [String]],
        args: &[(&str, Arg<'a>)],
    ) -> Result<Self, SourceError> {
        let lookup = |name: &str| {
            args.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, a)| *a)
        };
        Self::fill(&pieces(sql, dialect), dialect, keys, lookup)
    }

    /// The DBA's statement with these keys, each as its parts.
    pub(super) fn keyed(
        query: &'a Query,
        dialect: Dialect,
        keys: &[&'a [String]],
    ) -> Result<Self, SourceError> {
        Self::fill(&pieces(&query.text, dialect), dialect, keys, |name| {
            query.param(name).map(Arg::from)
        })
    }

    /// The DBA's statement without a key: NULL stands in the place of one.
    pub(super) fn keyless(query: &'a Query, dialect: Dialect) -> Result<Self, SourceError> {
        let nulls = vec!["NULL"; query.key_columns.max(1)].join(",");
        let null = match (query.key_columns, dialect) {
            (0 | 1, _) => nulls,
            (_, Dialect::Sqlite) => format!("VALUES ({nulls})"),
            _ => format!("({nulls})"),
        };
        let mut pieces = pieces(&query.text, dialect);
        for piece in pieces
            .iter_mut()
            .filter(|piece| matches!(piece, Piece::Keys(_)))
        {
            *piece = Piece::Sql(&null);
        }
        Self::fill(&pieces, dialect, &[], |name| {
            query.param(name).map(Arg::from)
        })
    }

    fn fill(
        pieces: &[Piece<'_>],
        dialect: Dialect,
        keys: &[&'a [String]],
        lookup: impl Fn(&str) -> Option<Arg<'a>>,
    ) -> Result<Self, SourceError> {
        let mut statement = Self {
            sql: String::new(),
            args: Vec::new(),
            bounds: Bounds::OWN,
        };
        for piece in pieces {
            match piece {
                Piece::Sql(sql) => statement.sql.push_str(sql),
                Piece::Keys(_) => statement.keys(keys, dialect),
                Piece::Name(name, _) => {
                    let arg = lookup(name).ok_or_else(|| unknown(name))?;
                    statement.bind(arg, dialect);
                }
            }
        }
        Ok(statement)
    }

    fn bind(&mut self, arg: Arg<'a>, dialect: Dialect) {
        self.args.push(arg);
        match dialect {
            Dialect::Postgres => self.sql.push_str(&format!("${}", self.args.len())),
            Dialect::MySql | Dialect::Sqlite => self.sql.push('?'),
        }
    }

    /// `1, 2, 3`, or `(1, 2), (3, 4)`; SQLite wants `VALUES` before the latter.
    fn keys(&mut self, keys: &[&'a [String]], dialect: Dialect) {
        let composite = keys.first().is_some_and(|parts| parts.len() > 1);
        if composite && dialect == Dialect::Sqlite {
            self.sql.push_str("VALUES ");
        }
        for (at, parts) in keys.iter().enumerate() {
            if at > 0 {
                self.sql.push(',');
            }
            self.key(parts, dialect, Arg::Text);
            // A column of SQLite without a declared type tells 7 from '7': ask for both.
            if dialect == Dialect::Sqlite {
                self.sql.push(',');
                self.key(parts, dialect, number_or_text);
            }
        }
    }

    fn key(&mut self, parts: &'a [String], dialect: Dialect, arg: impl Fn(&'a str) -> Arg<'a>) {
        let composite = parts.len() > 1;
        self.sql.push_str(if composite { "(" } else { "" });
        for (at, part) in parts.iter().enumerate() {
            self.sql.push_str(if at > 0 { "," } else { "" });
            self.bind(arg(part), dialect);
        }
        self.sql.push_str(if composite { ")" } else { "" });
    }
}

/// A canonical integer as a number, anything else as text.
pub(super) fn number_or_text(text: &str) -> Arg<'_> {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => Arg::Integer(number),
        _ => Arg::Text(text),
    }
}

/// A number with a fraction, where SQLite writes it as this text too: so a column of numbers and one of texts both find it, whether
/// or not it has a declared type.
pub(super) fn fraction(text: &str) -> Option<f64> {
    const EXACT: usize = 15;
    let number: f64 = text.parse().ok().filter(|_| text.contains('.'))?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits <= EXACT && number.to_string() == text).then_some(number)
}

fn unknown(name: &str) -> SourceError {
    SourceError::Sql {
        code: "name".to_owned(),
        message: text!("source-unknown-name", name = name),
    }
}

/// The keys of one statement each: no more than can be bound, padded with the last key to few
/// different numbers, so that few different statements are prepared.
pub(super) fn batches<'a>(
    query: &Query,
    dialect: Dialect,
    keys: &'a [Vec<String>],
) -> Vec<Vec<&'a [String]>> {
    let most = most_keys(query, dialect);
    let batch = |chunk: &'a [Vec<String>]| {
        let padded = chunk.len().next_power_of_two().min(most);
        let last = chunk.last().into_iter().cycle();
        let padding = last.take(padded - chunk.len());
        chunk.iter().chain(padding).map(Vec::as_slice).collect()
    };
    keys.chunks(most).map(batch).collect()
}

/// How many keys can be bound in one statement.
fn most_keys(query: &Query, dialect: Dialect) -> usize {
    let (limit, times) = match dialect {
        Dialect::Postgres | Dialect::MySql => (65_535, 1),
        Dialect::Sqlite => (32_766, 2),
    };
    let found = pieces(&query.text, dialect);
    let places = found
        .iter()
        .filter(|piece| matches!(piece, Piece::Keys(_)))
        .count();
    let names = found
        .iter()
        .filter(|piece| matches!(piece, Piece::Name(..)));
    let each = places.max(1) * query.key_columns.max(1) * times;
    (limit - names.count().min(limit)).div_euclid(each).max(1)
}

/// The parts of each key.
///
/// # Errors
/// [`SourceError::Value`] when a key does not have as many parts as the query's key has columns.
pub(super) fn parts(query: &Query, keys: &[Key]) -> Result<Vec<Vec<String>>, SourceError> {
    let of_key = |key: &Key| {
        key.parts(query.key_columns)
            .ok_or_else(|| SourceError::Value {
                message: text!("source-key-parts", count = query.key_columns.to_string()),
            })
    };
    keys.iter().map(of_key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str, key_columns: usize) -> Query {
        Query {
            text: text.to_owned(),
            params: vec![("site".to_owned(), Param::Integer(9))],
            key_columns,
        }
    }

    fn sql(query: &Query, dialect: Dialect, keys: &[Vec<String>]) -> (String, usize) {
        let keys: Vec<&[String]> = keys.iter().map(Vec::as_slice).collect();
        let statement = Statement::keyed(query, dialect, &keys).unwrap();
        (statement.sql, statement.args.len())
    }

    #[test]
    fn only_what_sqlite_writes_alike_is_a_number_with_a_fraction() {
        assert_eq!(fraction("1795995917.576"), Some(1_795_995_917.576));
        for text in [
            "1795995917.500",
            "1795995917.1234567",
            "12",
            "inf",
            "2026-01-01 08:00:00.5",
            "01.5",
        ] {
            assert_eq!(fraction(text), None, "{text}");
        }
    }

    #[test]
    fn each_dialect_writes_its_placeholders() {
        let one = query("a IN (:keys) AND s = :site OR b IN (:keys)", 1);
        let keys = [vec!["7".to_owned()], vec!["x".to_owned()]];
        let written = |dialect| sql(&one, dialect, &keys);
        assert_eq!(
            written(Dialect::Postgres),
            ("a IN ($1,$2) AND s = $3 OR b IN ($4,$5)".into(), 5)
        );
        assert_eq!(
            written(Dialect::MySql),
            ("a IN (?,?) AND s = ? OR b IN (?,?)".into(), 5)
        );
        assert_eq!(
            written(Dialect::Sqlite),
            ("a IN (?,?,?,?) AND s = ? OR b IN (?,?,?,?)".into(), 9)
        );
        let two = query("(a, b) IN (:keys)", 2);
        let keys = [vec!["7".to_owned(), "x".to_owned()]];
        let written = |dialect| sql(&two, dialect, &keys).0;
        assert_eq!(written(Dialect::Postgres), "(a, b) IN (($1,$2))");
        assert_eq!(written(Dialect::MySql), "(a, b) IN ((?,?))");
        assert_eq!(written(Dialect::Sqlite), "(a, b) IN (VALUES (?,?),(?,?))");
    }

    #[test]
    fn without_a_key_null_stands_in_its_place() {
        let written = |columns, dialect| {
            let query = query("k IN (:keys)", columns);
            Statement::keyless(&query, dialect).unwrap().sql
        };
        assert_eq!(written(1, Dialect::Postgres), "k IN (NULL)");
        assert_eq!(written(2, Dialect::MySql), "k IN ((NULL,NULL))");
        assert_eq!(written(2, Dialect::Sqlite), "k IN (VALUES (NULL,NULL))");
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let error = Statement::keyed(&query("x = :sight", 1), Dialect::Sqlite, &[]).unwrap_err();
        assert!(matches!(error, SourceError::Sql { code, .. } if code == "name"));
    }

    #[test]
    fn batches_hold_every_key_and_never_bind_too_much() {
        let keys: Vec<_> = (0..70_000).map(|n| vec![n.to_string()]).collect();
        let three = query("a IN (:keys) b IN (:keys) c IN (:keys) :site", 1);
        for (dialect, limit) in [(Dialect::Postgres, 65_535), (Dialect::Sqlite, 32_766)] {
            let made = batches(&three, dialect, &keys);
            for batch in &made {
                let bound = Statement::keyed(&three, dialect, batch).unwrap().args.len();
                assert!(bound <= limit, "{bound}");
            }
            let mut all: Vec<_> = made.into_iter().flatten().collect();
            all.dedup();
            assert_eq!(all.len(), keys.len());
        }
        assert_eq!(batches(&three, Dialect::MySql, &keys[..5])[0].len(), 8);
        assert!(batches(&three, Dialect::MySql, &[]).is_empty());
    }
}
