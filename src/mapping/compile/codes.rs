//! `codes`, `yes`/`no` and `dictionary`: from values as listed to what they become.

use super::field_compiler::{FieldCompiler, of_field};
use super::field_options::Text;
use crate::document::{Entry, Item, Node, Place};
use crate::language::text;
use crate::mapping::convert::codes::Codes;
use crate::mapping::convert::dictionary::{Holds, Lookup};
use crate::mapping::text::trimmed;
use crate::platform::field::{Field, Kind};

/// Compiles `codes` and `otherwise`; `None` with problems noted.
pub(super) fn table(
    field: &Field,
    entries: &[Entry],
    otherwise: Option<&Text>,
    at: &Place,
    compiler: &mut FieldCompiler<'_>,
) -> Option<Codes> {
    if !matches!(
        field.kind,
        Kind::Text | Kind::Code(_) | Kind::YesNo { .. } | Kind::Dictionary(_)
    ) {
        return compiler.misplaced(field, "codes", text!("mapping-for-codes"), at);
    }
    let before = compiler.problems.len();
    let mut codes = Codes::default();
    for entry in entries {
        let Item::Text(code) = &entry.value.item else {
            let message = text!("mapping-code-not-text", kind = entry.value.item.kind());
            compiler.problem(field, message, &entry.value.at);
            continue;
        };
        let code = Text {
            text: code.clone(),
            at: entry.value.at.clone(),
        };
        let code = compiler.constant(field, "codes", &code);
        let value = trimmed(&entry.key);
        if value.is_empty() {
            let message = text!("mapping-lists-blank", option = "codes");
            compiler.problem(field, message, &entry.at);
        } else if let Some(code) = code
            && !codes.list(value, code)
        {
            let message = text!("mapping-code-twice", value = value);
            compiler.problem(field, message, &entry.at);
        }
    }
    if let Some(text) = otherwise
        && let Some(code) = compiler.constant(field, "otherwise", text)
    {
        codes.otherwise(code);
    }
    if entries.is_empty() {
        let message = text!("mapping-lists-nothing", option = "codes");
        return compiler.refuse(field, message, at);
    }
    (compiler.problems.len() == before).then_some(codes)
}

/// Compiles `yes` and `no`; `None` with problems noted.
pub(super) fn yes_no(
    field: &Field,
    yes: &Node,
    no: &Node,
    compiler: &mut FieldCompiler<'_>,
) -> Option<Codes> {
    let Kind::YesNo {
        yes: yes_digit,
        no: no_digit,
    } = field.kind
    else {
        return compiler.misplaced(field, "yes", text!("mapping-for-yes"), &yes.at);
    };
    let before = compiler.problems.len();
    let mut codes = Codes::default();
    for (key, node, digit) in [("yes", yes, yes_digit), ("no", no, no_digit)] {
        let single = std::slice::from_ref(node);
        let entries = match &node.item {
            Item::Array(entries) => entries,
            _ => single,
        };
        if entries.is_empty() {
            let message = text!("mapping-lists-nothing", option = key);
            compiler.problem(field, message, &node.at);
        }
        for entry in entries {
            let wrong = match listed(entry) {
                None => text!(
                    "mapping-lists-others",
                    option = key,
                    kind = entry.item.kind()
                ),
                Some(value) if value.is_empty() => text!("mapping-lists-blank", option = key),
                Some(value) if !codes.list(&value, digit.to_owned()) => {
                    text!("mapping-lists-twice", option = key, value = value)
                }
                Some(_) => continue,
            };
            compiler.problem(field, wrong, &entry.at);
        }
    }
    (compiler.problems.len() == before).then_some(codes)
}

/// Compiles `dictionary` and `holds`; `None` with problems noted.
pub(super) fn lookup(
    field: &Field,
    name: &Text,
    holds: Option<&Text>,
    compiler: &mut FieldCompiler<'_>,
) -> Option<Lookup> {
    let Kind::Dictionary(dictionary) = field.kind else {
        return compiler.misplaced(
            field,
            "dictionary",
            text!("mapping-for-dictionary"),
            &name.at,
        );
    };
    if name.text != dictionary.name {
        let problem = of_field(field, text!("mapping-other-dictionary"), &name.at);
        let hint = text!("mapping-other-dictionary-hint", name = dictionary.name);
        compiler.problems.push(problem.hint(hint));
        return None;
    }
    let holds = match holds.map(|holds| (holds.text.as_str(), &holds.at)) {
        None | Some(("name", _)) => Holds::Name,
        Some(("code", _)) => Holds::Code,
        Some((word, at)) => {
            let message = text!("mapping-unknown-word", option = "holds");
            let problem = of_field(field, message, at);
            compiler
                .problems
                .push(problem.among(word, &["name", "code"]));
            return None;
        }
    };
    Some(Lookup { dictionary, holds })
}

/// The text form of an entry of `yes` or `no`.
fn listed(node: &Node) -> Option<String> {
    match &node.item {
        Item::Text(text) => Some(trimmed(text).to_owned()),
        Item::Integer(number) => Some(number.to_string()),
        Item::Bool(value) => Some(if *value { "1" } else { "0" }.to_owned()),
        _ => None,
    }
}
