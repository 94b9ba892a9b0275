//! SQL dialects, and filling the statements under `sql/`.

use std::fmt;

/// The SQL a database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    MySql,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// The dialect of a database URL, by its scheme; `None` for a scheme that is not known.
    pub fn of_url(url: &str) -> Option<Self> {
        match url.split_once(':')?.0 {
            "postgres" | "postgresql" => Some(Self::Postgres),
            "mysql" | "mariadb" => Some(Self::MySql),
            "sqlite" => Some(Self::Sqlite),
            _ => None,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Postgres => "postgres",
            Self::MySql => "mysql",
            Self::Sqlite => "sqlite",
        })
    }
}

/// Fills `{name}` placeholders of a statement file. Only SQL text that has been checked (identifiers,
/// the DBA's own conditions) goes in this way; values are bound.
pub fn fill(statement: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(statement.len() + 64);
    let mut rest = statement;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let hit = parts.iter().find_map(|(name, text)| {
            let tail = after[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((*text, tail))
        });
        match hit {
            Some((text, tail)) => {
                out.push_str(text);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The parts of an identifier as a person writes it in a statement, unquoted; `None` when it is none.
pub fn identifier_parts(text: &str, dialect: Dialect) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, after) = match rest.chars().next()? {
            quote @ ('"' | '`') if quotes(dialect, quote) => quoted_part(rest, quote)?,
            _ => plain_part(rest)?,
        };
        parts.push(part);
        match after.strip_prefix('.') {
            Some(more) => rest = more,
            None if after.is_empty() => return Some(parts),
            None => return None,
        }
    }
}

fn quotes(dialect: Dialect, quote: char) -> bool {
    match dialect {
        Dialect::MySql => quote == '`',
        Dialect::Postgres => quote == '"',
        Dialect::Sqlite => true,
    }
}

/// A quoted part at the start of `text`, and what follows it. A doubled quote stands for one.
fn quoted_part(text: &str, quote: char) -> Option<(String, &str)> {
    let mut part = String::new();
    let mut rest = &text[1..];
    loop {
        let end = rest.find(quote)?;
        part.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix(quote) {
            Some(more) => {
                part.push(quote);
                rest = more;
            }
            None => break,
        }
    }
    let sound = !part.is_empty() && !part.chars().any(char::is_control);
    sound.then_some((part, rest))
}

/// A plain part at the start of `text`, and what follows it. Letters of every script: Chinese names are common.
fn plain_part(text: &str) -> Option<(String, &str)> {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
        .unwrap_or(text.len());
    let (part, rest) = text.split_at(end);
    let first = part.chars().next()?;
    let sound = first.is_alphabetic() || first == '_';
    sound.then(|| (part.to_owned(), rest))
}

/// Words that stand for something else in a statement of one database or another, and are met as names of columns.
const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "as",
    "asc",
    "between",
    "by",
    "case",
    "check",
    "column",
    "condition",
    "database",
    "default",
    "delete",
    "desc",
    "describe",
    "distinct",
    "end",
    "explain",
    "for",
    "from",
    "function",
    "grant",
    "group",
    "groups",
    "having",
    "if",
    "in",
    "index",
    "interval",
    "into",
    "is",
    "join",
    "key",
    "keys",
    "lag",
    "lead",
    "leave",
    "left",
    "level",
    "like",
    "limit",
    "lock",
    "long",
    "loop",
    "match",
    "mod",
    "not",
    "null",
    "of",
    "offset",
    "on",
    "option",
    "or",
    "order",
    "out",
    "over",
    "partition",
    "placing",
    "primary",
    "procedure",
    "purge",
    "range",
    "rank",
    "read",
    "references",
    "release",
    "rename",
    "replace",
    "return",
    "right",
    "row",
    "rows",
    "schema",
    "select",
    "set",
    "show",
    "signal",
    "system",
    "table",
    "then",
    "to",
    "trigger",
    "undo",
    "union",
    "unique",
    "unlock",
    "update",
    "usage",
    "use",
    "user",
    "using",
    "values",
    "when",
    "where",
    "while",
    "window",
    "with",
    "write",
];

/// A name as it is written in a statement: as it stands where that will do, else quoted.
pub fn written(name: &str, dialect: Dialect) -> String {
    let folded = dialect == Dialect::Postgres && name.chars().any(char::is_uppercase);
    let is_plain = plain_part(name).is_some_and(|(_, rest)| rest.is_empty());
    if is_plain && !folded && !RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        return name.to_owned();
    }
    let quote = if dialect == Dialect::MySql { '`' } else { '"' };
    let doubled = name.replace(quote, &format!("{quote}{quote}"));
    format!("{quote}{doubled}{quote}")
}
