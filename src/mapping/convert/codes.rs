//! Values of a column and what they become: `codes`, and `yes`/`no`.

use std::collections::HashMap;

use super::refusal::{Refusal, named};
use super::text::{text_of, trimmed};
use super::workshop::Workshop;
use super::written::Text;
use crate::document::{Entry, Item, Node, Place};
use crate::language::text;
use crate::platform::field::{Field, Kind};
use crate::source::Value;

/// What listed values become. Values are compared by their text form, so that 1, "1" and true are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    by_value: HashMap<String, String>,
    listed: Vec<String>,
    otherwise: Option<String>,
}

impl Codes {
    /// Compiles `codes` and `otherwise`; `None` with problems noted.
    pub(super) fn of_table(
        field: &Field,
        entries: &[Entry],
        otherwise: Option<&Text>,
        at: &Place,
        shop: &mut Workshop<'_>,
    ) -> Option<Self> {
        if !matches!(
            field.kind,
            Kind::Text | Kind::Code(_) | Kind::YesNo { .. } | Kind::Dictionary(_)
        ) {
            return shop.misplaced(field, "codes", text!("mapping-for-codes"), at);
        }
        let before = shop.problems.len();
        let mut codes = Self::default();
        for entry in entries {
            let Item::Text(code) = &entry.value.item else {
                let message = text!("mapping-code-not-text", kind = entry.value.item.kind());
                shop.problem(field, message, &entry.value.at);
                continue;
            };
            let code = Text {
                text: code.clone(),
                at: entry.value.at.clone(),
            };
            let code = shop.constant(field, "codes", &code);
            let value = trimmed(&entry.key);
            if value.is_empty() {
                let message = text!("mapping-lists-blank", option = "codes");
                shop.problem(field, message, &entry.at);
            } else if let Some(code) = code
                && !codes.list(value, code)
            {
                let message = text!("mapping-code-twice", value = value);
                shop.problem(field, message, &entry.at);
            }
        }
        if let Some(text) = otherwise
            && let Some(code) = shop.constant(field, "otherwise", text)
        {
            codes.otherwise(code);
        }
        if entries.is_empty() {
            let message = text!("mapping-lists-nothing", option = "codes");
            return shop.refuse(field, message, at);
        }
        (shop.problems.len() == before).then_some(codes)
    }

    /// Compiles `yes` and `no`; `None` with problems noted.
    pub(super) fn of_yes_no(
        field: &Field,
        yes: &Node,
        no: &Node,
        shop: &mut Workshop<'_>,
    ) -> Option<Self> {
        let Kind::YesNo {
            yes: yes_digit,
            no: no_digit,
        } = field.kind
        else {
            return shop.misplaced(field, "yes", text!("mapping-for-yes"), &yes.at);
        };
        let before = shop.problems.len();
        let mut codes = Self::default();
        for (key, node, digit) in [("yes", yes, yes_digit), ("no", no, no_digit)] {
            let single = std::slice::from_ref(node);
            let entries = match &node.item {
                Item::Array(entries) => entries,
                _ => single,
            };
            if entries.is_empty() {
                let message = text!("mapping-lists-nothing", option = key);
                shop.problem(field, message, &node.at);
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
                shop.problem(field, wrong, &entry.at);
            }
        }
        (shop.problems.len() == before).then_some(codes)
    }

    /// Lists a value; `false` when it is listed already.
    fn list(&mut self, value: &str, becomes: String) -> bool {
        if self.by_value.contains_key(value) {
            return false;
        }
        self.by_value.insert(value.to_owned(), becomes);
        self.listed.push(value.to_owned());
        true
    }

    /// Sets what every value that is not listed becomes.
    fn otherwise(&mut self, becomes: String) {
        self.otherwise = Some(becomes);
    }

    /// Everything that a value may become, each once.
    pub(super) fn becoming(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.by_value.values().cloned().collect();
        texts.extend(self.otherwise.clone());
        texts.sort();
        texts.dedup();
        texts
    }

    /// What a value becomes.
    ///
    /// # Errors
    /// A value that is not listed, and no `otherwise`.
    pub(super) fn look_up(&self, value: &Value) -> Result<String, Refusal> {
        let text = text_of(value)?;
        let becomes = self.by_value.get(text.as_ref()).or_else(|| {
            // A bare key `true` in `codes` is text to TOML, and only some databases have booleans.
            match text.as_ref() {
                "1" => self.by_value.get("true"),
                "0" => self.by_value.get("false"),
                _ => None,
            }
        });
        match becomes.or(self.otherwise.as_ref()) {
            Some(becomes) => Ok(becomes.clone()),
            None => Err(Refusal::Unlisted(named(
                self.listed.iter().map(String::as_str),
            ))),
        }
    }
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
