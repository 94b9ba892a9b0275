//! Problems of a file, all in one answer.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::{Place, nearest};
use crate::language::text;

/// One thing that is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub at: Place,
    /// What is wrong, without any value of a record.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem at a place.
    pub fn at(at: Place, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            hint: None,
        }
    }

    /// A problem of the whole file.
    pub fn general(message: impl Into<String>) -> Self {
        Self::at(Place::Nowhere, message)
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds "did you mean", when a near name is known.
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(name) => self.hint(text!("config-did-you-mean", name = name)),
            None => self,
        }
    }

    /// Adds the name that `word` may mean, or all that are known.
    pub fn among(self, word: &str, known: &[&str]) -> Self {
        match nearest(word, known.iter().copied()) {
            None => self.hint(text!("config-known", names = known.join(", "))),
            near => self.did_you_mean(near),
        }
    }
}

/// The problems of one file.
#[derive(Clone)]
pub struct Problems {
    /// What the file is, as shown: `` mapping `mappings/hazchem/gas_alarm.toml` ``.
    pub title: String,
    text: Arc<str>,
    list: Vec<Problem>,
}

impl Problems {
    /// An empty list for the file at `path` with this text.
    pub fn of_file(path: &Path, text: &str) -> Self {
        Self {
            title: format!("`{}`", path.display()),
            text: text.into(),
            list: Vec::new(),
        }
    }

    /// The same list under another title.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Takes over the problems of another list on the same file.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Problem>) {
        self.list.extend(other);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Line and column, from 1, of a place in the file; columns count characters.
    pub fn line_column(&self, at: &Place) -> Option<(usize, usize)> {
        let Place::File(span) = at else { return None };
        let before = self.text.get(..span.start)?;
        let line = 1 + before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some((line, 1 + before[start..].chars().count()))
    }

    fn sorted(&self) -> Vec<&Problem> {
        let mut list: Vec<&Problem> = self.list.iter().collect();
        list.sort_by_key(|problem| match &problem.at {
            Place::File(span) => (1, span.start),
            _ => (0, 0),
        });
        list
    }

    fn excerpt(&self, f: &mut fmt::Formatter<'_>, problem: &Problem) -> fmt::Result {
        let Place::File(span) = &problem.at else {
            return Ok(());
        };
        let Some((line, _)) = self.line_column(&problem.at) else {
            return Ok(());
        };
        let text = self.text.lines().nth(line - 1).unwrap_or_default();
        let start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = span
            .end
            .clamp(span.start, start + text.len())
            .max(span.start);
        let indent = self.text[start..span.start].width();
        let carets = self.text[span.start..end].width().max(1);
        let (shown, masked) = masked(&self.text, line);
        writeln!(f, "{line:>5} | {shown}")?;
        if masked {
            return Ok(());
        }
        writeln!(f, "      | {}{}", " ".repeat(indent), "^".repeat(carets))
    }
}

/// How wide messages are shown, so that hints stand below each other.
const MESSAGE: usize = 50;
/// What a statement names that may hold a secret, in lower case: its value is never shown, however it is written.
const SECRETIVE: &[&str] = &[
    "pass",
    "pasw",
    "pwd",
    "secret",
    "token",
    "url",
    "://",
    "api_key",
    "apikey",
    "access_key",
    "credential",
    "dsn",
    "密码",
    "口令",
    "密钥",
    "令牌",
];

/// What stands for a value.
const MASK: &str = "***";

/// A line of a file as it may be shown, and whether something in it was masked. A statement may go on over lines, and a
/// broken one leaves its end open: a line is masked where its statement until there names a secret.
fn masked(text: &str, line: usize) -> (String, bool) {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let Some(shown) = lines.last() else {
        return (String::new(), false);
    };
    let first = statement(&lines);
    let mut whole = lines[first..].join("\n").to_lowercase();
    for field in ["pass_time", "pass_period", "passed_log", "passage"] {
        whole = whole.replace(field, "");
    }
    if !SECRETIVE.iter().any(|word| whole.contains(word)) {
        return ((*shown).to_owned(), false);
    }
    // A line that begins no statement is a piece of a value.
    let name = match shown.find('=') {
        Some(end) if first + 1 == lines.len() => format!("{} = ", shown[..end].trim_end()),
        _ => String::new(),
    };
    (format!("{name}{MASK}"), true)
}

/// The line with which the statement begins that the last line belongs to.
fn statement(lines: &[&str]) -> usize {
    let (mut first, mut depth, mut text) = (0, 0_usize, None);
    for (at, line) in lines.iter().enumerate() {
        if text.is_none() && (is_head(line) || (depth == 0 && is_named(line))) {
            (first, depth) = (at, 0);
        }
        for quotes in ["\"\"\"", "'''"] {
            for _ in line.matches(quotes) {
                text = match text {
                    None => Some(quotes),
                    Some(open) if open == quotes => None,
                    other => other,
                };
            }
        }
        let opened = line.matches(['[', '{']).count();
        depth = (depth + opened).saturating_sub(line.matches([']', '}']).count());
    }
    first
}

/// Whether a line is a table's head, or a comment.
fn is_head(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('#') || (line.starts_with('[') && line.ends_with(']'))
}

/// Whether a line begins with a name and `=`.
fn is_named(line: &str) -> bool {
    let name = line.find('=').map_or("", |end| line[..end].trim());
    let is_name = |c: char| c.is_alphanumeric() || "_-.\"' ".contains(c);
    !name.is_empty() && name.chars().all(is_name)
}

impl fmt::Debug for Problems {
    /// The title and the list; the text may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problems")
            .field("title", &self.title)
            .field("list", &self.list)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Problems {
    /// The answer as a person sees it: a heading, a line for each problem with its place and remedy,
    /// and the line of the file with a caret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = text!(
            "config-problems",
            file = &self.title,
            count = self.list.len()
        );
        writeln!(f, "{title}")?;
        for problem in self.sorted() {
            let place = match (&problem.at, self.line_column(&problem.at)) {
                (Place::Environment(name), _) => format!("{name}: "),
                (_, Some((line, column))) => format!("{:<7}", format!("{line}:{column}")),
                _ => String::new(),
            };
            match &problem.hint {
                Some(hint) => {
                    let message = &problem.message;
                    let blanks = MESSAGE.saturating_sub(message.width());
                    writeln!(f, "  {place}{message}{:blanks$}  {hint}", "")?;
                }
                None => writeln!(f, "  {place}{}", problem.message)?,
            }
            self.excerpt(f, problem)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown of a problem where `SECRET` begins.
    fn shown(text: &str) -> String {
        let at = text.find("SECRET").unwrap();
        let mut problems = Problems::of_file(Path::new("jobs.toml"), text);
        problems.push(Problem::at(Place::File(at..at + 6), "not TOML"));
        assert!(!format!("{problems:?}").contains("SECRET"));
        problems.to_string()
    }

    #[test]
    fn a_line_that_names_a_secret_shows_no_value_however_it_is_written() {
        for text in [
            "passwrd = \"SECRET\" # of 2026",
            "password = SECRET",
            "password = “SECRET”",
            "password = ‘SECRET’",
            "password = \"a\"SECRET\"",
            "password = 'a'SECRET",
            "password：SECRET",
            "password SECRET",
            "PASSWORD=SECRET",
            "密码 = SECRET",
            "api_key = SECRET",
            "\"api_secret\" = SECRET",
            "platforms.a.password = SECRET",
            "a = { password = SECRET }",
            "a = { user = \"x\", token = \"SECRET\" }",
            "a = { user = SECRET, token = \"x\" }",
            "name = SECRET # the password",
            "proxy = \"http://u:SECRET@h\"",
            "host = postgres://u:SECRET@h/d",
            "password = \"\"\"\nSECRET\"\"\"",
            "password = \"\"\"\nx\n  SECRET = y\n\"\"\"",
            "password = '''\nx = \"\n  y = SECRET\n'''",
            "tokens = {\n  a = \"x\",\n  b = SECRET,\n}",
            "tokens = [\n  \"x\",\n  SECRET,\n]",
            "a = {\n  password = SECRET,\n}",
        ] {
            let shown = shown(&format!("[platforms.a]\n{text}\n"));
            assert!(!shown.contains("SECRET"), "{text}: {shown}");
            assert!(
                shown.contains("***") && !shown.contains('^'),
                "{text}: {shown}"
            );
        }
    }

    #[test]
    fn any_other_line_is_shown_as_it_is() {
        for text in [
            "[platforms.a]\nconcurrency = SECRET",
            "password = \"x\"\nconcurrency = SECRET",
            "sql = \"\"\"\nSELECT SECRET FROM t\"\"\"",
            "password = \"x\"\n[SECRET]",
            "pass_time = SECRET",
        ] {
            let shown = shown(text);
            assert!(
                shown.contains("SECRET") && shown.contains("^^^^^^"),
                "{text}: {shown}"
            );
        }
    }

    #[test]
    fn the_caret_stands_below_what_is_meant_also_behind_chinese() {
        let text = "a = { column = \"类型\", cod = 1 }\n";
        let at = text.find("cod =").unwrap_or_default();
        let mut problems = Problems::of_file(Path::new("m.toml"), text);
        problems.push(
            Problem::at(Place::File(at..at + 3), "unknown option `cod`")
                .hint("did you mean `codes`?"),
        );
        let expected = "`m.toml` has 1 problem\n  1:22   unknown option `cod`                                did you mean `codes`?\n\
            \x20   1 | a = { column = \"类型\", cod = 1 }\n      |                        ^^^\n";
        assert_eq!(problems.to_string(), expected);
    }
}
