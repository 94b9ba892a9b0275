//! Where `:name`s stand in SQL, and where they only seem to.

use std::ops::Range;

use crate::sql::Dialect;

/// A stretch of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// SQL that stays as it is.
    Sql(&'a str),
    /// `:keys`, and the bytes of the text it stands at.
    Keys(Range<usize>),
    /// Another `:name`, and the bytes of the text it stands at, colon included.
    Name(&'a str, Range<usize>),
}

/// Cuts a statement into pieces. Strings, quoted identifiers and comments stay as they are; one
/// that never ends takes the rest of the text, which the database then refuses.
pub(super) fn pieces(text: &str, dialect: Dialect) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let name = name_at(bytes, at);
        if name.is_empty() {
            at = after(bytes, at, dialect).min(bytes.len());
            continue;
        }
        if from < at {
            pieces.push(Piece::Sql(&text[from..at]));
        }
        let whole = at..name.end;
        pieces.push(match &text[name] {
            "keys" => Piece::Keys(whole.clone()),
            other => Piece::Name(other, whole.clone()),
        });
        (from, at) = (whole.end, whole.end);
    }
    if from < text.len() {
        pieces.push(Piece::Sql(&text[from..]));
    }
    pieces
}

/// Where the first `;` stands that would end the statement.
pub(super) fn semicolon(text: &str, dialect: Dialect) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b';' {
            return Some(at..at + 1);
        }
        at = after(bytes, at, dialect);
    }
    None
}

/// The name behind a colon at `at`; empty where there is none.
fn name_at(bytes: &[u8], at: usize) -> Range<usize> {
    let start = at + 1;
    let named = bytes[at] == b':'
        && bytes
            .get(start)
            .is_some_and(|b| is_word(*b) && !b.is_ascii_digit());
    let length = bytes[start..]
        .iter()
        .take_while(|b| named && is_word(**b))
        .count();
    start..start + length
}

/// Where the token at `at` ends: a string, a comment, an operator, or one byte.
fn after(bytes: &[u8], at: usize, dialect: Dialect) -> usize {
    let mysql = dialect == Dialect::MySql;
    let next = bytes.get(at + 1).copied();
    match (bytes[at], next) {
        (b':', Some(b':' | b'=')) => at + 2,
        (b'\'', _) => quoted(
            bytes,
            at,
            b'\'',
            mysql || is_escape_string(bytes, at, dialect),
        ),
        (b'"', _) => quoted(bytes, at, b'"', mysql),
        (b'`', _) if dialect != Dialect::Postgres => quoted(bytes, at, b'`', false),
        (b'[', _) if dialect == Dialect::Sqlite => quoted(bytes, at, b']', false),
        // MySQL reads `5--1` as a sum: there a comment needs a blank behind its dashes.
        (b'-', Some(b'-')) if !mysql || bytes.get(at + 2).is_none_or(|b| *b <= b' ') => {
            line(bytes, at)
        }
        (b'#', _) if mysql => line(bytes, at),
        (b'/', Some(b'*')) => comment(bytes, at, dialect == Dialect::Postgres),
        (b'$', _) if dialect == Dialect::Postgres => dollar(bytes, at),
        _ => at + 1,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// PostgreSQL's `E'..'`, the only string there in which a backslash escapes.
fn is_escape_string(bytes: &[u8], at: usize, dialect: Dialect) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|i| bytes[i]);
    dialect == Dialect::Postgres
        && matches!(before(1), Some(b'e' | b'E'))
        && !before(2).is_some_and(is_word)
}

/// Behind the closing quote. A doubled quote closes and opens again, which comes to the same.
fn quoted(bytes: &[u8], at: usize, close: u8, backslash: bool) -> usize {
    let mut at = at + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if backslash => at += 2,
            byte if byte == close => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// The end of the line.
fn line(bytes: &[u8], at: usize) -> usize {
    let length = bytes[at..].iter().position(|b| *b == b'\n');
    length.map_or(bytes.len(), |length| at + length)
}

/// Behind a block comment; PostgreSQL nests them.
fn comment(bytes: &[u8], at: usize, nests: bool) -> usize {
    let (mut at, mut depth) = (at + 2, 1);
    while at < bytes.len() && depth > 0 {
        match (bytes[at], bytes.get(at + 1)) {
            (b'*', Some(b'/')) => (at, depth) = (at + 2, depth - 1),
            (b'/', Some(b'*')) if nests => (at, depth) = (at + 2, depth + 1),
            _ => at += 1,
        }
    }
    at
}

/// Behind a dollar-quoted string; behind the dollar where it opens none.
fn dollar(bytes: &[u8], at: usize) -> usize {
    let tag_end = bytes[at + 1..].iter().position(|b| !is_word(*b));
    let Some(tag_end) = tag_end.map(|length| at + 1 + length) else {
        return at + 1;
    };
    let inside_a_name = at > 0 && is_word(bytes[at - 1]);
    if inside_a_name || bytes[tag_end] != b'$' || bytes[at + 1].is_ascii_digit() {
        return at + 1;
    }
    let (tag, body) = (&bytes[at..=tag_end], tag_end + 1);
    let length = bytes[body..].windows(tag.len()).position(|w| w == tag);
    length.map_or(bytes.len(), |length| body + length + tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names found, in order.
    fn names(text: &str, dialect: Dialect) -> Vec<String> {
        let found = pieces(text, dialect);
        let name = |piece: &Piece<'_>| match piece {
            Piece::Sql(_) => None,
            Piece::Keys(_) => Some("keys".to_owned()),
            Piece::Name(name, at) => {
                assert_eq!(&text[at.clone()], format!(":{name}"));
                Some((*name).to_owned())
            }
        };
        found.iter().filter_map(name).collect()
    }

    const ALL: [Dialect; 3] = [Dialect::Postgres, Dialect::MySql, Dialect::Sqlite];

    #[test]
    fn names_are_found_and_the_rest_is_kept() {
        for dialect in ALL {
            let text = "SELECT 1 WHERE a IN (:keys) AND b = :site AND c IN (:keys)";
            assert_eq!(names(text, dialect), ["keys", "site", "keys"]);
            let kept: String = pieces("a :keys b :x_1", dialect)
                .iter()
                .map(|piece| match piece {
                    Piece::Sql(sql) => (*sql).to_owned(),
                    Piece::Keys(_) => "?".to_owned(),
                    Piece::Name(name, _) => format!("<{name}>"),
                })
                .collect();
            assert_eq!(kept, "a ? b <x_1>");
        }
    }

    #[test]
    fn strings_identifiers_and_comments_hold_no_names() {
        for dialect in ALL {
            for text in [
                "':a'",
                "'it''s :a'",
                "\":a\"",
                "-- :a\n1",
                "/* :a */",
                "'12:30'",
                "'施工 :a'",
                "x := 1",
                "'never closed :a",
                "/* never closed :a",
                "1 : 2",
            ] {
                assert!(names(text, dialect).is_empty(), "{text}");
            }
            assert_eq!(
                names("'x' :a -- :b\n:c /* :d */ \"e\":f", dialect),
                ["a", "c", "f"]
            );
        }
    }

    #[test]
    fn each_dialect_has_its_own_quotes() {
        let cases = [
            (Dialect::MySql, r"'a\' :a' :b", "b"),
            (Dialect::MySql, "`:a` # :b\n :c", "c"),
            (Dialect::MySql, "5--:a", "a"),
            (Dialect::MySql, "@n := :a", "a"),
            (Dialect::Sqlite, r"'a\' :b", "b"),
            (Dialect::Sqlite, "`:a` [x :b] :c", "c"),
            (Dialect::Postgres, r"'a\' :b", "b"),
            (Dialect::Postgres, r"E'a\' :a' :b", "b"),
            (Dialect::Postgres, "$$ :a $$ $t$ $$ :b $t$ :c", "c"),
            (Dialect::Postgres, "/* /* */ :a */ :b", "b"),
            (Dialect::Postgres, ":a::text", "a"),
            (Dialect::Postgres, "'x'::uuid = :a", "a"),
            (Dialect::Postgres, "name$x$ :a", "a"),
        ];
        for (dialect, text, name) in cases {
            assert_eq!(names(text, dialect), [name], "{dialect}: {text}");
        }
    }
}
