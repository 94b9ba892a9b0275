//! The text of a drafted mapping.

use super::Draft;
use super::field::{Found, Said, of_column};
use super::guess::{END, Guesses, START};
use super::quote;
use super::quote::{list, quoted};
use super::streams::{Way, ways};
use super::words::plain;
use crate::language::text;
use crate::mapping::Context;
use crate::platform::field::{Code, Field, Kind, Need, Target};
use crate::source::{Holds, Outline, OutlineColumn, Value};

/// Where a line of SQL is broken.
const WIDTH: usize = 100;

/// What a draft is written from.
pub(super) struct Writer<'a> {
    pub(super) target: &'static Target,
    pub(super) outline: &'a Outline,
    pub(super) context: &'a Context,
    pub(super) guesses: &'a Guesses<'a>,
    /// The columns of whole fields, by the field's name.
    pub(super) found: &'a [(&'static str, Found<'a>)],
}

impl Writer<'_> {
    /// The draft; `sample` are some values of the time of last change.
    pub(super) fn draft(&self, sample: &[Value]) -> Draft {
        let (mut found, mut open) = (Vec::new(), Vec::new());
        let mut fields = String::new();
        for field in self.target.fields {
            fields += &match self.said(field) {
                Said::Line { value, look } => {
                    found.push(field.name);
                    let noted = note("guess", field, &look);
                    format!("{noted}{} = {value}\n\n", field.name)
                }
                Said::Open { look, example: own } if self.must_have(field) => {
                    open.push(field.name);
                    let mark = format!("OPEN {}", field.name);
                    format!("{}{}\n", note(&mark, field, &look), example(field, own))
                }
                Said::Open { look, example: own } => {
                    format!(
                        "{}{}\n",
                        note(&text!("draft-not-found"), field, &look),
                        example(field, own)
                    )
                }
            };
        }
        let key = self.key();
        if key.is_empty() {
            open.push("key");
        }
        let text = format!(
            "{}\n{}\n{}\n[fields]\n{}\n",
            self.head(),
            self.changes(&key, sample),
            self.rows(&key),
            fields.trim_end()
        );
        Draft { text, found, open }
    }

    fn head(&self) -> String {
        let head = text!(
            "draft-head",
            target = self.target.name,
            title = self.target.title,
            table = &self.outline.table
        );
        format!("{head}\ntarget = {}\n", quoted(self.target.name))
    }

    fn said(&self, field: &'static Field) -> Said {
        let names = super::words::names(self.target.name, field.name);
        let is_known = |param: &&String| {
            plain(param) == plain(field.name) || names.contains(&plain(param).as_str())
        };
        // What jobs.toml says of the platform is surer than any column's name.
        if let Some(param) = self.context.params.keys().find(is_known) {
            return Said::line(format!("{{ param = {} }}", quoted(param)), Vec::new());
        }
        let whole = self.found.iter().find(|(name, _)| *name == field.name);
        if let Some((_, found)) = whole {
            return of_column(self.target, field, found, self.context);
        }
        let part = |part: &str| self.guesses.column(&format!("{}{part}", field.name));
        match part(START) {
            Some(start) => Said::line(period(start, part(END)), Vec::new()),
            None => Said::Open {
                look: Vec::new(),
                example: None,
            },
        }
    }

    /// Whether a record cannot do without the field.
    fn must_have(&self, field: &Field) -> bool {
        match field.need {
            Need::Required | Need::When { .. } => true,
            Need::Optional => self.target.identity.contains(&field.name),
        }
    }

    /// The columns of the key: the primary key's, else one called `id`, else that of what identifies a record.
    fn key(&self) -> Vec<&OutlineColumn> {
        let key = self.outline.key();
        if !key.is_empty() {
            return key;
        }
        let mut columns = self.outline.columns.iter();
        let called = columns.find(|column| plain(&column.name) == "id");
        let identity = self.target.identity.iter();
        let found = called.or_else(|| identity.rev().find_map(|name| self.guesses.column(name)));
        found.into_iter().collect()
    }

    fn changes(&self, key: &[&OutlineColumn], sample: &[Value]) -> String {
        let key: Vec<String> = key.iter().map(|column| column.written.clone()).collect();
        let mut text = String::new();
        if key.is_empty() {
            text += &format!("{}\n", text!("draft-open-key"));
        }
        for (place, way) in ways(self.outline, &key, sample).iter().enumerate() {
            let Way { why, lines, beside } = way;
            let (mark, before) = match (place, *beside) {
                (0, _) => ("guess".to_owned(), ""),
                (_, true) => (text!("draft-and"), ""),
                (_, false) => (text!("draft-or"), "# "),
            };
            let way = text!("draft-way", mark = mark, why = why.as_str());
            text += &format!("{way}\n{before}[[changes]]\n");
            for line in lines {
                text += &format!("{before}{line}\n");
            }
            text += "\n";
        }
        let log = format!(
            "shangbao changes {} --dialect {} --key {}",
            quote::word(&self.outline.table),
            self.context.dialect,
            if key.is_empty() {
                "..".to_owned()
            } else {
                quote::word(&key.join(","))
            }
        );
        text + &format!("{}\n", text!("draft-log", command = log))
    }

    fn rows(&self, key: &[&OutlineColumn]) -> String {
        let is_used = |column: &OutlineColumn| {
            self.found
                .iter()
                .any(|(_, found)| std::ptr::eq(found.column, column))
        };
        let columns = self.outline.columns.iter();
        let wanted = columns.filter(|column| column.holds != Holds::Bytes || is_used(column));
        let mut lines = vec![String::from("SELECT")];
        for (place, column) in wanted.enumerate() {
            let comma = if place == 0 { "" } else { "," };
            let last = lines.last_mut().map(|line| {
                *line += comma;
                line
            });
            match last {
                Some(line) if line.chars().count() + column.written.chars().count() < WIDTH => {
                    *line += &format!(" {}", column.written);
                }
                _ => lines.push(format!("  {}", column.written)),
            }
        }
        let names: Vec<String> = key.iter().map(|column| column.name.clone()).collect();
        let written: Vec<&str> = key.iter().map(|column| column.written.as_str()).collect();
        let condition = match written[..] {
            [] => "..".to_owned(),
            [only] => only.to_owned(),
            _ => format!("({})", written.join(", ")),
        };
        let key = if names.is_empty() {
            "# key = \"..\"".to_owned()
        } else {
            format!("key = {}", list(&names))
        };
        format!(
            "[rows]\n{key}\nsql = \"\"\"\n{}\nFROM {}\nWHERE {condition} IN (:keys)\n\"\"\"\n",
            lines.join("\n"),
            self.outline.table
        )
    }
}

/// A period of two columns; one without an end is open.
fn period(start: &OutlineColumn, end: Option<&OutlineColumn>) -> String {
    let day = |column: &OutlineColumn| format!("{{{}:%Y-%m-%d}}", column.name);
    let days = format!("{}:{}", day(start), end.map(day).unwrap_or_default());
    let empty = end.map(|end| format!(", empty = [{}]", quoted(&end.name)));
    let empty = empty.unwrap_or_default();
    format!("{{ template = {}{empty} }}", quoted(&days))
}

/// A comment: what the field is, and what to look at.
fn note(mark: &str, field: &Field, look: &[String]) -> String {
    let need = match field.need {
        Need::Required => text!("draft-required"),
        Need::Optional => text!("draft-optional"),
        need => text!("draft-required-when", when = need.describe()),
    };
    let mut text = text!(
        "draft-note",
        mark = mark,
        title = field.title,
        need = need,
        kind = field.kind.describe()
    );
    for line in look {
        text += &format!("\n#   {line}");
    }
    text + "\n"
}

/// How a field would be written, in comments; `own` where more is known than its kind.
fn example(field: &Field, own: Option<String>) -> String {
    let codes: &[Code] = match field.kind {
        Kind::Code(codes) => codes,
        Kind::Dictionary(dictionary) => dictionary.stated,
        _ => &[],
    };
    let codes: Vec<String> = codes
        .iter()
        .map(|code| format!("{} {}", code.code, code.name))
        .collect();
    let mut text = String::new();
    if !codes.is_empty() {
        text += &format!("{}\n", text!("draft-codes", codes = codes.join(", ")));
    }
    let of_kind = || match field.kind {
        Kind::Code(_) => "{ column = \"..\", codes = { .. } }".to_owned(),
        Kind::YesNo { .. } => "{ column = \"..\", yes = [1], no = [0] }".to_owned(),
        Kind::Photo => "{ column = \"..\", photo = \"file\" }".to_owned(),
        Kind::File => "{ column = \"..\", content = \"file\" }".to_owned(),
        Kind::Dictionary(dictionary) => {
            format!("{{ column = \"..\", dictionary = {:?} }}", dictionary.name)
        }
        _ => "\"..\"".to_owned(),
    };
    text += &format!("# {} = {}\n", field.name, own.unwrap_or_else(of_kind));
    if let Some(value) = field.document_default {
        let line = format!("# {} = {{ value = {value:?} }}", field.name);
        text += &format!("{}\n", text!("draft-document-default", line = line));
    }
    text
}
