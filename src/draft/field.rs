//! The lines of one field: what was found for it, or what it needs.

use super::quote::{all, key, quoted};
use super::times::{Unread, parse};
use super::words::{Meaning, meaning, yes_or_no};
use crate::language::text;
use crate::mapping::Context;
use crate::platform::field::{Code, Dictionary, Field, Kind, Target};
use crate::source::{Holds, OutlineColumn, Value};

/// The most values of a coded column that are listed.
const MOST: usize = 20;
/// Longer values are no codes.
const LONGEST: usize = 60;

/// A column found for a field, with some of its values where the field's kind asks for them.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// The column.
    pub(super) column: &'a OutlineColumn,
    /// Some of its values, the most frequent first.
    pub(super) values: Vec<Value>,
}

/// What is said of a field.
#[derive(Debug)]
pub(super) enum Said {
    /// A line `field = ..`, and what a person should look at.
    Line { value: String, look: Vec<String> },
    /// Nothing that can be used.
    Open {
        /// What is in the way.
        look: Vec<String>,
        /// How the field could be written, where more is known than its kind.
        example: Option<String>,
    },
}

impl Said {
    /// A line, and what a person should look at.
    pub(super) fn line(value: impl Into<String>, look: Vec<String>) -> Self {
        Self::Line {
            value: value.into(),
            look,
        }
    }
}

/// Whether the values of a field's column are asked for: those of names and numbers of people are not.
pub(super) fn wants_values(field: &Field, column: &OutlineColumn) -> bool {
    match field.kind {
        Kind::Code(_) | Kind::YesNo { .. } | Kind::Dictionary(_) => true,
        // Their form alone is looked at.
        Kind::Time(_) => matches!(column.holds, Holds::Text | Holds::Whole | Holds::Other),
        Kind::File | Kind::Photo | Kind::List => column.holds == Holds::Text,
        _ => false,
    }
}

/// What a field becomes of the column that was found for it.
pub(super) fn of_column(
    target: &Target,
    field: &'static Field,
    found: &Found<'_>,
    context: &Context,
) -> Said {
    let column = quoted(&found.column.name);
    match field.kind {
        Kind::Code(codes) => coded(target, field, found, codes),
        Kind::YesNo { .. } => yes_no(found),
        Kind::Dictionary(dictionary) => looked_up(found, dictionary),
        Kind::Degrees { .. } => Said::line(column, vec![text!("draft-wgs84")]),
        Kind::Time(_) => match parse(&found.values) {
            Ok(None) => Said::line(column, Vec::new()),
            Ok(Some(form)) => Said::line(
                format!("{{ column = {column}, parse = {form:?} }}"),
                Vec::new(),
            ),
            Err(why) => Said::Open {
                look: vec![unread(why, &found.column.name)],
                example: Some(format!("{{ column = {column}, parse = \"..\" }}")),
            },
        },
        Kind::List => {
            let signs = separators(&found.values);
            let value = match &signs[..] {
                [] => column,
                [sign] => format!("{{ column = {column}, split = {sign:?} }}"),
                signs => format!("{{ column = {column}, split = {signs:?} }}"),
            };
            Said::line(value, Vec::new())
        }
        Kind::File => file("content", found, context),
        Kind::Photo => file("photo", found, context),
        Kind::Text | Kind::IdentityNumber | Kind::Period => Said::line(column, Vec::new()),
    }
}

/// Why no time can be read from a column.
fn unread(why: Unread, column: &str) -> String {
    match why {
        Unread::Numbers => text!("draft-no-times-in-numbers", column = column),
        Unread::Texts => text!("draft-no-times-in-texts", column = column),
    }
}

fn looked_up(found: &Found<'_>, dictionary: &'static Dictionary) -> Said {
    let texts = texts(&found.values);
    let is_code = |text: &String| dictionary.stated.iter().any(|code| code.code == *text);
    let holds = match !texts.is_empty() && texts.iter().all(is_code) {
        true => ", holds = \"code\"",
        false => "",
    };
    let column = quoted(&found.column.name);
    let name = dictionary.name;
    Said::line(
        format!("{{ column = {column}, dictionary = {name:?}{holds} }}"),
        vec![text!("draft-dictionary")],
    )
}

fn coded(target: &Target, field: &Field, found: &Found<'_>, codes: &'static [Code]) -> Said {
    let texts = texts(&found.values);
    // So many values are no codes, and may be what nobody should read here.
    let many = texts.len() > MOST;
    let (mut look, mut sure, mut all) = (Vec::new(), Vec::new(), Vec::new());
    let short = |text: &&String| text.chars().count() <= LONGEST;
    for text in texts.iter().filter(short).take(MOST) {
        let entry = |code: &str| format!("{} = {}", key(text), quoted(code));
        let (entry, about) = match meaning(target.name, field.name, codes, text) {
            Meaning::Said(code) => {
                let entry = entry(code.code);
                sure.push(entry.clone());
                let about = text!("draft-code-said", entry = &entry, name = code.name);
                (entry, about)
            }
            Meaning::Numbered(code) => {
                let entry = entry(code.code);
                let about = text!("draft-code-numbered", entry = &entry, name = code.name);
                (entry, about)
            }
            Meaning::Unknown if many => continue,
            Meaning::Unknown => {
                let entry = entry("..");
                let about = text!("draft-code-unknown", entry = &entry);
                (entry, about)
            }
        };
        look.push(about);
        all.push(entry);
    }
    if many {
        look.push(text!("draft-many-values"));
    }
    let column = quoted(&found.column.name);
    let line = |entries: &[String]| {
        let entries = entries.join(", ");
        let entries = if entries.is_empty() { ".." } else { &entries };
        format!("{{ column = {column}, codes = {{ {entries} }} }}")
    };
    if !sure.is_empty() {
        return Said::Line {
            value: line(&sure),
            look,
        };
    }
    look.push(text!("draft-no-clear-code", column = &found.column.name));
    Said::Open {
        look,
        example: Some(line(&all)),
    }
}

fn yes_no(found: &Found<'_>) -> Said {
    let (mut yes, mut no, mut look) = (Vec::new(), Vec::new(), Vec::new());
    for text in texts(&found.values).into_iter().take(MOST) {
        match yes_or_no(&text) {
            Some(true) => yes.push(text),
            Some(false) => no.push(text),
            None => look.push(text!("draft-neither", value = quoted(&text))),
        }
    }
    if yes.is_empty() && no.is_empty() {
        look.push(text!("draft-no-yes-no", column = &found.column.name));
        let column = quoted(&found.column.name);
        let example = format!("{{ column = {column}, yes = [..], no = [..] }}");
        return Said::Open {
            look,
            example: Some(example),
        };
    }
    // What was not met is written as it would go with the other.
    if no.is_empty() {
        no.push(opposite(&yes).to_owned());
        look.push(text!("draft-no-no"));
    } else if yes.is_empty() {
        yes.push(opposite(&no).to_owned());
        look.push(text!("draft-no-yes"));
    }
    let column = quoted(&found.column.name);
    Said::Line {
        value: format!(
            "{{ column = {column}, yes = [{}], no = [{}] }}",
            all(&yes),
            all(&no)
        ),
        look,
    }
}

fn opposite(texts: &[String]) -> &'static str {
    const PAIRS: &[(&str, &str)] = &[
        ("1", "0"),
        ("Y", "N"),
        ("y", "n"),
        ("是", "否"),
        ("true", "false"),
    ];
    let first = texts.first().map_or("", String::as_str);
    let pair = |(one, other): &(&'static str, &'static str)| match first {
        _ if first == *one => Some(*other),
        _ if first == *other => Some(*one),
        _ => None,
    };
    PAIRS.iter().find_map(pair).unwrap_or("..")
}

/// A photo or an attachment.
fn file(option: &str, found: &Found<'_>, context: &Context) -> Said {
    let name = found.column.name.to_lowercase();
    let texts = texts(&found.values);
    let is_url = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let held = if found.column.holds == Holds::Bytes {
        "blob"
    } else if texts.iter().any(is_url) || (texts.is_empty() && name.contains("url")) {
        "url"
    } else if texts.iter().any(|text| text.len() > 1000) {
        "base64"
    } else {
        "file"
    };
    let files = &context.files;
    let lacking = match held {
        "file" if files.root.is_none() => "files = { root = \"/data/photos\" }",
        "url" if files.base_url.is_none() && files.allowed_hosts.is_empty() => {
            "files = { allowed_hosts = [\"10.1.2.3\"] }"
        }
        _ => "",
    };
    let value = format!(
        "{{ column = {}, {option} = {held:?} }}",
        quoted(&found.column.name)
    );
    if lacking.is_empty() {
        return Said::line(value, Vec::new());
    }
    Said::Open {
        look: vec![text!("draft-files", line = lacking)],
        example: Some(value),
    }
}

/// What separates the parts of a list; a JSON list says that itself.
fn separators(values: &[Value]) -> Vec<&'static str> {
    let texts = texts(values);
    let is_used = |sign: &&str| {
        let mut plain = texts.iter().filter(|text| !text.starts_with('['));
        plain.any(|text| text.contains(*sign))
    };
    let signs = ["、", "，", ",", "；", ";", "|"].into_iter();
    signs.filter(is_used).collect()
}

/// Values in the form that `codes`, `yes` and `no` compare; blanks count as NULL.
fn texts(values: &[Value]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for text in values.iter().filter_map(Value::text_form) {
        let text = text.trim_matches([' ', '\u{3000}']).to_owned();
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
