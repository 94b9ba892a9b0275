//! Problems of a file, all in one answer.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::excerpt::masked;
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
